import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { calls } from '../../shared/contract/calls.ts';
import type { CallName } from '../../shared/contract/calls.ts';
import { persianDigits } from '../../shared/text.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { billNo } from '../bill-samples.ts';
import { testCounter } from '../electron/counter.ts';
import { inputs } from '../inputs.ts';
import { invoice } from '../samples.ts';
import { effort } from './effort.ts';

/**
 * Whatever a page that was taken over sends over the bridge: every call of the contract with inputs of the right shape, with
 * bent ones, and with anything else that structured clone carries, against the real services over real files.
 */

const names = Object.keys(calls) as CallName[];
const SECRETS = { key1: 'very-secret-key-one-73519', key2: 'very-secret-key-two-90211' };

const Reply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: AppError.strict() }),
]);

/** Ids (by what they are of) and tokens that the counter has, so that more than "not found" is met; more as the run goes on. */
const ids = { link: [] as string[], bill: [] as string[], batch: [] as string[] };
const tokens: string[] = [];
const TOKENS = ['payLinkSendId', 'batchToken', 'paymentUrl', 'returnUrl'];

/** Keeps what a reply tells of ids and tokens; `name` is the member that `value` was found as. */
function learn(value: unknown, name = ''): void {
  if (typeof value === 'string' && TOKENS.includes(name)) keep(tokens, value);
  if (typeof value !== 'object' || value === null) return;
  const kind = (['link', 'bill', 'batch'] as const).find((kind) => name.startsWith(kind));
  if (kind !== undefined && 'id' in value) keep(ids[kind], String(value.id));
  for (const [key, member] of Object.entries(value)) learn(member, Array.isArray(value) ? name : key);
}
function keep(pool: string[], found: string): void {
  if (!pool.includes(found)) pool.push(found);
  pool.splice(0, Math.max(0, pool.length - 50));
}
const oneOf = (pool: readonly string[], otherwise: string) =>
  fc.nat({ max: 10_000 }).map((n) => pool.at(-1 - (n % Math.max(1, pool.length))) ?? otherwise);

const text = fc.oneof(
  oneOf(tokens, '1'),
  fc.nat({ max: 40 }).map((n) => billNo(n).billId),
  fc.nat({ max: 40 }).map((n) => billNo(n).payId),
  fc.nat({ max: 9999 }).map((n) => persianDigits(`0912${String(n).padStart(7, '0')}`)),
  fc.constantFrom(
    '',
    ' ',
    '{n}',
    'T{yy}-{n}',
    '1405-08-30',
    'shop',
    '__proto__',
    'constructor',
    'null',
    '\0',
    '\u202e',
    '\ud800',
  ),
  fc.constantFrom('http://127.0.0.1:1/x.asmx', 'https://shop.example/x.asmx', 'javascript:alert(1)', 'file:///etc/passwd'),
  fc.constantFrom('x'.repeat(41), 'x'.repeat(5001), ' ي'.repeat(400_000), '<'.repeat(100_000), '\\'.repeat(100_000)),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 12 }),
);
const fill = {
  text,
  number: fc.oneof(fc.constantFrom(0, 1, 20, 500, -1, 1.5, 2 ** 53, Number.NaN, Infinity, -0), fc.nat(), fc.double()),
  named: {
    invoiceNo: fc.string({ maxLength: 3 }),
    amount: fc.integer({ min: 1, max: 3 }),
    mobileNo: fc.nat({ max: 20 }).map((n) => persianDigits(`0912${String(n).padStart(7, '0')}`)),
    customerName: fc.string({ unit: 'binary', maxLength: 20 }),
    description: fc.string({ maxLength: 20 }),
    pairs: fc.array(fc.nat({ max: 60 }).map((n) => billNo(n))),
    search: fc.string({ unit: 'binary', maxLength: 10 }),
    states: fc.constant([]),
    limit: fc.integer({ min: 1, max: 500 }),
    offset: fc.nat({ max: 20 }),
    count: fc.nat({ max: 20 }),
    payLinkSendId: oneOf(tokens, '1'),
    batchToken: oneOf(tokens, '1'),
    address: fc
      .tuple(oneOf(tokens, '/r/x'), oneOf(tokens, '1'), text)
      .map(([to, token, items]) =>
        to.replace('{0}', token).replace('{1}', '0').replace('{3}', encodeURIComponent(items.toWellFormed())),
      ),
    replaces: fc.oneof(fc.constant(null), oneOf(ids.link, uuidv7())),
    endpoint: fc.constantFrom('http://127.0.0.1:1/x.asmx', 'https://shop.example/x.asmx'),
  },
};

/** What structured clone carries and JSON does not, beside fast-check's own. */
const circle: { self?: unknown } = {};
circle.self = circle;
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withSparseArray: true, withTypedArray: true }),
  fc.constantFrom<unknown>(
    circle,
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
    Object.assign([], { length: 4_000_000_000 }),
    { pairs: Object.assign([], { length: 4_000_000_000 }) },
    Array.from({ length: 60_000 }, () => 0),
    { search: 'x'.repeat(2_000_000) },
    new ArrayBuffer(1_000_000),
    new RangeError('x'),
    /x/u,
  ),
);

/** The input with its `n`-th member, at any depth, replaced, left out, or given another beside it. */
function bent(input: unknown, n: number, how: 'replace' | 'drop' | 'add', other: unknown): unknown {
  if (typeof input !== 'object' || input === null) return other;
  const members = Object.entries(input as Record<string, unknown>);
  const [name, member] = members[n % Math.max(1, members.length)] ?? ['x', null];
  if (typeof member === 'object' && member !== null && n % 3 > 0)
    return { ...input, [name]: bent(member, Math.trunc(n / 3), how, other) };
  if (how === 'drop') return Object.fromEntries(members.filter(([key]) => key !== name));
  return { ...input, [how === 'add' ? `${name}2` : name]: other };
}

