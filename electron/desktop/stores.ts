import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import type { KeyValue, OpenedStore } from '../services.ts';

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * A file that is no JSON object stays beside the new one, so that the counter starts and nothing is thrown away. Gives the
 * end that its name got; null where nothing is wrong with it.
 */
function setAsideIfBroken(file: string): string | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  if (isObject(text)) return null;
  const end = `.broken-${Date.now()}`;
  renameSync(file, `${file}${end}`);
  return end;
}

/**
 * Opens `<dataDir>/<name>.json`, for this OS user only. Each `set` is on disk when it returns (electron-store); what `get`
 * gives is frozen.
 */
export function openStore(dataDir: string, name: string): OpenedStore {
  const broken = setAsideIfBroken(path.join(dataDir, `${name}.json`));
  const store = new Store<Record<string, unknown>>({
    cwd: dataDir,
    name,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    // This process is the only writer: without it, each `get` reads and parses the whole file again.
    cache: true,
  });
  return {
    setAside: broken === null ? null : `${name}.json${broken}`,
    get: (key) => store.get(key),
    set: (key, value) => store.set(key, value),
    delete: (key) => store.delete(key),
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
    delete: (key) => attempt(() => store?.delete(key)),
  };
}
