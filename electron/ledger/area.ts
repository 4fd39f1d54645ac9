import type { Registered } from './aggregate.ts';
import type { Database } from './database.ts';
import type { EventLog } from './events.ts';

/** A part of the ledger with its aggregates, in a folder of its own: links; bills and batches. */
export interface LedgerArea<O extends object> {
  /** In the order in which their rows are made anew: what others look at comes first. */
  aggregates: readonly Registered[];
  /** Its part of each migration, by the version it leads to (migrations.ts). */
  schema: Readonly<Record<number, string>>;
  /** Its part of the open ledger, as `ledger.links`. @param now milliseconds since 1970 (UTC) */
  open(db: Database, events: EventLog, now: () => number): O;
}
