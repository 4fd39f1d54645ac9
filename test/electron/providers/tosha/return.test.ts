import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReturn } from '../../../../electron/providers/tosha/return.ts';
import type { ReturnItem, ReturnReading } from '../../../../electron/providers/tosha/return.ts';
import { BATCH_MAX } from '../../../../shared/batches.ts';

/** One bill as the document spells it (wire.md, "BulkBillPaymentWS"). */
const spelt = (item: ReturnItem) => ({
  Amount: item.amount,
  BillID: item.billId,
  PayID: item.payId,
  billTypeID: 2,
  billTypeName: item.billType,
  ExtOrderID: item.extOrderId,
  SaleReferenceID: item.saleReferenceId,
  Sataus: item.status,
  SatausDescription: item.message,
  Token: item.token,
});

const PLACEHOLDERS = 'BatchTokenID={0}&Status={1}&StatusDescription={2}&BillItems={3}';
const OWN = 'http://127.0.0.1:4711/return/u6o';

type Values = Readonly<Record<'BatchTokenID' | 'Status' | 'StatusDescription' | 'BillItems', string>>;
const valuesOf = (reading: ReturnReading): Values => ({
  BatchTokenID: reading.batchToken ?? '',
  Status: reading.status,
  StatusDescription: reading.message,
  BillItems: JSON.stringify(reading.items?.map(spelt)),
});
const queryOf = (values: Values) => new URLSearchParams(values).toString();
const percent = (values: Values) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

/** The ways a return comes: wire.md, "BulkBillPaymentWS". */
const FORMS: Record<string, (values: Values) => string> = {
  'the placeholders filled in': (values) => {
    const all = Object.values(values).map(encodeURIComponent);
    return `${OWN}?${PLACEHOLDERS.replaceAll(/\{(\d)\}/gu, (_, at: string) => all[Number(at)] ?? '')}`;
  },
  'appended to the placeholders': (values) => `${OWN}?${PLACEHOLDERS}&${queryOf(values)}`,
  'appended to encoded placeholders': (values) => `${OWN}?${encodeURI(PLACEHOLDERS)}&${queryOf(values)}`,
  'before the placeholders': (values) => `${OWN}?${queryOf(values)}&${PLACEHOLDERS}`,
  'appended with another ?': (values) => `${OWN}?${PLACEHOLDERS}?${percent(values)}`,
  "appended to the shop's own query": (values) => `${OWN}?shop=7?${percent(values)}`,
  'a POST': (values) => queryOf(values),
  'a POST to the placeholders': (values) => `${PLACEHOLDERS}&${queryOf(values)}`,
  'a path with a query': (values) => `/return/u6o?${percent(values)}`,
  'a query': (values) => `?${percent(values)}`,
  'pasted with blanks and a fragment': (values) => ` ${OWN}?${percent(values)}#top\n`,
  'pasted from a page': (values) => `${OWN}?${percent(values).replaceAll('&', '&amp;')}`,
  'names in lower case': (values) => percent(values).replaceAll(/(?:^|&)\w+=/gu, (name) => name.toLowerCase()),
  'names as in the bills': (values) => percent(values).replaceAll(/Status/gu, 'Sataus'),
};

/** Text that nothing is cleaned from: no control characters, nothing around it, not the form of a placeholder. */
const persian = fc.constantFrom(
  'پرداخت',
  'قبض',
  'می‌شود',
  '۱۲۳',
  '100%',
  '&',
  '=',
  '?',
  '+',
  '#',
  '"',
  '\\',
  '{0}',
  '</x>',
  '😀',
  'a',
);
const text = fc
  .array(persian, { maxLength: 12 })
  .map((words) => words.join(' '))
  .filter((words) => !/^\{\d+\}$/u.test(words));
