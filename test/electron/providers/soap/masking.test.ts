import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked, spansOf } from '../../../../electron/providers/soap/masking.ts';
import { isVisible, plainText } from '../../../../electron/providers/soap/text.ts';

const mask = (text: string, password: string, userName = '') => masked(text, { userName, password });

describe('a secret', () => {
  test.each([
    ['abc', 'abc', '•••'],
    ['x abc y', 'abc', 'x ••• y'],
    ['abcabc', 'abc', '••••••'],
    ['ABC aBc', 'abc', '••• •••'],
    ['abc', 'ABC', '•••'],
    ['ab', 'abc', 'ab'],
    ['ab', 'ab', 'ab'],
    ['xaby', 'ab', 'xaby'],
    ['aabaabaac', 'aabaac', 'aab•••'],
    ['ababab', 'abab', '•••'],
    ['aabaaabaaa', 'aabaaa', '•••'],
    ['a b+c', 'a+b c', '•••'],
    ['İstanbul', 'istanbul', '•••'],
    ['گذرواژه‌ام', 'گذرواژه‌ام', '•••'],
    ['none', '', 'none'],
    ['ßabc!', 'abc', 'ß•••!'],
    ['', 'abc', ''],
    ['abcd', 'a\u200bbc\u0000d', '•••'],
    ['end 😀😀😀', '😀😀😀', 'end •••'],
  ])('%j hides %j', (text, secret, hidden) => {
    expect(mask(text, secret)).toBe(hidden);
    expect(mask(text, '', secret)).toBe(hidden);
  });

  test('of two each is hidden, and where they overlap once', () => {
    expect(mask('one two', 'two', 'one')).toBe('••• •••');
    expect(mask('abcdef!', 'cdef', 'abcd')).toBe('•••!');
    expect(mask('abcdefgh!', 'abcdefgh', 'cde')).toBe('•••!');
  });

  test.each([
    ['error abcd', 'abcdefgh', 'error •••'],
    ['error abc', 'abcdefgh', 'error •••'],
    ['error ab', 'abcdefgh', 'error ab'],
    ['error abcx', 'abcdefgh', 'error abcx'],
    ['error abcd&am', 'abcd&efgh', 'error •••'],
    ['error abcd&#3', 'abcd&efgh', 'error •••'],
    ['error abcd%2', 'abcd&efgh', 'error •••'],
    ['error abcd%u00', 'abcd&efgh', 'error •••'],
    ['error abcd\\u00', 'abcd&efgh', 'error •••'],
    ['error abcd\\', 'abcd&efgh', 'error •••'],
    ['error abcd%', 'abcd&efgh', 'error •••'],
    ['error ab&c', 'ab&cd', 'error •••'],
    ['error abcd\ufffd', 'abcdگذر', 'error •••'],
  ])('that %j breaks off in is hidden too', (text, secret, hidden) => expect(mask(text, secret)).toBe(hidden));
});

describe('an escape', () => {
  const secret = `k&<>"'/\\é\n12`;
  test.each([
    ['XML', 'k&amp;&lt;&gt;&quot;&apos;/\\é\n12'],
    ['decimal numbers', 'k&#38;&#60;&#62;&#34;&#0039;/\\&#233;&#10;12'],
    ['hexadecimal numbers', 'k&#x26;&#X3C;&#x3e;&#x0022;&#x27;/\\&#xE9;&#xa;12'],
    ['JSON', `k&<>\\"\\'\\/\\\\é\\n12`],
    ['JSON’s numbers', 'k\\u0026\\u003C\\u003e\\u0022\\u0027\\u002f\\u005C\\u00e9\\u000A12'],
    ['a URL', 'k%26%3C%3e%22%27%2F%5c%C3%A9%0A12'],
    ['a URL’s numbers', 'k%u0026%u003C%u003e%u0022%u0027%u002F%u005c%u00E9%u000A12'],
    ['XML in a URL', 'k%26amp;%26lt;%26gt;%26quot;%26apos;/\\é\n12'],
    ['a URL in a URL', 'k%2526%253C%253E%2522%2527%252F%255C%25C3%25A9%250A12'],
    ['XML three times', 'k&amp;amp;amp;&amp;amp;lt;&amp;amp;gt;&amp;amp;quot;&amp;amp;apos;/\\é\n12'],
    ['JSON in XML', `k&amp;&lt;&gt;\\&quot;\\&apos;\\/\\\\é\\n12`],
    ['what nobody sees, in XML', 'k&#x200b;&amp;&lt;&gt;&quot;&#0;&apos;/\\é\n12'],
  ])('of %s hides nothing', (_name, written) => {
    expect(mask(`<${written}>`, secret)).toBe('<•••>');
    expect(mask(`a ${written} b ${written} c`, secret)).toBe('a ••• b ••• c');
  });

  test.each([
    ['\\b\\f\\r\\t', '\b\f\r\tabc'],
    ['%08%0C%0D%09', '\b\f\r\tabc'],
  ])('of control characters, %j, is what nobody sees but the tab', (written, secretText) => {
    expect(mask(`${written}abc`, secretText)).toMatch(/•••$/u);
  });

  test.each(['&bad;', '&#;', '&#x;', '&amp', '%zz', '%u12', '\\x', '\\u12'])(
    'that is none, %j, is as it stands there',
    (written) => {
      expect(mask(`abc${written}def`, 'abc')).toBe(`•••${written}def`);
      expect(mask(`ab${written.replace(/[;]/u, '')}zz`, 'abzz')).toBe(`ab${written.replace(/[;]/u, '')}zz`);
    },
  );

  test.each(['&#1114112;', '&#x110000;', '&#99999999;', '&#0;'])('of no character, %s, hides nothing', (written) => {
    expect(mask(`[a${written}bc]`, 'abc')).toBe('[•••]');
    expect(mask('[a&#x10fffd;bc]', 'a\u{10fffd}bc')).toBe('[•••]');
  });

  test.each([
    ['%E2%82%AC', '€'],
    ['%F0%9F%98%80', '😀'],
    ['%D9%BE', 'پ'],
    ['%E0%A5%90', 'ॐ'],
    ['%EF%AC%80', 'ﬀ'],
    ['%C2%A0', '\u00a0'],
    ['%FF', '\ufffd'],
    ['%C3%28', '\ufffd('],
  ])('%s in a URL is %s', (written, sign) => expect(mask(`[a${written}bc]`, `a${sign}bc`)).toBe('[•••]'));
});

