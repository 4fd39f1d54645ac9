import { createContext, useCallback, useContext, useState } from 'react';

type Kept = Map<string, unknown>;

/** What screens left behind, in one mode: nothing that was typed in practice may turn up in live. */
const StickyContext = createContext<Kept | null>(null);
export const StickyProvider = StickyContext.Provider;

function useKept(): Kept {
  const kept = useContext(StickyContext);
  if (kept === null) throw new Error('useSticky outside StickyProvider');
  return kept;
}

/** Sets what a screen that is not there finds when it comes. */
export function useStick(): (name: string, value: unknown) => void {
  const kept = useKept();
  return (name, value) => void kept.set(name, value);
}

/**
 * State that outlives its screen: what was searched for is still there on the way back. `name` belongs to one use, so
 * what is kept under it has that use's type.
 */
export function useSticky<T>(name: string, initial: T): [T, (value: T) => void] {
  const kept = useKept();
  const [value, setValue] = useState<T>(() => (kept.has(name) ? (kept.get(name) as T) : initial));
  const set = useCallback(
    (next: T) => {
      kept.set(name, next);
      setValue(next);
    },
    [kept, name],
  );
  return [value, set];
}
