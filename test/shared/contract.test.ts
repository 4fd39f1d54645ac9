import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { BILL_FAULTS } from '../../shared/bill-digits.ts';
import { PAY_PAGE_ODDITIES } from '../../shared/contract/bills.ts';
import { calls } from '../../shared/contract/calls.ts';
import type { CallName } from '../../shared/contract/calls.ts';
import { ACCESS_FAULTS, ADDRESS_FAULTS, AppError, ERROR_CODES } from '../../shared/contract/errors.ts';
import { AREAS, events } from '../../shared/contract/events.ts';
import type { EventData } from '../../shared/contract/events.ts';
import { FAULTS, RETURN_FORMS } from '../../shared/contract/practice.ts';
import { batch, bill, link as row, status, view, wholeBatch, wholeLink } from '../renderer/samples.ts';
import { ANSWERS, id, INPUTS, ledger, link, moment, name, pair, practice, told } from './contract-samples.ts';

/**
 * The contract as the two sides rely on it: what one says comes to the other whole, what is no such thing does not, and each
 * bound holds at the bound. What an answer has beside it is stripped (test/electron/ipc.test.ts).
 */

const names = Object.keys(ANSWERS) as CallName[];
const answerOf = (call: CallName): z.ZodType => calls[call].output;
const inputOf = (call: CallName): z.ZodType => calls[call].input;
const without = (whole: object, field: string) => Object.fromEntries(Object.entries(whole).filter(([key]) => key !== field));

/** What may be left out of what goes in, and what it then is. */
const LEFT_OUT: Partial<Record<CallName, object>> = {
  'batches.openPayPage': { evenIfStrange: false },
  'settings.putSecret': { evenIfPlain: false },
  'contract.check': { service: 'sizpay' },
  'contract.adopt': { service: 'sizpay' },
  'contract.reset': { service: 'sizpay' },
};

/** Every object in a value, with the same value without one of its fields. */
function thinned(value: unknown): { field: string; rest: unknown }[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([field, inner]) => [
    ...(Array.isArray(value) ? [] : [{ field, rest: without(value, field) as unknown }]),
    ...thinned(inner).map(({ field: path, rest }) => ({
      field: `${field}.${path}`,
      rest: Array.isArray(value) ? value.with(Number(field), rest) : { ...value, [field]: rest },
    })),
  ]);
}

/** Left out, these are "nothing of the kind", or have a value of their own. */
const OPTIONAL = /^trouble\.detail$|settings\.\w+$|^counts\.\w+$|^patch\.\w+$/u;

describe('an answer', () => {
  it.each(names)('of %s comes whole', (call) => {
    expect(answerOf(call).parse(ANSWERS[call])).toEqual(ANSWERS[call]);
  });

  it.each(names)('of %s is none where anything is missing in it', (call) => {
    for (const { field, rest } of thinned(ANSWERS[call]).filter((one) => !OPTIONAL.test(one.field)))
      expect([field, answerOf(call).safeParse(rest).success]).toEqual([field, false]);
  });
});

