import { z } from 'zod';
import { Hold } from '../ledger.ts';
import { LANGUAGES, MODES } from '../settings.ts';
import { ACCESS_FAULTS, AppError } from './errors.ts';

/** What the frame of the window shows, whatever screen is open. */

/** Milliseconds since 1970 (UTC). */
const At = z.number();

export const LineState = z.object({
  /** `unsure` until the first connection succeeded or failed. */
  state: z.enum(['up', 'down', 'unsure']),
  /** Why it is down: a `NeverSentReason` of electron/providers/net. */
  reason: z.string().nullable(),
  since: At,
});
export type LineState = z.infer<typeof LineState>;

export const Status = z.object({
  mode: z.enum(MODES),
  language: z.enum(LANGUAGES),
  version: z.string(),
  /** `stand-in` is the developers' host, in Chromium without Electron. */
  host: z.enum(['electron', 'stand-in']),
  /** Why the ledger cannot be used; null when it can. */
  trouble: AppError.nullable(),
  line: LineState,
  queued: z.number(),
  sending: z.number(),
  /** What waits for a person: links that are unknown, rejected or alarmed; batches that are unknown or alarmed. */
  decisions: z.number(),
  /** The outbox stopped by itself: everything is refused, and for this cause. */
  paused: z.object({ cause: z.string(), message: z.string(), since: At }).nullable(),
  /** Why SizPay cannot be called; null where it can, and in practice. */
  accessFault: z.enum(ACCESS_FAULTS).nullable(),
  /** A developer started the app so that live may be pointed at this PC. */
  loopbackAllowed: z.boolean(),
  /** Nothing is sent by itself, nor submitted, until `ledger.accept`. */
  hold: Hold.nullable(),
  /** The mark beside the ledger cannot be written, so nothing leaves; it is tried again. */
  markFailed: z.boolean(),
  /** Files that could not be read at a start and were set aside, until `app.seeSetAside`. */
  setAside: z.array(z.string()),
  /** Links that wait for their payment and were sent by another service than the one set now: it is not asked about them. */
  otherService: z.number(),
  /** When any link was last asked about; null before the first time. */
  lastPollAt: At.nullable(),
  bills: z.object({
    basket: z.number(),
    /** Batches whose payment is waited for. */
    awaiting: z.number(),
    /** The same of ToshaNet. */
    accessFault: z.enum(ACCESS_FAULTS).nullable(),
    /**
     * The loopback receiver of returns. `moved`: its usual port was taken, so returns of batches submitted before cannot
     * come by themselves; `failed`: it could not listen at all; `unused`: the shop has a ReturnUrl of its own.
     */
    receiver: z.enum(['listening', 'moved', 'failed', 'unused']),
    /** Batches whose return came and is not in the ledger, because the disk is full, say: their payers wait. */
    returnsWaiting: z.number(),
  }),
  /** Of the last integrity check; null while the first one runs. */
  ledgerOk: z.boolean().nullable(),
});
export type Status = z.infer<typeof Status>;
