import type { Place, ScreenName } from '../base/nav.tsx';

const ABOUT_BILLS: ReadonlySet<ScreenName> = new Set(['bills', 'billsList', 'bill', 'batch']);

/** The list that a search from a place is made in: of bills where the work is with bills, else of links. */
export function searchFrom(place: Place): 'links' | 'billsList' {
  return ABOUT_BILLS.has(place.screen) ? 'billsList' : 'links';
}
