import { z } from 'zod';
import { cleanId, cleanMobile, cleanText, isXmlText } from './text.ts';
import { typed } from './typed.ts';

/**
 * What the cashier enters for one payment link, under its field rules (wire.md, "PayLinkSendSoap"). The form checks
 * with it while typing, and the sizpay client again before sending. Every message is a code; the renderer has the words.
 */

/** The payer sees up to 50 characters of name and description; characters are UTF-16 units (the service is .NET). */
export const PAYER_TEXT_MAX = 50;
/** Of the description only this many characters are in the SMS. */
const SMS_DESCRIPTION_MAX = 25;
/** Not in the documents: a bound of ours, so that a slipped scan cannot become an invoice number. */
const INVOICE_NO_MAX = 40;

const payerText = (code: 'name-too-long' | 'description-too-long') =>
  typed('text-missing', code)
    .transform(cleanText)
    .refine(isXmlText, 'text-bad-character')
    .refine((text) => text.length <= PAYER_TEXT_MAX, code);

const InvoiceNo = typed('invoice-missing', 'invoice-too-long')
  .transform(cleanId)
  .refine((text) => text !== '', 'invoice-missing')
  .refine(isXmlText, 'text-bad-character')
  .refine((text) => text.length <= INVOICE_NO_MAX, 'invoice-too-long');

const Amount = z
  .number('amount-not-a-number')
  .refine((rial) => Number.isInteger(rial), 'amount-fraction')
  .refine((rial) => rial > 0, 'amount-not-positive')
  .refine((rial) => rial <= Number.MAX_SAFE_INTEGER, 'amount-too-big');

const MobileNo = typed('mobile-missing', 'mobile-bad').transform((text, context) => {
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

/**
 * An invoice as events have it: a fact, as wide as what any version ever let in. The rules above are for what is entered
 * and sent; no stored event is read through them, so that a stricter form leaves what happened readable.
 */
export const RecordedInvoice = z.object({
  invoiceNo: z.string(),
  amount: z.number().int().positive(),
  mobileNo: z.string(),
  customerName: z.string(),
  description: z.string(),
});

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
export const PayLinkSendId = typed('id-bad', 'id-bad')
  .transform(cleanId)
  .refine((text) => isLong(text) && !text.startsWith('0'), 'id-bad');

/** Where the running number stands in a series. */
export const RUNNING_NUMBER = '{n}';

/**
 * The invoice numbers of a day by the shop's pattern, as they are kept: `{yy}`, `{mm}`, `{dd}` become the Jalali day
 * (1405-08-30), and `{n}` stays where the running number stands; a pattern without it gets it at its end.
 */
export function invoiceSeries(pattern: string, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const whole = pattern.includes(RUNNING_NUMBER) ? pattern : `${pattern}${RUNNING_NUMBER}`;
  return cleanId(whole).replaceAll('{yy}', year.slice(-2)).replaceAll('{mm}', month).replaceAll('{dd}', date);
}

/** The number of a series at `n`. */
export function proposeInvoiceNo(series: string, n: number): string {
  return series.replaceAll(RUNNING_NUMBER, String(n));
}
