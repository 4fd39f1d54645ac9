import type { DatabaseSync } from 'node:sqlite';
import type { Draft } from '../../shared/draft.ts';
import type { HistoryEntry } from '../../shared/contract/links.ts';
import type { Hold, LedgerReport } from '../../shared/ledger.ts';
import type { LinkRow } from '../../shared/links.ts';
import type { Link, LinkEvent, LinkState } from '../../shared/links.ts';
import { backupTo } from './backup.ts';
import { billLedger } from './bill-ledger.ts';
import type { BillLedger } from './bill-ledger.ts';
import { checkInSteps, checkLedger } from './check.ts';
import { Database } from './database.ts';
import { Drafts } from './drafts.ts';
import { meaningOf } from './errors.ts';
import { EventLog } from './events.ts';
import type { NoteEvent } from './events.ts';
import { LinkQueries } from './link-queries.ts';
import type { ListFilter } from './link-queries.ts';
import { LINKS } from './link-rows.ts';
import { Mark } from './mark.ts';
import type { MarkOptions } from './mark.ts';
import { MIGRATIONS } from './migrations.ts';
import { openFile } from './open.ts';
import { OutboxPause } from './pause.ts';
import type { OutboxPaused } from './pause.ts';
import { Polls } from './polls.ts';
import { Table } from './table.ts';

export { LedgerError, TakenError } from './errors.ts';
export type { BillLedger } from './bill-ledger.ts';
export type { NoteEvent } from './events.ts';
export type { OutboxPaused } from './pause.ts';

export interface LedgerOptions {
  file: string;
  /** Milliseconds since 1970 (UTC). */
  now: () => number;
  /** Whether a ledger was here before: a missing file is then refused, not made anew. */
  mustExist: boolean;
  /** Without one, nothing outside the ledger tells its least age, and nothing vouches for its end. */
  mark?: MarkOptions;
}

/**
 * The ledger of one shop in one mode (design.md, "The ledger"). Every call is synchronous, and what it changed is on the
 * disk when it returns, unless it is inside `transact`: then when that returns. Calls that change something throw
 * LedgerError (`disk-full`, `ledger-damaged`, `ledger-unreadable`), with nothing changed.
 */
export interface Ledger extends BillLedger {
  /** Appends the event and writes the row, both or neither. Throws MoveError (shared/links.ts) and TakenError. */
  record(id: string, event: LinkEvent, who: string): Link;
  /** One transaction around several calls; nested ones join, and undo only their own part when they throw. */
  transact<T>(work: () => T): T;
  /** Appends an event that changes no row. */
  note(subject: string, event: NoteEvent, who: string): void;
  pauseOutbox(cause: string, message: string): void;
  resumeOutbox(who: string): void;
  outboxPause(): OutboxPaused | null;
  link(id: string): LinkRow | null;
  /** One page, newest first, and how many match on all pages. */
  list(filter: ListFilter): { links: LinkRow[]; total: number };
  history(id: string): HistoryEntry[];
  /** The live or paid link that holds an invoice number, other than `except`. */
  holderOf(invoiceNo: string, except: string | null): Link | null;
  /** The newest live or paid link for the same mobile and amount (rial), saved at or after `since`. */
  latestSame(mobileNo: string, amount: number, since: number): Link | null;
  byPayLinkSendId(payLinkSendId: string): Link | null;
  /** In the order in which they entered the queue. */
  nextQueued(limit: number, except: readonly string[]): Link[];
  inState(state: LinkState): Link[];
  /** What the service can be asked about, of what was saved at or after `since`. */
  followed(since: number): LinkRow[];
  asked(ids: readonly string[], at: number): void;
  lastAskedAt(): number | null;
  counts(): { queued: number; sending: number; decisions: number };
  /** How many links were saved on a Jalali day (1405-08-30). */
  numbersUsed(day: string): number;
  /** The first number from `from` on that no link holds in a series (shared/invoice.ts, `invoiceSeries`). */
  firstFree(series: string, from: number): number;
  draft(): Draft | null;
  putDraft(draft: Draft | null): void;
  /** Reports damage, never throws it. */
  check(): LedgerReport;
  /** The same check, a little with each step: drive it between other work, and drop it once the ledger is closed. */
  checkInSteps(): Generator<undefined, LedgerReport>;
  /** Why nothing may be sent by itself (mark.ts); null while it may. */
  hold(): Hold | null;
  /** A person takes the ledger as it is. Rejects with LedgerError, and the hold stands, where the mark cannot be written. */
  acceptHold(who: string): Promise<void>;
  /**
   * When it resolves, the ledger's present end is on the disk outside of it: before anything leaves the PC. Rejects with
   * LedgerError, and while there is a hold.
   */
  keepMark(): Promise<void>;
  /** Rejects with LedgerError while the mark could not be written, and still cannot be. */
  markReady(): Promise<void>;
  markFailed(): boolean;
  /** From now on the ledger's end is authenticated with this key, a `fresh` one or the one before. */
  sealWith(key: Buffer, fresh: boolean): void;
  isSealed(): boolean;
  /** Copies the ledger to a new private file; throws EEXIST where there is one. */
  backup(to: string): void;
  close(): void;
}

