import { person } from '../shared/actors.ts';
import type { Actor } from '../shared/actors.ts';
import { serviceAt } from '../shared/evidence.ts';
import path from 'node:path';
import { existsSync } from 'node:fs';
import { AREAS } from '../shared/contract/calls.ts';
import type { Area, EventData, EventName } from '../shared/contract/calls.ts';
import type { LedgerReport } from '../shared/ledger.ts';
import type { Status } from '../shared/contract/status.ts';
import type { Mode } from '../shared/settings.ts';
import { openBills } from './bills/bills.ts';
import type { BillsArea } from './bills/bills.ts';
import { keepFound } from './keep-found.ts';
import { linksHandlers } from './links/calls.ts';
import { createOutbox } from './links/outbox.ts';
import { createPoller } from './links/poller.ts';
import { createChecking } from './ledger/checking.ts';
import { openLedger } from './ledger/ledger.ts';
import type { Ledger } from './ledger/ledger.ts';
import { createLine } from './providers/net/line.ts';
import { probe } from './providers/net/request.ts';
import { startPractice } from './practice/practice.ts';
import type { PracticeShop } from './practice/practice.ts';
import type { Host, KeyValue, Seal } from './host.ts';
import type { ModeSettings } from './settings/mode.ts';
import { createPayLinkClient } from './providers/sizpay/client.ts';
import type { PayLinkClient } from './providers/sizpay/client.ts';
import type { PayLinkService } from './providers/sizpay/outcome.ts';

/** Milliseconds to connect when only looking whether the line is up. */
const LOOK_TIMEOUT = 5000;

export interface ShopOptions {
  mode: Mode;
  /** The mode's own folder: nothing in it is shared with the other mode. */
  folder: string;
  settings: ModeSettings;
  /** The mode's: remembers that the ledger and its mark were made, the ledger's sealed key, and the port of the returns. */
  store: KeyValue;
  /** Of all modes: remembers too that the ledger and its mark were made. */
  app: KeyValue;
  seal: Seal;
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
  status(): Pick<
    Status,
    'line' | 'queued' | 'sending' | 'decisions' | 'paused' | 'hold' | 'markFailed' | 'otherService' | 'lastPollAt' | 'ledgerOk'
  > & {
    bills: Omit<Status['bills'], 'accessFault'>;
  };
  actor(): Actor;
  /** The settings or the secrets changed: the next send uses the new ones, and it is looked whether one can go now. */
  refresh(): void;
  look(): void;
  /** The integrity check, between other work; rejects when the shop is closed meanwhile. */
  check(): Promise<LedgerReport>;
  /** Makes rows that disagree with their events anew, and checks; rejects when the shop is closed meanwhile. */
  rebuild(): Promise<LedgerReport>;
  /** The ledger is taken as it is, and what is queued goes out. Rejects with LedgerError where the mark cannot be written. */
  acceptHold(): Promise<void>;
  stop(): Promise<void>;
}

/** A fact about a mode that is kept in two settings files, so that losing one does not lose it. */
function twice({ mode, store, app }: Pick<ShopOptions, 'mode' | 'store' | 'app'>, key: 'ledgerMade' | 'markMade') {
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
 * Opens a mode's ledger with all that guards it; the rest of the shop is not needed. That there was one is known from two
 * settings files and its mark: a missing one is refused where any of them is there. One alone may have it open at a time.
 * Throws LedgerError.
 */
export function openShopLedger(options: Pick<ShopOptions, 'mode' | 'folder' | 'store' | 'app' | 'now'>): Ledger {
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
    bills = await openBills({ ...options, ledger, practice, actor: () => whoIsAt(options) });
    return openedShop(options, ledger, practice, bills);
  } catch (error) {
    await bills?.stop();
    await practice?.stop();
    ledger.close();
    throw error;
  }
}

/** Who is at the counter, for the events of a person's acts. */
function whoIsAt({ settings }: ShopOptions): Actor {
  return person(settings.area.get().cashier);
}

/** Puts the parts of a shop together over its open ledger. */
function openedShop(options: ShopOptions, ledger: Ledger, practice: PracticeShop | null, bills: BillsArea): Shop {
  const { mode, settings, now, changed, tell } = options;
  const actor = () => whoIsAt(options);
  const endpoint = () => practice?.endpoint ?? settings.area.get().endpoint;

  const way = keepFound(async (): Promise<Way | null> => {
    const found = await settings.service(practice);
    return found && { service: found, client: createPayLinkClient(found) };
  });

  const line = createLine({
    probe: () => probe(endpoint(), LOOK_TIMEOUT),
    now,
    changed: () => {
      changed('status');
      outbox.kick();
      poller.wake();
    },
  });
  /** Null where live cannot call it, also while the keyring does not answer: nobody waits for that here. */
  const wayThere = async () => (mode === 'live' && (await settings.accessFault('sizpay')) !== null ? null : way.get());
  const outbox = createOutbox({
    ledger,
    line,
    async service() {
      await checking.ready;
      return wayThere();
    },
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
    service: wayThere,
    endpoint,
    steps: () => settings.area.get().pollSteps,
    now,
    changed: () => changed('links', 'status'),
    told: (kind, link) => tell('told', { kind, link, batch: null }),
  });

  const checking = createChecking({
    ledger,
    store: options.store,
    seal: options.seal,
    changed: () => changed(...AREAS.filter((area) => ledger.areas.includes(area)), 'status'),
  });
  const check = () => checking.check();
  void check().catch(() => undefined);
  line.look();
  outbox.kick();

  return {
    mode,
    ledger,
    practice,
    actor,
    check,
    rebuild: () => checking.rebuild(actor()),
    async acceptHold() {
      await ledger.acceptHold(actor());
      changed('status');
      outbox.kick();
      void check().catch(() => undefined);
    },
    handlers: {
      ...linksHandlers({
        mode,
        ledger,
        outbox,
        poller,
        now,
        actor,
        endpoint,
        invoicePattern: () => settings.area.get().invoicePattern,
        changed: () => changed('links', 'status'),
      }),
      ...bills.handlers,
    },
    status() {
      return {
        ...ledger.links.counts(),
        decisions: ledger.badge('decisions'),
        bills: bills.status(),
        line: line.state(),
        paused: ledger.outboxPause(),
        hold: ledger.hold(),
        markFailed: ledger.markFailed(),
        otherService: ledger.links.elsewhere(serviceAt(endpoint())),
        lastPollAt: ledger.links.lastAskedAt(),
        ledgerOk: checking.ok(),
      };
    },
    refresh() {
      way.forget();
      bills.refresh();
      line.moved();
      outbox.kick();
      poller.forgive();
    },
    look: () => line.look(),
    async stop() {
      checking.stop();
      line.stop();
      await Promise.all([outbox.stop(), poller.stop(), bills.stop()]);
      await practice?.stop();
      await ledger.keepMark().catch(() => undefined);
      ledger.close();
    },
  };
}
