import { useCallback, useState } from 'react';

const kept = new Map<string, unknown>();

/** Sets what a screen that is not there finds when it comes. */
export function stick(name: string, value: unknown): void {
  kept.set(name, value);
}

/**
 * State that outlives its screen: what was searched for is still there on the way back. `name` belongs to one use, so
 * what is kept under it has that use's type.
 */
export function useSticky<T>(name: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (kept.has(name) ? (kept.get(name) as T) : initial));
  const set = useCallback(
    (next: T) => {
      kept.set(name, next);
      setValue(next);
    },
    [name],
  );
  return [value, set];
}
