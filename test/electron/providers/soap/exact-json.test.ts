import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORBIDDEN_NAMES, newBudget, parseExactJson, VALUES_MAX } from '../../../../electron/providers/soap/exact-json.ts';
import type { Json } from '../../../../electron/providers/soap/exact-json.ts';

/** The same value as JSON.parse makes it, numbers as the text they were written as. */
function loose(json: Json): unknown {
  switch (json.kind) {
    case 'object':
      return Object.fromEntries(json.entries.map(([name, value]) => [name, loose(value)]));
    case 'array':
      return json.items.map(loose);
    case 'text':
      return json.text;
    case 'null':
      return null;
  }
}

function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asText(each)]));
  }
  return typeof value === 'string' || value === null ? value : JSON.stringify(value);
}

const hasForbidden = (text: string) => [...FORBIDDEN_NAMES].some((name) => text.includes(`"${name}"`));

test('any JSON is read as JSON.parse reads it, with numbers as written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, depthSize: 'large' }), fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      fc.pre(!hasForbidden(text));
      const json = parseExactJson(text);
      expect(json === null ? 'refused' : loose(json)).toEqual(asText(JSON.parse(text)));
    }),
  );
});

test('any text is JSON here exactly if it is for JSON.parse', () => {
  const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', 'true', 'null', ' ', '\\', 'e5', '.');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
      const text = list.join('');
      const valid = (() => {
        try {
          JSON.parse(text);
          return true;
        } catch {
          return false;
        }
      })();
      expect(parseExactJson(text) !== null).toBe(valid);
    }),
    { numRuns: 2000 },
  );
});

test('a long integer stays what it was, and a name that comes twice comes twice', () => {
  expect(parseExactJson('{"a":9223372036854775807,"a":1}')).toEqual({
    kind: 'object',
    entries: [
      ['a', { kind: 'text', text: '9223372036854775807' }],
      ['a', { kind: 'text', text: '1' }],
    ],
  });
});

test.each([...FORBIDDEN_NAMES])('a member called %s is refused, written plainly or escaped', (name) => {
  const hidden = `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;
  expect(parseExactJson(`{"a":[{"${name}":1}]}`)).toBeNull();
  expect(parseExactJson(`{"${hidden}":1}`)).toBeNull();
  expect(parseExactJson(`["${name}"]`)).not.toBeNull();
});

test.each([
  '',
  ' ',
  '[1',
  '[1,]',
  '[,1]',
  '{"a"}',
  '{"a":}',
  '{"a":1,}',
  '{a:1}',
  '{"a" 1}',
  '01',
  '+1',
  '1.',
  '.5',
  '1e',
  '--1',
  'nul',
  'True',
  '"a',
  '"\\',
  '"\\u00"',
  '"\t"',
  '1 2',
  '[1]]',
  '1x',
  '\u00a01',
])('%j is no JSON', (text) => expect(parseExactJson(text)).toBeNull());

test.each(['0', '-0', '10', '-1.50', '1e5', '1E+5', '1.0e-10', '123456789012345678901234567890.10'])(
  'the number %s stays as it is written',
  (text) => expect(parseExactJson(` ${text} `)).toEqual({ kind: 'text', text }),
);

test('blanks may stand wherever JSON has them', () => {
  const blanks = ' \t\r\n';
  const pieces = ['{', '"a"', ':', '[', '1', ',', 'null', ']', ',', '"b"', ':', '{', '}', ',', '"c"', ':', '[', ']', '}'];
  const spaced = parseExactJson(blanks + pieces.join(blanks) + blanks);
  expect(spaced).not.toBeNull();
  expect(spaced).toEqual(parseExactJson(pieces.join('')));
});

describe('what is at a bound is read, and one more is not', () => {
  test.each<[string, number, (count: number) => string]>([
    ['levels', 32, (count) => '['.repeat(count) + '1' + ']'.repeat(count)],
    ['levels of objects', 32, (count) => '{"a":'.repeat(count) + '1' + '}'.repeat(count)],
    ['characters of a name', 200, (count) => `{"${'n'.repeat(count)}":1}`],
    ['values', VALUES_MAX, (count) => `[${'1,'.repeat(count - 2)}1]`],
    ['values of an object', VALUES_MAX, (count) => `{${'"a":1,'.repeat(count - 2)}"a":1}`],
  ])('%s: %i', (_name, most, write) => {
    expect(parseExactJson(write(most))).not.toBeNull();
    expect(parseExactJson(write(most + 1))).toBeNull();
  });

  test('a value takes one of the budget, and what is no JSON forty more', () => {
    const budget = newBudget();
    expect(budget.left).toBe(VALUES_MAX);
    parseExactJson('{"a":[1,2,null]}', budget);
    expect(budget.left).toBe(VALUES_MAX - 5);
    expect(parseExactJson('[1,2', budget)).toBeNull();
    expect(budget.left).toBe(VALUES_MAX - 5 - 3 - 40);
  });

  test('where nothing is left the last value may still be read, and then nothing more, at no cost', () => {
    const last = { left: 1 };
    expect(parseExactJson('1', last)).not.toBeNull();
    expect(last.left).toBe(0);
    expect(parseExactJson('1', last)).toBeNull();
    const { left } = last;
    expect(left).toBeLessThan(0);
    expect(parseExactJson('1', last)).toBeNull();
    expect(last.left).toBe(left);
  });
});
