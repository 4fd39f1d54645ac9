import type { z } from 'zod';
import type { Actor } from '../../shared/actors.ts';
import type { Bind, Row } from './database.ts';
import { eventOf } from './events.ts';
import type { Appended, EventKind } from './events.ts';

/** A row of an aggregate's table, by column, without `n`. */
export type Columns = Record<string, Bind>;

/** Where the events of one thing have brought it: the thing, its last event, and the one that put it in its queue. */
export interface Replayed<T> {
  thing: T;
  event: number;
  /** 0 for what stands in no queue. */
  place: number;
}

/** A kind of thing (links, bills, batches) whose rows are made of its own events, and of nothing else. */
export interface Aggregate<T, E extends { kind: EventKind }> {
  table: 'links' | 'bills' | 'batches';
  /** The GLOB of its events' kinds. */
  kinds: 'link.*' | 'bill.*' | 'batch.*';
  /** What the check calls a row of it that is not sound. */
  problem: 'row' | 'bill' | 'batch';
  event: z.ZodType<E>;
  thing: z.ZodType<T>;
  /**
   * The events that put a thing at the end of its queue. One that comes back by any other event keeps its place: a dead
   * line does not shuffle the queue.
   */
  queues: readonly E['kind'][];
  /** The thing after an event, from the shared rules. Throws where they do not admit it. */
  apply(before: T | null, id: string, event: E, at: number, actor: Actor): T;
  /** The row that a thing must have. Nothing else makes one: `check` compares with it. */
  columnsOf(replayed: Replayed<T>): Columns;
  /** The thing of a row. Throws LedgerError `ledger-damaged` where a column cannot be what it should be. */
  read(row: Row): T;
}

/** What one stored event makes of a thing. Throws as `apply` does, and LedgerError for what is no event of it. */
export function after<T, E extends { kind: EventKind }>(
  aggregate: Aggregate<T, E>,
  before: Replayed<T> | null,
  id: string,
  { seq, at, actor, kind, data }: Appended,
): Replayed<T> {
  const event = eventOf(aggregate.event, kind, data, `event ${seq}`);
  return {
    thing: aggregate.apply(before?.thing ?? null, id, event, at, actor),
    event: seq,
    place: aggregate.queues.includes(event.kind) ? seq : (before?.place ?? 0),
  };
}
