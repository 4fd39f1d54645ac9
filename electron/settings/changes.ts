import type { Actor } from '../../shared/actors.ts';
import type { Mode } from '../../shared/settings.ts';
import type { Ledger, NoteEvent } from '../ledger/ledger.ts';

export interface ChangesOptions {
  /** The ledger that is open now, and whose it is; null while none is. */
  opened: () => { mode: Mode; ledger: Ledger } | null;
  /** Opens the ledger of a mode that is not open. Throws LedgerError. */
  open: (mode: Mode) => Ledger;
  actor: () => Actor;
}

/**
 * Gives how a mode's settings are changed: the event first, in the ledger of that mode, then what it tells; what then fails
 * is told too, as far as it can be. Of a mode that is not open just now the ledger is opened for it alone, so changes and
 * switches of the mode take turns: a ledger is opened once at a time. Throws LedgerError, and what `apply` throws.
 */
export function createChanges({ opened, open, actor }: ChangesOptions) {
  function noteIn(mode: Mode, event: NoteEvent): void {
    const subject = `settings.${mode}`;
    const now = opened();
    if (now?.mode === mode) return now.ledger.note(subject, event, actor());
    const ledger = open(mode);
    try {
      ledger.note(subject, event, actor());
    } finally {
      ledger.close();
    }
  }

  return (mode: Mode, event: NoteEvent, apply: () => void): void => {
    noteIn(mode, event);
    try {
      apply();
    } catch (error) {
      try {
        noteIn(mode, { kind: 'change.failed', data: { what: event.kind } });
      } catch {
        // The disk that has no room for the change has none for this.
      }
      throw error;
    }
  };
}
