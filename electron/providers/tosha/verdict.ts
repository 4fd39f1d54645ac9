import type { Batch } from '../../../shared/batches.ts';
import type { Bill } from '../../../shared/bills.ts';
import { amountOf } from '../../../shared/bill-digits.ts';
import { matchBills } from './match.ts';
import type { ReturnItem, ReturnReading } from './return.ts';
import { isSuccess } from './status.ts';

/** What a return says of one bill. */
export interface BillResult {
  paid: boolean;
  status: string;
  message: string;
  saleReferenceId: string;
  token: string;
}

/**
 * Whether a return can be what became of the batch. `what` are codes, those of one bill with its bill id: `token`,
 * `items` (no list of bills, or none that can be read), `bill-unknown <id>`, `bill-missing <id>`, `amount <id>`,
 * `status <id>`.
 */
type ReturnVerdict =
  /** `bills` by the bills' own ids; `failed`: none is paid. */
  | { kind: 'agrees'; outcome: 'settled' | 'failed'; bills: Map<string, BillResult> }
  /** It is about something else than the batch. */
  | { kind: 'mismatch'; what: string[] }
  /** It is about the batch, and says two things at once. */
  | { kind: 'contradiction'; what: string[] };

/** Characters of an id from outside that a code holds. */
const ID_MAX = 20;

/** Bills that the payer was sent to pay; a failed one can turn out to be paid, a paid one must be told as paid again. */
const OPEN: readonly Bill['state'][] = ['awaiting', 'abandoned', 'failed', 'paid'];

const hasReference = ({ saleReferenceId }: ReturnItem) => /[^0\s]/u.test(saleReferenceId);

const resultOf = (item: ReturnItem): BillResult => ({
  paid: isSuccess(item.status),
  status: item.status,
  message: item.message,
  saleReferenceId: item.saleReferenceId,
  token: item.token,
});

/** Rial that a bill must have cost: as the first answer said, else as its payment id says. */
const priceOf = ({ price, payId }: Bill) => price ?? amountOf(payId);

/** A paid bill must name its amount; one that was not paid may leave it out. */
function amountAgrees(bill: Bill, item: ReturnItem): boolean {
  return item.amount === null ? !isSuccess(item.status) : item.amount === priceOf(bill);
}

function mismatches(open: ReadonlyMap<Bill, ReturnItem[]>, strangers: readonly ReturnItem[]): string[] {
  const what = strangers.map(({ billId, extOrderId }) => `bill-unknown ${(billId || extOrderId || '?').slice(0, ID_MAX)}`);
  for (const [bill, items] of open) {
    if (items.length === 0) what.push(`bill-missing ${bill.billId}`);
    if (items.some((item) => !amountAgrees(bill, item))) what.push(`amount ${bill.billId}`);
  }
  return what;
}

/** Whether what the items say of one bill cannot all be so. */
function contradicts(items: readonly ReturnItem[], mayBePaid: boolean): boolean {
  const tellings = new Set(items.map((item) => JSON.stringify(resultOf(item))));
  return (
    tellings.size > 1 || items.some((item) => item.status === '' || (isSuccess(item.status) ? !mayBePaid : hasReference(item)))
  );
}

const contradiction = (bills: readonly Bill[]): ReturnVerdict => ({
  kind: 'contradiction',
  what: bills.map(({ billId }) => `status ${billId}`),
});

/** What the items of a return say of the bills, told by their ids, that cannot be so; null where there is nothing. */
function doubts(open: readonly Bill[], refused: readonly Bill[], itemsOf: (bill: Bill) => readonly ReturnItem[]) {
  const doubtful = [
    ...open.filter((bill) => contradicts(itemsOf(bill), true)),
    ...refused.filter((bill) => contradicts(itemsOf(bill), false)),
  ];
  if (doubtful.length > 0) return contradiction(doubtful);
  const unpaid = open.filter((bill) => bill.state === 'paid' && itemsOf(bill).some((item) => !isSuccess(item.status)));
  return unpaid.length > 0 ? contradiction(unpaid) : null;
}

/** Zeros that nobody filled in look like success: where the whole says no, only a reference number says that a bill is paid. */
const doubtsAll = ({ status }: ReturnReading, items: readonly ReturnItem[]) =>
  status !== '' && !isSuccess(status) && items.some((item) => isSuccess(item.status) && !hasReference(item));

/** A return with a list of bills. */
function judgeItems(
  open: readonly Bill[],
  refused: readonly Bill[],
  reading: ReturnReading,
  items: readonly ReturnItem[],
): ReturnVerdict {
  const { of, strangers } = matchBills([...open, ...refused], items);
  const itemsOf = (bill: Bill) => of.get(bill) ?? [];
  const what = mismatches(new Map(open.map((bill) => [bill, itemsOf(bill)])), strangers);
  if (what.length > 0) return { kind: 'mismatch', what };
  const doubted = doubts(open, refused, itemsOf);
  if (doubted !== null) return doubted;
  if (doubtsAll(reading, items)) return { kind: 'contradiction', what: ['status'] };
  const bills = new Map<string, BillResult>();
  for (const bill of open) for (const item of itemsOf(bill)) bills.set(bill.id, resultOf(item));
  const settled = [...bills.values()].some(({ paid }) => paid);
  // Should the bills' code for success be another than guessed, the return's own still tells that something was paid.
  if (!settled && isSuccess(reading.status)) return contradiction(open);
  return { kind: 'agrees', outcome: settled ? 'settled' : 'failed', bills };
}

/** A return without a list of bills: only that nothing was paid can be told so. */
function judgeBare(open: readonly Bill[], { status, message, itemsBroken }: ReturnReading): ReturnVerdict {
  if (itemsBroken || status === '' || isSuccess(status)) return { kind: 'contradiction', what: ['items'] };
  if (open.some((bill) => bill.state === 'paid')) return { kind: 'contradiction', what: ['status'] };
  const result = { paid: false, status, message, saleReferenceId: '', token: '' };
  return { kind: 'agrees', outcome: 'failed', bills: new Map(open.map(({ id }) => [id, result])) };
}

/** A provider that does not encode its token has the plus signs in it read as blanks. */
function isSameToken(known: string | null, told: string | null): boolean {
  return known !== null && told !== null && (told === known || told.replaceAll(' ', '+') === known);
}

/**
 * Judges a return by what the first answer said. A return is unsigned: it must name the batch's token, exactly its bills
 * and their amounts, or it changes nothing (wire.md, "BulkBillPaymentWS"). Pure.
 * @param bills every bill of the batch; those that were refused at submission may be missing from the return
 */
export function judgeReturn(batch: Batch, bills: readonly Bill[], reading: ReturnReading): ReturnVerdict {
  if (!isSameToken(batch.batchToken, reading.batchToken)) return { kind: 'mismatch', what: ['token'] };
  const isOpen = (bill: Bill) => bill.batch === batch.id && OPEN.includes(bill.state);
  const open = bills.filter(isOpen);
  if (reading.items === null || reading.items.length === 0) return judgeBare(open, reading);
  return judgeItems(
    open,
    bills.filter((bill) => !isOpen(bill)),
    reading,
    reading.items,
  );
}
