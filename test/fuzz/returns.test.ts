import { person } from '../../shared/actors.ts';
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { keyIn } from '../../electron/bills/receiver.ts';
import { readReturn, type ReturnReading } from '../../electron/providers/tosha/return.ts';
import { judgeReturn } from '../../electron/providers/tosha/verdict.ts';
import { applyBatchEvent } from '../../shared/batches.ts';
import { applyBillEvent, type Bill } from '../../shared/bills.ts';
import { evidence } from '../samples.ts';
import { ORDERS, PAY_PAGE, TOKEN } from '../electron/providers/tosha/service.ts';
import { effort } from './effort.ts';

/** Returns, honest and mutated, as a query, a body or a pasted address: read without harm, and believed only where all agrees. */

const natures = () =>
  [Object, Array, String, Function, Map].map(({ prototype }) => Object.getOwnPropertyNames(prototype).join());
const before = natures();
afterEach(() => expect(natures()).toEqual(before));

const WHO = person('');
const BATCH = randomUUID();
const KEY = '0123456789abcdef0123456789abcdef';
const PRICE = 125_000;

const BILLS = ORDERS.map((order): Bill => {
  const id = randomUUID();
  const added = applyBillEvent(null, id, { kind: 'bill.added', ...order, source: 'scan', again: null }, 1, WHO);
  const submitting = applyBillEvent(added, id, { kind: 'bill.submitting', batch: BATCH }, 2, WHO);
  return applyBillEvent(
    submitting,
    id,
    { kind: 'bill.accepted', status: '0', message: '', price: PRICE, billType: '' },
    3,
    WHO,
  );
});
const BEGUN = {
  kind: 'batch.submitting',
  attempt: 1,
  bills: BILLS.map(({ id }) => id),
  expected: 3 * PRICE,
  version: 'soap11',
  endpoint: 'http://x/',
  returnUrl: `http://127.0.0.1:1/r/${KEY}`,
  returnKey: KEY,
} as const;
const ACCEPTED = {
  kind: 'batch.accepted',
  batchToken: TOKEN,
  paymentUrl: PAY_PAGE,
  total: null,
  status: '0',
  message: '',
  evidence,
} as const;
const batch = applyBatchEvent(applyBatchEvent(null, BATCH, BEGUN, 1, WHO), BATCH, ACCEPTED, 2, WHO);

const query = (values: Record<string, string>) => String(new URLSearchParams(values));
const percent = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
const PLACEHOLDERS = 'BatchTokenID={0}&Status={1}&StatusDescription={2}&BillItems={3}';
const FORMS: readonly ((values: Record<string, string>) => string)[] = [
  query,
  percent,
  (values) => `${BEGUN.returnUrl}?${percent(values)}`,
  (values) => `${BEGUN.returnUrl}?${PLACEHOLDERS}&${query(values)}`,
  (values) => `${BEGUN.returnUrl}?${PLACEHOLDERS}?${percent(values)}`,
  (values) => ` ${BEGUN.returnUrl}?${percent(values).replaceAll('&', '&amp;')}#x\n`,
];

/** What is said of each bill: paid, not paid, another amount, left out. */
const said = fc.constantFrom('paid', 'paid', 'paid', 'not', 'amount', 'out');
const told = fc.record({
  token: fc.constantFrom(TOKEN, TOKEN, TOKEN, `${TOKEN}1`, ''),
  status: fc.constantFrom('0', '0', '17', ''),
  bills: fc.tuple(said, said, said),
});
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;

function valuesOf({ token, status, bills }: Told): Record<string, string> {
  const items = ORDERS.flatMap(({ billId, payId, extOrderId }, at) => {
    const how = bills[at];
    const about = {
      BillID: billId,
      PayID: payId,
      ExtOrderID: extOrderId,
      Amount: how === 'amount' ? PRICE + 1 : PRICE,
      Token: `t${at}`,
    };
    if (how === 'out') return [];
    return [
      how === 'not'
        ? { ...about, Sataus: 5, SaleReferenceID: '' }
        : { ...about, Sataus: 0, SaleReferenceID: `900719925474099${at}` },
    ];
  });
  return { BatchTokenID: token, Status: status, StatusDescription: 'پیام & = ? + %', BillItems: JSON.stringify(items) };
}

