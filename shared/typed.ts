import { z } from 'zod';

/** The most a field takes, in UTF-16 units: far more than anything may have, so that a long paste is refused, not lost. */
export const TYPED_MAX = 5000;

/**
 * Text that comes in, bounded before anything reads it whole: what is longer ends there, so that a rule behind this one can
 * clean, match and measure without a thought of how much there is.
 * @param missing the code of what is no text
 * @param tooLong the code of what is longer than `max` UTF-16 units
 */
export function typed(missing?: string, tooLong = 'text-too-long', max = TYPED_MAX) {
  // Not zod's own `max`: it counts code points, and reads the whole text to do so.
  return z.string(missing).refine((text) => text.length <= max, { error: tooLong, abort: true });
}
