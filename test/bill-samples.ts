import { checkDigit } from '../shared/bill-digits.ts';
import type { BillPair } from '../shared/bill-digits.ts';

/** The n-th of a row of valid bills, each another: electricity of company 041, the amount growing with n (rial in thousands). */
export function billNo(n: number, thousands = 100 + n): BillPair {
  const bill = `${1_000_000 + n}0412`;
  const billId = `${bill}${checkDigit(bill)}`;
  const pay = `${thousands}501`;
  const first = `${pay}${checkDigit(pay)}`;
  return { billId, payId: `${first}${checkDigit(billId + first)}` };
}

/** The 26 digits printed on a bill. */
export function barcodeOf({ billId, payId }: BillPair): string {
  return billId.padStart(13, '0') + payId.padStart(13, '0');
}
