import { jalaliDay } from '../../shared/days.ts';
import type { LinkRow } from '../../shared/ipc.ts';
import {
  ALARMS,
  Evidence,
  holdsInvoiceNo,
  isFollowed,
  isLive,
  LINK_STATES,
  type Link,
  type LinkEvent,
  needsDecision,
} from '../../shared/links.ts';
import { canonicalJson } from './canonical.ts';
import type { Bind, Row } from './database.ts';
import { LedgerError } from './errors.ts';
import { storedJson } from './events.ts';
import { foldedText } from './search.ts';

/** A row of the table `links`, by column, without `n`. */
export type LinkColumns = Record<string, Bind>;

/** Where the events of a link have brought it: the link, its last event, and the one that put it in the queue. */
export interface Replayed {
  link: Link;
  event: number;
  place: number;
}

/**
 * The place in the queue after an event: that of the event that put the link there. One that provably never left keeps
 * its place, so that a dead line does not shuffle the queue; one that a person sends again goes to the end.
 */
export function placeAfter(kind: LinkEvent['kind'], seq: number, before: number): number {
  return kind === 'link.saved' || kind === 'link.requeued' ? seq : before;
}

/** The row that a link must have. Nothing else makes one: `check` compares with it. */
export function columnsOf({ link, event, place }: Replayed): LinkColumns {
  return {
    id: link.id,
    invoice_no: link.invoiceNo,
    amount: link.amount,
    mobile_no: link.mobileNo,
    customer_name: link.customerName,
    description: link.description,
    state: link.state,
    pay_link_send_id: link.payLinkSendId,
    ref_no: link.refNo,
    replaces: link.replaces,
    replaced_by: link.replacedBy,
    attempts: link.attempts,
    message: link.message,
    cause: link.cause,
    evidence: link.evidence && canonicalJson(link.evidence),
    alarm: link.alarm,
    saved_by: link.savedBy,
    saved_at: link.savedAt,
    changed_at: link.changedAt,
    sent_at: link.sentAt,
    paid_at: link.paidAt,
    event,
    place,
    day: jalaliDay(link.savedAt),
    folded: foldedText(link),
    live: Number(isLive(link.state)),
    holds: Number(holdsInvoiceNo(link.state)),
    decision: Number(needsDecision(link)),
    followed: Number(isFollowed(link)),
  };
}

/** Reads the columns of one row by type; what does not fit is damage, told with its place. */
class Reader {
  readonly #row: Row;

  constructor(row: Row) {
    this.#row = row;
  }

  text(column: string): string {
    const value = this.#row[column];
    return typeof value === 'string' ? value : this.#damaged(column);
  }

  integer(column: string): number {
    const value = this.#row[column];
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : this.#damaged(column);
  }

  evidence(column: string): Evidence {
    const stored = storedJson(this.#row[column], `row ${String(this.#row['id'])} ${column}`);
    return Evidence.safeParse(stored).data ?? this.#damaged(column);
  }

  one<T extends string>(column: string, of: readonly T[]): T {
    const value = this.#row[column];
    return of.find((known) => known === value) ?? this.#damaged(column);
  }

  /** Null where the column is; else what `read` makes of it. */
  maybe<T>(column: string, read: (column: string) => T): T | null {
    return this.#row[column] === null ? null : read(column);
  }

  #damaged(column: string): never {
    throw new LedgerError('ledger-damaged', `row ${String(this.#row['id'])} ${column}`);
  }
}

/** The link of a row. Throws LedgerError `ledger-damaged` where a column cannot be what it should be. */
export function linkOf(row: Row): Link {
  const read = new Reader(row);
  const text = (column: string) => read.text(column);
  const integer = (column: string) => read.integer(column);
  return {
    id: read.text('id'),
    invoiceNo: read.text('invoice_no'),
    amount: read.integer('amount'),
    mobileNo: read.text('mobile_no'),
    customerName: read.text('customer_name'),
    description: read.text('description'),
    state: read.one('state', LINK_STATES),
    payLinkSendId: read.maybe('pay_link_send_id', text),
    refNo: read.maybe('ref_no', text),
    replaces: read.maybe('replaces', text),
    replacedBy: read.maybe('replaced_by', text),
    attempts: read.integer('attempts'),
    message: read.maybe('message', text),
    cause: read.maybe('cause', text),
    evidence: read.maybe('evidence', (column) => read.evidence(column)),
    alarm: read.maybe('alarm', (column) => read.one(column, ALARMS)),
    savedBy: read.text('saved_by'),
    savedAt: read.integer('saved_at'),
    changedAt: read.integer('changed_at'),
    sentAt: read.maybe('sent_at', integer),
    paidAt: read.maybe('paid_at', integer),
  };
}

/** The link of a row that was read with `asked_at`. */
export function linkRowOf(row: Row): LinkRow {
  const read = new Reader(row);
  return { ...linkOf(row), askedAt: read.maybe('asked_at', (column) => read.integer(column)) };
}
