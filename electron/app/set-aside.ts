import type { KeyValue, OpenedStore } from '../host.ts';

const SET_ASIDE = 'setAside';

/** The files that were set aside, at this start or an earlier one, and that nobody has seen yet. */
export interface SetAside {
  files(): string[];
  /** A person saw them. */
  seen(): void;
}

/** @param stores the files that were opened at this start */
export function createSetAside(app: KeyValue, stores: readonly OpenedStore[]): SetAside {
  const kept = app.get(SET_ASIDE);
  const before = Array.isArray(kept) ? kept.map(String) : [];
  let files = [...before, ...stores.flatMap(({ setAside }) => setAside ?? [])];
  try {
    if (files.length > before.length) app.set(SET_ASIDE, files);
  } catch {
    // A full disk must not keep the counter from opening.
  }
  return {
    files: () => files,
    seen() {
      app.delete(SET_ASIDE);
      files = [];
    },
  };
}
