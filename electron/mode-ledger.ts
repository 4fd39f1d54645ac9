import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Mode } from '../shared/settings.ts';
import type { KeyValue } from './host.ts';
import { openLedger } from './ledger/ledger.ts';
import type { Ledger } from './ledger/ledger.ts';

export interface ModeLedgerOptions {
  mode: Mode;
  /** The mode's own folder: nothing in it is shared with the other mode. */
  folder: string;
  /** The mode's settings file: remembers that the ledger and its mark were made. */
  store: KeyValue;
  /** Of all modes: remembers it too. */
  app: KeyValue;
  now: () => number;
}

/** A fact about a mode that is kept in two settings files, so that losing one does not lose it. */
function twice({ mode, store, app }: ModeLedgerOptions, key: 'ledgerMade' | 'markMade') {
  const places = [
    { in: store, as: key },
    { in: app, as: `${key}.${mode}` },
  ];
  return {
    known: () => places.some((place) => place.in.get(place.as) === true),
    remember() {
      for (const place of places) {
        try {
          if (place.in.get(place.as) !== true) place.in.set(place.as, true);
        } catch {
          // A full disk: there is another place, and another start.
        }
      }
    },
  };
}

/**
 * Opens a mode's ledger with all that guards it; the rest of the mode is not needed. That there was one is known from two
 * settings files and its mark: a missing one is refused where any of them is there. One alone may have it open at a time.
 * Throws LedgerError.
 */
export function openModeLedger(options: ModeLedgerOptions): Ledger {
  const { mode, folder, now } = options;
  const mark = `${folder}.mark`;
  const [ledgerMade, markMade] = [twice(options, 'ledgerMade'), twice(options, 'markMade')];
  const ledger = openLedger({
    file: path.join(folder, 'ledger.db'),
    now,
    mustExist: ledgerMade.known() || markMade.known() || existsSync(mark),
    mark: { file: mark, mode, mustExist: markMade.known(), made: () => markMade.remember() },
  });
  ledgerMade.remember();
  return ledger;
}
