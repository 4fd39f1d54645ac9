import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createBillScanWatch, digitOf, hearBillScans, watchBillScans } from '../../../renderer/scan/bill-scan.ts';
import type { ScanHeard } from '../../../renderer/scan/bill-scan.ts';
import { faultsOf, readBarcode } from '../../../shared/bill-digits.ts';
import { END_WITHIN, isQuietKey, SCAN_GAP } from '../../../renderer/scan/scanner.ts';
import { persianDigits } from '../../../shared/text.ts';
import { barcodeOf, billNo } from '../../bill-samples.ts';

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
/** Gaps of a scanner's keys, on a PC that is sometimes busy. */
const scannerGaps = fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: SCAN_GAP })), {
  minLength: 25,
  maxLength: 25,
});
const pairs = fc.integer({ min: 0, max: 900_000 }).map((n) => billNo(n));
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

  test('leaves alone what was typed before a longer pause', () => {
    const heard = play([...typed('7', 5), { key: '1', gap: SCAN_GAP + 1 }, ...typed('1'.repeat(25), 5), enter()]).at(-1);
    expect(heard).toMatchObject({
      kind: 'scan',
      digits: '1'.repeat(26),
      before: Array.from({ length: 26 }, (_, at) => at + 1),
    });
  });

  test('that runs into digits typed just before it is the last 26 alone, where they are a bill', () => {
    fc.assert(
      fc.property(pairs, fc.stringMatching(/^\d{1,12}$/u), (pair, before) => {
        const code = barcodeOf(pair);
        expect(play([...typed(before + code, 5), enter()]).at(-1)).toEqual({
          kind: 'scan',
          digits: code,
          before: Array.from({ length: 26 }, (_, at) => before.length + at),
        });
      }),
    );
  });

  test('of a longer barcode is told of whole: it is no bill, and must not press anything either', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{27,64}$/u), (code) => {
        const pair = readBarcode(code.slice(-26));
        fc.pre(pair !== null && faultsOf(pair).length > 0);
        const heard = play([...typed(code, 5), enter()]).at(-1);
        expect(heard).toEqual({ kind: 'scan', digits: code, before: Array.from(code, (_, at) => at) });
      }),
    );
  });

  test('that lost some digits presses nothing, is told of, and takes nothing back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{20,25}$/u), (code) => {
        expect(play([...typed(code, 5), enter()]).at(-1)).toEqual({ kind: 'scan', digits: code, before: [] });
      }),
    );
  });

  test('may have its Enter a while after the last digit', () => {
    expect(play([...typed('1'.repeat(26), 5), enter(END_WITHIN)]).at(-1)).toMatchObject({ kind: 'scan' });
    expect(play([...typed('1'.repeat(26), 5), enter(END_WITHIN + 1)]).at(-1)).toEqual({ kind: 'key' });
  });

  test('one after the other is heard one by one', () => {
    const [one, other] = ['1'.repeat(26), '2'.repeat(26)];
    const heard = play([...typed(one, 5), enter(), ...typed(other, 5), enter()]).filter(({ kind }) => kind === 'scan');
    expect(heard).toMatchObject([{ digits: one }, { digits: other }]);
  });
});

describe('what is not a scan', () => {
  test("a person's typing, however long and however fast for a while: nothing of it is taken", () => {
    const gap = fc.integer({ min: 1, max: 400 });
    const stretch = fc.tuple(fc.integer({ min: SCAN_GAP + 1, max: 400 }), fc.array(gap, { maxLength: 24 }));
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 300 }), (stretches, last) => {
        const gaps = stretches.flatMap(([slow, more]) => [slow, ...more]);
        const heard = play([...gaps.map((each) => ({ key: '7', gap: each })), enter(last)]);
        expect(heard.filter((one) => one.kind === 'scan' && one.before.length > 0)).toEqual([]);
        if (gaps.slice(-20).some((each, at) => at > 0 && each > SCAN_GAP)) expect(heard.at(-1)).toEqual({ kind: 'key' });
      }),
    );
  });

  test('fewer digits, a letter among them, or an Enter that comes later', () => {
    const kinds = (strokes: Stroke[]) => new Set(play(strokes).map(({ kind }) => kind));
    expect(kinds([...typed('1'.repeat(19), 5), enter()])).toEqual(new Set(['key']));
    expect(kinds([...typed(`${'1'.repeat(13)}a${'1'.repeat(13)}`, 5), enter()])).toEqual(new Set(['key']));
    expect(kinds([...typed('1'.repeat(26), 5), enter(2_000)])).toEqual(new Set(['key']));
  });
});

describe('a modifier or a lock', () => {
  test.each(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'ScrollLock', 'Fn'])(
    '%s types nothing',
    (key) => {
      expect(isQuietKey(key)).toBe(true);
    },
  );

  test.each(['1', 'a', 'Enter', 'Tab', 'Backspace', 'F1', 'Unidentified'])('%s is none', (key) => {
    expect(isQuietKey(key)).toBe(false);
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

describe('the window', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** Presses keys in a window at a scanner's pace; gives for each whether it was swallowed. */
  function press(keys: readonly string[]): boolean[] {
    // The target is neither.
    vi.stubGlobal('HTMLInputElement', Map);
    vi.stubGlobal('HTMLTextAreaElement', Map);
    const target = new EventTarget();
    watchBillScans(target as Window);
    return keys.map((key, place) => {
      const event = Object.assign(new Event('keydown', { cancelable: true }), { key, code: '', shiftKey: false });
      Object.defineProperty(event, 'timeStamp', { value: 10 * place });
      return !target.dispatchEvent(event);
    });
  }
  const scan = Array.from('12345678901234567890123456');

  test('gives a scan to who hears it, and its Enter to nobody', () => {
    const heard: string[] = [];
    const stop = hearBillScans((digits) => heard.push(digits));
    expect(press([...scan, 'Enter', 'Enter']).slice(-2)).toEqual([true, true]);
    stop();
    expect(heard).toEqual([scan.join('')]);
  });

  test('minds no modifier or lock between the keys', () => {
    const heard: string[] = [];
    const stop = hearBillScans((digits) => heard.push(digits));
    press([...scan.flatMap((digit) => ['NumLock', 'Shift', digit]), 'Shift', 'Enter']);
    stop();
    expect(heard).toEqual([scan.join('')]);
  });

  test('swallows nothing while nobody hears', () => {
    expect(press([...scan, 'Enter', 'Enter'])).not.toContain(true);
  });
});
