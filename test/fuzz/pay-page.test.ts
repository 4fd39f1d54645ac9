import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { payPageOf } from '../../electron/providers/tosha/pay-page.ts';
import { effort } from './effort.ts';

/** What addresses are made of, and what disguises them: scheme, credentials, look-alikes, marks that steer or are not seen. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('https://', 'http://', 'bank.ir', 'evil', '.', '/', '?', '#', ':', '@', '%40') },
  fc.constantFrom('\\', '\u202e', '\u2066', '\u200c', '\u200b', '\u00ad', '\u061c', '\u3164', '\ufeff', '\u034f', '\ue000'),
  fc.constantFrom(
    'а',
    'ı',
    'ｂ',
    '。',
    '⁄',
    '℀',
    'پرداخت',
    'xn--',
    '[::1]',
    '0x7f.1',
    '2130706433',
    '%E2%80%AE',
    ' ',
    '\t',
    '\n',
  ),
  fc.string({ minLength: 1, maxLength: 2, unit: 'binary' }),
);
const address = fc
  .tuple(fc.constantFrom('https://', 'http://', 'HTTPS://', ''), fc.array(piece, { maxLength: 8 }))
  .map(([scheme, pieces]) => scheme + pieces.join(''));

test('what passes as a pay page is shown and opened in ASCII, names one host in ASCII, and hides nothing', () => {
  let passed = 0;
  fc.assert(
    fc.property(address, (text) => {
      const page = payPageOf(text);
      if (page === null) return;
      passed += 1;
      expect(page.href).toMatch(/^https?:\/\/[\u0021-\u007e]+$/u);
      expect(page.host).toMatch(/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d+)?$/u);
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Z}\\]/u);
      // What stands before the path is the host, and nothing else.
      expect(page.href.slice(0, page.origin.length + 1)).toBe(`${page.origin}/`);
      expect(page.origin.endsWith(`://${page.host}`)).toBe(true);
      // A browser reads the shown form as it is shown.
      expect(payPageOf(page.href)).toEqual(page);
    }),
    effort(20_000),
  );
  expect(passed).toBeGreaterThan(0);
});

test('a text of any length is judged by a look at its length', () => {
  fc.assert(
    fc.property(fc.constantFrom('a', '/', '@', '\u202e', '%', '.'), fc.integer({ min: 4001, max: 200_000 }), (unit, length) => {
      expect(payPageOf(`https://pay.example.ir/${unit.repeat(length)}`)).toBeNull();
    }),
    effort(50),
  );
});
