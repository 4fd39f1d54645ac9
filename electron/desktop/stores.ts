import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import type { KeyValue } from '../services.ts';

/** A file that is no JSON stays beside the new one, so that the counter starts and nothing is thrown away. */
function setAsideIfBroken(file: string): void {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return;
  }
  try {
    JSON.parse(text);
  } catch {
    renameSync(file, `${file}.broken-${Date.now()}`);
  }
}

/**
 * Opens `<dataDir>/<name>.json`, for this OS user only. Each `set` is on disk when it returns (electron-store); what `get`
 * gives is frozen.
 */
export function openStore(dataDir: string, name: string): KeyValue {
  setAsideIfBroken(path.join(dataDir, `${name}.json`));
  const store = new Store<Record<string, unknown>>({
    cwd: dataDir,
    name,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    // This process is the only writer: without it, each `get` reads and parses the whole file again.
    cache: true,
  });
  return {
    get: (key) => store.get(key),
    set: (key, value) => store.set(key, value),
    setAll: (values) => store.set(values),
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
    setAll: (values) => attempt(() => store?.setAll(values)),
    delete: (key) => attempt(() => store?.delete(key)),
  };
}
