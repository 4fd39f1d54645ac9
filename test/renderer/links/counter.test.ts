import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkDraft, draftFrom, EMPTY, faultsOf, isWritten } from '../../../renderer/links/counter/check.ts';
import { createDraftWriter, DRAFT_DELAY } from '../../../renderer/links/counter/draft-writer.ts';
import { Invoice } from '../../../shared/invoice.ts';
import type { Draft } from '../../../shared/draft.ts';
import { persianDigits } from '../../../shared/text.ts';

const good: Draft = { ...EMPTY, invoiceNo: '۱۲', amount: '۱۵۰٬۰۰۰', mobileNo: '+98 912 345 6789', customerName: 'علي' };

describe('checking what is typed', () => {
  test('gives the invoice the shared schema gives', () => {
    expect(checkDraft(good)).toEqual({
      invoice: { invoiceNo: '12', amount: 150_000, mobileNo: '09123456789', customerName: 'علی', description: '' },
      faults: {},
    });
  });

  test('any amount in Persian digits is the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (rial) => {
        expect(checkDraft({ ...good, amount: persianDigits(String(rial)) }).invoice?.amount).toBe(rial);
      }),
    );
  });

  test('never gives an invoice that the schema refuses, whatever is typed', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    const draft = fc.record({ invoiceNo: text, amount: text, mobileNo: text, customerName: text, description: text });
    fc.assert(
      fc.property(draft, (typed) => {
        const { invoice, faults } = checkDraft({ ...typed, replaces: null });
        expect(invoice === null).toBe(Object.keys(faults).length > 0);
        if (invoice) expect(Invoice.parse(invoice)).toEqual(invoice);
      }),
    );
  });

  test('each field has its own fault', () => {
    const typed = { ...EMPTY, customerName: 'ن'.repeat(51), description: 'ش'.repeat(51) };
    expect(checkDraft(typed).faults).toEqual({
      invoiceNo: 'invoice-missing',
      amount: 'amount-missing',
      mobileNo: 'mobile-missing',
      customerName: 'name-too-long',
      description: 'description-too-long',
    });
  });

  test("an answer's issues land at the fields they name", () => {
    expect(
      faultsOf([
        { path: ['invoice', 'mobileNo'], code: 'mobile-bad' },
        { path: ['evenIfSame'], code: 'x' },
      ]),
    ).toEqual({
      mobileNo: 'mobile-bad',
    });
  });
});

describe('whether a draft is worth keeping', () => {
  test('a proposed number alone is nothing; anything else is', () => {
    expect(isWritten({ ...EMPTY, invoiceNo: '7' }, '7')).toBe(false);
    expect(isWritten({ ...EMPTY, invoiceNo: '8' }, '7')).toBe(true);
    expect(isWritten({ ...EMPTY, amount: '1' }, '')).toBe(true);
    expect(isWritten({ ...EMPTY, replaces: '0192d3c4-0000-7000-8000-000000000000' }, '')).toBe(true);
  });

  test('a replacement has the facts of the old link and a number of its own', () => {
    const invoice = checkDraft(good).invoice;
    if (!invoice) throw new Error('the draft is good');
    const draft = draftFrom({ ...invoice, id: 'old' }, '13');
    expect(checkDraft(draft).invoice).toEqual({ ...invoice, invoiceNo: '13' });
    expect(draft.replaces).toBe('old');
  });
});

describe('putting drafts away', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('steady typing cannot put it off: something is written within the delay', () => {
    const put = vi.fn();
    const writer = createDraftWriter(put);
    for (let at = 0; at < DRAFT_DELAY * 3; at += 50) {
      writer.later({ ...EMPTY, amount: String(at) });
      vi.advanceTimersByTime(50);
    }
    expect(put.mock.calls.length).toBeGreaterThanOrEqual(2);
  });

  test('a flush writes the last at once, and only once', () => {
    const put = vi.fn();
    const writer = createDraftWriter(put);
    writer.later({ ...EMPTY, amount: '1' });
    writer.later({ ...EMPTY, amount: '12' });
    writer.flush();
    writer.flush();
    vi.advanceTimersByTime(DRAFT_DELAY * 2);
    expect(put.mock.calls).toEqual([[{ ...EMPTY, amount: '12' }]]);
  });

  test('what was saved for good is not written again', () => {
    const put = vi.fn();
    const writer = createDraftWriter(put);
    writer.later({ ...EMPTY, amount: '1' });
    writer.drop();
    vi.advanceTimersByTime(DRAFT_DELAY * 2);
    expect(put).not.toHaveBeenCalled();
  });
});