/** What holds of whatever is read. */
function holds(text: string): ReturnReading | null {
  const reading = readReturn(text);
  expect(keyIn(text) ?? KEY).toMatch(/^[0-9a-f]{32}$/u);
  if (reading === null) return null;
  const { items, batchToken, ...words } = reading;
  const kept: [string, number][] = [
    [batchToken ?? '', 500],
    [words.status, 100],
    [words.description, 500],
  ];
  expect(items?.length ?? 0).toBeLessThanOrEqual(100);
  for (const item of items ?? []) {
    expect(item.amount === null || Number.isSafeInteger(item.amount)).toBe(true);
    kept.push([item.description, 500], [item.token, 500]);
    for (const each of [item.billId, item.payId, item.extOrderId, item.billType, item.saleReferenceId, item.status])
      kept.push([each, 100]);
  }
  for (const [each, max] of kept) {
    expect(each.length).toBeLessThanOrEqual(max);
    expect(each.isWellFormed()).toBe(true);
    expect(each).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
  }
  const verdict = judgeReturn(batch, BILLS, reading);
  expect(['agrees', 'mismatch', 'contradiction']).toContain(verdict.kind);
  if (verdict.kind !== 'agrees') return reading;
  // Whoever believes a return has its token, and of each paid bill its order, its amount and a reference.
  expect(reading.batchToken).toBe(TOKEN);
  for (const bill of BILLS) {
    const result = verdict.bills.get(bill.id);
    if (result?.paid !== true) continue;
    const about = (items ?? []).filter(
      (item) => item.amount === PRICE && (item.extOrderId === bill.extOrderId || item.billId !== ''),
    );
    expect(about.map(({ saleReferenceId }) => saleReferenceId)).toContain(result.saleReferenceId);
  }
  return reading;
}

test('an honest return is believed exactly where all that it says can be so', () => {
  fc.assert(
    fc.property(told, fc.constantFrom(...FORMS), (what, write) => {
      const reading = holds(write(valuesOf(what)));
      if (reading === null) throw new Error('unread');
      const verdict = judgeReturn(batch, BILLS, reading);
      const { token, status, bills } = what;
      const anyPaid = bills.includes('paid');
      const none = bills.every((how) => how === 'out');
      const agrees =
        token === TOKEN &&
        (none ? status === '17' : !bills.includes('out') && !bills.includes('amount') && (anyPaid || status !== '0'));
      expect(verdict.kind === 'agrees').toBe(agrees);
      if (verdict.kind !== 'agrees') return;
      const paid = BILLS.map(({ id }) => verdict.bills.get(id)?.paid);
      expect(paid).toEqual(bills.map((how) => how === 'paid'));
      expect(verdict.outcome).toBe(anyPaid ? 'settled' : 'failed');
    }),
    effort(300),
  );
});

const PIECES = fc.oneof(
  fc.constantFrom(
    '&',
    '?',
    '=',
    '%',
    '+',
    '#',
    '%00',
    '%1b',
    '%E2%80%AE',
    '%ED%A0%80',
    '%ff',
    '\u202e',
    '\ud800',
    '{0}',
    '&amp;',
    '__proto__=1&',
    'constructor=1&',
  ),
  fc.constantFrom(
    'BatchTokenID=',
    'Status=0',
    '&Status=17',
    'BillItems=[]',
    '%22',
    '%5B',
    '%7B',
    '%2C',
    '"__proto__":{"a":1},',
    '%22Sataus%22%3A0%2C',
    'http://x/?',
  ),
  fc
    .tuple(fc.constantFrom('&', '?Status=', '%', '%5B', '0', '+', '[{},', '%22%5C'), fc.nat(4000))
    .map(([piece, count]) => piece.repeat(count)),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const edit = fc.record({ at: fc.nat(4000), remove: fc.nat(60), insert: PIECES });

test('a mutated return is never believed for more than it says', () => {
  fc.assert(
    fc.property(told, fc.constantFrom(...FORMS), fc.array(edit, { maxLength: 4 }), (what, write, edits) => {
      holds(
        edits.reduce(
          (text, { at, remove, insert }) => {
            const place = at % (text.length + 1);
            return text.slice(0, place) + insert + text.slice(place + remove);
          },
          write(valuesOf(what)),
        ),
      );
    }),
    effort(300),
  );
});

test('nor are pieces of anything', () => {
  fc.assert(
    fc.property(fc.array(PIECES, { maxLength: 20 }), (pieces) => {
      holds(pieces.join(''));
    }),
    effort(200),
  );
});
