import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** A file's mode: only the OS user who runs the counter may read it. */
export const PRIVATE = 0o600;

/** Makes an empty private file; throws EEXIST where there is one. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, 'wx', PRIVATE));
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a file and its name survive a power cut. Windows has no handle on a folder, and needs none. */
export function keep(file: string): void {
  sync(file, 'r+');
  if (process.platform !== 'win32') sync(dirname(file), 'r');
}

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
  const fresh = `${to}.new`;
  rmSync(fresh, { force: true });
  backupTo(db, fresh);
  renameSync(fresh, to);
  keep(to);
}
