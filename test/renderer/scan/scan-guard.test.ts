import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScanWatch } from '../../../renderer/scan/scan-guard.ts';
import { END_WITHIN, SCAN_GAP } from '../../../renderer/scan/scanner.ts';

/** The keys of a text, then some more. */
const typed = (text: string, ...more: string[]) => [...text.split(''), ...more];

/** Plays keys with gaps of milliseconds between them; says for each whether it ends a scan. */
function play(keys: readonly string[], gap: number, chord = false): boolean[] {
  const watch = createScanWatch();
  return keys.map((key, index) => watch({ key, at: index * gap, chord }));
}

describe('telling a scanner from a person', () => {
  test("a scan's Enter, and a second one right after, are the scanner's", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4,26}$/u), fc.integer({ min: 1, max: SCAN_GAP }), (code, gap) => {
        const ends = play(typed(code, 'Enter', 'Enter'), gap);
        expect(ends.slice(-2)).toEqual([true, true]);
        expect(ends.slice(0, -2)).not.toContain(true);
      }),
    );
  });

  test("a person's Enter is a person's: after slow typing, after Tab, after a chord, alone", () => {
    expect(play(typed('1234567', 'Enter'), 150)).not.toContain(true);
    expect(play(['Tab', 'Enter'], 5)).not.toContain(true);
    expect(play(typed('123456', 'Tab', 'Enter'), 5)).not.toContain(true);
    expect(play(['Enter', 'Enter'], 5)).not.toContain(true);
    expect(play(typed('abcdef', 'Enter'), 5, true)).not.toContain(true);
  });

  test('an Enter some time after a scan is a press', () => {
    const watch = createScanWatch();
    typed('123456').forEach((key, index) => watch({ key, at: index * 5, chord: false }));
    expect(watch({ key: 'Enter', at: 25 + END_WITHIN, chord: false })).toBe(true);
    expect(watch({ key: 'Enter', at: 26 + 2 * END_WITHIN, chord: false })).toBe(false);
  });
});
