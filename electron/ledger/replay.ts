import type { Columns, Registered } from './aggregate.ts';
import type { Bind, Database, Row } from './database.ts';

/** Which things: a condition on their ids. */
export interface Which {
  of: (column: string) => string;
  binds: readonly Bind[];
}

/** Those after the first id, up to and with the last. */
export function between(after: string, until: string): Which {
  return { of: (column) => `${column} > ? AND ${column} <= ?`, binds: [after, until] };
}

export function oneOf(ids: readonly string[]): Which {
  return { of: (column) => `${column} IN (SELECT value FROM json_each(?))`, binds: [JSON.stringify(ids)] };
}

/** No id comes after it. */
export const LAST_TEXT = '\u{10ffff}';

/** The next range of at most so many subjects. */
export function nextRange(db: Database, after: string, length: number): readonly [after: string, until: string] {
  const found = db.get(
    'SELECT max(subject) AS last, count(*) AS n FROM (SELECT DISTINCT subject FROM events WHERE subject > ? ORDER BY subject LIMIT ?)',
    after,
    length,
  );
  return [after, Number(found?.['n']) < length ? LAST_TEXT : String(found?.['last'])];
}

/** A row as it is, and as its events make it; null for none. */
export interface Pair {
  row: Row | null;
  made: Columns | null;
  /** Of the thing: each could be what it says; some could not; there are none. */
  events: 'sound' | 'unsound' | 'none';
}

/** Things by id, each with its row and the replay of its events; `fault` is told events that could not be. */
export function pairsOf(db: Database, of: Registered, which: Which, fault: (seq: string) => void): Map<string, Pair> {
  const rows = db.all(`SELECT * FROM ${of.table} WHERE ${which.of('id')}`, ...which.binds);
  const rowOf = new Map(rows.map((row) => [String(row['id']), row]));
  const events = db.all(
    `SELECT * FROM events WHERE ${which.of('subject')} AND kind GLOB ? ORDER BY subject, seq`,
    ...which.binds,
    `${of.prefix}.*`,
  );
  const eventsOf = Map.groupBy(events, (event) => String(event['subject']));
  const pairs = new Map<string, Pair>();
  for (const id of new Set([...eventsOf.keys(), ...rowOf.keys()])) {
    const own = eventsOf.get(id) ?? [];
    let state: Pair['events'] = own.length > 0 ? 'sound' : 'none';
    const made = of.replay(db, id, own, (seq) => {
      state = 'unsound';
      fault(seq);
    });
    pairs.set(id, { row: rowOf.get(id) ?? null, made, events: state });
  }
  return pairs;
}

/**
 * Whether a row is the only telling of its thing: a newer version began it, with an event that this one does not understand.
 * Others may name it, so it stays as that version made it, where it can be read.
 */
export function staysAsFound(of: Registered, { row, made, events }: Pair): boolean {
  return row !== null && made === null && events === 'sound' && of.reads(row);
}

/** Whether a row is what its events make of the thing, and the thing can be read back from it. */
export function isSound(of: Registered, pair: Pair): boolean {
  const { row, made } = pair;
  if (staysAsFound(of, pair)) return row?.['newer'] === 1;
  if (row === null || made === null) return row === made;
  return Object.entries(made).every(([column, value]) => row[column] === value) && of.reads(row);
}
