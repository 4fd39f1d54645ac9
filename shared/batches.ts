import { z } from 'zod';
import { Evidence } from './links.ts';

/**
 * The lives of a bill and of a batch (design.md, "The life of a bill batch"): states, moves, and how each event changes
 * them. As with links, the ledger writes rows through `applyBillEvent` and `applyBatchEvent`, and checks them by replay.
 */

/** wire.md, "BulkBillPaymentWS": at most 20 bills a call. */
export const BATCH_MAX = 20;

export const BILL_STATES = ['basket', 'submitting', 'awaiting', 'paid', 'failed', 'abandoned', 'removed'] as const;
export type BillState = (typeof BILL_STATES)[number];

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

export const BILL_MOVES: Readonly<Record<BillState, readonly BillState[]>> = {
  basket: ['submitting', 'removed'],
  submitting: ['awaiting', 'basket'],
  awaiting: ['paid', 'failed', 'abandoned'],
  /** An abandoned bill can still be paid: its pay page stays open at the provider. What comes late is recorded, and told. */
  abandoned: ['paid', 'failed', 'basket'],
  paid: [],
  /** A payer who cancelled can go back to the pay page and pay after all. */
  failed: ['paid'],
  removed: [],
};

export const BATCH_MOVES: Readonly<Record<BatchState, readonly BatchState[]>> = {
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

export const BILL_SOURCES = ['typed', 'scan', 'paste', 'file'] as const;
export const SOAP_VERSIONS = ['soap11', 'soap12'] as const;
export const BATCH_ALARMS = ['return-mismatch', 'return-contradiction', 'paid-late'] as const;
export type BatchAlarm = (typeof BATCH_ALARMS)[number];

const Id = z.uuid();
const Digits = z.string().regex(/^\d{1,13}$/u);

export const BillEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('bill.added'),
    billId: Digits,
    payId: Digits,
    extOrderId: z.string(),
    source: z.enum(BILL_SOURCES),
    again: Id.nullable(),
  }),
  z.object({ kind: z.literal('bill.removed') }),
  z.object({ kind: z.literal('bill.submitting'), batch: Id }),
  z.object({
    kind: z.literal('bill.accepted'),
    status: z.string(),
    message: z.string(),
    price: z.number().nullable(),
    billType: z.string(),
  }),
  /** Refused by the provider in its own words, or its batch was (then both are empty): back in the basket. */
  z.object({ kind: z.literal('bill.back'), status: z.string(), message: z.string() }),
  z.object({
    kind: z.literal('bill.paid'),
    status: z.string(),
    message: z.string(),
    saleReferenceId: z.string(),
    token: z.string(),
  }),
  z.object({ kind: z.literal('bill.failed'), status: z.string(), message: z.string() }),
  z.object({ kind: z.literal('bill.abandoned') }),
]);
export type BillEvent = z.infer<typeof BillEvent>;

export const BatchEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('batch.submitting'),
    attempt: z.number().int().positive(),
    bills: z.array(Id).min(1).max(BATCH_MAX),
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
    status: z.string(),
    message: z.string(),
    evidence: Evidence,
  }),
  z.object({
    kind: z.literal('batch.refused'),
    cause: z.string(),
    status: z.string(),
    message: z.string(),
    evidence: Evidence,
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
    came: z.string().default(''),
  }),
  z.object({ kind: z.literal('batch.alarmSeen') }),
]);
export type BatchEvent = z.infer<typeof BatchEvent>;

export const Bill = z.object({
  id: Id,
  state: z.enum(BILL_STATES),
  billId: z.string(),
  payId: z.string(),
  /** Sent with the bill; the same over all attempts, unique over all bills. */
  extOrderId: z.string(),
  source: z.enum(BILL_SOURCES),
  /** The failed bill that this one tries again. */
  again: Id.nullable(),
  batch: Id.nullable(),
  /** The provider's last words about it. */
  status: z.string().nullable(),
  message: z.string().nullable(),
  /** Rial, as the provider stated it. */
  price: z.number().nullable(),
  /** The provider's word for the type: preferred to the digit's. */
  billType: z.string().nullable(),
  saleReferenceId: z.string().nullable(),
  token: z.string().nullable(),
  savedBy: z.string(),
  savedAt: z.number(),
  changedAt: z.number(),
  paidAt: z.number().nullable(),
});
export type Bill = z.infer<typeof Bill>;

export const Batch = z.object({
  id: Id,
  state: z.enum(BATCH_STATES),
  bills: z.array(Id),
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
  savedBy: z.string(),
  savedAt: z.number(),
  changedAt: z.number(),
  returnedAt: z.number().nullable(),
});
export type Batch = z.infer<typeof Batch>;

/** An event that the tables of moves do not admit. Nothing was changed. */
export class BillMoveError extends Error {
  override name = 'BillMoveError';
  readonly from: BillState | BatchState | null;
  readonly event: BillEvent['kind'] | BatchEvent['kind'];

  constructor(from: BillState | BatchState | null, event: BillEvent['kind'] | BatchEvent['kind']) {
    super(`What is ${from ?? 'not there'} cannot take ${event}`);
    this.from = from;
    this.event = event;
  }
}

