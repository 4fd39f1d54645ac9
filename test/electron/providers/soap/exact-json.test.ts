import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORBIDDEN_NAMES, parseExactJson } from '../../../../electron/providers/soap/exact-json.ts';
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
