import { useTranslation } from 'react-i18next';
import type { Link } from '../../shared/links.ts';
import { Amount, Code, Moment } from '../ui/amount.tsx';
import { AlarmBadge } from '../ui/badge.tsx';
import { StateBadge } from './state-badge.tsx';
import './link-line.css';

/** One link in one line, as every list shows it: state, who, invoice, amount, when. */
export function LinkLine({ link }: { link: Link }) {
  const { t } = useTranslation();
  return (
    <span className="link-line">
      <span className="link-line-state">
        <StateBadge state={link.state} />
        <AlarmBadge alarm={link.alarm} />
      </span>
      <span className="link-line-who">
        <bdi className={link.customerName === '' ? 'soft' : 'link-line-name'}>{link.customerName || t('links.nameless')}</bdi>
        <Code>{link.mobileNo}</Code>
      </span>
      <Code>{link.invoiceNo}</Code>
      <span className="link-line-amount">
        <Amount rial={link.amount} />
      </span>
      <span className="soft">
        <Moment at={link.savedAt} />
      </span>
    </span>
  );
}
