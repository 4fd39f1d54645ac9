import type { Actor } from '../../../shared/actors.ts';
import type { Link, LinkEvent, LinkRow, LinkState } from '../../../shared/links.ts';
import type { Database } from '../database.ts';
import type { EventLog } from '../events.ts';
import { LinkQueries } from './queries.ts';
import type { LinkFilter } from './queries.ts';
import { LINKS } from './rows.ts';
import { Polls } from './polls.ts';
import { Table } from '../table.ts';
import type { Entry } from '../table.ts';

/** What the ledger knows of payment links. */
export interface LinkLedger {
  /** Appends the event and writes the row, both or neither. Throws MoveError (shared/links.ts) and TakenError. */
  record(id: string, event: LinkEvent, actor: Actor): Link;
  get(id: string): LinkRow | null;
  /** One page, newest first, and how many match on all pages. */
  list(filter: LinkFilter): { links: LinkRow[]; total: number };
  history(id: string): Entry<LinkEvent>[];
  /** The live or paid link that holds an invoice number, other than `except`. */
  holderOf(invoiceNo: string, except: string | null): Link | null;
  /** The newest live or paid link for the same mobile and amount (rial), saved at or after `since`. */
  latestSame(mobileNo: string, amount: number, since: number): Link | null;
  /** The link that a service (shared/evidence.ts, `serviceAt`) gave an id. */
  byPayLinkSendId(payLinkSendId: string, service: string): Link | null;
  /** In the order in which they entered the queue, without those that have an event of a newer version. */
  nextQueued(limit: number, except: readonly string[]): Link[];
  /** Oldest first, without those that have an event of a newer version: the app by itself does nothing with them. */
  inState(state: LinkState): Link[];
  /** What a service can be asked about, since it sent it, of what was saved at or after `since`. */
  followed(since: number, service: string): LinkRow[];
  /** How many links that wait for their payment were sent by another service. */
  elsewhere(service: string): number;
  asked(ids: readonly string[], at: number): void;
  lastAskedAt(): number | null;
  counts(): { queued: number; sending: number };
  /** How many links were saved on a Jalali day (1405-08-30). */
  numbersUsed(day: string): number;
  /** The first number from `from` on that no link holds in a series (shared/invoice.ts, `invoiceSeries`). */
  firstFree(series: string, from: number): number;
}

/** The links over the ledger's connection and its events. @param now milliseconds since 1970 (UTC) */
export function linkLedger(db: Database, events: EventLog, now: () => number): LinkLedger {
  const links = new Table(db, events, LINKS);
  const queries = new LinkQueries(db);
  const polls = new Polls(db);
  return {
    record: (id, event, actor) => links.record(id, event, actor),
    get: (id) => queries.link(id),
    list: (filter) => queries.list(filter),
    history: (id) => links.history(id),
    holderOf: (invoiceNo, except) => queries.holderOf(invoiceNo, except),
    latestSame: (mobileNo, amount, since) => queries.latestSame(mobileNo, amount, since),
    byPayLinkSendId: (payLinkSendId, service) => queries.byPayLinkSendId(payLinkSendId, service),
    nextQueued: (limit, except) => queries.nextQueued(limit, except),
    inState: (state) => links.inState(state),
    followed: (since, service) => queries.followed(since, service),
    elsewhere: (service) => queries.elsewhere(service),
    asked: (ids, at) => polls.asked(ids, at),
    lastAskedAt: () => polls.lastAskedAt(now()),
    counts: () => queries.counts(),
    numbersUsed: (day) => queries.numbersUsed(day),
    firstFree: (series, from) => queries.firstFree(series, from),
  };
}
