import type { Fate } from '../net/fate.ts';

/** The header by which a practice shop tells, in each reply, what it is. */
export const PRACTICE_HEADER = 'x-pishkhan-practice';

/** Whether a practice shop replied. Its word is nothing to live: no SMS went out, and no money moved. */
export function isFromPractice(fate: Fate): boolean {
  return fate.kind === 'reply' && fate.headers[PRACTICE_HEADER] !== undefined;
}
