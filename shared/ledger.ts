import { z } from 'zod';

/** What is told of the ledger as a whole. */

/** Milliseconds since 1970 (UTC). */
const At = z.number();

/** An event of the ledger by its number, and when it was. */
const Moment = z.object({ seq: z.number(), at: At });

/**
 * Why nothing is sent by itself until a person decides (electron/ledger/mark.ts): the ledger is `older` than, or not, the one
 * that was marked; its mark is gone; or the mark's seal is not ours. The facts are those of when it was first noticed.
 */
export const Hold = z.object({
  cause: z.enum(['older', 'no-mark', 'seal']),
  /** Where the ledger ended. */
  end: Moment,
  /** What the mark says that it had; null where there is none. */
  mark: Moment.nullable(),
  /** Sends and submissions between the two; null where that cannot be known. */
  sends: z.number().nullable(),
});
export type Hold = z.infer<typeof Hold>;

export const LedgerReport = z.object({
  ok: z.boolean(),
  checkedAt: At,
  events: z.number(),
  /** By table: links, bills, batches. */
  counts: z.record(z.string(), z.number()),
  /** Events that only a newer version of the app understands: kept, and no damage. */
  unknown: z.number(),
  /** What is wrong, as codes with a place: `chain 41`, `row <id>`, `sqlite …`. */
  problems: z.array(z.string()),
  /** Rows are not what the events make of them, and the events are sound: `ledger.rebuild` is a remedy. */
  disagree: z.boolean(),
  /**
   * How far the end of the ledger is authenticated: `sealed`; `keyring`: not verified, the keyring did not answer; `none`:
   * not sealed yet. `since` is when the seals began: with their key, or after a person took the ledger as it is before the
   * keyring answered; `lost`: because the key before it could not be opened.
   */
  seal: z.object({
    state: z.enum(['sealed', 'keyring', 'none']),
    since: z.object({ at: At, lost: z.boolean() }).nullable(),
  }),
});
export type LedgerReport = z.infer<typeof LedgerReport>;
