import { z } from 'zod';
import { Actor } from './actors.ts';
import { BillMoveError } from './bills.ts';
import { Evidence, RecordedId, SaidBy, SOAP_VERSIONS } from './evidence.ts';

/**
 * The life of a batch of bills (design.md, "The life of a bill batch"): its states, the only moves between them, and how
 * each event changes it. The ledger writes rows through `applyBatchEvent` and checks them by replaying it.
 */

/** wire.md, "BulkBillPaymentWS": at most 20 bills a call. */
export const BATCH_MAX = 20;

export const BATCH_STATES = [
  'submitting',
  'awaiting',
  'settled',
  'failed',
  'abandoned',
  'refused',
  'unknown',
  'unsent',
] as const;
export type BatchState = (typeof BATCH_STATES)[number];

const BATCH_MOVES: Readonly<Record<BatchState, readonly BatchState[]>> = {
  submitting: ['awaiting', 'refused', 'unknown', 'unsent'],
  awaiting: ['settled', 'failed', 'abandoned'],
  /** A submission moves no money, so a person may have it made again, with the same ExtOrderIDs; or give it up. */
  unknown: ['submitting', 'refused'],
  abandoned: ['settled', 'failed'],
  /** Of a batch paid in part, the rest can be paid later. */
  settled: ['settled'],
  failed: ['settled'],
  refused: [],
  /** Provably never left (no line): the bills are back in the basket. */
  unsent: [],
};

export const BATCH_ALARMS = ['return-mismatch', 'return-contradiction', 'paid-late'] as const;
export type BatchAlarm = (typeof BATCH_ALARMS)[number];

/** One change of a batch, as a recorded fact. */
export const BatchEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('batch.submitting'),
    attempt: z.number().int().positive(),
    bills: z.array(RecordedId).min(1),
    /** Rial, by the payment ids. */
    expected: z.number(),
    version: z.enum(SOAP_VERSIONS),
    endpoint: z.string(),
    returnUrl: z.string(),
    /** The unguessable part of the return's path; it stays the same over attempts. */
    returnKey: z.string(),
  }),
  z.object({
    kind: z.literal('batch.accepted'),
    batchToken: z.string(),
    paymentUrl: z.string(),
    /** Rial, as the provider states it; null where it states none. */
    total: z.number().nullable(),
    /** What it states as its total, where that is no amount; absent where it is one, or nothing. */
    unreadableTotal: z.string().optional(),
    status: z.string(),
    message: z.string(),
    evidence: Evidence,
    service: SaidBy,
  }),
  z.object({
    kind: z.literal('batch.refused'),
    cause: z.string(),
    status: z.string(),
    message: z.string(),
    evidence: Evidence,
    service: SaidBy,
  }),
  z.object({ kind: z.literal('batch.unknown'), evidence: Evidence.nullable() }),
  z.object({ kind: z.literal('batch.unsent'), evidence: Evidence }),
  z.object({ kind: z.literal('batch.givenUp') }),
  z.object({ kind: z.literal('batch.abandoned') }),
  z.object({ kind: z.literal('batch.payPageOpened'), how: z.enum(['browser', 'qr']) }),
  z.object({
    kind: z.literal('batch.returned'),
    outcome: z.enum(['settled', 'failed']),
    status: z.string(),
    message: z.string(),
    via: z.enum(['receiver', 'pasted']),
    alarm: z.enum(BATCH_ALARMS).nullable(),
  }),
  /** A return that disagrees: nothing but this is recorded. `what` are codes with a place. */
  z.object({
    kind: z.literal('batch.alarm'),
    alarm: z.enum(BATCH_ALARMS),
    what: z.array(z.string()),
    via: z.enum(['receiver', 'pasted']),
    /** The return as it came, cut to a bound: a person may have to settle it with the provider. */
    came: z.string(),
    /** Returns like it that came since and were only counted; absent where the event is about one return, told whole. */
    more: z.number().int().positive().optional(),
  }),
  z.object({ kind: z.literal('batch.alarmSeen') }),
  /** A person's word against a return that was judged wrong, or never came: which bills were paid, by which receipts, and why. */
  z.object({
    kind: z.literal('batch.settledByHand'),
    paid: z.array(z.object({ bill: RecordedId, saleReferenceId: z.string() })).min(1),
    why: z.string(),
  }),
]);
export type BatchEvent = z.infer<typeof BatchEvent>;

export const Batch = z.object({
  id: RecordedId,
  state: z.enum(BATCH_STATES),
  bills: z.array(RecordedId),
  expected: z.number(),
  attempts: z.number(),
  returnUrl: z.string(),
  returnKey: z.string(),
  batchToken: z.string().nullable(),
  paymentUrl: z.string().nullable(),
  total: z.number().nullable(),
  cause: z.string().nullable(),
  status: z.string().nullable(),
  message: z.string().nullable(),
  evidence: Evidence.nullable(),
  alarm: z.enum(BATCH_ALARMS).nullable(),
  alarmWhat: z.array(z.string()),
  savedBy: Actor,
  savedAt: z.number(),
  changedAt: z.number(),
  returnedAt: z.number().nullable(),
});
export type Batch = z.infer<typeof Batch>;

