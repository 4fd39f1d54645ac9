import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Invoice,
  isLong,
  PayLinkSendId,
  RecordedInvoice,
  invoiceSeries,
  proposeInvoiceNo,
  smsDescription,
} from '../../shared/invoice.ts';
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
  it.each([
    [{ mobileNo: '' }, 'mobileNo', 'mobile-missing'],
    [{ mobileNo: ' \u00a0 ' }, 'mobileNo', 'mobile-missing'],
    [{ mobileNo: '0212345678' }, 'mobileNo', 'mobile-bad'],
    [{ mobileNo: 5 }, 'mobileNo', 'mobile-missing'],
    [{ mobileNo: '0'.repeat(5001) }, 'mobileNo', 'mobile-bad'],
    [{ invoiceNo: 5 }, 'invoiceNo', 'invoice-missing'],
    [{ invoiceNo: '1'.repeat(5001) }, 'invoiceNo', 'invoice-too-long'],
    [{ invoiceNo: 'a\u0001' }, 'invoiceNo', 'text-bad-character'],
    [{ customerName: null }, 'customerName', 'text-missing'],
    [{ description: undefined }, 'description', 'text-missing'],
    [{ description: 'ن'.repeat(5001) }, 'description', 'description-too-long'],
  ])('%j is refused for that alone', (part, path, code) => {
    expect(codes({ ...invoice, ...part })).toEqual([[path, code]]);
  });
  it.each([
    { amount: Number.MAX_SAFE_INTEGER },
    { amount: 1 },
    { invoiceNo: '1'.repeat(40) },
    { customerName: 'ن'.repeat(50) },
    { customerName: '', description: '' },
  ])('%j is taken', (part) => {
    expect(codes({ ...invoice, ...part })).toEqual([]);
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
  it.each([
    ['0123', 'id-bad'],
    [134, 'id-bad'],
    ['1'.repeat(5001), 'id-bad'],
  ])('%j is refused as %s', (value, code) => {
    expect(PayLinkSendId.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([code]);
  });
  it('is any number of 63 bits that is not 0', () => {
    for (const text of ['1', '93', '99', '120', '9223372036854775807']) expect(PayLinkSendId.parse(text)).toBe(text);
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n }), (id) => {
        expect(PayLinkSendId.safeParse(String(id)).success).toBe(id < 2n ** 63n);
        expect(isLong(String(id).padStart(19, '0'))).toBe(id < 2n ** 63n);
      }),
    );
  });
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

describe('an invoice that was recorded', () => {
  it('is read whatever the form would say of it today', () => {
    const old = { ...invoice, invoiceNo: ' ۱ ', mobileNo: '021', customerName: 'ن'.repeat(60), description: 'a\u0001' };
    expect(RecordedInvoice.parse(old)).toEqual(old);
    for (const amount of [0, -1, 1.5, '5']) expect(RecordedInvoice.safeParse({ ...old, amount }).success).toBe(false);
  });
});
