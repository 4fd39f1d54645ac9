/** Work that is done one piece after the other. */
export interface Turns {
  /** Does it once all that came before has ended. What fails keeps nothing after it from its turn. */
  run<T>(work: () => T | Promise<T>): Promise<T>;
  /** Resolves, whatever failed, once all that came so far has ended. */
  done(): Promise<void>;
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
    done: () => last.then(() => undefined),
  };
}
