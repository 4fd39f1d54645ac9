import type { Actor } from '../../shared/actors.ts';
import type { AccessFault } from '../../shared/contract/errors.ts';
import type { Mode } from '../../shared/settings.ts';
import type { Counter } from '../counter.ts';
import { CallError } from '../errors.ts';
import type { OpenMode } from '../open-mode.ts';
import type { KeptMode } from './kept-mode.ts';

export interface SwitchOptions {
  counter: Counter<OpenMode>;
  kept: KeptMode;
  /** Why live cannot call SizPay now; null where it can. */
  liveFault: () => Promise<AccessFault | null>;
}

export type SwitchMode = (next: Mode, actor: Actor) => Promise<void>;

/**
 * Gives how the counter goes from one mode to the other, as the new one's ledger tells. Rejects with why live cannot be
 * used, and with what the disk or the ledger refuses: then the mode is as it was. A mode that does not open is no error
 * here: the counter is in it, with trouble that the status says.
 */
export function createSwitch({ counter, kept, liveFault }: SwitchOptions): SwitchMode {
  return (next, actor) =>
    counter.turn(async (reopen) => {
      const before = kept.get();
      if (next === before && counter.current() !== null) return;
      const fault = next === 'live' ? await liveFault() : null;
      if (fault !== null) throw new CallError(fault);
      await reopen(() => kept.keep(next));
      try {
        counter.current()?.ledger.note('app', { kind: 'mode.changed', data: { mode: next } }, actor);
      } catch (error) {
        // What no ledger tells did not happen.
        await reopen(() => kept.keep(before)).catch(() => undefined);
        throw error;
      }
    });
}
