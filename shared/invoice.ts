import { z } from 'zod';
import { cleanId, cleanMobile, cleanText, isXmlText } from './text.ts';

/**
 * What the cashier enters for one payment link, under the field rules of wire.md ("PayLinkSendSoap"). The form checks
 * with it while typing, and the sizpay client again before sending. Every message is a code; the renderer has the words.
 */

/** The payer sees up to 50 characters of name and description; characters are UTF-16 units (the service is .NET). */
export const PAYER_TEXT_MAX = 50;
/** Of the description only this many characters are in the SMS. */
export const SMS_DESCRIPTION_MAX = 25;
/** Not in the documents: a bound of ours, so that a slipped scan cannot become an invoice number. */
export const INVOICE_NO_MAX = 40;

const payerText = (code: 'name-too-long' | 'description-too-long') =>
  z
    .string('text-missing')
    .transform(cleanText)
    .refine(isXmlText, 'text-bad-character')
    .refine((text) => text.length <= PAYER_TEXT_MAX, code);

export const InvoiceNo = z
  .string('invoice-missing')
  .transform(cleanId)
  .refine((text) => text !== '', 'invoice-missing')
  .refine(isXmlText, 'text-bad-character')
  .refine((text) => text.length <= INVOICE_NO_MAX, 'invoice-too-long');

export const Amount = z
  .number('amount-not-a-number')
  .refine((rial) => Number.isInteger(rial), 'amount-fraction')
  .refine((rial) => rial > 0, 'amount-not-positive')
  .refine((rial) => rial <= Number.MAX_SAFE_INTEGER, 'amount-too-big');

export const MobileNo = z.string('mobile-missing').transform((text, context) => {
  if (text.trim() === '') context.addIssue({ code: 'custom', message: 'mobile-missing' });
  const mobile = cleanMobile(text);
  if (mobile === null && text.trim() !== '') context.addIssue({ code: 'custom', message: 'mobile-bad' });
  return mobile ?? z.NEVER;
});

export const Invoice = z.object({
  invoiceNo: InvoiceNo,
  amount: Amount,
  mobileNo: MobileNo,
  customerName: payerText('name-too-long'),
  description: payerText('description-too-long'),
});
export type Invoice = z.infer<typeof Invoice>;

/** The part of a description that fits the SMS: its first 25 UTF-16 units. */
export function smsDescription(description: string): string {
  return cleanText(description).slice(0, SMS_DESCRIPTION_MAX);
}

const LONG_MAX = String(2n ** 63n - 1n);

/** Whether digits are a number of .NET's `long` that is not negative, whatever zeros it begins with. */
export function isLong(digits: string): boolean {
  return /^\d{1,19}$/u.test(digits) && digits.padStart(LONG_MAX.length, '0') <= LONG_MAX;
}

/** PayLinkSendID: a 64-bit number that stays a string of digits; 0 means "not done" and is never an id. */
export const PayLinkSendId = z
  .string('id-bad')
  .transform(cleanId)
  .refine((text) => isLong(text) && !text.startsWith('0'), 'id-bad');

/**
 * The next invoice number by the shop's pattern. `{n}` stands for a running number and `{yy}`, `{mm}`, `{dd}` for the
 * Jalali day; a pattern without `{n}` gets the number at its end.
 */
export function proposeInvoiceNo(pattern: string, day: string, n: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const whole = pattern.includes('{n}') ? pattern : `${pattern}{n}`;
  return whole
    .replaceAll('{yy}', year.slice(-2))
    .replaceAll('{mm}', month)
    .replaceAll('{dd}', date)
    .replaceAll('{n}', String(n));
}
