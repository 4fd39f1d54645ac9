import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import { makeWhole, placeWhole, PRIVATE, wholeOf } from '../files.ts';
import type { KeyValue, OpenedStore } from '../host.ts';

/** Whether a file holds a JSON object; null where there is none, or it cannot be read. */
function isJson(file: string): boolean | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * A file that is no JSON object stays beside the new one, so that the counter starts and nothing is thrown away. Gives the
 * end that its name got; null where nothing is wrong with it, or where it was a write that a full disk cut and the whole
 * one lies beside it.
 */
function setAsideIfBroken(file: string): string | null {
  const broken = isJson(file) === false;
  const end = `.broken-${Date.now()}`;
  if (broken) renameSync(file, `${file}${end}`);
  if (!broken || isJson(wholeOf(file)) !== true) {
    rmSync(wholeOf(file), { force: true });
    return broken ? end : null;
  }
  renameSync(wholeOf(file), file);
  return null;
}

/**
 * Opens `<dataDir>/<name>.json`, for this OS user only. Each `set` is on disk when it returns; what `get` gives is frozen.
 * Where it throws (a full disk), the file is as it was. electron-store alone takes a write that fits on the disk only in
 * part for done, and leaves a file cut short: so each is written whole beside it first, and takes its place.
 */
export function openStore(dataDir: string, name: string): OpenedStore {
  const file = path.join(dataDir, `${name}.json`);
  const broken = setAsideIfBroken(file);
  let isWhole = false;
  const store = new Store<Record<string, unknown>>({
    cwd: dataDir,
    name,
    configFileMode: PRIVATE,
    accessPropertiesByDotNotation: false,
    // This process is the only writer: without it, each `get` reads and parses the whole file again.
    cache: true,
    serialize(values) {
      const text = JSON.stringify(values, undefined, '\t');
      mkdirSync(path.dirname(file), { recursive: true });
      makeWhole(file, (whole) => writeFileSync(whole, text, { mode: PRIVATE, flush: true }));
      isWhole = true;
      return text;
    },
  });
  const changing = (change: () => void): void => {
    let failure: unknown = null;
    isWhole = false;
    try {
      change();
    } catch (error) {
      failure = error;
    }
    // Written whole, it takes the file's place, whatever became of electron-store's own try.
    if (isWhole) placeWhole(file);
    else if (failure !== null) throw failure;
  };
  return {
    setAside: broken === null ? null : `${name}.json${broken}`,
    get: (key) => store.get(key),
    set: (key, value) => changing(() => store.set(key, value)),
    setAll: (values) => changing(() => store.set(values)),
    delete: (key) => changing(() => store.delete(key)),
  };
}

/**
 * A store that is not worth an error: what cannot be read is not there, and what cannot be written is forgotten. `open` is
 * called at once.
 */
export function forgiving(open: () => KeyValue): KeyValue {
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  const store = attempt(open);
  return {
    get: (key) => attempt(() => store?.get(key)),
    set: (key, value) => attempt(() => store?.set(key, value)),
    setAll: (values) => attempt(() => store?.setAll(values)),
    delete: (key) => attempt(() => store?.delete(key)),
  };
}
