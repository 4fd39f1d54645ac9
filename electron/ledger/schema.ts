import { DatabaseSync } from 'node:sqlite';
import type { Database, Row } from './database.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';

/** What SQLite makes for itself is told by what it is for: `sqlite_autoindex_links_1`, say. */
const SQL = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/** FTS5 makes these tables, in words of its own version. */
const ITS_OWN = /_search_(?:data|idx|docsize|config|content)$/u;

/** By what and name, the words that made it, however they are spaced. */
function partsOf(rows: readonly Row[]): Map<string, string> {
  const words = ({ name, sql }: Row) => (ITS_OWN.test(String(name)) ? '' : String(sql).replace(/\s+/gu, ' '));
  return new Map(rows.map((row) => [`${String(row['type'])} ${String(row['name'])}`, words(row)]));
}

/** What this version makes of an empty file. */
function expected(): Map<string, string> {
  const fresh = new DatabaseSync(':memory:');
  try {
    migrate(fresh, null, MIGRATIONS);
    return partsOf(fresh.prepare(SQL).all());
  } finally {
    fresh.close();
  }
}

/** How tables, indexes and triggers differ from those that this version makes, as codes: `schema-missing trigger events_stay`. */
export function schemaProblems(db: Database): string[] {
  const [ours, theirs] = [expected(), partsOf(db.all(SQL))];
  const missing = [...ours.keys()].filter((part) => !theirs.has(part)).map((part) => `schema-missing ${part}`);
  const foreign = [...theirs.keys()].filter((part) => !ours.has(part)).map((part) => `schema-foreign ${part}`);
  const changed = [...ours]
    .filter(([part, sql]) => (theirs.get(part) ?? sql) !== sql)
    .map(([part]) => `schema-changed ${part}`);
  return [...missing, ...foreign, ...changed];
}
