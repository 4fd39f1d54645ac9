import { existsSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { keep, makePrivateFile, makeWhole, placeWhole } from '../files.ts';

/**
 * Copies the whole ledger, as it is now, to a new private file `to`. Throws EEXIST where there is one, and leaves nothing
 * half-made behind.
 */
export function backupTo(db: DatabaseSync, to: string): void {
  makePrivateFile(to);
  try {
    db.prepare('VACUUM INTO ?').run(to);
    keep(to);
  } catch (error) {
    rmSync(to, { force: true });
    throw error;
  }
}

/**
 * The copy that precedes a migration. One left by an earlier try is replaced only once the new one is whole: events are
 * never removed, so the later copy of the same ledger holds all that the earlier one did.
 */
export function backupBefore(db: DatabaseSync, file: string, version: number): void {
  const to = `${file}.before-${version}.bak`;
  if (!existsSync(to)) return backupTo(db, to);
  makeWhole(to, (whole) => backupTo(db, whole));
  placeWhole(to);
}
