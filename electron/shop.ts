import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Area, EventData, EventName } from '../shared/ipc.ts';
import type { LedgerReport, Status } from '../shared/views.ts';
import type { Mode } from '../shared/settings.ts';
import { CallError } from './errors.ts';
import { openBills } from './bills/bills.ts';
import type { BillsArea } from './bills/bills.ts';
import { keepFound } from './keep-found.ts';
import { linksHandlers } from './links/handlers.ts';
import { createOutbox } from './links/outbox.ts';
import { createPoller } from './links/poller.ts';
import { CASHIER } from './links/who.ts';
import { openLedger } from './ledger/ledger.ts';
import type { Ledger } from './ledger/ledger.ts';
import { createLine } from './net/line.ts';
import { probe } from './net/request.ts';
import { startPractice } from './practice/practice.ts';
import type { PracticeShop } from './practice/practice.ts';
import type { Host, KeyValue } from './services.ts';
import type { ModeSettings } from './settings/mode.ts';
import { createPayLinkClient } from './sizpay/client.ts';
import type { PayLinkClient } from './sizpay/client.ts';
import type { PayLinkService } from './sizpay/outcome.ts';

/** Milliseconds to connect when only looking whether the line is up. */
const LOOK_TIMEOUT = 5000;

export interface ShopOptions {
  mode: Mode;
  /** The mode's own folder: nothing in it is shared with the other mode. */
  folder: string;
  settings: ModeSettings;
  /** Remembers that the ledger was made, so that a missing one is noticed; and the port of the returns. */
  store: KeyValue;
  openExternal: Host['openExternal'];
  now: () => number;
  changed: (...areas: Area[]) => void;
  tell: <N extends EventName>(name: N, data: EventData<N>) => void;
}

/** All that is open while the counter is in one mode: its ledger, line, outbox, poller and, in practice, the shop. */
export interface Shop {
  mode: Mode;
  ledger: Ledger;
  practice: PracticeShop | null;
  handlers: ReturnType<typeof linksHandlers> & BillsArea['handlers'];
  status(): Pick<Status, 'line' | 'queued' | 'sending' | 'decisions' | 'paused' | 'lastPollAt' | 'ledgerOk'> & {
    bills: Omit<Status['bills'], 'accessFault'>;
  };
  who(): string;
  /** The settings or the secrets changed: the next send uses the new ones, and it is looked whether one can go now. */
  refresh(): void;
  look(): void;
  /** The integrity check, between other work; rejects when the shop is closed meanwhile. */
  check(): Promise<LedgerReport>;
  stop(): Promise<void>;
}

/** Opens a mode's ledger, which one alone may have open at a time. Throws LedgerError. */
export function openShopLedger({ folder, store, now }: Pick<ShopOptions, 'folder' | 'store' | 'now'>): Ledger {
  const ledger = openLedger({ file: path.join(folder, 'ledger.db'), now, mustExist: store.get('ledgerMade') === true });
  if (store.get('ledgerMade') !== true) store.set('ledgerMade', true);
  return ledger;
}

interface Way {
  service: PayLinkService;
  client: PayLinkClient;
}

/** Opens a mode's shop. Throws LedgerError or CallError (`practice-failed`) where it cannot; then nothing stays open. */
export async function openShop(options: ShopOptions): Promise<Shop> {
  const ledger = openShopLedger(options);
  let practice: PracticeShop | null = null;
  let bills: BillsArea | null = null;
  try {
    const { mode, folder, now, changed } = options;
    const file = path.join(folder, 'practice-shop.db');
    if (mode === 'practice') practice = await startPractice({ file, now, changed: () => changed('practice') });
    bills = await openBills({ ...options, ledger, practice, who: () => whoIsAt(options) });
    return openedShop(options, ledger, practice, bills);
  } catch (error) {
    await bills?.stop();
    await practice?.stop();
    ledger.close();
    throw error;
  }
}

/** Who is at the counter, for the events of a person's acts. */
function whoIsAt({ settings }: ShopOptions): string {
  return settings.area.get().cashier || CASHIER;
}

/** Puts the parts of a shop together over its open ledger. */
function openedShop(options: ShopOptions, ledger: Ledger, practice: PracticeShop | null, bills: BillsArea): Shop {
  const { mode, settings, now, changed, tell } = options;
  const who = () => whoIsAt(options);

  const way = keepFound(async (): Promise<Way | null> => {
    const found = await settings.service(practice);
    return found && { service: found, client: createPayLinkClient(found) };
  });

  const line = createLine({
    probe: () => probe(practice?.endpoint ?? settings.area.get().endpoint, LOOK_TIMEOUT),
    now,
    changed: () => {
      changed('status');
      outbox.kick();
      poller.wake();
    },
  });
  const outbox = createOutbox({
    ledger,
    line,
    service: () => way.get(),
    sendsAtOnce: () => settings.area.get().sendsAtOnce,
    changed: () => {
      changed('links', 'status');
      poller.wake();
    },
    told: (kind, link) => tell('told', { kind, link, batch: null }),
  });
  const poller = createPoller({
    ledger,
    line,
    service: () => way.get(),
    steps: () => settings.area.get().pollSteps,
    now,
    changed: () => changed('links', 'status'),
    told: (kind, link) => tell('told', { kind, link, batch: null }),
  });

  let report: LedgerReport | null = null;
  let stopped = false;
  const check = async (): Promise<LedgerReport> => {
    const steps = ledger.checkInSteps();
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        report = step.value;
        changed('status');
        return step.value;
      }
      // The counter works on between two steps: a large ledger takes seconds to check.
      await setImmediate();
      if (stopped) throw new CallError('internal', { detail: 'stopped' });
    }
  };
  void check().catch(() => undefined);
  line.look();
  outbox.kick();

  return {
    mode,
    ledger,
    practice,
    who,
    check,
    handlers: {
      ...linksHandlers({
        ledger,
        outbox,
        poller,
        now,
        who,
        invoicePattern: () => settings.area.get().invoicePattern,
        changed: () => changed('links', 'status'),
      }),
      ...bills.handlers,
    },
    status() {
      const links = ledger.counts();
      const { decisions, ...billStatus } = bills.status();
      return {
        ...links,
        decisions: links.decisions + decisions,
        bills: billStatus,
        line: line.state(),
        paused: ledger.outboxPause(),
        lastPollAt: ledger.lastAskedAt(),
        ledgerOk: report?.ok ?? null,
      };
    },
    refresh() {
      way.forget();
      bills.refresh();
      line.look();
      outbox.kick();
      poller.forgive();
    },
    look: () => line.look(),
    async stop() {
      stopped = true;
      line.stop();
      await Promise.all([outbox.stop(), poller.stop(), bills.stop()]);
      await practice?.stop();
      ledger.close();
    },
  };
}
