import type { Registered } from './aggregate.ts';
import type { Database } from './database.ts';
import type { EventLog } from './events.ts';

/** A part of the ledger: aggregates that belong together, in a folder of their own. */
export interface LedgerPart<O extends object> {
  /** In the order in which their rows are made anew: what others look at comes first. */
  aggregates: readonly Registered[];
  /** Its part of each migration, by the version it leads to (migrations.ts). */
  schema: Readonly<Record<number, string>>;
  /** Its part of the open ledger, which `Ledger` has by name. @param now milliseconds since 1970 (UTC) */
  open(db: Database, events: EventLog, now: () => number): O;
}
