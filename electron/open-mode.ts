import path from 'node:path';
import type { Actor } from '../shared/actors.ts';
import { AREAS } from '../shared/contract/events.ts';
import type { Area, News } from '../shared/contract/events.ts';
import type { Status } from '../shared/contract/status.ts';
import type { LedgerReport } from '../shared/ledger.ts';
import type { Mode } from '../shared/settings.ts';
import { openBills } from './bills/bills.ts';
import type { BillSide } from './bills/bills.ts';
import type { Host, Seal } from './host.ts';
import { createChecking } from './ledger/checking.ts';
import type { Checking } from './ledger/checking.ts';
import type { Ledger } from './ledger/ledger.ts';
import { openLinks } from './links/links.ts';
import type { LinkSide } from './links/links.ts';
import { openModeLedger } from './mode-ledger.ts';
import type { ModeLedgerOptions } from './mode-ledger.ts';
import { startPractice } from './practice/practice.ts';
import type { PracticeShop } from './practice/practice.ts';
import type { ModeSettings } from './settings/mode.ts';

export interface OpenModeOptions extends ModeLedgerOptions {
  settings: ModeSettings;
  seal: Seal;
  openExternal: Host['openExternal'];
  changed: (...areas: Area[]) => void;
  tell: (news: News) => void;
}

/** What the status says of the mode that is open. */
export type ModeStatus = Pick<
  Status,
  'line' | 'queued' | 'sending' | 'decisions' | 'paused' | 'hold' | 'markFailed' | 'otherService' | 'lastPollAt' | 'ledgerOk'
> & {
  bills: Omit<Status['bills'], 'accessFault'>;
};

/** All that is open while the counter is in one mode: its ledger, the link side, the bill side and, in practice, the practice shop. */
export interface OpenMode {
  mode: Mode;
  ledger: Ledger;
  practice: PracticeShop | null;
  handlers: LinkSide['handlers'] & BillSide['handlers'];
  status(): ModeStatus;
  /** The settings or the secrets changed: the next send uses the new ones, and it is looked whether one can go now. */
  refresh(): void;
  look(): void;
  /** The integrity check, between other work; rejects when the mode is closed meanwhile. */
  check(): Promise<LedgerReport>;
  /** Makes rows that disagree with their events anew, and checks; rejects when the mode is closed meanwhile. */
  rebuild(actor: Actor): Promise<LedgerReport>;
  /** The ledger is taken as it is, and what is queued goes out. Rejects with LedgerError where the mark cannot be written. */
  acceptHold(actor: Actor): Promise<void>;
  stop(): Promise<void>;
}

/** Opens a mode. Throws LedgerError or CallError (`practice-failed`) where it cannot; then nothing of it stays open. */
export async function openMode(options: OpenModeOptions): Promise<OpenMode> {
  const ledger = openModeLedger(options);
  let practice: PracticeShop | null = null;
  let bills: BillSide | null = null;
  let checking: Checking | null = null;
  try {
    const { mode, folder, store, seal, now, changed } = options;
    const file = path.join(folder, 'practice-shop.db');
    if (mode === 'practice') practice = await startPractice({ file, now, changed: () => changed('practice') });
    checking = createChecking({
      ledger,
      store,
      seal,
      changed: () => changed(...AREAS.filter((area) => ledger.areas.includes(area)), 'status'),
    });
    const { ready } = checking;
    bills = await openBills({ ...options, ledger, practice, ready });
    const links = openLinks({ ...options, ledger, practice, ready });
    return composed(options, { ledger, practice, bills, checking, links });
  } catch (error) {
    checking?.stop();
    await bills?.stop();
    await practice?.stop();
    ledger.close();
    throw error;
  }
}

interface Parts {
  ledger: Ledger;
  practice: PracticeShop | null;
  bills: BillSide;
  checking: Checking;
  links: LinkSide;
}

function composed({ mode, changed }: OpenModeOptions, { ledger, practice, bills, checking, links }: Parts): OpenMode {
  const checkBeside = () => void checking.check().catch(() => undefined);
  checkBeside();
  return {
    mode,
    ledger,
    practice,
    handlers: { ...links.handlers, ...bills.handlers },
    check: () => checking.check(),
    rebuild: (actor) => checking.rebuild(actor),
    async acceptHold(actor) {
      await ledger.acceptHold(actor);
      changed('status');
      links.kick();
      checkBeside();
    },
    status() {
      return {
        ...links.status(),
        decisions: ledger.badge('decisions'),
        bills: bills.status(),
        hold: ledger.hold(),
        markFailed: ledger.markFailed(),
        ledgerOk: checking.ok(),
      };
    },
    refresh() {
      bills.refresh();
      links.refresh();
    },
    look: () => links.look(),
    async stop() {
      checking.stop();
      await Promise.all([links.stop(), bills.stop()]);
      await practice?.stop();
      await ledger.keepMark().catch(() => undefined);
      ledger.close();
    },
  };
}
