import { z } from 'zod';
import { Actor } from './actors.ts';
import { RecordedId } from './evidence.ts';

/**
 * The life of a bill (design.md, "The life of a bill batch"): its states, the only moves between them, and how each event
 * changes it. As with links, the ledger writes rows through `applyBillEvent` and checks them by replaying it.
 */

export const BILL_SOURCES = ['typed', 'scan', 'paste', 'file'] as const;

export const BILL_STATES = ['basket', 'submitting', 'awaiting', 'paid', 'failed', 'abandoned', 'removed'] as const;
export type BillState = (typeof BILL_STATES)[number];

const BILL_MOVES: Readonly<Record<BillState, readonly BillState[]>> = {
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

/** One change of a bill, as a recorded fact: what may be entered is the rule of bill-digits.ts. */
export const BillEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('bill.added'),
    billId: z.string(),
    payId: z.string(),
    extOrderId: z.string(),
    source: z.enum(BILL_SOURCES),
    again: RecordedId.nullable(),
  }),
  z.object({ kind: z.literal('bill.removed') }),
  z.object({ kind: z.literal('bill.submitting'), batch: RecordedId }),
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
    /** By a person's word and a receipt, not by a return. */
    byHand: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('bill.failed'), status: z.string(), message: z.string() }),
  z.object({ kind: z.literal('bill.abandoned') }),
]);
export type BillEvent = z.infer<typeof BillEvent>;

export const Bill = z.object({
  id: RecordedId,
  state: z.enum(BILL_STATES),
  billId: z.string(),
  payId: z.string(),
  /** Sent with the bill; the same over all attempts, unique over all bills. */
  extOrderId: z.string(),
  source: z.enum(BILL_SOURCES),
  /** The failed bill that this one tries again. */
  again: RecordedId.nullable(),
  batch: RecordedId.nullable(),
  /** The provider's last words about it. */
  status: z.string().nullable(),
  message: z.string().nullable(),
  /** Rial, as the provider stated it. */
  price: z.number().nullable(),
  /** The provider's word for the type: preferred to the digit's. */
  billType: z.string().nullable(),
  saleReferenceId: z.string().nullable(),
  token: z.string().nullable(),
  savedBy: Actor,
  savedAt: z.number(),
  changedAt: z.number(),
  paidAt: z.number().nullable(),
});
export type Bill = z.infer<typeof Bill>;

/** An event that the tables of moves do not admit. Nothing was changed. */
export class BillMoveError extends Error {
  override name = 'BillMoveError';
  /** The state of the bill or the batch; null where there is none. */
  readonly from: string | null;
  readonly event: string;

  constructor(from: string | null, event: string) {
    super(`What is ${from ?? 'not there'} cannot take ${event}`);
    this.from = from;
    this.event = event;
  }
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
      // What an answer stated was for its batch: in the basket a bill comes to what its payment id says.
      return { batch: null, status: event.status || null, message: event.message || null, price: null, billType: null };
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
export function applyBillEvent(bill: Bill | null, id: string, event: BillEvent, at: number, by: Actor): Bill {
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
      savedBy: by,
      savedAt: at,
      changedAt: at,
    };
  }
  // What is there was added already: "back in the basket" is an event of its own.
  const refused = event.kind === 'bill.added' || !BILL_MOVES[bill.state].includes(BILL_TARGET[event.kind]);
  if (refused) throw new BillMoveError(bill.state, event.kind);
  return { ...bill, ...billFacts(event, at), state: BILL_TARGET[event.kind], changedAt: at };
}