const asked = fc.constantFrom(...names).chain((name) => {
  const own = name.startsWith('bills.') ? ids.bill : name.startsWith('batches.') ? ids.batch : ids.link;
  const id = fc.oneof({ weight: 9, arbitrary: oneOf(own, uuidv7()) }, fc.constant(uuidv7()), text);
  const whole = inputs(calls[name].input, { ...fill, id });
  const bend = fc.constantFrom('replace', 'drop', 'add');
  const bents = fc.tuple(whole, fc.nat(), bend, anything).map(([input, n, how, other]) => bent(input, n, how, other));
  return fc.record({ name: fc.constant(name), input: fc.oneof({ weight: 4, arbitrary: whole }, bents, anything) });
});

/** Under this fault all else is as ever, three seconds later. */
const isSlow = ({ name, input }: { name: CallName; input: unknown }) =>
  name === 'practice.setFault' && (input as { fault?: unknown } | null)?.fault === 'slow';

/** As the bridge carries it; null where it cannot. */
function carried(input: unknown): { input: unknown } | null {
  try {
    return { input: structuredClone(input) };
  } catch {
    return null;
  }
}

/** Nothing leaves the PC: a socket to any host but loopback fails as with the cable out. */
function cableOut(): void {
  const original = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect')?.value as (
    ...args: unknown[]
  ) => net.Socket;
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(function (this: net.Socket, ...args: unknown[]) {
    const [first] = args;
    const { host = 'localhost', path: pipe } = (Array.isArray(first) ? first[0] : first) as { host?: string; path?: string };
    if (pipe !== undefined || /^(?:127\.|localhost$|::1$)/u.test(host)) return original.apply(this, args);
    setImmediate(() => this.destroy(Object.assign(new Error('no way'), { code: 'ENETUNREACH' })));
    return this;
  });
}

let home = '';
let usual: string | undefined;
let counter: Awaited<ReturnType<typeof testCounter>>;

/** Batches whose payment is waited for. */
async function waiting(): Promise<number> {
  const all = { search: '', states: ['awaiting' as const], onlyDecisions: false, limit: 9, offset: 0 };
  const found = await counter.value('batches.list', all);
  learn(found);
  return found.total;
}

async function plant(): Promise<void> {
  for (const [name, value] of Object.entries(SECRETS))
    await counter.value('settings.putSecret', { mode: 'live', name: name as 'key1', value });
}

beforeEach(async () => {
  cableOut();
  usual = process.env['TMPDIR'];
  home = mkdtempSync(path.join(tmpdir(), 'pishkhan-fuzz-'));
  process.env['TMPDIR'] = home;
  counter = await testCounter();
  await plant();
  for (const n of [1, 2]) {
    const parts = { ...invoice, invoiceNo: `F${n}`, amount: n };
    learn(await counter.value('links.save', { invoice: parts, replaces: null, evenIfSame: true, mode: 'practice' }));
  }
  learn(await counter.value('bills.add', { pairs: [billNo(1), billNo(2)], source: 'typed' }));
  learn(await counter.value('bills.submit', {}));
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 20_000 });
  learn(await counter.value('bills.add', { pairs: [billNo(3)], source: 'typed' }));
});
afterEach(async () => {
  await counter.remove();
  rmSync(home, { recursive: true });
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  vi.restoreAllMocks();
});

/** @param planted whether live has keys; they are put back where a call took them away */
async function attack(small: number, planted: boolean): Promise<void> {
  const payPages = new Set(tokens.filter((token) => token.startsWith('http')));
  const files = readdirSync('.');
  await fc.assert(
    fc.asyncProperty(
      asked.filter((one) => !isSlow(one)),
      async ({ name, input }) => {
        const sent = carried(input);
        if (sent === null) return;
        const reply = await counter.call(name, sent.input as never);
        const said = JSON.stringify(reply);
        expect(Reply.safeParse(reply).error).toBeUndefined();
        for (const secret of Object.values(SECRETS)) expect(said).not.toContain(secret);
        if (!reply.ok) expect(reply.error).not.toMatchObject({ code: 'internal' });
        for (const [, url = ''] of said.matchAll(/"paymentUrl":"([^"]*)"/gu)) payPages.add(url);
        learn(reply);
        if (planted && /^settings\.(?:put|remove)/u.test(name)) await plant();
        for (const url of counter.opened) expect(payPages).toContain(url);
      },
    ),
    { ...effort(small), endOnFailure: true },
  );
  for (const url of counter.opened) expect(url).toMatch(/^https?:\/\//u);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(readdirSync(home)).toEqual([path.basename(counter.dataDir)]);
  expect(readdirSync('.')).toEqual(files);
  for (const { data } of counter.told) {
    const said = JSON.stringify(data);
    for (const secret of Object.values(SECRETS)) expect(said).not.toContain(secret);
  }
  const ledger = await counter.call('ledger.check', {});
  if (ledger.ok) expect(ledger.value).toMatchObject({ ok: true, problems: [] });
  else expect.fail(ledger.error.code);
}

it('answers whatever is asked with a value of the contract, in practice', () => attack(400, true));

it('answers whatever is asked with a value of the contract, in live without keys', async () => {
  for (const name of Object.keys(SECRETS)) await counter.value('settings.removeSecret', { mode: 'live', name: name as 'key1' });
  counter.files.get('app')?.set('mode', 'live');
  await counter.restart();
  expect((await counter.value('app.status', {})).mode).toBe('live');
  await attack(400, false);
});
