/** A settings file: electron-store in the app, a plain object in drills. */
export interface KeyValue {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  /** All of them or, where the disk is full, none. */
  setAll(values: Readonly<Record<string, unknown>>): void;
  delete(key: string): void;
}

/** Seals secrets for this OS user. `weak`: anyone who can read the files can open it. */
export interface Seal {
  strength(): Promise<'strong' | 'weak' | 'unavailable'>;
  /** Base64. */
  close(text: string): Promise<string>;
  /** Rejects where the seal is another user's, or damaged. `onReseal` is given a fresh seal where the keyring's key changed. */
  open(sealed: string, onReseal?: (fresh: string) => void): Promise<string>;
}
