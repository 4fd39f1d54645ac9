import type { z } from 'zod';
import type { Actor } from '../../shared/actors.ts';
import type { Bind, Database, Row } from './database.ts';
import { appendedOf, EVENT_VERSION, eventOf } from './events.ts';
import type { Appended } from './events.ts';
import { foldedText } from './search.ts';

/** A row of an aggregate's table, by column, without `n`. */
export type Columns = Record<string, Bind>;

type Data = Record<string, unknown>;
/** Lifts what an event of one version has to the next version's. */
export type Lift = (data: Data) => Data;

/** Where the events of one thing have brought it. */
export interface Replayed<T> {
  /** Null where its beginning is an event that this version does not understand. */
  thing: T | null;
  /** The last event. */
  event: number;
  /** The event that put it in its queue; 0 for what stands in none. */
  place: number;
  /** Whether it has an event that this version does not understand: then the app by itself does nothing with it. */
  newer: boolean;
}

/**
 * A kind of thing whose rows are made of its own events, and of nothing else: all that the ledger
 * needs to know of it. Each has its line in registry.ts; recipe: ARCHITECTURE.md, "Adding an aggregate".
 */
export interface Aggregate<T extends { state: string }, E extends { kind: string }> {
  /** Its index of words is `<table>_search`. */
  table: string;
  /** What stands before the dot in its events' kinds. */
  prefix: string;
  /** What the check calls a row of it that is not sound. */
  problem: string;
  /** Its events of the newest versions. */
  event: z.ZodType<E>;
  kinds: readonly E['kind'][];
  /** By kind, what lifts version 1 to 2, 2 to 3 …; a kind without one is as it was in version 1. */
  lifts: Partial<Record<E['kind'], readonly Lift[]>>;
  /** The kinds after whose commit something leaves the PC. */
  sends: readonly E['kind'][];
  thing: z.ZodType<T>;
  /** In which states a thing may be: a row in another is damaged. */
  states: readonly T['state'][];
  /**
   * The events that put a thing at the end of its queue. One that comes back by any other event keeps its place: a dead
   * line does not shuffle the queue.
   */
  queues: readonly E['kind'][];
  /** The thing after an event, from the shared rules. Throws where they do not admit it. */
  apply(before: T | null, id: string, event: E, at: number, actor: Actor): T;
  /** What a row says of a thing, but for what every row has (`rowOf`). */
  columnsOf(thing: T): Columns;
  /** What a thing is found by. */
  searched(thing: T, db: Database): readonly (string | null)[];
  /** The thing of a row. Throws LedgerError `ledger-damaged` where a column cannot be what it should be. */
  read(row: Row): T;
  /** What only one row may have, by the end of SQLite's words: a column of a unique index, or what a trigger says. */
  taken: Readonly<Record<string, string>>;
  /** Columns with which a row is in no unique index: it makes room while rows are made anew. */
  free: Columns;
  /** What is tidied once rows were made anew: what hangs on rows that are gone. */
  tidy: string | null;
  /** What main tells has changed when rows of it have. */
  area: string;
  /** By badge, the condition of the rows that it counts. */
  badges: Readonly<Record<string, string>>;
}

/** The newest version of a kind that an aggregate understands; null for a kind that it does not know. */
function versionOf<T extends { state: string }, E extends { kind: string }>(
  { kinds, lifts }: Aggregate<T, E>,
  kind: string,
): number | null {
  const known = kinds.find((one): one is E['kind'] => one === kind);
  return known === undefined ? null : Math.max(EVENT_VERSION, 1 + (lifts[known]?.length ?? 0));
}

/** The version in which an aggregate's events are stored now. */
export function currentVersion<T extends { state: string }, E extends { kind: string }>(
  of: Aggregate<T, E>,
  kind: E['kind'],
): number {
  return versionOf(of, kind) ?? EVENT_VERSION;
}

