import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
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

/** Where a file is made whole before it takes its place. */
export const wholeOf = (file: string): string => `${file}.whole`;

/**
 * Makes a file whole beside its place: what is cut short never stands there. What is left half-made is removed.
 * @param make is given the name to make it under; nothing has it
 * @param whole another name, where several may be made at once
 */
export function makeWhole(file: string, make: (whole: string) => void, whole = wholeOf(file)): void {
  rmSync(whole, { force: true });
  try {
    make(whole);
  } catch (error) {
    rmSync(whole, { force: true });
    throw error;
  }
}

/** What was made whole takes its place, over what is there, and survives a power cut. */
export function placeWhole(file: string): void {
  renameSync(wholeOf(file), file);
  keep(file);
}

/** The same for a file that never takes the place of another: where two are made at once, the first one's stays. */
export function placeFirst(file: string, whole: string): void {
  try {
    linkSync(whole, file);
  } catch {
    // Either it is there already, or this file system has no hard links.
    if (statSync(file, { throwIfNoEntry: false }) === undefined) renameSync(whole, file);
  }
  rmSync(whole, { force: true });
  keep(file);
}