describe('what goes in', () => {
  it.each(names)('to %s comes whole', (call) => {
    expect(inputOf(call).parse(INPUTS[call])).toEqual(INPUTS[call]);
  });

  it.each(names)('to %s is refused where a part is missing', (call) => {
    const left: Record<string, unknown> = { ...LEFT_OUT[call] };
    for (const field of Object.keys(INPUTS[call])) {
      const parsed = inputOf(call).safeParse(without(INPUTS[call], field));
      const value = field in left ? { ...INPUTS[call], [field]: left[field] } : undefined;
      expect([field, parsed.data]).toEqual([field, value]);
    }
  });

  const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
  const paid = { bill: id, saleReferenceId: '5' };
  it.each<[CallName, object, object]>([
    ['links.list', { limit: 1 }, { limit: 0 }],
    ['links.list', { limit: 500 }, { limit: 501 }],
    ['links.list', { offset: 0 }, { offset: -1 }],
    ['links.list', { search: 'x'.repeat(200) }, { search: 'x'.repeat(201) }],
    ['links.list', { day: null }, { day: '1405-08-301' }],
    ['links.list', { states: many(7, 'queued') }, { states: many(8, 'queued') }],
    ['bills.list', { limit: 1 }, { limit: 0 }],
    ['bills.list', { limit: 500 }, { limit: 501 }],
    ['bills.list', { offset: 0 }, { offset: -1 }],
    ['bills.list', { states: many(7, 'basket') }, { states: many(8, 'basket') }],
    ['batches.list', { limit: 1 }, { limit: 0 }],
    ['batches.list', { limit: 500 }, { limit: 501 }],
    ['batches.list', { offset: 0 }, { offset: -1 }],
    ['batches.list', { states: many(8, 'awaiting') }, { states: many(9, 'awaiting') }],
    ['bills.check', { pairs: many(2000, pair) }, { pairs: many(2001, pair) }],
    ['bills.add', { pairs: many(2000, pair) }, { pairs: many(2001, pair) }],
    ['bills.add', { pairs: [pair] }, { pairs: [] }],
    ['bills.add', { pairs: [{ ...pair, billId: '1'.repeat(100) }] }, { pairs: [{ ...pair, billId: '1'.repeat(101) }] }],
    ['bills.add', { pairs: [{ ...pair, payId: '1'.repeat(100) }] }, { pairs: [{ ...pair, payId: '1'.repeat(101) }] }],
    ['batches.settleByHand', { paid: many(20, paid) }, { paid: many(21, paid) }],
    ['batches.pasteReturn', { address: 'x'.repeat(200_000) }, { address: 'x'.repeat(200_001) }],
    ['practice.setRefuseBills', { count: 0 }, { count: -1 }],
    ['practice.setRefuseBills', { count: 20 }, { count: 21 }],
    ['links.get', { id }, { id: 'x' }],
    ['links.decide', { decision: { kind: 'send-again' } }, { decision: { kind: 'send' } }],
    ['links.decide', { decision: { kind: 'close' } }, { decision: { kind: 'has-sms', payLinkSendId: '0' } }],
    ['links.decide', { decision: { kind: 'has-sms', payLinkSendId: null } }, { decision: { kind: 'has-sms' } }],
    ['links.checkNow', { id: null }, { id: '' }],
    ['links.save', { replaces: null }, { replaces: '' }],
    ['draft.put', { draft: null }, { draft: '' }],
  ])('to %s is taken at its bound, and not beyond: %#', (call, good, bad) => {
    const taken = [good, bad].map((part) => inputOf(call).safeParse({ ...INPUTS[call], ...part }).success);
    expect(taken).toEqual([true, false]);
  });

  const codesOf = (call: CallName, part: object) =>
    inputOf(call)
      .safeParse({ ...INPUTS[call], ...part })
      .error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
  const receipt = (saleReferenceId: unknown) => ({ paid: [{ bill: id, saleReferenceId }] });
  it.each<[CallName, object, string, string]>([
    ['settings.putSecret', { value: '' }, 'value', 'text-missing'],
    ['settings.putSecret', { value: '  ' }, 'value', 'text-missing'],
    ['settings.putSecret', { value: 5 }, 'value', 'text-missing'],
    ['settings.putSecret', { value: 'x'.repeat(501) }, 'value', 'text-too-long'],
    ['batches.settleByHand', { why: ' ' }, 'why', 'why-missing'],
    ['batches.settleByHand', { why: 5 }, 'why', 'why-missing'],
    ['batches.settleByHand', { why: 'x'.repeat(501) }, 'why', 'text-too-long'],
    ['batches.settleByHand', { why: 'a\u0001' }, 'why', 'text-bad-character'],
    ['batches.settleByHand', { paid: [] }, 'paid', 'settle-none'],
    ['batches.settleByHand', receipt(' '), 'paid.0.saleReferenceId', 'receipt-missing'],
    ['batches.settleByHand', receipt(5), 'paid.0.saleReferenceId', 'receipt-missing'],
    ['batches.settleByHand', receipt('5'.repeat(101)), 'paid.0.saleReferenceId', 'text-too-long'],
    ['batches.settleByHand', receipt('a\u0001'), 'paid.0.saleReferenceId', 'text-bad-character'],
  ])('to %s with %j is refused at %s as %s', (call, part, path, code) => {
    expect(codesOf(call, part)).toEqual([[path, code]]);
  });

  it('is cleaned where a person typed it', () => {
    const parsed = inputOf('batches.settleByHand').parse({ id, ...receipt(' ۱۲ '), why: ' رسيد ' });
    expect(parsed).toEqual({ id, ...receipt('12'), why: 'رسید' });
    const secret = { mode: 'live', name, value: ` ${'x'.repeat(500)} ` };
    expect(inputOf('settings.putSecret').parse(secret)).toEqual({ ...secret, value: 'x'.repeat(500), evenIfPlain: false });
  });
});