/**
 * A stored event, lifted to the newest version; null for one of a newer version, or of a kind that only a newer version
 * knows. Throws LedgerError `ledger-damaged` for what is no event of its version.
 */
export function understood<T extends { state: string }, E extends { kind: string }>(
  of: Aggregate<T, E>,
  { seq, v, kind, data }: Appended,
): E | null {
  const newest = versionOf(of, kind);
  if (newest === null || v > newest) return null;
  const lifts: readonly Lift[] = of.lifts[kind as E['kind']] ?? [];
  const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null;
  const lifted = isData(data) ? lifts.slice(v - 1).reduce((kept, lift) => lift(kept), data) : data;
  return eventOf(of.event, kind, lifted, `event ${seq}`);
}

/**
 * What one stored event makes of a thing. Throws as `apply` does, and LedgerError for what is no event of it. Where an
 * event was not understood, a later one that does not fit is no fault: the thing stays as it was.
 */
function after<T extends { state: string }, E extends { kind: string }>(
  of: Aggregate<T, E>,
  before: Replayed<T> | null,
  id: string,
  appended: Appended,
): Replayed<T> {
  const { seq, at, actor } = appended;
  const kept = { thing: before?.thing ?? null, event: seq, place: before?.place ?? 0, newer: before?.newer ?? false };
  const event = understood(of, appended);
  if (event === null) return { ...kept, newer: true };
  try {
    const thing = of.apply(kept.thing, id, event, at, actor);
    return { ...kept, thing, place: of.queues.includes(event.kind) ? seq : kept.place };
  } catch (error) {
    if (kept.newer) return kept;
    throw error;
  }
}

/** The row that a thing must have. Nothing else makes one: the check compares with it. */
export function rowOf<T extends { state: string }, E extends { kind: string }>(
  of: Aggregate<T, E>,
  { event, place, newer }: Omit<Replayed<T>, 'thing'>,
  thing: T,
  db: Database,
): Columns {
  const columns = of.columnsOf(thing);
  return {
    ...columns,
    // What a newer version did may have given away what it held: another can have that by now.
    ...(newer && 'live' in columns && { live: 0 }),
    event,
    ...(of.queues.length > 0 && { place }),
    newer: Number(newer),
    folded: foldedText(of.searched(thing, db)),
  };
}

/** An aggregate as those see it who do not care what its things are. */
export interface Registered extends Pick<
  Aggregate<never, never>,
  'table' | 'prefix' | 'problem' | 'area' | 'badges' | 'free' | 'taken' | 'tidy'
> {
  kinds: readonly string[];
  sends: readonly string[];
  states: readonly string[];
  /** The newest version of a kind that is understood; null for a kind that is not its own. */
  versionOf(kind: string): number | null;
  /** The row that these events of one thing must have; null for none. `fault` is told events that could not be. */
  replay(db: Database, id: string, events: readonly Row[], fault: (seq: string) => void): Columns | null;
  /** Whether a thing can be read back from a row. */
  reads(row: Row): boolean;
}

export function registered<T extends { state: string }, E extends { kind: string }>(of: Aggregate<T, E>): Registered {
  const { table, prefix, problem, area, badges, free, taken, kinds, sends, states, tidy } = of;
  return {
    table,
    prefix,
    problem,
    area,
    badges,
    free,
    taken,
    kinds,
    sends,
    states,
    tidy,
    versionOf: (kind) => versionOf(of, kind),
    replay(db, id, events, fault) {
      let kept: Replayed<T> | null = null;
      for (const row of events) {
        try {
          kept = after(of, kept, id, appendedOf(row));
        } catch {
          fault(String(row['seq']));
        }
      }
      return kept === null || kept.thing === null ? null : rowOf(of, kept, kept.thing, db);
    },
    reads(row) {
      try {
        return of.thing.safeParse(of.read(row)).success;
      } catch {
        return false;
      }
    },
  };
}
