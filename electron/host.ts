import type { EventData, EventName } from '../shared/contract/events.ts';
import type { Status } from '../shared/contract/status.ts';
import type { KeyValue, Seal } from './keeping.ts';

export type { KeyValue, Seal } from './keeping.ts';

export interface OpenedStore extends KeyValue {
  /** The name, from the data folder, that the file was given because it could not be read; null where it could. */
  setAside: string | null;
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
