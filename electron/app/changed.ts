import type { Area } from '../../shared/contract/events.ts';

/** Milliseconds: changes of one moment are told together, since a send alone changes rows and counts several times. */
const MOMENT = 20;

/** Gives how to say which areas changed. @param tell told of all that changed in one moment */
export function createChanged(tell: (areas: Area[]) => void): (...areas: Area[]) => void {
  const pending = new Set<Area>();
  return (...areas) => {
    if (pending.size === 0) {
      setTimeout(() => {
        tell([...pending]);
        pending.clear();
      }, MOMENT);
    }
    for (const area of areas) pending.add(area);
  };
}
