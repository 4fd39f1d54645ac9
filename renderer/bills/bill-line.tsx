import { useTranslation } from 'react-i18next';
import type { Batch } from '../../shared/batches.ts';
import type { Bill } from '../../shared/bills.ts';
import { Amount, Code, Moment } from '../ui/amount.tsx';
import { AlarmBadge } from '../ui/badge.tsx';
import { BatchBadge, BillBadge } from './bill-badges.tsx';
import { BillMeaning } from './bill-explained.tsx';
import { amountOfBill, useBillWords } from './bill-words.ts';
import './bill-line.css';

/** One bill in one line: state, type and ids, amount, when; below it the provider's words where there are some. */
export function BillLine({ bill }: { bill: Bill }) {
  const words = useBillWords();
  const amount = amountOfBill(bill);
  return (
    <span className="bill-line">
      <span>
        <BillBadge state={bill.state} />
      </span>
      <BillWho bill={bill} />
      <span className="bill-line-amount">{amount === null ? words.amount(bill) : <Amount rial={amount} />}</span>
      <span className="soft">
        <Moment at={bill.savedAt} />
      </span>
    </span>
  );
}

/** What a bill is: its type, its ids, its reference number, what the provider said of it. `explained`: all its digits say. */
export function BillWho({ bill, explained = false }: { bill: Bill; explained?: boolean }) {
  const { t } = useTranslation();
  const words = useBillWords();
  return (
    <span className="bill-line-who">
      {explained ? <BillMeaning bill={bill} /> : <bdi className="bill-line-type">{words.type(bill)}</bdi>}
      <BillIds bill={bill} />
      {bill.saleReferenceId !== null && (
        <span>
          {t('bill.saleReferenceId')}: <Code>{bill.saleReferenceId}</Code>
        </span>
      )}
      <ProviderWords bill={bill} />
    </span>
  );
}

/** The two ids, the bill's first. */
export function BillIds({ bill }: { bill: Pick<Bill, 'billId' | 'payId'> }) {
  return (
    <span className="bill-line-ids">
      <Code>{bill.billId}</Code> <span aria-hidden="true">/</span> <Code>{bill.payId}</Code>
    </span>
  );
}

/** Why a bill is back in the basket or was not paid, as the provider said it; nothing for the others. */
function ProviderWords({ bill: { state, status, message } }: { bill: Bill }) {
  const { t } = useTranslation();
  if (state === 'basket' && (message !== null || status !== null)) {
    const said = message === null ? t('bills.providerSaidCode', { code: status }) : t('bills.providerSaid', { message });
    return <span className="bill-line-refused">{said}</span>;
  }
  if (state !== 'failed' || message === null) return null;
  return (
    <span className="bill-line-refused">
      <bdi>«{message}»</bdi>
    </span>
  );
}

/** One batch in one line: state, how many bills, how much, when. */
export function BatchLine({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  return (
    <span className="bill-line">
      <span className="bill-line-state">
        <BatchBadge state={batch.state} />
        <AlarmBadge alarm={batch.alarm} />
      </span>
      <span className="bill-line-who">
        <span className="bill-line-type">{t('batch.bills', { count: batch.bills.length })}</span>
        {batch.batchToken !== null && <Code>{batch.batchToken}</Code>}
      </span>
      <span className="bill-line-amount">
        <Amount rial={batch.total ?? batch.expected} />
      </span>
      <span className="soft">
        <Moment at={batch.savedAt} />
      </span>
    </span>
  );
}
