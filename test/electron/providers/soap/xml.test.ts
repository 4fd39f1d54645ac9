import { describe, expect, test } from 'vitest';
import { FORBIDDEN_NAMES } from '../../../../electron/providers/soap/exact-json.ts';
import { localName, readXml } from '../../../../electron/providers/soap/xml.ts';

/** What the reader of a document was told, and whether the document was whole. */
async function read(text: string, elementsMax?: number) {
  const told: string[] = [];
  const whole = await readXml(
    text,
    {
      open: (name, attributes) => told.push(`<${[name, ...[...attributes].map((each) => each.join('='))].join(' ')}>`),
      text: (part) => told.push(part),
      close: (name) => told.push(`</${name}>`),
    },
    elementsMax,
  );
  return { whole, told };
}
const isWhole = async (text: string, elementsMax?: number) => (await read(text, elementsMax)).whole;
const times = (count: number, piece: (at: number) => string) => Array.from({ length: count }, (_, at) => piece(at)).join('');

test('a name is local after its last colon', () => {
  expect(['a', 'p:a', 'p:q:a', 'p:'].map(localName)).toEqual(['a', 'a', 'a', '']);
});

test('the reader is told names without prefixes, each attribute with its own element, and text as it is', async () => {
  const text =
    '<?xml version="1.0"?><!-- c --><p:a xmlns:p="urn:p" p:x="1&amp;2"><b y="3"/>t&lt;<![CDATA[<u>]]></p:a><!-- c -->';
  expect(await read(text)).toEqual({
    whole: true,
    told: ['<a p=urn:p x=1&2>', '<b y=3>', '</b>', 't<', '<u>', '</a>'],
  });
});

test.each([
  '',
  ' ',
  'x',
  '<a>',
  '<a></b>',
  '</a>',
  '<a/><b/>',
  '<a/>x',
  '<a',
  '<a><b></a></b>',
  '<p:a/>',
  '<a p:x="1"/>',
  '<a x=1/>',
  '<a x/>',
  '<a>&b;</a>',
  '<a x="&b;"/>',
  '<a><b/>',
])('%j is no document', async (text) => {
  expect(await isWhole(text)).toBe(false);
});

test.each(['<!DOCTYPE a>', '<!ENTITY b "c">', '<!doctype a>', '<!x', '<!'])('%s stands in none', async (declaration) => {
  expect(await read(`${declaration}<a/>`)).toEqual({ whole: false, told: [] });
  expect(await read(`<a>${declaration}</a>`)).toEqual({ whole: false, told: [] });
});

describe('a name that reaches a prototype', () => {
  test.each([...FORBIDDEN_NAMES])('%s: of an element, of an attribute, or for its value', async (name) => {
    for (const whole of [`<${name}/>`, `<a><p:${name} xmlns:p="urn:p"/></a>`, `<a ${name}="1"/>`, `<a x="${name}"/>`]) {
      expect([whole, await isWhole(whole)]).toEqual([whole, false]);
    }
    expect(await isWhole(`<a xmlns:p="urn:p" p:${name}="1"/>`)).toBe(false);
    expect(await isWhole(`<a x="${name}s">${name}</a>`)).toBe(true);
  });
});

/** What is at a bound is read, and one more is not. */
describe('the bounds of a document', () => {
  test.each<[string, number, (count: number) => string]>([
    ['levels', 64, (count) => '<a>'.repeat(count) + '</a>'.repeat(count)],
    ['attributes of one element', 64, (count) => `<a><b x="1"/><a ${times(count, (at) => `x${at}="" `)}/></a>`],
    ['namespaces', 512, (count) => `<a>${times(count, (at) => `<b xmlns:p${at}="urn:p"/>`)}<b/></a>`],
    ['namespaces without a prefix', 512, (count) => `<a>${'<b xmlns="urn:p"/>'.repeat(count)}</a>`],
    ['characters of an element’s name', 200, (count) => `<${'a'.repeat(count)}/>`],
    ['characters of an element’s name with its prefix', 200, (count) => `<p:${'a'.repeat(count - 2)} xmlns:p="urn:p"/>`],
    ['characters of an attribute’s name', 200, (count) => `<a ${'x'.repeat(count)}="1"/>`],
  ])('%s: %i', async (_name, most, write) => {
    expect(await isWhole(write(most))).toBe(true);
    expect(await isWhole(write(most + 1))).toBe(false);
  });

  test('elements: as many as whoever reads it says, 20,000 unless told', async () => {
    const elements = (count: number) => `<a>${'<b/>'.repeat(count - 1)}</a>`;
    expect(await isWhole(elements(7), 7)).toBe(true);
    expect(await isWhole(elements(8), 7)).toBe(false);
    expect(await isWhole(elements(20_000))).toBe(true);
    expect(await isWhole(elements(20_001))).toBe(false);
  });

  test('an attribute stands there once, and again in the next element', async () => {
    expect(await isWhole('<a x="1" y="1"><a x="1"/></a>')).toBe(true);
    expect(await isWhole('<a x="1" x="1"/>')).toBe(false);
  });

  test('a tag may go from one slice into the next, and no further', async () => {
    const tag = (length: number) => `<a x="${'y'.repeat(length)}"/>`;
    expect(await isWhole(tag(8192))).toBe(true);
    expect(await isWhole(tag(3 * 8192))).toBe(false);
    expect(await isWhole(`<a>${'y'.repeat(3 * 8192)}</a>`)).toBe(true);
    expect(await isWhole(`<a>${tag(8000).repeat(20)}</a>`)).toBe(true);
  });
});

test('between two slices whatever waits has its turn', async () => {
  let turns = 0;
  const count = () => {
    turns += 1;
    waiting = setImmediate(count);
  };
  let waiting = setImmediate(count);
  expect(await isWhole(`<a>${'y'.repeat(10 * 8192)}</a>`)).toBe(true);
  clearImmediate(waiting);
  expect(turns).toBeGreaterThanOrEqual(9);
});

test('what the reader throws is the reader’s', async () => {
  const reader = {
    open: () => {
      throw new RangeError('mine');
    },
    text: () => undefined,
    close: () => undefined,
  };
  await expect(readXml('<a/>', reader)).rejects.toThrow('mine');
});
