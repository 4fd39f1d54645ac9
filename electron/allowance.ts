/**
 * How often something may be asked for by whoever can ask in a loop: `many` times in one moment, and each again after `again`
 * milliseconds.
 */
export interface Allowance {
  /** Whether it may be done now; then it counts. */
  take(): boolean;
}

/** @param freed told each time that one more is free */
export function createAllowance(many: number, again: number, freed: () => void = () => undefined): Allowance {
  let free = many;
  return {
    take() {
      if (free === 0) return false;
      free -= 1;
      setTimeout(() => {
        free += 1;
        freed();
      }, again).unref();
      return true;
    },
  };
}
