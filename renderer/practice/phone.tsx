import { ListBox, ListBoxItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PhoneMessage } from '../../shared/contract/practice.ts';
import { Code, Moment } from '../ui/amount.tsx';
import { EmptyState } from '../ui/screen.tsx';
import { PayState } from './pay-state.tsx';
import './phone.css';

interface PhoneProps {
  /** Newest first. */
  messages: readonly PhoneMessage[];
  /** The one whose pay page is open. */
  open: PhoneMessage | null;
  onOpen: (payLinkSendId: string) => void;
}

/** The customer's phone, drawn: each SMS word for word. */
export function Phone({ messages, open, onOpen }: PhoneProps) {
  const { t } = useTranslation();
  return (
    <section className="phone" aria-label={t('practice.phone.label')}>
      <div className="phone-top" aria-hidden="true" />
      <header className="phone-head">
        <h2>{t('practice.phone.sender')}</h2>
        <span>{t('practice.phone.count', { total: messages.length })}</span>
      </header>
      <ListBox
        className="phone-list"
        aria-label={t('practice.phone.list')}
        items={messages.map((message) => ({ ...message, id: message.payLinkSendId }))}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={open ? [open.payLinkSendId] : []}
        onSelectionChange={(keys) => {
          const [key] = keys;
          if (typeof key === 'string') onOpen(key);
        }}
        renderEmptyState={() => (
          <EmptyState title={t('practice.phone.empty')}>
            <p>{t('practice.phone.emptyHint')}</p>
          </EmptyState>
        )}
      >
        {(message) => (
          <ListBoxItem className="phone-sms" textValue={message.text}>
            <Sms message={message} />
          </ListBoxItem>
        )}
      </ListBox>
      <p className="phone-foot">{t('practice.phone.keys')}</p>
    </section>
  );
}

function Sms({ message }: { message: PhoneMessage }) {
  return (
    <>
      <span className="phone-sms-head">
        <Code>{message.mobileNo}</Code>
        <Moment at={message.at} />
      </span>
      <span className="phone-sms-text" dir="auto" lang="fa">
        {message.text}
      </span>
      <PayState state={message.state} />
    </>
  );
}
