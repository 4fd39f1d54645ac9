import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../shared/contract/calls.ts';
import type { PhoneMessage } from '../../shared/contract/practice.ts';
import { useAct } from '../base/api.ts';
import { Amount, Code } from '../ui/amount.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { useTell } from '../ui/notices.tsx';
import { Facts } from '../ui/screen.tsx';
import { useFormat } from '../base/use-format.ts';
import './pay-page.css';

/** What the payer sees behind the link, and the two things a payer can do there. */
export function PayPage({ message }: { message: PhoneMessage }) {
  const { t } = useTranslation();
  const outcome = useRef<HTMLDivElement>(null);
  const payer = usePayer(message, () => outcome.current?.focus());
  return (
    <div className="pay-page">
      <div className="pay-page-bar">
        <span>{t('practice.page.gateway')}</span>
        <Code>{message.payLinkSendId}</Code>
      </div>
      <p className="pay-page-amount">
        <Amount rial={message.amount} both />
      </p>
      <Facts
        facts={[
          [t('practice.page.customerName'), <Text key="name" text={message.customerName} />],
          [t('practice.page.description'), <Text key="description" text={message.description} />],
          [t('practice.page.invoiceNo'), <Code key="invoice">{message.invoiceNo}</Code>],
        ]}
      />
      <div ref={outcome} tabIndex={-1} className="pay-page-outcome">
        <Outcome message={message} />
      </div>
      <Failure failed={payer.failed} />
      {message.state !== 'paid' && <PayActs amount={message.amount} payer={payer} />}
    </div>
  );
}

function Text({ text }: { text: string }) {
  const { t } = useTranslation();
  return text === '' ? <span className="soft">{t('practice.page.nothing')}</span> : <bdi>{text}</bdi>;
}

function Outcome({ message }: { message: PhoneMessage }) {
  const { t } = useTranslation();
  if (message.state === 'unpaid') return null;
  if (message.state === 'cancelled')
    return (
      <Banner kind="info" icon="close" title={t('practice.page.cancelled')}>
        <span>{t('practice.page.cancelledHint')}</span>
      </Banner>
    );
  return (
    <Banner kind="good" title={t('practice.page.paid')}>
      {message.refNo !== null && (
        <span>
          {t('practice.page.refNo')}: <Code>{message.refNo}</Code>
        </span>
      )}
      <span>{t('practice.page.paidHint')}</span>
    </Banner>
  );
}

type Payer = ReturnType<typeof usePayer>;

/** Held by the page, not by the buttons: these go when the link is paid, and what happened must still be said. */
function usePayer({ payLinkSendId, invoiceNo }: PhoneMessage, onPaid: () => void) {
  const { t } = useTranslation();
  const tell = useTell();
  const paying = useAct('practice.pay');
  const cancelling = useAct('practice.cancel');
  const said = ({ messages }: Output<'practice.pay'>) => {
    const refNo = messages.find((one) => one.payLinkSendId === payLinkSendId)?.refNo ?? '';
    tell({ kind: 'good', text: t('practice.page.saidPaid', { invoiceNo, refNo }) });
    onPaid();
  };
  const left = () => tell({ kind: 'info', text: t('practice.page.saidCancelled', { invoiceNo }) });
  return {
    pay: () => paying.mutate({ payLinkSendId }, { onSuccess: said }),
    cancel: () => cancelling.mutate({ payLinkSendId }, { onSuccess: left }),
    busy: paying.isPending || cancelling.isPending,
    failed: paying.error ?? cancelling.error,
  };
}

function PayActs({ amount, payer }: { amount: number; payer: Payer }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="acts">
      <Button look="primary" keyName="pay" busy={payer.busy} onPress={payer.pay}>
        {t('practice.page.pay')} <bdi>{format.rial(amount)}</bdi>
      </Button>
      <Button keyName="cancelPay" busy={payer.busy} onPress={payer.cancel}>
        {t('practice.page.cancel')}
      </Button>
    </div>
  );
}
