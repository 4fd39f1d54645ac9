import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBillScanWatch, digitOf } from '../../renderer/bill-scan.ts';
import type { ScanHeard } from '../../renderer/bill-scan.ts';
import { persianDigits } from '../../shared/text.ts';

interface Stroke {
  key: string;
  /** Milliseconds since the stroke before. */
  gap: number;
}

const typed = (text: string, gap: number): Stroke[] => Array.from(text, (key) => ({ key, gap }));
const enter = (gap = 5): Stroke => ({ key: 'Enter', gap });

/** Plays strokes; each one's `before` is its place. */
function play(strokes: readonly Stroke[]): ScanHeard<number>[] {
  const watch = createBillScanWatch<number>();
  let at = 0;
  return strokes.map(({ key, gap }, place) => {
    at += gap;
    return watch({ digit: digitOf({ key, code: '', shiftKey: false }), ends: key === 'Enter', at, before: place });
  });
}

const barcode = fc.stringMatching(/^\d{26}$/u);
/** Gaps of a scanner's keys on a PC that is sometimes busy: never more than 50 ms on the average. */
const scannerGaps = fc
  .array(fc.integer({ min: 1, max: 40 }), { minLength: 25, maxLength: 25 })
  .chain((gaps) => fc.tuple(fc.constant(gaps), fc.nat(24), fc.integer({ min: 0, max: 200 })))
  .map(([gaps, busy, pause]) => gaps.with(busy, (gaps[busy] ?? 0) + pause));
const scripts = [(text: string) => text, persianDigits, (text: string) => persianDigits(text).replace(/[۰-۹]/gu, arabic)];
const arabic = (digit: string) => String.fromCharCode(digit.charCodeAt(0) - 0x06f0 + 0x0660);

describe('a scan of a bill', () => {
  test('is heard whole, in any digits, whatever was typed before it', () => {
    fc.assert(
      fc.property(
        barcode,
        scannerGaps,
        fc.constantFrom(...scripts),
        fc.stringMatching(/^[\da-zآ-ی]{0,12}$/u),
        (code, gaps, script, before) => {
          const burst = Array.from(script(code), (key, at) => ({ key, gap: at === 0 ? 400 : (gaps[at - 1] ?? 0) }));
          const heard = play([...typed(before, 150), ...burst, enter()]);
          expect(heard.at(-1)).toEqual({
            kind: 'scan',
            digits: code,
            before: Array.from({ length: 26 }, (_, at) => before.length + at),
          });
          expect(heard.slice(0, -1).every(({ kind }) => kind === 'key')).toBe(true);
        },
      ),
    );
  });

  test('swallows the second Enter that some scanners send, and not one that comes later', () => {
    const burst = [...typed('1'.repeat(26), 5), enter()];
    expect(play([...burst, enter(20)]).at(-1)).toEqual({ kind: 'echo' });
    expect(play([...burst, enter(1_000)]).at(-1)).toEqual({ kind: 'key' });
  });

  test('tells of a longer barcode too: it is no bill, and must not press anything either', () => {
    const heard = play([...typed('2'.repeat(30), 5), enter()]).at(-1);
    expect(heard).toMatchObject({ kind: 'scan', digits: '2'.repeat(30) });
  });

  test('one after the other is heard one by one', () => {
    const [one, other] = ['1'.repeat(26), '2'.repeat(26)];
    const heard = play([...typed(one, 5), enter(), ...typed(other, 5), enter()]).filter(({ kind }) => kind === 'scan');
    expect(heard).toMatchObject([{ digits: one }, { digits: other }]);
  });
});

describe('what is not a scan', () => {
  test("a person's typing, however long and however near a scanner's pace for a while", () => {
    const gaps = fc.array(fc.integer({ min: 55, max: 400 }), { minLength: 26, maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 300 }), (all, last) => {
        const heard = play([...all.map((gap) => ({ key: '7', gap })), enter(last)]);
        expect(heard.every(({ kind }) => kind === 'key')).toBe(true);
      }),
    );
  });

  test('fewer digits, a letter among them, or an Enter that comes later', () => {
    const kinds = (strokes: Stroke[]) => new Set(play(strokes).map(({ kind }) => kind));
    expect(kinds([...typed('1'.repeat(25), 5), enter()])).toEqual(new Set(['key']));
    expect(kinds([...typed(`${'1'.repeat(13)}a${'1'.repeat(13)}`, 5), enter()])).toEqual(new Set(['key']));
    expect(kinds([...typed('1'.repeat(26), 5), enter(2_000)])).toEqual(new Set(['key']));
  });
});

describe('the digit of a key', () => {
  test('is what it types; else, without Shift, what stands on it', () => {
    expect(digitOf({ key: '۴', code: 'Digit4', shiftKey: false })).toBe('4');
    expect(digitOf({ key: '٤', code: 'Digit4', shiftKey: false })).toBe('4');
    expect(digitOf({ key: '4', code: 'Quote', shiftKey: true })).toBe('4');
    expect(digitOf({ key: 'Unidentified', code: 'Numpad4', shiftKey: false })).toBe('4');
    expect(digitOf({ key: '$', code: 'Digit4', shiftKey: true })).toBeNull();
    expect(digitOf({ key: 'Enter', code: 'Enter', shiftKey: false })).toBeNull();
  });
});
