import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

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
