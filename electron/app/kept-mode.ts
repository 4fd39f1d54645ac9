import { MODES } from '../../shared/settings.ts';
import type { Mode } from '../../shared/settings.ts';
import type { KeyValue } from '../host.ts';

/** In the live settings: whether the counter is in live. */
const IN_USE = 'inUse';

/** The mode that the counter is in, over restarts. */
export interface KeptMode {
  get: () => Mode;
  /** Throws where the disk takes it not; then the mode is as it was. */
  keep(next: Mode): void;
}

/**
 * Practice on the first start. The mode is kept in a second place, the live settings: a counter that loses `app.json` must
 * not go from live to practice.
 */
export function createKeptMode(app: KeyValue, live: KeyValue): KeptMode {
  return {
    get: () => MODES.find((known) => known === app.get('mode')) ?? (live.get(IN_USE) === true ? 'live' : 'practice'),
    keep(next) {
      // The place that decides is written last: where the disk takes only one of them, the mode is as it was.
      if ((live.get(IN_USE) === true) !== (next === 'live')) live.set(IN_USE, next === 'live');
      app.set('mode', next);
    },
  };
}