/** Whether a batch waits for a person: the Decisions screen shows it. */
export function batchNeedsDecision(batch: Pick<Batch, 'state' | 'alarm'>): boolean {
  return batch.state === 'unknown' || batch.alarm !== null;
}

const LIVE_BILL: readonly BillState[] = ['basket', 'submitting', 'awaiting', 'abandoned'];

/** Whether a bill can still become paid in the ordinary way: no two live bills are the same pair. */
export function isLiveBill(state: BillState): boolean {
  return LIVE_BILL.includes(state);
}

/**
 * Whether a bill keeps the same pair from being entered again; the refusal says where it is. A paid one does, but is not
 * live: a failed bill can be paid late, when its pair was entered again.
 */
export function holdsPair(state: BillState): boolean {
  return isLiveBill(state) || state === 'paid';
}

const BILL_TARGET: Readonly<Record<BillEvent['kind'], BillState>> = {
  'bill.added': 'basket',
  'bill.removed': 'removed',
  'bill.submitting': 'submitting',
  'bill.accepted': 'awaiting',
  'bill.back': 'basket',
  'bill.paid': 'paid',
  'bill.failed': 'failed',
  'bill.abandoned': 'abandoned',
};

function billFacts(event: BillEvent, at: number): Partial<Bill> {
  switch (event.kind) {
    case 'bill.submitting':
      return { batch: event.batch, status: null, message: null };
    case 'bill.accepted':
      return { status: event.status, message: event.message, price: event.price, billType: event.billType };
    case 'bill.back':
      return { batch: null, status: event.status || null, message: event.message || null };
    case 'bill.paid':
      return {
        status: event.status,
        message: event.message,
        saleReferenceId: event.saleReferenceId,
        token: event.token,
        paidAt: at,
      };
    case 'bill.failed':
      return { status: event.status, message: event.message };
    case 'bill.added':
    case 'bill.removed':
    case 'bill.abandoned':
      return {};
  }
}

/** The bill after an event; `bill` is null before its first one. Pure. Throws BillMoveError. @param at ms since 1970 (UTC) */
export function applyBillEvent(bill: Bill | null, id: string, event: BillEvent, at: number, who: string): Bill {
  if (bill === null) {
    if (event.kind !== 'bill.added') throw new BillMoveError(null, event.kind);
    const { billId, payId, extOrderId, source, again } = event;
    const nothing = {
      batch: null,
      status: null,
      message: null,
      price: null,
      billType: null,
      saleReferenceId: null,
      token: null,
      paidAt: null,
    };
    return {
      ...nothing,
      id,
      state: 'basket',
      billId,
      payId,
      extOrderId,
      source,
      again,
      savedBy: who,
      savedAt: at,
      changedAt: at,
    };
  }
  if (!BILL_MOVES[bill.state].includes(BILL_TARGET[event.kind])) throw new BillMoveError(bill.state, event.kind);
  return { ...bill, ...billFacts(event, at), state: BILL_TARGET[event.kind], changedAt: at };
}

function batchTarget(event: BatchEvent): BatchState | null {
  switch (event.kind) {
    case 'batch.submitting':
      return 'submitting';
    case 'batch.accepted':
      return 'awaiting';
    case 'batch.refused':
    case 'batch.givenUp':
      return 'refused';
    case 'batch.unknown':
      return 'unknown';
    case 'batch.unsent':
      return 'unsent';
    case 'batch.abandoned':
      return 'abandoned';
    case 'batch.returned':
      return event.outcome;
    case 'batch.payPageOpened':
    case 'batch.alarm':
    case 'batch.alarmSeen':
      return null;
  }
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
      return {};
  }
}

function batchBegun(id: string, event: BatchEvent, at: number, who: string): Batch {
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
    savedBy: who,
    savedAt: at,
    changedAt: at,
  };
}

function admitBatch(batch: Batch, event: BatchEvent): void {
  const to = batchTarget(event);
  const refused =
    (to !== null && !BATCH_MOVES[batch.state].includes(to)) ||
    (event.kind === 'batch.submitting' && (event.attempt !== batch.attempts + 1 || event.returnKey !== batch.returnKey)) ||
    (event.kind === 'batch.refused' && batch.state !== 'submitting') ||
    (event.kind === 'batch.givenUp' && batch.state !== 'unknown') ||
    (event.kind === 'batch.payPageOpened' && batch.state !== 'awaiting') ||
    (event.kind === 'batch.alarmSeen' && batch.alarm === null);
  if (refused) throw new BillMoveError(batch.state, event.kind);
}

/** The batch after an event; `batch` is null before its first one. Pure. Throws BillMoveError. @param at ms since 1970 (UTC) */
export function applyBatchEvent(batch: Batch | null, id: string, event: BatchEvent, at: number, who: string): Batch {
  if (batch === null) return batchBegun(id, event, at, who);
  admitBatch(batch, event);
  return { ...batch, ...batchFacts(batch, event, at), state: batchTarget(event) ?? batch.state, changedAt: at };
}
