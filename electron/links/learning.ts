import { foldDigits } from '../../shared/text.ts';
import type { SendOutcome } from '../providers/sizpay/outcome.ts';

/** What the outbox has learned from how its attempts ended, and a person's word that it may go on. */
export interface Learned {
  /** The last rejection, without what differs from one to the next; how many in a row there were of it. */
  rejection: string | null;
  rejections: number;
  /** Unknown outcomes in a row. */
  unknowns: number;
}

/** What it does about it. */
export interface Advice {
  /** Stops until a person says otherwise: everything is rejected, and for this cause. */
  pause: { cause: string; message: string } | null;
  /** Sends nothing for so many rests; 0: goes on. */
  rests: number;
}

export const NOTHING_LEARNED: Learned = { rejection: null, rejections: 0, unknowns: 0 };
const GO_ON: Advice = { pause: null, rests: 0 };

/** Rejections in a row with one cause after which the cause is taken to be ours, not the invoices': design.md, "The outbox". */
const PAUSE_AFTER = 2;
/** Unknown outcomes in a row after which the outbox rests. */
const REST_AFTER = 2;

/** Words that differ only in a number (a time, a tracking code) are the same words. */
function rejectionIn({ cause, message }: { cause: string; message: string }): string {
  return JSON.stringify([cause, foldDigits(message).replace(/\d+/gu, '')]);
}

/**
 * What an attempt's outcome teaches. Only what was accepted ends a row of rejections; whatever is no unknown outcome ends a
 * row of those: a service that takes requests and answers none must not be fed the whole queue, since each would wait for a
 * person.
 */
export function learn(before: Learned, outcome: SendOutcome | { kind: 'resumed' }): { learned: Learned; advice: Advice } {
  switch (outcome.kind) {
    case 'resumed':
      return { learned: { ...before, rejections: 0 }, advice: GO_ON };
    case 'sent':
      return { learned: { ...before, rejections: 0, unknowns: 0 }, advice: GO_ON };
    case 'neverSent':
      return { learned: { ...before, unknowns: 0 }, advice: GO_ON };
    case 'refused': {
      const rejection = rejectionIn(outcome);
      const rejections = rejection === before.rejection ? before.rejections + 1 : 1;
      const { cause, message } = outcome;
      const pause = rejections >= PAUSE_AFTER ? { cause, message } : null;
      return { learned: { rejection, rejections, unknowns: 0 }, advice: { pause, rests: 0 } };
    }
    case 'unknown': {
      const unknowns = before.unknowns + 1;
      const rests = unknowns < REST_AFTER ? 0 : 2 ** (unknowns - REST_AFTER);
      return { learned: { ...before, unknowns }, advice: { pause: null, rests } };
    }
  }
}
