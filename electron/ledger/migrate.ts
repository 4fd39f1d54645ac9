import type { DatabaseSync } from 'node:sqlite';
import { backupBefore } from './backup.ts';
import { LedgerError, meaningOf } from './errors.ts';
import type { Migration } from './migrations.ts';

/** "PKhn": marks a SQLite file as a ledger of Pishkhan. */
export const APPLICATION_ID = 0x504b_686e;

/**
 * Brings the schema to the newest version of `migrations`, each step in a transaction of its own. A file that holds data
 * is first copied to `<file>.before-<version>.bak`; pass null as `file` for one that is only being made.
 * Throws LedgerError: `ledger-newer` for a version that is not in the list, `ledger-damaged` for a step that failed (the
 * ledger is then as before it). What the file system or SQLite refuses is thrown as it is.
 */
export function migrate(db: DatabaseSync, file: string | null, migrations: readonly Migration[]): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  const newest = migrations.at(-1)?.version ?? 0;
  if (found > newest) throw new LedgerError('ledger-newer', `${found} > ${newest}`);
  const pending = migrations.filter((migration) => migration.version > found);
  const [first] = pending;
  if (first && file !== null) backupBefore(db, file, first.version);
  for (const migration of pending) step(db, migration);
}

function step(db: DatabaseSync, migration: Migration): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    migration.up(db);
    db.exec(`PRAGMA user_version = ${migration.version}; COMMIT`);
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    // What is wrong with the disk is not the step's fault.
    if (meaningOf(error) instanceof LedgerError) throw error;
    throw new LedgerError('ledger-damaged', `migration ${migration.version}`, { cause: error });
  }
}
