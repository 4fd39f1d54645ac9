import type { Bind, Database, Row } from './database.ts';
import { searchWords } from './search.ts';

/** A condition of fixed SQL, with everything a person typed bound. */
export type Condition = [condition: string, ...binds: Bind[]];

/** What all lists are asked by. */
export interface PageFilter {
  search: string;
  states: readonly string[];
  limit: number;
  offset: number;
}

/** The table that is listed, the columns of a row, and what is made of one. */
interface Source<T> {
  table: string;
  columns: string;
  read: (row: Row) => T;
}

function conditionsOf(table: string, { search, states }: PageFilter): { conditions: Condition[]; indexed: boolean } {
  const words = searchWords(search);
  const conditions: Condition[] = [];
  if (words?.indexed) conditions.push([`${table}_search MATCH ?`, words.indexed]);
  if (words) conditions.push([`NOT EXISTS (SELECT 1 FROM json_each(?) WHERE instr(${table}.folded, value) = 0)`, words.words]);
  if (states.length === 1) conditions.push(['state = ?', states[0] ?? null]);
  if (states.length > 1) conditions.push(['state IN (SELECT value FROM json_each(?))', JSON.stringify(states)]);
  return { conditions, indexed: Boolean(words?.indexed) };
}

/** One page of a table, newest first, and how many match on all pages. `more` narrows what the filter selects. */
export function pageOf<T>(
  db: Database,
  source: Source<T>,
  filter: PageFilter,
  more: readonly Condition[],
): { page: T[]; total: number } {
  const { table, columns, read } = source;
  const { conditions, indexed } = conditionsOf(table, filter);
  const all = [...conditions, ...more];
  // CROSS JOIN is SQLite's way to say: first the index of words, then the rows it names.
  const from = indexed ? `${table}_search CROSS JOIN ${table} ON ${table}.n = ${table}_search.rowid` : table;
  const where = all.length === 0 ? '' : `WHERE ${all.map(([condition]) => condition).join(' AND ')}`;
  const binds = all.flatMap(([, ...bound]) => bound);
  const sql = `SELECT ${columns} FROM ${from} ${where} ORDER BY ${table}.saved_at DESC, ${table}.n DESC LIMIT ? OFFSET ?`;
  return {
    page: db.all(sql, ...binds, filter.limit, filter.offset).map(read),
    total: db.number(`SELECT count(*) AS n FROM ${from} ${where}`, ...binds),
  };
}
