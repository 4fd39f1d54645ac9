import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

/** Where the cashier is. There is no address bar: a place is a value, and the way back is a stack. */
export type Place =
  | { screen: 'counter'; replaces?: string }
  | { screen: 'links' }
  | { screen: 'link'; id: string }
  | { screen: 'bills' }
  | { screen: 'billsList' }
  | { screen: 'bill'; id: string }
  | { screen: 'batch'; id: string }
  | { screen: 'decisions' }
  | { screen: 'settings' }
  | { screen: 'practice' }
  | { screen: 'setup' };
export type ScreenName = Place['screen'];

interface Nav {
  place: Place;
  go: (place: Place) => void;
  /** To the place before, or null where there is none. */
  back: (() => void) | null;
}

const NavContext = createContext<Nav | null>(null);

const HOME: Place = { screen: 'counter' };
/** Longer than anyone goes back; keeps the stack from growing all day. */
const REMEMBERED = 20;

export function NavProvider({ children }: { children: ReactNode }) {
  const [stack, setStack] = useState<readonly Place[]>([HOME]);
  const go = useCallback((place: Place) => setStack((before) => [...before, place].slice(-REMEMBERED)), []);
  const back = useCallback(() => setStack((before) => (before.length > 1 ? before.slice(0, -1) : before)), []);
  const place = stack.at(-1) ?? HOME;
  const nav = useMemo(() => ({ place, go, back: stack.length > 1 ? back : null }), [place, go, back, stack.length]);
  return <NavContext value={nav}>{children}</NavContext>;
}

export function useNav(): Nav {
  const nav = useContext(NavContext);
  if (nav === null) throw new Error('useNav outside NavProvider');
  return nav;
}
