import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHAIN_START, canonicalJson, chainHash } from '../../../electron/ledger/canonical.ts';

/** The same value with the members of each object entered in the opposite order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, reordered(member)] as const);
  return Object.defineProperties(
    {},
    Object.fromEntries(members.toReversed().map(([key, value]) => [key, { value, enumerable: true, writable: true }])),
  );
}

test('canonical JSON means the same and does not depend on the order of members', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reordered(value))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test('its form is fixed: the hashes of old events depend on it', () => {
  const value = { b: [1, null, true], a: { z: 'ی"\n', A: -0 }, none: undefined, half: '\ud800' };
  expect(canonicalJson(value)).toBe('{"a":{"A":0,"z":"ی\\"\\n"},"b":[1,null,true],"half":"\ufffd"}');
  expect(chainHash(CHAIN_START, { seq: 1, at: 2, v: 1, who: 'w', subject: 's', kind: 'k', data: '{}' })).toBe(
    'c873b090fc7fc50c033540e9a083f52b75b6fa26ae7dc88081696f687b29cb10',
  );
  for (const none of [Number.NaN, Infinity, undefined, 1n, () => 1]) expect(() => canonicalJson(none)).toThrow(TypeError);
});

test('every part of an event changes its hash', () => {
  const event = { seq: 1, at: 2, v: 1, who: 'w', subject: 's', kind: 'k', data: '{}' };
  const variants = [
    { seq: 2 },
    { at: 3 },
    { v: 2 },
    { v: 3 },
    { who: 'v' },
    { subject: 't' },
    { kind: 'l' },
    { data: '{"a":1}' },
  ];
  const hashes = [chainHash('1'.repeat(64), event), ...variants.map((part) => chainHash(CHAIN_START, { ...event, ...part }))];
  expect(new Set([...hashes, chainHash(CHAIN_START, event)]).size).toBe(variants.length + 2);
});
