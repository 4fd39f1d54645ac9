import { APP, person } from '../../../shared/actors.ts';
import { StatementSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linksHandlers } from '../../../electron/links/calls.ts';
import { jalaliDay } from '../../../shared/days.ts';
import { Invoice } from '../../../shared/invoice.ts';
import { cleanId, persianDigits } from '../../../shared/text.ts';
import { evidence, invoice } from '../../samples.ts';
import { testLedger } from './link-side.ts';

/** 1405-08-30. */
const NOON = Date.UTC(2026, 10, 21, 8, 30);
const DAY = 24 * 60 * 60 * 1000;

let now = NOON;
let pattern = '{n}';
let book: ReturnType<typeof testLedger>;
let handlers: ReturnType<typeof linksHandlers>;

/** An empty ledger and the calls over it. */
function begin(at: number): void {
  now = at;
  book = testLedger(() => now);
  handlers = linksHandlers({
    ledger: book.ledger,
    outbox: { kick: () => undefined, resume: () => 0, stop: () => Promise.resolve() },
    poller: { askNow: () => expect.fail('nobody asks'), wake: () => undefined, forgive: () => undefined, stop: async () => {} },
    now: () => now,
    mode: 'practice',
    endpoint: () => 'http://127.0.0.1:1/KimiaPayLinkSend.asmx',
    invoicePattern: () => pattern,
    changed: () => undefined,
  });
}
beforeEach(() => {
  pattern = '{n}';
  begin(NOON);
});
afterEach(() => book.remove());

const proposed = async () => (await handlers['links.proposeInvoiceNo']({}, person('sara'))).invoiceNo;

/** As a cashier saves it: cleaned, and refused where another link holds the number. */
function save(invoiceNo: string, amount: number) {
  const input = {
    invoice: Invoice.parse({ ...invoice, invoiceNo, amount }),
    replaces: null,
    evenIfSame: true,
    mode: 'practice' as const,
  };
  return handlers['links.save'](input, person('sara'));
}

/** Saves a link and has the service refuse it, so that its number is free again. */
function refused(invoiceNo: string): void {
  const { id } = book.save({ invoiceNo });
  book.ledger.links.record(
    id,
    { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint: 'http://127.0.0.1:1/KimiaPayLinkSend.asmx' },
    APP,
  );
  book.ledger.links.record(id, { kind: 'link.rejected', cause: 'x', message: '', evidence }, APP);
}

describe('a pattern that is not written as numbers are kept', () => {
  it.each(['۱۲-{n}', 'كتاب-{n}', 'ميز  {n}', '\u200f{n}', '٣{n}/{n}', 'فاکتور {yy}{mm}', ' {n} '])(
    '%j: what is proposed can be saved, day after day',
    async (written) => {
      pattern = written;
      for (let n = 0; n < 6; n += 1) {
        if (n === 3) now += DAY;
        const number = await proposed();
        expect((await save(number, n + 1)).link.invoiceNo).toBe(cleanId(number));
      }
    },
  );
});

const piece = fc.constantFrom(
  '{n}',
  '{yy}',
  '{mm}',
  '{dd}',
  '-',
  ' ',
  '  ',
  '۱',
  '1',
  '0',
  'ك',
  'ي',
  '\u200f',
  '{',
  'n}',
  '%',
  "'",
);

it('is the first free number from the links of the day on, as one by one would find it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('').trim()),
      fc.uniqueArray(fc.integer({ min: 1, max: 14 }), { maxLength: 10 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 14 }), { maxLength: 3 }),
      fc.integer({ min: 0, max: 3 }),
      async (written, taken, freed, today) => {
        book.remove();
        begin(NOON - DAY);
        pattern = written;
        const [, month = '', day = ''] = jalaliDay(NOON).split('-');
        const numbered = (n: number) =>
          cleanId(
            (written.includes('{n}') ? written : `${written}{n}`)
              .replaceAll('{yy}', '05')
              .replaceAll('{mm}', month)
              .replaceAll('{dd}', day)
              .replaceAll('{n}', String(n)),
          );
        book.ledger.transact(() => {
          for (const n of freed) refused(numbered(n));
          for (const n of taken) book.save({ invoiceNo: numbered(n) });
          now = NOON;
          for (let n = 0; n < today; n += 1) book.save({ invoiceNo: `other ${n}` });
        });
        let oracle = today + 1;
        while (taken.some((n) => numbered(n) === numbered(oracle))) oracle += 1;
        expect(await proposed()).toBe(numbered(oracle));
      },
    ),
    { numRuns: 40 },
  );
});

it('asks the ledger as much for a thousand taken numbers as for one', async () => {
  const asked = async () => {
    const get = vi.spyOn(StatementSync.prototype, 'get');
    const all = vi.spyOn(StatementSync.prototype, 'all');
    const number = await proposed();
    const statements = get.mock.calls.length + all.mock.calls.length;
    get.mockRestore();
    all.mockRestore();
    return { number, statements };
  };
  book.save({ invoiceNo: '1' });
  now += DAY;
  const one = await asked();
  expect(one.number).toBe('2');
  now -= DAY;
  book.ledger.transact(() => {
    for (let n = 2; n <= 1000; n += 1) book.save({ invoiceNo: String(n) });
  });
  now += DAY;
  expect(await asked()).toEqual({ number: '1001', statements: one.statements });
});

it('is written as it is kept, so that the form shows what will be sent', async () => {
  pattern = persianDigits('12  {n}');
  expect(await proposed()).toBe('12 1');
});
