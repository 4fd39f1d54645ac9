import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learn, NOTHING_LEARNED } from '../../../electron/links/learning.ts';
import type { Advice } from '../../../electron/links/learning.ts';
import type { SendOutcome } from '../../../electron/providers/sizpay/outcome.ts';
import { accepted, lost, never, refused } from './link-side.ts';

type Lesson = SendOutcome | { kind: 'resumed' };
const resumed: Lesson = { kind: 'resumed' };

/** What is advised after each of these, in turn. */
function advices(lessons: readonly Lesson[]): Advice[] {
  let learned = NOTHING_LEARNED;
  return lessons.map((lesson) => {
    const { learned: after, advice } = learn(learned, lesson);
    learned = after;
    return advice;
  });
}
const paused = (lessons: readonly Lesson[]) => advices(lessons).map(({ pause }) => pause !== null);
const rests = (lessons: readonly Lesson[]) => advices(lessons).map((advice) => advice.rests);

describe('a pause', () => {
  it.each<[string, Lesson[], boolean[]]>([
    ['comes with the second rejection of one cause', [refused('a'), refused('a')], [false, true]],
    ['stays advised as long as nothing else comes', [refused('a'), refused('a'), refused('a')], [false, true, true]],
    ['does not come of two causes', [refused('a'), refused('b'), refused('a')], [false, false, false]],
    ['does not come where one was accepted between', [refused('a'), accepted(), refused('a')], [false, false, false]],
    [
      'comes whatever was unknown, or never left, between',
      [refused('a'), lost(), never(), refused('a')],
      [false, false, false, true],
    ],
    [
      'needs two more once a person said that it may go on',
      [refused('a'), refused('a'), resumed, refused('a'), refused('a')],
      [false, true, false, false, true],
    ],
    ['comes of words that differ only in a number', [refused('code 4711'), refused('code ۴۷۱۲')], [false, true]],
  ])('%s', (_name, lessons, expected) => {
    expect(paused(lessons)).toEqual(expected);
  });

  it("has the cause and the service's own words of the last one", () => {
    expect(advices([refused('code 1'), refused('code 2')])[1]?.pause).toEqual({ cause: 'service-refused', message: 'code 2' });
  });
});

describe('a rest', () => {
  it.each<[string, Lesson[], number[]]>([
    ['comes with the second unknown in a row, and doubles', [lost(), lost(), lost(), lost()], [0, 1, 2, 4]],
    ['is over with anything else', [lost(), lost(), accepted(), lost(), lost()], [0, 1, 0, 0, 1]],
    ['is over with a rejection', [lost(), refused(), lost()], [0, 0, 0]],
    ['is over with what never left', [lost(), never(), lost()], [0, 0, 0]],
    ['is not ended by a person who goes on', [lost(), resumed, lost()], [0, 0, 1]],
  ])('%s', (_name, lessons, expected) => {
    expect(rests(lessons)).toEqual(expected);
  });
});

it('advises what the outcomes so far come to, and forgets nothing and nothing more', () => {
  const lesson = fc.constantFrom<Lesson>(accepted(), refused('a'), refused('b'), lost(), never(), resumed);
  fc.assert(
    fc.property(fc.array(lesson, { minLength: 1, maxLength: 30 }), (lessons) => {
      const last = lessons.at(-1) ?? resumed;
      // Said again from the whole list: what counts is what came since the last acceptance, or the last other outcome.
      const since = lessons.slice(lessons.findLastIndex(({ kind }) => kind === 'sent' || kind === 'resumed') + 1);
      const rejections = since.filter((one) => one.kind === 'refused').map((one) => one.message);
      const pauses = last.kind === 'refused' && rejections.length >= 2 && rejections.at(-1) === rejections.at(-2);
      const outcomes = lessons.filter(({ kind }) => kind !== 'resumed');
      const unknowns = outcomes.length - 1 - outcomes.findLastIndex(({ kind }) => kind !== 'unknown');
      const advice = advices(lessons).at(-1);
      expect(advice?.pause !== null).toBe(pauses);
      expect(advice?.rests).toBe(last.kind === 'unknown' && unknowns >= 2 ? 2 ** (unknowns - 2) : 0);
    }),
  );
});
