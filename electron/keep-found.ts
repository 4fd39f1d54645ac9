export interface Found<T> {
  get(): Promise<T | null>;
  /** What it was found from has changed: it is looked for again. */
  forget(): void;
}

/** Keeps what a search found, but not that it found nothing: a keyring that is locked now may be open a moment later. */
export function keepFound<T>(find: () => Promise<T | null>): Found<T> {
  let kept: Promise<T | null> | null = null;
  return {
    get() {
      const mine = (kept ??= find());
      const forget = () => {
        if (kept === mine) kept = null;
      };
      mine.then((found) => found === null && forget(), forget);
      return mine;
    },
    forget() {
      kept = null;
    },
  };
}
