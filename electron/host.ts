import type { EventData, EventName } from '../shared/contract/events.ts';
import type { Status } from '../shared/contract/status.ts';

/** A settings file: electron-store in the app, a plain object in drills. */
export interface KeyValue {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  /** All of them or, where the disk is full, none. */
  setAll(values: Readonly<Record<string, unknown>>): void;
  delete(key: string): void;
}

export interface OpenedStore extends KeyValue {
  /** The name, from the data folder, that the file was given because it could not be read; null where it could. */
  setAside: string | null;
}

/** Seals secrets for this OS user. `weak`: anyone who can read the files can open it. */
export interface Seal {
  strength(): Promise<'strong' | 'weak' | 'unavailable'>;
  /** Base64. */
  close(text: string): Promise<string>;
  /** Rejects where the seal is another user's, or damaged. `onReseal` is given a fresh seal where the keyring's key changed. */
  open(sealed: string, onReseal?: (fresh: string) => void): Promise<string>;
}

/** What the shell gives the app: no Electron in it, so tests and drills start it in plain Node. */
export interface Host {
  dataDir: string;
  version: string;
  kind: Status['host'];
  /** The file `<dataDir>/<name>.json`; a name may contain a folder. */
  openStore(name: string): OpenedStore;
  seal: Seal;
  /** A developer's switch at start: live may be pointed at a service on this PC. */
  allowLoopback: boolean;
  /** Opens an http or https address in the PC's browser, never in the app's window. */
  openExternal(url: string): Promise<void>;
  /** To every window. */
  tell<N extends EventName>(name: N, data: EventData<N>): void;
  now?: () => number;
}