const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^\\d{${min},${max}}$`, 'u'));

const item: fc.Arbitrary<ReturnItem> = fc.record({
  billId: digits(6, 13),
  payId: digits(6, 13),
  extOrderId: digits(1, 20),
  amount: fc.maxSafeNat(),
  billType: text.filter((words) => words !== ''),
  saleReferenceId: digits(0, 20),
  status: fc.constantFrom('0', '00', '101', '-1'),
  message: text,
  token: digits(0, 20),
});
const reading: fc.Arbitrary<ReturnReading> = fc.record({
  batchToken: fc.stringMatching(/^[\w+/=-]{1,40}$/u),
  status: fc.constantFrom('0', '5', '-1', 'لغو'),
  message: text,
  items: fc.array(item, { minLength: 1, maxLength: BATCH_MAX }),
  itemsBroken: fc.constant(false),
});

describe('what a return says is read', () => {
  test.each(Object.entries(FORMS))('as it was meant: %s', (_name, write) => {
    fc.assert(
      fc.property(reading, (meant) => {
        expect(readReturn(write(valuesOf(meant)))).toEqual(meant);
      }),
      { numRuns: 60 },
    );
  });

  const ONE: ReturnItem = {
    billId: '1117753200140',
    payId: '12070160',
    extOrderId: 'b-1',
    amount: 120_000,
    billType: 'برق',
    saleReferenceId: '9007199254740993',
    status: '0',
    message: 'شد',
    token: '9223372036854775807',
  };
  const items = (json: string) => readReturn(`BillItems=${encodeURIComponent(json)}`);

  test.each([
    ['long ids as numbers', JSON.stringify([spelt(ONE)]).replaceAll(/"(\d{19}|\d{16})"/gu, '$1')],
    ['the other spelling', JSON.stringify([spelt(ONE)]).replaceAll('Sataus', 'Status')],
    ['other cases', JSON.stringify([spelt(ONE)]).replaceAll(/"(\w+)":/gu, (name) => name.toUpperCase())],
    ['an amount of text', JSON.stringify([{ ...spelt(ONE), Amount: '120000' }])],
    ['text in text', JSON.stringify(JSON.stringify([spelt(ONE)]))],
    ['one bill without a list', JSON.stringify(spelt(ONE))],
  ])('bills with %s', (_name, json) => {
    expect(items(json)?.items).toEqual([ONE]);
  });

  test('an amount that is no whole number of rial is none', () => {
    const amounts = ['1.5', '-1', '9007199254740993', '"abc"', 'null', '1e5'];
    for (const amount of amounts) expect(items(`[{"BillID":"1","Amount":${amount}}]`)?.items?.[0]?.amount).toBeNull();
  });

  test('a type without a name is its number', () => {
    expect(items('[{"BillID":"1","billTypeID":2}]')?.items?.[0]?.billType).toBe('2');
  });
});

describe('what says nothing', () => {
  test.each([
    '',
    ' ',
    '?',
    OWN,
    `${OWN}?${PLACEHOLDERS}`,
    `${OWN}?${encodeURI(PLACEHOLDERS)}`,
    'a=b&c=d',
    'سلام',
    'Status=',
    'x'.repeat(300_000),
  ])('%# is no return', (text) => {
    expect(readReturn(text)).toBeNull();
  });

  test('a value that is left out is absent, of repeated ones the last that is not', () => {
    expect(readReturn('BatchTokenID=a&BatchTokenID=b&BatchTokenID={0}&BatchTokenID=')).toEqual({
      batchToken: 'b',
      status: '',
      message: '',
      items: null,
      itemsBroken: false,
    });
    expect(readReturn('Status=1&StatusDescription={2}')).toMatchObject({ batchToken: null, status: '1', message: '' });
  });

  test.each([
    '[{"BillID":"1"',
    'hello',
    '[1]',
    '["a"]',
    '[{"a":"b"}]',
    '[{"BillID":"1","billid":"2"}]',
    '[{"BillID":{}}]',
    '[{"BillID":"1","__proto__":{}}]',
  ])('a list of bills that is none: %s', (json) => {
    expect(readReturn(`Status=1&BillItems=${encodeURIComponent(json)}`)).toMatchObject({ items: null, itemsBroken: true });
  });

  test.each(['[]', 'null', '{}'])('an empty list of bills is one: %s', (json) => {
    expect(readReturn(`Status=1&BillItems=${encodeURIComponent(json)}`)).toMatchObject({ items: [], itemsBroken: false });
  });
});

describe('hostile input', () => {
  test('whatever it is, reading does not throw, and keeps short plain text', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20, unit: 'binary' }),
      fc.constantFrom(
        'BatchTokenID=',
        'Status=',
        'BillItems=',
        '&',
        '?',
        '%',
        '%E0%A4',
        '{0}',
        '[{"BillID":"',
        '"}]',
        '__proto__=',
        '+',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const read = readReturn(pieces.join(''));
        for (const text of [read?.batchToken ?? '', read?.status ?? '', read?.message ?? '']) {
          expect(text.length).toBeLessThanOrEqual(500);
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/[\u0000-\u0008\u007f-\u009f]/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['many names', 'Status=1&'.repeat(20_000)],
    ['many question marks', '?'.repeat(200_000)],
    ['many beginnings', '?Status'.repeat(28_000)],
    ['many percent signs', `Status=${'%'.repeat(190_000)}`],
    ['deep lists', `BillItems=${'['.repeat(190_000)}`],
    ['many bills', `BillItems=[${'{"BillID":"1"},'.repeat(12_000)}{"BillID":"1"}]`],
  ])('%s are read, or not, without a hang', (_name, text) => {
    expect(() => readReturn(text)).not.toThrow();
  });

  test('a long text is cut, and control characters go', () => {
    const read = readReturn(`Status=%00%1b1&StatusDescription=${'ن'.repeat(2000)}`);
    expect(read?.status).toBe('1');
    expect(read?.message).toHaveLength(500);
  });
});