/** Whether a batch waits for a person: the Decisions screen shows it. */
export function batchNeedsDecision(batch: Pick<Batch, 'state' | 'alarm'>): boolean {
  return batch.state === 'unknown' || batch.alarm !== null;
}

type Kind = BatchEvent['kind'];

/** The state an event leads to; null where it changes no state. A return leads where its outcome says. */
const TARGET: Readonly<Record<Exclude<Kind, 'batch.returned'>, BatchState | null>> = {
  'batch.submitting': 'submitting',
  'batch.accepted': 'awaiting',
  'batch.refused': 'refused',
  'batch.unknown': 'unknown',
  'batch.unsent': 'unsent',
  'batch.givenUp': 'refused',
  'batch.abandoned': 'abandoned',
  'batch.payPageOpened': null,
  'batch.alarm': null,
  'batch.alarmSeen': null,
  'batch.settledByHand': 'settled',
};

/** Who may do what: a submission ends in a refusal only while it is under way; a person gives up only what waits for one. */
const FROM: Partial<Record<Kind, readonly BatchState[]>> = {
  'batch.refused': ['submitting'],
  'batch.givenUp': ['unknown'],
  'batch.payPageOpened': ['awaiting'],
};

function batchTarget(event: BatchEvent): BatchState | null {
  return event.kind === 'batch.returned' ? event.outcome : TARGET[event.kind];
}

function isAdmitted(batch: Pick<Batch, 'state' | 'alarm'>, kind: Kind, to: BatchState | null): boolean {
  if (to !== null && !BATCH_MOVES[batch.state].includes(to)) return false;
  if (!(FROM[kind]?.includes(batch.state) ?? true)) return false;
  return kind !== 'batch.alarmSeen' || batch.alarm !== null;
}

/** Whether a batch can take an event of this kind now: what a screen offers. Of a return its outcome decides. */
export function admitsBatch(batch: Pick<Batch, 'state' | 'alarm'>, kind: keyof typeof TARGET): boolean {
  return isAdmitted(batch, kind, TARGET[kind]);
}

function batchFacts(batch: Batch, event: BatchEvent, at: number): Partial<Batch> {
  switch (event.kind) {
    case 'batch.submitting':
      return { attempts: event.attempt, returnUrl: event.returnUrl };
    case 'batch.accepted': {
      const { batchToken, paymentUrl, total, status, message, evidence } = event;
      return { batchToken, paymentUrl, total, status, message, evidence, cause: null };
    }
    case 'batch.refused':
      return { cause: event.cause, status: event.status, message: event.message, evidence: event.evidence };
    case 'batch.unknown':
    case 'batch.unsent':
      return event.evidence ? { evidence: event.evidence } : {};
    case 'batch.returned':
      return {
        status: event.status,
        message: event.message,
        returnedAt: at,
        ...(event.alarm && { alarm: event.alarm, alarmWhat: [] }),
      };
    case 'batch.alarm':
      // Money that came late stays to be seen, whatever else comes.
      return batch.alarm === 'paid-late' ? {} : { alarm: event.alarm, alarmWhat: event.what };
    case 'batch.alarmSeen':
      return { alarm: null, alarmWhat: [] };
    case 'batch.givenUp':
      return { cause: 'given-up' };
    case 'batch.abandoned':
    case 'batch.payPageOpened':
    case 'batch.settledByHand':
      return {};
  }
}

function batchBegun(id: string, event: BatchEvent, at: number, by: Actor): Batch {
  if (event.kind !== 'batch.submitting' || event.attempt !== 1) throw new BillMoveError(null, event.kind);
  const nothing = {
    batchToken: null,
    paymentUrl: null,
    total: null,
    cause: null,
    status: null,
    message: null,
    evidence: null,
    alarm: null,
    alarmWhat: [],
    returnedAt: null,
  };
  const { bills, expected, returnUrl, returnKey } = event;
  return {
    ...nothing,
    id,
    state: 'submitting',
    bills,
    expected,
    attempts: 1,
    returnUrl,
    returnKey,
    savedBy: by,
    savedAt: at,
    changedAt: at,
  };
}

function admitBatch(batch: Batch, event: BatchEvent): void {
  const isNext =
    event.kind !== 'batch.submitting' || (event.attempt === batch.attempts + 1 && event.returnKey === batch.returnKey);
  if (!isNext || !isAdmitted(batch, event.kind, batchTarget(event))) throw new BillMoveError(batch.state, event.kind);
}

/** The batch after an event; `batch` is null before its first one. Pure. Throws BillMoveError. @param at ms since 1970 (UTC) */
export function applyBatchEvent(batch: Batch | null, id: string, event: BatchEvent, at: number, by: Actor): Batch {
  if (batch === null) return batchBegun(id, event, at, by);
  admitBatch(batch, event);
  return { ...batch, ...batchFacts(batch, event, at), state: batchTarget(event) ?? batch.state, changedAt: at };
}
