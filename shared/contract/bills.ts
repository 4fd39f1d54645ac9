import { z } from 'zod';
import { Actor } from '../actors.ts';
import { Batch, BatchEvent } from '../batches.ts';
import { BILL_FAULTS } from '../bill-digits.ts';
import { Bill, BillEvent } from '../bills.ts';
import { typed } from '../typed.ts';

/** Shapes of the calls about bills and batches. */

/** Milliseconds since 1970 (UTC). */
const At = z.number();

/**
 * What a person should know of a pay page's host: plain http, a host of this PC's or its network's, an IP address in place
 * of a name, a name with letters beyond ASCII (shown in punycode).
 */
export const PAY_PAGE_ODDITIES = ['http', 'private', 'ip', 'not-ascii'] as const;
export type PayPageOddity = (typeof PAY_PAGE_ODDITIES)[number];

/** Where a payer is sent, in the one form that is shown and opened: ASCII, as a browser reads it. */
export const PayPage = z.object({
  address: z.string(),
  host: z.string(),
  oddities: z.array(z.enum(PAY_PAGE_ODDITIES)),
  /** Whether no pay page of this host was opened before in this mode: it is opened only once a person has said so. */
  asks: z.boolean(),
});
export type PayPage = z.infer<typeof PayPage>;

/** A batch in a list. */
export const BatchRow = Batch.extend({
  /** As in `batches.get`. */
  alarmMore: z.number(),
});
export type BatchRow = z.infer<typeof BatchRow>;

/** `event` is null where only a newer version of the app understands it. */
export const BillHistoryEntry = z.object({ seq: z.number(), at: At, actor: Actor, event: BillEvent.nullable() });
export const BatchHistoryEntry = z.object({ seq: z.number(), at: At, actor: Actor, event: BatchEvent.nullable() });
export type BillHistoryEntry = z.infer<typeof BillHistoryEntry>;
export type BatchHistoryEntry = z.infer<typeof BatchHistoryEntry>;

/** A pair as it is entered: digits, folded and without blanks (shared/bills.ts, `cleanBillId`); not yet checked. */
export const Pair = z.object({ billId: typed(undefined, undefined, 100), payId: typed(undefined, undefined, 100) });

/** What became of one entered pair. `taken`: the same pair is there already, and `bill` is where. */
export const PairVerdict = z.object({
  pair: Pair,
  verdict: z.enum(['added', 'bad', 'taken']),
  faults: z.array(z.enum(BILL_FAULTS)),
  bill: Bill.nullable(),
});
export type PairVerdict = z.infer<typeof PairVerdict>;
/** The most of a pasted return address, in UTF-16 units: one with 20 bills in Persian has 11,000. */
export const RETURN_MAX = 200_000;
