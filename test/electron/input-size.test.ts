import { describe, expect, it, vi } from 'vitest';
import { INPUT_TEXT_MAX, INPUT_VALUES_MAX, isBounded } from '../../electron/input-size.ts';
import { answer } from '../../electron/ipc.ts';
import type { Handlers } from '../../electron/ipc.ts';
import { person } from '../../shared/actors.ts';
import { calls } from '../../shared/contract/calls.ts';
import type { CallName } from '../../shared/contract/calls.ts';
import { sampleOf, stringPlaces } from '../inputs.ts';

const names = Object.keys(calls) as CallName[];
const places = names.flatMap((name) => stringPlaces(calls[name].input).map((place) => ({ name, ...place })));
const handler = vi.fn(() => ({}));
const handlers = Object.fromEntries(names.map((name) => [name, handler])) as unknown as Handlers;
const answering = { handlers, caller: () => ({ actor: person(''), role: 'manager' as const }) };

/** How many characters the methods that read a whole string are given while `work` runs, in strings too long to be typed. */
function longTextRead(work: () => void): number {
  const LONG = 250_000;
  let read = 0;
  const count = (text: unknown) => {
    if (typeof text === 'string' && text.length > LONG) read += text.length;
  };
  const texts = ['replace', 'replaceAll', 'trim', 'split', 'match', 'normalize', 'toLowerCase', 'isWellFormed'] as const;
  const spies = texts.map((method) => {
    // Each method is called on, with what it was called with.
    const original = String.prototype[method] as (...args: unknown[]) => unknown;
    return vi.spyOn(String.prototype, method).mockImplementation(function (this: string, ...args: unknown[]) {
      count(this);
      return original.apply(this, args);
    } as never);
  });
  const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')?.value as (this: RegExp, text: string) => never;
  spies.push(
    vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
      count(text);
      return exec.call(this, text);
    }) as never,
  );
  try {
    work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return read;
}

describe('a long string', () => {
  it('is looked for in more than twenty places', () => {
    expect(places.length).toBeGreaterThan(20);
  });

  it.each(places)('is refused before it is read: $name $path', ({ name, path, put }) => {
    // Just what the guard lets in, of what cleaning works on most.
    const input = put(' ي'.repeat(INPUT_TEXT_MAX / 2 - 1000));
    let refused: string[] = [];
    const read = longTextRead(() => {
      refused = (calls[name].input.safeParse(input).error?.issues ?? []).map((issue) => ['', ...issue.path].join('.'));
    });
    expect(refused).toContain(path);
    expect(read).toBe(0);
  });

  it.each(places)('of 50 MB reaches no schema: $name $path', async ({ name, put }) => {
    handler.mockClear();
    const parse = vi.spyOn(calls[name].input, 'safeParse');
    const reply = await answer(answering, name, put(' ي'.repeat(25_000_000)));
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(parse).not.toHaveBeenCalled();
    expect(handler).not.toHaveBeenCalled();
    parse.mockRestore();
  });
});

describe('an input', () => {
  const nested = (depth: number) => {
    let value: unknown = 1;
    for (let n = 0; n < depth; n += 1) value = [value];
    return value;
  };
  const cyclic: { self?: unknown } = {};
  cyclic.self = [cyclic];

  it.each([
    ['many values', { pairs: Array.from({ length: INPUT_VALUES_MAX }, () => 1) }],
    ['a list that is nearly empty and very long', { pairs: Object.assign([], { length: 4_000_000_000 }) }],
    ['deep', nested(INPUT_VALUES_MAX)],
    ['many short strings', Array.from({ length: 10_000 }, () => 'x'.repeat(200))],
    ['long names', Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`${n}`.repeat(20_000), 1]))],
    ['in a circle', cyclic],
    ['bytes', { secret: new Uint8Array(50_000_000) }],
    ['a buffer', { secret: new ArrayBuffer(8) }],
    ['a Map', new Map([[1, 2]])],
    ['a Date', { at: new Date() }],
  ])('that is too much is refused: %s', async (_name, input) => {
    expect(isBounded(input)).toBe(false);
    expect(await answer(answering, 'bills.check', input)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  it('that a person can make is let through', () => {
    const pair = { billId: '1'.repeat(100), payId: '2'.repeat(100) };
    expect(isBounded({ pairs: Array.from({ length: 2000 }, () => pair), source: 'file' })).toBe(true);
    expect(isBounded({ address: 'x'.repeat(200_000) })).toBe(true);
    for (const name of names) expect(isBounded(sampleOf(calls[name].input))).toBe(true);
    for (const value of [undefined, null, 1, 'x', [], Object.create(null), structuredClone({ a: [{}] })])
      expect(isBounded(value)).toBe(true);
  });

  it('whose schema throws is answered as a value', async () => {
    const parse = vi.spyOn(calls['app.status'].input, 'safeParse').mockImplementation(() => {
      throw new RangeError('a secret');
    });
    expect(await answer(answering, 'app.status', {})).toEqual({ ok: false, error: { code: 'internal', detail: 'RangeError' } });
    parse.mockRestore();
  });
});
