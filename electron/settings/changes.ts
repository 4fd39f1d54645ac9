import type { Actor } from '../../shared/actors.ts';
import type { Mode } from '../../shared/settings.ts';
import type { Ledger, NoteEvent } from '../ledger/ledger.ts';

export interface ChangesOptions {
  /** The ledger that is open now, and whose it is; null while none is. */
  opened: () => { mode: Mode; ledger: Ledger } | null;
  /** Opens the ledger of a mode that is not open. Throws LedgerError. */
  open: (mode: Mode) => Ledger;
}

/**
 * A change of a mode's settings: its event is in the ledger of that mode, then `apply` makes it. Throws LedgerError, and
 * nothing changed, where the ledger cannot take the event.
 */
export type Change = (mode: Mode, event: NoteEvent, actor: Actor, apply: () => void) => void;
/** The same in its turn; then it is told, and used from now on. */
export type ChangeInTurn = (...change: Parameters<Change>) => Promise<void>;

/**
 * Gives how a mode's settings are changed: the event first, in the ledger of that mode, then what it tells; what then fails
 * is told too, as far as it can be. Of a mode that is not open just now the ledger is opened for it alone, so changes and
 * switches of the mode take turns: a ledger is opened once at a time. Throws LedgerError, and what `apply` throws.
 */
export function createChanges({ opened, open }: ChangesOptions): Change {
  function noteIn(mode: Mode, event: NoteEvent, actor: Actor): void {
    const subject = `settings.${mode}`;
    const now = opened();
    if (now?.mode === mode) return now.ledger.note(subject, event, actor);
    const ledger = open(mode);
    try {
      ledger.note(subject, event, actor);
    } finally {
      ledger.close();
    }
  }

  return (mode, event, actor, apply) => {
    noteIn(mode, event, actor);
    try {
      apply();
    } catch (error) {
      try {
        noteIn(mode, { kind: 'change.failed', data: { what: event.kind } }, actor);
      } catch {
        // The disk that has no room for the change has none for this.
      }
      throw error;
    }
  };
}
