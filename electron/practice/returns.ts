import type { ReturnForm } from '../../shared/contract/practice.ts';
import type { StoredBatch, StoredBill } from './batches.ts';
import { providerType } from './bills.ts';

/** What a return carries, by the document's names, in the order of its placeholders {0} to {3}. */
export interface ReturnFields {
  BatchTokenID: string;
  Status: string;
  StatusDescription: string;
  /** JSON: a list of bills, spelt as the document spells. */
  BillItems: string;
}

/** The one request by which the payer's browser comes back. */
export type Trip = { method: 'GET'; url: string } | { method: 'POST'; url: string; fields: ReturnFields };

// The provider's own words, as the real one's are its own: the app shows them and never reads them.
const BATCH_WORDS: Readonly<Record<StoredBatch['state'], readonly [status: string, words: string]>> = {
  paid: ['0', 'پرداخت با موفقیت انجام شد'],
  partly: ['0', 'بخشی از قبض‌ها پرداخت شد'],
  cancelled: ['17', 'پرداخت انجام نشد'],
  unpaid: ['17', 'پرداخت انجام نشد'],
};
const BILL_WORDS: Readonly<Record<StoredBill['state'], readonly [status: number, words: string]>> = {
  paid: [0, 'قبض پرداخت شد'],
  left: [17, 'پرداخت‌کننده از پرداخت این قبض منصرف شد'],
  'paid-before': [101, 'قبض قبلا پرداخت شده است'],
  unpaid: [17, 'قبض پرداخت نشد'],
  refused: [105, 'قبض پذیرفته نشده است'],
};

function itemOf(bill: StoredBill) {
  const { code, name } = providerType(bill);
  const [Sataus, SatausDescription] = BILL_WORDS[bill.state];
  return {
    Amount: bill.price,
    BillID: bill.billId,
    PayID: bill.payId,
    billTypeID: code,
    billTypeName: name,
    ExtOrderID: bill.extOrderId,
    SaleReferenceID: bill.saleReferenceId ?? '',
    Sataus,
    SatausDescription,
    Token: bill.token,
  };
}

/** What a batch's return says: its accepted bills, each with what became of it. */
export function fieldsOf(batch: StoredBatch): ReturnFields {
  const [Status, StatusDescription] = BATCH_WORDS[batch.state];
  const accepted = batch.bills.filter(({ state }) => state !== 'refused');
  return { BatchTokenID: batch.batchToken, Status, StatusDescription, BillItems: JSON.stringify(accepted.map(itemOf)) };
}

/** What somebody who paid nothing would claim: all is paid, and the first bill is a thousand rial cheaper than it is. */
export function forgedOf(batch: StoredBatch): StoredBatch {
  const accepted = batch.bills.filter(({ state }) => state !== 'refused');
  const bills = accepted.map((bill, index) => ({
    ...bill,
    price: index === 0 ? bill.price - 1000 : bill.price,
    state: 'paid' as const,
    saleReferenceId: `09900000${String(index).padStart(4, '0')}`,
  }));
  return { ...batch, state: 'paid', bills };
}

const query = (fields: ReturnFields): string => String(new URLSearchParams({ ...fields }));

function filled(url: string, fields: ReturnFields): string {
  const values = [fields.BatchTokenID, fields.Status, fields.StatusDescription, fields.BillItems];
  return url.replace(/\{([0-3])\}/gu, (_, place: string) => encodeURIComponent((values[Number(place)] ?? '').toWellFormed()));
}

/** The address without the parameters whose value is a placeholder. */
function withoutPlaceholders(url: string): string {
  const [base = '', ...rest] = url.split('?');
  const kept = rest
    .join('?')
    .split('&')
    .filter((part) => part !== '' && !/=\{\d\}$/u.test(part));
  return kept.length === 0 ? base : `${base}?${kept.join('&')}`;
}

/**
 * The way back in a form (shared/ipc.ts, RETURN_FORMS); null where the payer is not sent back. The document does not say
 * which form is the real one (wire.md, "BulkBillPaymentWS").
 */
export function tripOf(returnUrl: string, form: ReturnForm, fields: ReturnFields): Trip | null {
  switch (form) {
    case 'placeholders':
    case 'forged':
      return { method: 'GET', url: filled(returnUrl, fields) };
    case 'appended':
      return { method: 'GET', url: `${returnUrl}${returnUrl.includes('?') ? '&' : '?'}${query(fields)}` };
    case 'second-question-mark':
      return { method: 'GET', url: `${returnUrl}?${query(fields)}` };
    case 'post':
      return { method: 'POST', url: withoutPlaceholders(returnUrl), fields };
    case 'post-appended':
      return { method: 'POST', url: returnUrl, fields };
    case 'none':
      return null;
  }
}

/** A POST's body, as a browser encodes a form. */
export const bodyOf = query;