/** What may be nothing, is. */
describe('nothing', () => {
  it.each<[CallName, object]>([
    ['app.status', status({ hold: { cause: 'no-mark', end: moment, mark: null, sends: null }, ledgerOk: null })],
    ['links.get', wholeLink({}, { history: [{ ...told, event: null }] })],
    ['links.list', { links: [row({ askedAt: null })], total: 0 }],
    ['links.checkNow', { asked: 0, answered: 0, paid: 0, failure: null }],
    ['bills.get', { bill: bill(), history: [{ ...told, event: null }] }],
    ['batches.get', wholeBatch({}, { history: [{ ...told, event: null }], payPage: null })],
    ['draft.get', { draft: null }],
    ['settings.get', view()],
    ['ledger.check', { ...ledger, seal: { state: 'none', since: null } }],
    [
      'practice.get',
      {
        ...practice,
        messages: practice.messages.map((one) => ({ ...one, refNo: null })),
        batches: practice.batches.map((one) => ({ ...one, returned: null })),
      },
    ],
  ])('is an answer of %s where there is none', (call, answer) => {
    expect(answerOf(call).parse(answer)).toEqual(answer);
  });
});

describe('what main tells by itself', () => {
  it.each<EventData<'told'>>([
    { kind: 'paid', link },
    { kind: 'alarm', link },
    { kind: 'unknown', link },
    { kind: 'batch-accepted', batch: batch() },
    { kind: 'batch-refused', batch: batch() },
    { kind: 'batch-unsent', batch: batch() },
    { kind: 'batch-unknown', batch: batch() },
    { kind: 'batch-returned', batch: batch() },
    { kind: 'batch-alarm', batch: batch() },
    { kind: 'batch-return-waits', batch: batch() },
    { kind: 'paused' },
  ])('$kind', (news) => {
    expect(events.told.parse(news)).toEqual(news);
    if (news.kind !== 'paused') expect(events.told.safeParse({ kind: news.kind }).success).toBe(false);
  });

  it('which areas may have changed', () => {
    fc.assert(
      fc.property(fc.subarray([...AREAS]), (areas) => {
        expect(events.changed.parse({ areas })).toEqual({ areas });
      }),
    );
    expect(events.changed.safeParse({ areas: ['all'] }).success).toBe(false);
    expect(events.changed.safeParse({}).success).toBe(false);
  });
});

describe('a refusal', () => {
  it('comes whole, with what it is about', () => {
    const error = {
      code: 'invoice-taken',
      issues: [{ path: 'a', code: 'b' }],
      link,
      batch: batch(),
      detail: 'x',
    };
    expect(AppError.parse(error)).toEqual(error);
    expect(AppError.parse({ code: 'internal' })).toEqual({ code: 'internal' });
    for (const issue of [{ path: 'a' }, { code: 'b' }])
      expect(AppError.safeParse({ ...error, issues: [issue] }).success).toBe(false);
    expect(AppError.safeParse({}).success).toBe(false);
  });
});

/** The part of a zod schema's definition that says what it is made of. */
interface Made {
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  entries?: Record<string, string>;
}

/** Every code that a schema lets through, wherever it is in it. */
function codesIn(schema: z.ZodType): string[] {
  const made = schema.def as unknown as Made;
  const parts = [made.element, made.innerType, made.in, made.out, made.keyType, made.valueType];
  const within = [...parts, ...Object.values(made.shape ?? {}), ...(made.options ?? [])];
  return [...Object.values(made.entries ?? {}), ...within.flatMap((part) => (part === undefined ? [] : codesIn(part)))];
}

describe('a code', () => {
  it.each(names)('of %s is a word', (call) => {
    for (const code of [inputOf(call), answerOf(call)].flatMap(codesIn)) expect(code).toMatch(/^[a-z][\dA-Za-z-]*$/u);
  });

  it.each(
    Object.entries({ AREAS, BILL_FAULTS, PAY_PAGE_ODDITIES, ERROR_CODES, ADDRESS_FAULTS, ACCESS_FAULTS, FAULTS, RETURN_FORMS }),
  )('of %s is a word, and there once', (_name, codes) => {
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(1);
    for (const code of codes) expect(code).toMatch(/^[a-z][\da-z-]*$/u);
  });
});
