import { cleanId, foldDigits } from './text.ts';
import type { Rial } from './money.ts';

/**
 * The rules of Iranian utility bills (wire.md, "Bills"). A bill id is file number (up to 8) + company (3) + type (1) +
 * check (1); a payment id is amount in thousands of rial (up to 8) + year (1) + period (2) + check 1 + check 2. Ids are
 * strings of up to 13 digits; what leading zeros they have, they keep.
 */

export interface BillPair {
  billId: string;
  payId: string;
}

/** What is wrong with a pair, by the group of digits that is wrong. Words are the renderer's. */
export const BILL_FAULTS = [
  'bill-id-missing',
  'bill-id-not-digits',
  'bill-id-length',
  'bill-id-check',
  'pay-id-missing',
  'pay-id-not-digits',
  'pay-id-length',
  'pay-id-check-1',
  'pay-id-check-2',
  'pay-id-amount',
] as const;
export type BillFault = (typeof BILL_FAULTS)[number];

/** Types 7 to 9 are disputed between sources, so a type is told and never a reason to refuse. */
export const BILL_TYPES = [
  'other',
  'water',
  'electricity',
  'gas',
  'landline',
  'mobile',
  'municipality',
  'municipality',
  'tax',
  'traffic',
] as const;
export type BillType = (typeof BILL_TYPES)[number];

export interface BillMeaning {
  type: BillType;
  /** The digit behind `type`. */
  typeCode: string;
  company: string;
  /** The last digit of the Jalali year. */
  year: string;
  period: string;
  amount: Rial;
}

const MAX = 13;
/** The shortest ids that have every group: one digit of file number, one of amount. */
const BILL_MIN = 6;
const PAY_MIN = 6;

/** From right to left times 2, 3, 4, 5, 6, 7, 2, 3 …; the sum mod 11 gives the check digit. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    sum += Number(digits[digits.length - 1 - place]) * (2 + (place % 6));
  }
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

const stripped = (digits: string) => digits.replace(/^0+(?=\d)/u, '');

function faultOfDigits(id: string, name: 'bill-id' | 'pay-id', isShort: boolean): BillFault | null {
  if (id === '') return `${name}-missing`;
  if (!/^\d+$/u.test(id)) return `${name}-not-digits`;
  return id.length > MAX || isShort ? `${name}-length` : null;
}

/** The check digit that a group must end in: bill id; payment id alone; payment id with its bill. */
const billCheck = (billId: string) => checkDigit(billId.slice(0, -1));
const payCheck1 = (payId: string) => checkDigit(stripped(payId).slice(0, -2));
const payCheck2 = ({ billId, payId }: BillPair) => checkDigit(billId + stripped(payId).slice(0, -1));

/** Everything that is wrong with a pair; empty for one that can be paid. A type is never a fault. */
export function faultsOf(pair: BillPair): BillFault[] {
  const bill = faultOfDigits(pair.billId, 'bill-id', stripped(pair.billId).length < BILL_MIN);
  // Zeros in place of an amount are an amount: nothing to pay is another thing to tell than too few digits.
  const pay = faultOfDigits(pair.payId, 'pay-id', pair.payId.length < PAY_MIN);
  if (bill !== null || pay !== null) return [bill, pay].filter((fault) => fault !== null);
  const faults: BillFault[] = [];
  if (Number(pair.billId.at(-1)) !== billCheck(pair.billId)) faults.push('bill-id-check');
  if (Number(pair.payId.at(-2)) !== payCheck1(pair.payId)) faults.push('pay-id-check-1');
  if (Number(pair.payId.at(-1)) !== payCheck2(pair)) faults.push('pay-id-check-2');
  if (amountOf(pair.payId) === 0) faults.push('pay-id-amount');
  return faults;
}

/** The amount in a payment id, in rial. */
export function amountOf(payId: string): Rial {
  return Number(payId.slice(0, -5)) * 1000;
}

/** What the digits of a pair say. Only for a pair whose ids are long enough; see faultsOf. */
export function meaningOf({ billId, payId }: BillPair): BillMeaning {
  const typeCode = billId.at(-2) ?? '0';
  return {
    type: BILL_TYPES[Number(typeCode)] ?? 'other',
    typeCode,
    company: billId.slice(-5, -2),
    year: payId.slice(-5, -4),
    period: payId.slice(-4, -2),
    amount: amountOf(payId),
  };
}

/** What is the same bill however its zeros are written: one key for a pair. */
export function pairKey({ billId, payId }: BillPair): string {
  return `${billId.padStart(MAX, '0')}${payId.padStart(MAX, '0')}`;
}

/** An id as typed or pasted: Persian and Arabic digits folded, blanks and dashes dropped. */
export function cleanBillId(text: string): string {
  return cleanId(text).replace(/[\s\u200c\-‐-―−_./]/gu, '');
}

/**
 * The printed barcode: 26 digits, the bill id padded to 13, then the payment id padded to 13. The padding of the payment
 * id is the barcode's, not the id's, and goes, but for the zero of an amount; a bill id is printed with its zeros. Null for
 * anything else.
 */
export function readBarcode(text: string): BillPair | null {
  const digits = foldDigits(text).replace(/[\s\u200e\u200f]/gu, '');
  return /^\d{26}$/u.test(digits)
    ? { billId: digits.slice(0, MAX), payId: stripped(digits.slice(MAX)).padStart(PAY_MIN, '0') }
    : null;
}