describe('where secrets stand', () => {
  test('is told in the text as it was, with whether all of it stands there', () => {
    expect(spansOf('..&lt;ab&gt;..', ['<ab>'])).toContainEqual({ from: 2, to: 12, whole: true });
    expect(spansOf('..%3Cab%3E..', ['<ab>'])).toEqual([{ from: 2, to: 10, whole: true }]);
    expect(spansOf('..abc', ['abcd'])).toEqual([{ from: 2, to: 5, whole: false }]);
    expect(spansOf('..abcd', ['abcd'])).toContainEqual({ from: 2, to: 6, whole: true });
    // In a run of escapes too, whatever letters stand before it there.
    expect(spansOf('..%C3%A9%61%62%63..', ['abc'])).toEqual([{ from: 8, to: 17, whole: true }]);
    expect(spansOf('%E2%82%AC%61%62%63', ['abc'])).toEqual([{ from: 9, to: 18, whole: true }]);
    expect(spansOf('%F0%9F%98%80%61%62%63', ['abc'])).toEqual([{ from: 12, to: 21, whole: true }]);
    expect(spansOf('x', [])).toEqual([]);
    expect(spansOf('ab ab', ['ab', ''])).toEqual([]);
    expect(spansOf('aaaa', ['aaa']).filter(({ whole }) => whole)).toEqual([
      { from: 0, to: 3, whole: true },
      { from: 1, to: 4, whole: true },
    ]);
  });
});

test('of any text and secret, the places are those that looking at each place finds', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 3, maxLength: 9 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 });
  fc.assert(
    fc.property(text, few, (plain, secret) => {
      const places = Array.from(plain, (_, at) => at).filter((at) => plain.startsWith(secret, at));
      const found = spansOf(plain, [secret]).filter(({ whole }) => whole);
      expect(found).toEqual(places.map((from) => ({ from, to: from + secret.length, whole: true })));
    }),
    { numRuns: 1000 },
  );
});

describe('text as a person sees it', () => {
  test.each([
    ['a\u0000b\u001b\u007fc', 'abc'],
    ['a\u200b\u200d\u2060\ufeffb', 'ab'],
    ['a\u202e\u2066b', 'ab'],
    ['a\u00ad\u3164\u115fb', 'ab'],
    ['a\ud800b\udc00', 'ab'],
    ['a\ufdd0\uffff\u{1fffe}b', 'ab'],
    ['a\u{e0041}b', 'ab'],
    ['a\n\tb', 'a\n\tb'],
    ['a\rb', 'ab'],
    ['a\u0085b\u2028c\u2029d', 'a\nb\nc\nd'],
    ['می\u200cشود', 'می\u200cشود'],
    ['\u200cمی', 'می'],
    ['می\u200c', 'می'],
    ['a\u200cb', 'ab'],
    ['a\u200cمی\u200cb', 'aمیb'],
    ['😀 é', '😀 é'],
  ])('%j is %j', (text, seen) => expect(plainText(text)).toBe(seen));

  test.each([
    ['a', true],
    ['\n', true],
    ['\t', true],
    ['\u200c', true],
    ['\ud83d', true],
    ['\ude00', true],
    ['\u0000', false],
    ['\r', false],
    ['\u200b', false],
    ['\ufeff', false],
  ])('the unit %j: %s', (unit, visible) => expect(isVisible(unit)).toBe(visible));
});
