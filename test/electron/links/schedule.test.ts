import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRounds, nextTurn, oldest } from '../../../electron/links/schedule.ts';

const MINUTE = 60_000;
const STEPS = [
  { untilSeconds: 600, everySeconds: 15 },
  { untilSeconds: 3600, everySeconds: 60 },
];

describe('the turn of a link', () => {
  it.each([
    ['as long as it is young', 599_999, { at: 614_999, every: 15_000 }],
    ['from the very end of a step on in the next', 600_000, { at: 660_000, every: MINUTE }],
    ['until the very end of the last', 3_599_999, { at: 3_659_999, every: MINUTE }],
    ['and then no more', 3_600_000, null],
  ])('%s', (_name, now, turn) => {
    expect(nextTurn({ sentAt: 0, changedAt: 5 }, now, STEPS, now)).toEqual(turn);
  });

  it('counts from its sending, or from its last change where that is not known', () => {
    expect(nextTurn({ sentAt: 1000, changedAt: 5000 }, null, STEPS, 6000)?.at).toBe(16_000);
    expect(nextTurn({ sentAt: null, changedAt: 5000 }, null, STEPS, 6000)?.at).toBe(20_000);
  });

  it('counts from a try of this very moment', () => {
    expect(nextTurn({ sentAt: 0, changedAt: 0 }, 20_000, STEPS, 20_000)?.at).toBe(35_000);
  });
});

it('a link that was saved up to one whole life before it was sent is still looked at', () => {
  expect(oldest(10_000_000, STEPS)).toBe(2_800_000);
  expect(oldest(10_000_000, STEPS.toReversed())).toBe(2_800_000);
});

describe('rounds that answer nothing', () => {
  it('rest a quarter of a minute, twice that for each more in a row, and ten minutes at most', () => {
    const rounds = createRounds();
    const rests = Array.from({ length: 9 }, () => {
      rounds.ended(0, 1000);
      return rounds.rest(1000) / 1000;
    });
    expect(rests).toEqual([15, 30, 60, 120, 240, 480, 600, 600, 600]);
  });

  it('rest from their end on', () => {
    const rounds = createRounds();
    rounds.ended(0, 1000);
    expect([999, 1000, 1001, 15_999, 16_000, 16_001].map((at) => rounds.rest(at))).toEqual([0, 15_000, 14_999, 1, 0, 0]);
  });

  it('are forgotten with one answer, and with a person who changed something', () => {
    const rounds = createRounds();
    expect(rounds.rest(0)).toBe(0);
    for (const forget of [() => rounds.ended(1, 1000), () => rounds.forgive()]) {
      rounds.ended(0, 1000);
      rounds.ended(0, 1000);
      forget();
      expect(rounds.rest(1000)).toBe(0);
      rounds.ended(0, 1000);
      expect(rounds.rest(1000)).toBe(15_000);
      rounds.forgive();
    }
  });

  it('never rest longer than the longest, whatever the clock does', () => {
    const moment = fc.integer({ min: 0, max: 10 * MINUTE });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 1 }), moment), { maxLength: 30 }), moment, (ends, at) => {
        const rounds = createRounds();
        for (const [answered, end] of ends) rounds.ended(answered, end);
        const rest = rounds.rest(at);
        expect(rest).toBeGreaterThanOrEqual(0);
        expect(rest).toBeLessThanOrEqual(10 * MINUTE);
      }),
    );
  });
});
