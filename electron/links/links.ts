import type { Area, News } from '../../shared/contract/events.ts';
import type { Status } from '../../shared/contract/status.ts';
import { serviceAt } from '../../shared/evidence.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PracticeShop } from '../practice/practice.ts';
import { createLine } from '../providers/net/line.ts';
import { probe } from '../providers/net/request.ts';
import { createPayLinkClient } from '../providers/sizpay/client.ts';
import type { ModeSettings } from '../settings/mode.ts';
import { createWays } from '../way.ts';
import { linksHandlers } from './calls.ts';
import { createOutbox } from './outbox.ts';
import { createPoller } from './poller.ts';

/** Milliseconds to connect when only looking whether the line is up. */
const LOOK_TIMEOUT = 5000;

export interface LinksOptions {
  ledger: Ledger;
  practice: PracticeShop | null;
  settings: ModeSettings;
  /** The seal of the ledger's end was looked at, and its rows can be relied on: nothing is sent before. */
  ready: Promise<unknown>;
  now: () => number;
  changed: (...areas: Area[]) => void;
  tell: (news: News) => void;
}

/** The link side of the open mode: the line, what sends, what asks who paid, the calls. */
export interface LinkSide {
  handlers: ReturnType<typeof linksHandlers>;
  status(): Pick<Status, 'line' | 'queued' | 'sending' | 'paused' | 'otherService' | 'lastPollAt'>;
  /** Settings or secrets changed: the next send uses the new ones. */
  refresh(): void;
  /** Looks at once whether the line is up. */
  look(): void;
  /** Looks whether something can be sent now. */
  kick(): void;
  stop(): Promise<void>;
}

/** Opens the link side of a mode, and looks at once whether something can be sent. Throws LedgerError. */
export function openLinks({ ledger, practice, settings, ready, now, changed, tell }: LinksOptions): LinkSide {
  const changedLinks = () => changed('links', 'status');
  const find = () => settings.service(practice);
  const ways = createWays({ to: 'sizpay', practice, settings, find, clientOf: createPayLinkClient });
  /** Null where live cannot call SizPay. */
  const way = async () => {
    const found = await ways.get();
    return 'way' in found ? found.way : null;
  };
  const endpoint = () => practice?.endpoint ?? settings.values.get().endpoint;
  const line = createLine({
    probe: () => probe(endpoint(), LOOK_TIMEOUT),
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
    async way() {
      await ready;
      return way();
    },
    sendsAtOnce: () => settings.values.get().sendsAtOnce,
    changed: () => {
      changedLinks();
      poller.wake();
    },
    tell,
  });
  const poller = createPoller({
    ledger,
    line,
    way,
    endpoint,
    steps: () => settings.values.get().pollSteps,
    now,
    changed: changedLinks,
    tell,
  });
  line.look();
  outbox.kick();

  return {
    handlers: linksHandlers({
      mode: settings.mode,
      ledger,
      outbox,
      poller,
      now,
      endpoint,
      invoicePattern: () => settings.values.get().invoicePattern,
      changed: changedLinks,
    }),
    status: () => ({
      ...ledger.links.counts(),
      line: line.state(),
      paused: ledger.outboxPause(),
      otherService: ledger.links.elsewhere(serviceAt(endpoint())),
      lastPollAt: ledger.links.lastAskedAt(),
    }),
    refresh() {
      ways.forget();
      line.moved();
      outbox.kick();
      poller.forgive();
    },
    look: () => line.look(),
    kick: () => outbox.kick(),
    async stop() {
      line.stop();
      await Promise.all([outbox.stop(), poller.stop()]);
    },
  };
}