/**
 * Opens or makes the ledger, for this process alone. Throws LedgerError; a file it refuses is left as it is.
 * A process opens a file once at a time, and reads it in no other way meanwhile: on POSIX, closing any other handle on the
 * file would give up the lock that keeps other processes out.
 */
export function openLedger(options: LedgerOptions): Ledger {
  return ledgerOver(openFile(options.file, options.mustExist, MIGRATIONS), options);
}

/** The ledger over a connection that openFile made. */
function ledgerOver(raw: DatabaseSync, { now, mark: marked }: LedgerOptions): Ledger {
  const db = new Database(raw);
  const events = new EventLog(db, now);
  const links = new Table(db, events, LINKS);
  const queries = new LinkQueries(db);
  const pause = new OutboxPause(db, events);
  const polls = new Polls(db);
  const drafts = new Drafts(db);
  const mark = marked ? new Mark(db, events, marked) : null;
  events.appended = () => mark?.touched();
  return {
    ...billLedger(db, events),
    record: (id, event, who) => links.record(id, event, who),
    transact: (work) => db.transact(work),
    note: (subject, event, who) => db.transact(() => void events.append(subject, event.kind, event.data, who)),
    pauseOutbox: (cause, message) => pause.pause(cause, message),
    resumeOutbox: (who) => pause.resume(who),
    outboxPause: () => pause.get(),
    link: (id) => queries.link(id),
    list: (filter) => queries.list(filter),
    history: (id) => links.history(id),
    holderOf: (invoiceNo, except) => queries.holderOf(invoiceNo, except),
    latestSame: (mobileNo, amount, since) => queries.latestSame(mobileNo, amount, since),
    byPayLinkSendId: (payLinkSendId) => queries.byPayLinkSendId(payLinkSendId),
    nextQueued: (limit, except) => queries.nextQueued(limit, except),
    inState: (state) => queries.inState(state),
    followed: (since) => queries.followed(since),
    asked: (ids, at) => polls.asked(ids, at),
    lastAskedAt: () => polls.lastAskedAt(now()),
    counts: () => queries.counts(),
    numbersUsed: (day) => queries.numbersUsed(day),
    firstFree: (series, from) => queries.firstFree(series, from),
    draft: () => drafts.get(),
    putDraft: (draft) => drafts.put(draft),
    check: () => checkLedger(db, mark, Math.trunc(now())),
    checkInSteps: () => checkInSteps(db, mark, Math.trunc(now())),
    hold: () => mark?.hold() ?? null,
    acceptHold: async (who) => mark?.accept(who),
    keepMark: async () => mark?.keep(),
    markReady: async () => mark?.ready(),
    markFailed: () => mark?.failed() ?? false,
    sealWith: (key, fresh) => mark?.sealWith(key, fresh),
    isSealed: () => mark?.isSealed() ?? false,
    backup: (to) => backup(raw, to),
    close() {
      mark?.close();
      db.close();
    },
  };
}

function backup(raw: DatabaseSync, to: string): void {
  try {
    backupTo(raw, to);
  } catch (error) {
    throw meaningOf(error);
  }
}
