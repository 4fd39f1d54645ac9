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
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'links_search_*' OR type = 'trigger'",
    )
    .all();
  const sqlOf = (types: string[]) => schema.filter(({ type }) => types.includes(String(type))).map(({ sql }) => String(sql));
  const plain = schema.filter(({ type, name }) => type === 'table' && name !== 'links_search');
  const rows = plain.flatMap(({ name }) =>
    db
      .prepare(`SELECT * FROM ${String(name)} ORDER BY 1`)
      .all()
      .map((row) => {
        return `INSERT INTO ${String(name)} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`;
      }),
  );
  const statements = [
    header('application_id'),
    header('user_version'),
    ...sqlOf(['table', 'index']),
    ...rows,
    "INSERT INTO links_search (links_search) VALUES ('rebuild')",
    ...sqlOf(['trigger']),
  ];
  return `${statements.join(';\n')};\n`;
}
