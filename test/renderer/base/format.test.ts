import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ago,
  amountWords,
  clock,
  grouped,
  longDay,
  numberWords,
  rialText,
  shortMoment,
  tomanText,
} from '../../../renderer/base/format.ts';
import { parseRial } from '../../../shared/money.ts';
import { foldDigits } from '../../../shared/text.ts';

const rial = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const languages = ['fa', 'en'] as const;

/** Persian number words back to the number: an independent reading, by adding and multiplying up. */
function readPersian(words: string): bigint {
  const units = ['صفر', 'یک', 'دو', 'سه', 'چهار', 'پنج', 'شش', 'هفت', 'هشت', 'نه', 'ده'];
  const teens = ['یازده', 'دوازده', 'سیزده', 'چهارده', 'پانزده', 'شانزده', 'هفده', 'هجده', 'نوزده'];
  const tens = ['', '', 'بیست', 'سی', 'چهل', 'پنجاه', 'شصت', 'هفتاد', 'هشتاد', 'نود'];
  const hundreds = ['', 'صد', 'دویست', 'سیصد', 'چهارصد', 'پانصد', 'ششصد', 'هفتصد', 'هشتصد', 'نهصد'];
  const scales = ['', 'هزار', 'میلیون', 'میلیارد', 'تریلیون', 'کوادریلیون'];
  const value = (word: string): bigint => {
    if (units.includes(word)) return BigInt(units.indexOf(word));
    if (teens.includes(word)) return BigInt(teens.indexOf(word) + 11);
    if (tens.includes(word)) return BigInt(tens.indexOf(word) * 10);
    if (hundreds.includes(word)) return BigInt(hundreds.indexOf(word) * 100);
    throw new Error(`not a number word: ${word}`);
  };
  let total = 0n;
  let group = 0n;
  for (const part of words.split(' و ')) {
    const [word = '', scale] = part.split(' ');
    group += value(word);
    if (scale === undefined) continue;
    total += group * 1000n ** BigInt(scales.indexOf(scale));
    group = 0n;
  }
  return total + group;
}

describe('numbers', () => {
  test('what is shown reads back as the same amount', () => {
    fc.assert(
      fc.property(rial, fc.constantFrom(...languages), (amount, language) => {
        expect(parseRial(grouped(amount, language))).toEqual({ ok: true, rial: amount });
      }),
    );
  });

  test('toman and its rest make the same rial', () => {
    fc.assert(
      fc.property(rial, (amount) => {
        const digits = foldDigits(tomanText(amount, 'fa')).replaceAll('٬', '').match(/\d+/gu)?.map(Number) ?? [];
        const [first = 0, rest = 0] = digits;
        expect(amount < 10 ? first : first * 10 + rest).toBe(amount);
      }),
    );
  });

  test('the unit stands after the number', () => {
    expect(rialText(1_500_000, 'fa')).toBe('۱٬۵۰۰٬۰۰۰ ریال');
    expect(rialText(1_500_000, 'en')).toBe('1,500,000 rial');
    expect(tomanText(1_500_005, 'fa')).toBe('۱۵۰٬۰۰۰ تومان و ۵ ریال');
  });
});

describe('words', () => {
  test('Persian words say exactly the number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (value) => {
        expect(readPersian(numberWords(value, 'fa'))).toBe(BigInt(value));
      }),
    );
  });

  test('Persian words have Persian letters only: no Arabic ي or ك', () => {
    fc.assert(
      fc.property(rial, (value) => {
        expect(numberWords(value, 'fa')).toMatch(/^[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی ]+$/u);
      }),
    );
  });

  test('amounts are said in toman, with what is left in rial', () => {
    expect(amountWords(1_500_000, 'fa')).toBe('صد و پنجاه هزار تومان');
    expect(amountWords(34_567_0, 'fa')).toBe('سی و چهار هزار و پانصد و شصت و هفت تومان');
    expect(amountWords(15, 'fa')).toBe('یک تومان و پنج ریال');
    expect(amountWords(5, 'fa')).toBe('پنج ریال');
    expect(amountWords(1_500_000, 'en')).toBe('one hundred fifty thousand toman');
  });
});

describe('time', () => {
  /** Saturday 30 Aban 1405, 21:05:09 in Tehran. */
  const at = Date.UTC(2026, 10, 21, 17, 35, 9);

  test('days are Jalali in both languages', () => {
    expect(longDay(at, 'fa')).toBe('شنبه ۳۰ آبان ۱۴۰۵');
    expect(longDay(at, 'en')).toBe('Saturday 30 Aban 1405');
    expect(clock(at, 'fa')).toBe('۲۱:۰۵');
  });

  test('today shows its clock only, another day the day too', () => {
    expect(shortMoment(at, at + 1000, 'en')).toBe('21:05');
    expect(shortMoment(at, at + 86_400_000, 'fa')).toBe('۱۴۰۵/۰۸/۳۰ ۲۱:۰۵');
  });

  test('how long ago is never in the future and never empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 10 * 86_400_000 }), fc.constantFrom(...languages), (passed, language) => {
        expect(ago(at, at + passed, language)).toMatch(language === 'fa' ? /پیش|حالا/u : /ago|just now/u);
      }),
    );
  });
});
