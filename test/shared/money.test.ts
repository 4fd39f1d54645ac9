import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupDigits, parseRial, toToman } from '../../shared/money.ts';
import { persianDigits } from '../../shared/text.ts';

const rial = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe('an amount', () => {
  it('is read back exactly from every way it is written', () => {
    fc.assert(
      fc.property(rial, (amount) => {
        const grouped = groupDigits(amount);
        for (const written of [
          String(amount),
          grouped,
          persianDigits(grouped),
          grouped.replaceAll(',', '٬'),
          ` ${grouped.replaceAll(',', ' ')} `,
          // As copied from a right-to-left page.
          `\u2068\u202b\u200f${persianDigits(grouped)}\u200e\u202c\u2069\ufeff`,
        ]) {
          expect(parseRial(written)).toEqual({ ok: true, rial: amount });
        }
      }),
    );
  });
  it.each([
    ['', 'amount-missing'],
    ['  ', 'amount-missing'],
    ['0', 'amount-not-positive'],
    ['۰۰۰', 'amount-not-positive'],
    ['-5', 'amount-not-positive'],
    ['12.5', 'amount-fraction'],
    ['۱۲٫۵', 'amount-fraction'],
    ['1/2', 'amount-fraction'],
    ['9007199254740992', 'amount-too-big'],
    ['99999999999999999999999', 'amount-too-big'],
    ['-55', 'amount-not-positive'],
    ['−5', 'amount-not-positive'],
    ['1.25', 'amount-fraction'],
    ['.5', 'amount-fraction'],
    ['5.', 'amount-fraction'],
    ['-1.5', 'amount-fraction'],
    ['+1.5', 'amount-fraction'],
    ['12a', 'amount-not-a-number'],
    ['a1.5', 'amount-not-a-number'],
    ['1.5a', 'amount-not-a-number'],
    ['1.2.3', 'amount-not-a-number'],
    ['12-5', 'amount-not-a-number'],
    ['-5a', 'amount-not-a-number'],
    ['a', 'amount-not-a-number'],
    ['+', 'amount-not-a-number'],
    ['1e5', 'amount-not-a-number'],
    ['0x10', 'amount-not-a-number'],
    ['Infinity', 'amount-not-a-number'],
  ])('%j is refused as %s', (text, fault) => {
    expect(parseRial(text)).toEqual({ ok: false, fault });
  });
  it.each([
    ['+5', 5],
    ['۱٬۲۵۰٬۰۰۰', 1_250_000],
    ["1'000", 1000],
    ['1’000', 1000],
    ['1،000', 1000],
    ['1\u200c000', 1000],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%j is %i', (text, amount) => {
    expect(parseRial(text)).toEqual({ ok: true, rial: amount });
  });
  it('never throws, and never gives what is not a positive safe integer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const parsed = parseRial(text);
        if (parsed.ok) expect(Number.isSafeInteger(parsed.rial) && parsed.rial > 0).toBe(true);
      }),
    );
  });
  it('in toman and the rest gives the rial again', () => {
    fc.assert(
      fc.property(rial, (amount) => {
        const { toman, restRial } = toToman(amount);
        expect(BigInt(toman) * 10n + BigInt(restRial)).toBe(BigInt(amount));
      }),
    );
  });
});

it.each([
  [0, '0'],
  [12, '12'],
  [999, '999'],
  [1000, '1,000'],
  [123_456, '123,456'],
  [1_234_567, '1,234,567'],
  [9_007_199_254_740_991, '9,007,199,254,740,991'],
])('%i is shown as %s', (value, text) => {
  expect(groupDigits(value)).toBe(text);
});
