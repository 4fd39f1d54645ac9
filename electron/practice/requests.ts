import { z } from 'zod';
import type { BillPair } from '../../shared/bill-digits.ts';

/** A request whose fields cannot be read as the contract's types: the service never got to its own rules. */
export class UnreadableRequest extends Error {
  override name = 'UnreadableRequest';
}

export interface Keys {
  userName: string;
  password: string;
  payLinkName: string;
}

export interface SendRequest extends Keys {
  invoiceNo: string;
  /** Rial. */
  amount: bigint;
  mobileNo: string;
  customerName: string;
  description: string;
}

export interface StatusRequest extends Keys {
  payLinkIdList: string;
}

const Fields = z.record(z.string(), z.unknown());

function fieldsOf(value: unknown): Record<string, unknown> {
  const fields = Fields.safeParse(value);
  if (!fields.success) throw new UnreadableRequest('no parameters');
  return fields.data;
}

/** A field as text; what is absent or nil is empty. An element with attributes has its text in `$value`. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'object' && value !== null && '$value' in value ? text(value.$value) : '';
}

function long(value: unknown): bigint {
  const digits = text(value).trim();
  if (!/^[-+]?\d{1,19}$/u.test(digits)) throw new UnreadableRequest('Amount is not a long');
  return BigInt(digits.replace('+', ''));
}

const keys = (fields: Record<string, unknown>): Keys => ({
  userName: text(fields['UserName']),
  password: text(fields['Password']),
  payLinkName: text(fields['PayLinkName']),
});

/** Reads the parameters of a send, whichever transport they came by. Throws UnreadableRequest. */
export function readSend(value: unknown): SendRequest {
  const fields = fieldsOf(value);
  return {
    ...keys(fields),
    invoiceNo: text(fields['InvoiceNo']),
    amount: long(fields['Amount']),
    mobileNo: text(fields['MobileNo']),
    customerName: text(fields['CustomerName']),
    description: text(fields['Description']),
  };
}

/** Reads the parameters of a status question. Throws UnreadableRequest. */
export function readStatus(value: unknown): StatusRequest {
  const fields = fieldsOf(value);
  return { ...keys(fields), payLinkIdList: text(fields['PayLinkIdList']) };
}

/** The parameters inside PayLinkSendRest's one parameter. Throws UnreadableRequest. */
export function readWrapped(value: unknown): unknown {
  return fieldsOf(value)['PayLinkData'];
}

/** One bill of a submission, as the provider reads it. */
export interface BillRequest extends BillPair {
  extOrderId: string;
}

export interface BulkRequest {
  userName: string;
  password: string;
  returnUrl: string;
  /** Null where the list is not JSON, or not a list of bills. */
  bills: BillRequest[] | null;
}

/** As .NET reads a text: a number or nothing will do, too. */
const Text = z
  .union([z.string(), z.number(), z.null()])
  .optional()
  .transform((value) => String(value ?? ''));
const Bills = z.array(
  z
    .object({ BillID: Text, PayID: Text, ExtOrderID: Text })
    .transform(({ BillID, PayID, ExtOrderID }) => ({ billId: BillID, payId: PayID, extOrderId: ExtOrderID })),
);

function billsOf(list: string): BillRequest[] | null {
  try {
    return Bills.parse(JSON.parse(list));
  } catch {
    return null;
  }
}

/** Reads the parameters of a bulk payment (wire.md, "BulkBillPaymentWS"). Throws UnreadableRequest. */
export function readBulk(value: unknown): BulkRequest {
  const fields = fieldsOf(value);
  return {
    userName: text(fields['Username']),
    password: text(fields['Password']),
    returnUrl: text(fields['ReturnUrl']),
    bills: billsOf(text(fields['BatchBillRequestDataItem'])),
  };
}
