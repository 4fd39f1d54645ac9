import type { DatabaseSync } from 'node:sqlite';
import { pragma } from './help.ts';

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** A ledger as SQL text that makes it again: what `version-<n>.sql` holds. Each statement ends in a line break. */
export function dump(db: DatabaseSync): string {
  const header = (name: string) => `PRAGMA ${name} = ${String(pragma(db, name))}`;
  const schema = db
    .prepare(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB '*_search_*' OR type = 'trigger'",
    )
    .all();
  const sqlOf = (types: string[]) => schema.filter(({ type }) => types.includes(String(type))).map(({ sql }) => String(sql));
  const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => String(name));
  const isIndex = (name: string) => name.endsWith('_search');
  const plain = tables.filter((name) => !isIndex(name));
  const rows = plain.flatMap((name) =>
    db
      .prepare(`SELECT * FROM ${name} ORDER BY 1`)
      .all()
      .map((row) => {
        return `INSERT INTO ${name} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`;
      }),
  );
  const statements = [
    header('application_id'),
    header('user_version'),
    ...sqlOf(['table', 'index']),
    ...rows,
    ...tables.filter(isIndex).map((name) => `INSERT INTO ${name} (${name}) VALUES ('rebuild')`),
    ...sqlOf(['trigger']),
  ];
  return `${statements.join(';\n')};\n`;
}
