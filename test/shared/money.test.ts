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
    ['12a', 'amount-not-a-number'],
    ['1e5', 'amount-not-a-number'],
    ['0x10', 'amount-not-a-number'],
    ['Infinity', 'amount-not-a-number'],
  ])('%j is refused as %s', (text, fault) => {
    expect(parseRial(text)).toEqual({ ok: false, fault });
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
