import type { Evidence } from '../../shared/evidence.ts';
import type { Ledger } from './ledger.ts';

/** Of an attempt that ended before it began: its reason in the evidence. */
export const UNMARKED = 'unmarked';

/**
 * Does `send` once the ledger's mark is on the disk (mark.ts). Where that cannot be, nothing leaves, and the outcome is
 * that of a request that never did.
 * @param at milliseconds since 1970 (UTC)
 */
export async function marked<T>(
  ledger: Ledger,
  to: Pick<Evidence, 'transport' | 'endpoint'>,
  at: number,
  send: () => Promise<T>,
): Promise<T | { kind: 'neverSent'; reason: 'stopped'; evidence: Evidence }> {
  try {
    await ledger.keepMark();
  } catch {
    const evidence = { ...to, startedAt: at, endedAt: at, bytesOut: 0, reason: UNMARKED, status: null, reply: null };
    return { kind: 'neverSent', reason: 'stopped', evidence };
  }
  return send();
}
