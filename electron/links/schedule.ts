import type { LinkRow } from '../../shared/links.ts';
import type { PollStep } from '../../shared/settings.ts';

/** When links are asked about, and how long fruitless asking rests. */

/**
 * When a link is to be asked about next (milliseconds), by its age and when it was last tried; null when it is past the
 * last step and only asked about on demand. A link with no known sending time counts from its last change. Clocks are set
 * and PCs sleep: a try in time to come was made while the clock was ahead and says nothing, so its link is due.
 */
export function nextTurn(
  link: Pick<LinkRow, 'sentAt' | 'changedAt'>,
  lastTried: number | null,
  steps: readonly PollStep[],
  now: number,
): { at: number; every: number } | null {
  const born = link.sentAt ?? link.changedAt;
  const age = (now - born) / 1000;
  const step = steps.toSorted((a, b) => a.untilSeconds - b.untilSeconds).find(({ untilSeconds }) => age < untilSeconds);
  if (step === undefined) return null;
  const every = step.everySeconds * 1000;
  const last = lastTried ?? born;
  return { at: last > now ? now : last + every, every };
}

/** Saved before this, a link is past the last step even if it was sent a while after it was saved. */
export function oldest(at: number, steps: readonly PollStep[]): number {
  return at - 2000 * Math.max(...steps.map(({ untilSeconds }) => untilSeconds));
}

/** Milliseconds: the first rest after a round that nothing was answered in, and the longest. */
const FIRST_REST = 15_000;
const LONGEST_REST = 600_000;

/** How the rounds of asking went: wrong keys are not hammered. */
export interface Rounds {
  /** A round ended in which so many links were answered for. */
  ended: (answered: number, at: number) => void;
  /** What went wrong before says nothing about the next round. */
  forgive: () => void;
  /** Milliseconds from `at` that the next round still waits; a last round in time to come, as the clock is now, asks for none. */
  rest: (at: number) => number;
}

/** Counts fruitless rounds: the rest doubles with each in a row, and counts from the end of the last one. */
export function createRounds(): Rounds {
  let fruitless = 0;
  let last: number | null = null;
  return {
    ended(answered, at) {
      fruitless = answered > 0 ? 0 : fruitless + 1;
      last = at;
    },
    forgive() {
      fruitless = 0;
    },
    rest(at) {
      if (fruitless === 0 || last === null || last > at) return 0;
      return Math.max(0, last + Math.min(LONGEST_REST, FIRST_REST * 2 ** (fruitless - 1)) - at);
    },
  };
}
