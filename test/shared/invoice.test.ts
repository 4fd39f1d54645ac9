import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Invoice, PayLinkSendId, invoiceSeries, proposeInvoiceNo, smsDescription } from '../../shared/invoice.ts';
import { cleanText } from '../../shared/text.ts';
import { invoice } from '../samples.ts';

const codes = (value: unknown) =>
  Invoice.safeParse(value).error?.issues.map((issue) => [issue.path.join('.'), issue.message]) ?? [];

describe('an invoice', () => {
  it('is taken as a cashier types it, and cleaned', () => {
    const typed = { ...invoice, invoiceNo: ' ۰۵۰۸۳۰-۱ ', mobileNo: '۰۹۱۲ ۱۲۳ ۴۵۶۷', customerName: 'زهرا كريمي' };
    expect(Invoice.parse(typed)).toEqual(invoice);
  });
  it('is the same when it is checked again before sending', () => {
    expect(Invoice.parse(Invoice.parse(invoice))).toEqual(Invoice.parse(invoice));
  });
  it.each([
    [{ amount: 0 }, 'amount', 'amount-not-positive'],
    [{ amount: -1 }, 'amount', 'amount-not-positive'],
    [{ amount: 1.5 }, 'amount', 'amount-fraction'],
    [{ amount: 2 ** 53 }, 'amount', 'amount-too-big'],
    [{ amount: Number.NaN }, 'amount', 'amount-not-a-number'],
    [{ mobileNo: '' }, 'mobileNo', 'mobile-missing'],
    [{ mobileNo: '0212345678' }, 'mobileNo', 'mobile-bad'],
    [{ invoiceNo: ' ' }, 'invoiceNo', 'invoice-missing'],
    [{ invoiceNo: '1'.repeat(41) }, 'invoiceNo', 'invoice-too-long'],
    [{ customerName: 'ن'.repeat(51) }, 'customerName', 'name-too-long'],
    [{ description: 'ن'.repeat(51) }, 'description', 'description-too-long'],
    [{ description: 'a\u0001b' }, 'description', 'text-bad-character'],
  ])('%j is refused at %s as %s', (part, path, code) => {
    expect(codes({ ...invoice, ...part })).toContainEqual([path, code]);
  });
  it('takes exactly 50 UTF-16 units, an emoji counting two', () => {
    expect(codes({ ...invoice, customerName: 'ن'.repeat(48) + '😀' })).toEqual([]);
    expect(codes({ ...invoice, customerName: 'ن'.repeat(49) + '😀' })).toEqual([['customerName', 'name-too-long']]);
  });
});

describe('the SMS', () => {
  it('carries the first 25 UTF-16 units of the description', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const cut = smsDescription(text);
        const whole = cleanText(text);
        expect(whole.startsWith(cut)).toBe(true);
        expect(cut.length).toBe(Math.min(25, whole.length));
      }),
    );
    expect(smsDescription('۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸')).toBe('۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵');
  });
});

describe('an id', () => {
  it.each(['0', '', '-1', '1.5', 'abc', '12345678901234567890', '9223372036854775808', '9999999999999999999'])(
    '%j is none',
    (text) => {
      expect(PayLinkSendId.safeParse(text).success).toBe(false);
    },
  );
  it('keeps 19 digits, typed in any digits', () => {
    expect(PayLinkSendId.parse('۹۲۲۳۳۷۲۰۳۶۸۵۴۷۷۵۸۰۷')).toBe('9223372036854775807');
  });
});

describe('the proposed number', () => {
  it('follows the pattern', () => {
    const proposed = (pattern: string) => proposeInvoiceNo(invoiceSeries(pattern, '1405-08-30'), 7);
    expect(proposed('{yy}{mm}{dd}-{n}')).toBe('050830-7');
    expect(proposed('A')).toBe('A7');
    expect(proposed('۱٢ كي  {n}/{n}')).toBe('12 کی 7/7');
  });
});
