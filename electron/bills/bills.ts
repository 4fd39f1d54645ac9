import type { Actor } from '../../shared/actors.ts';
import path from 'node:path';
import type { Area, EventData, EventName } from '../../shared/contract/calls.ts';
import type { Status } from '../../shared/contract/status.ts';
import { CallError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PracticeShop } from '../practice/practice.ts';
import type { Host, KeyValue } from '../host.ts';
import type { ModeSettings } from '../settings/mode.ts';
import { keepFound } from '../keep-found.ts';
import { marked } from '../ledger/marked.ts';
import { createToshaClient } from '../providers/tosha/client.ts';
import type { ToshaClient } from '../providers/tosha/client.ts';
import { readReturn } from '../providers/tosha/return.ts';
import { createAlarms } from './alarms.ts';
import { billsHandlers } from './calls.ts';
import { startReceiver, withPlaceholders } from './receiver.ts';
import type { Receiver } from './receiver.ts';
import { createReturns } from './returns.ts';
import { openReserve } from './reserve.ts';
import { createSubmitter } from './submitter.ts';
import type { Submitter } from './submitter.ts';
import { createWaitingReturns } from './waiting-returns.ts';

export interface BillsOptions {
  /** The mode's own folder. */
  folder: string;
  ledger: Ledger;
  practice: PracticeShop | null;
  settings: ModeSettings;
  /** Keeps the receiver's port over restarts: batches that wait have named it in their return addresses. */
  store: KeyValue;
  openExternal: Host['openExternal'];
  now: () => number;
  actor: () => Actor;
  changed: (...areas: Area[]) => void;
  tell: <N extends EventName>(name: N, data: EventData<N>) => void;
}

/** The bill side of an open shop: submissions, the receiver of returns, the calls. */
export interface BillsArea {
  handlers: ReturnType<typeof billsHandlers>;
  status(): Omit<Status['bills'], 'accessFault'>;
  /** Settings or secrets changed: the next submission uses the new ones. */
  refresh(): void;
  stop(): Promise<void>;
}

const PORT = 'returnPort';

function keptPort(store: KeyValue): number | null {
  const port = store.get(PORT);
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}

function keepPort(store: KeyValue, port: number): void {
  try {
    store.set(PORT, port);
  } catch {
    // A full disk must not keep the counter from opening: the port of the next start is noted then.
  }
}

/** The way to ToshaNet as it is set now; what is submitted on it leaves once the ledger's mark is on the disk. */
function wayOf({ ledger, practice, settings, now }: BillsOptions) {
  const way = keepFound(async () => {
    const found = await settings.toshaService(practice);
    if (found === null) return null;
    const { version: transport, endpoint } = found;
    const client = createToshaClient(found);
    const submit: ToshaClient['submit'] = (...order) =>
      marked(ledger, { transport, endpoint }, now(), () => client.submit(...order));
    return { service: found, client: { submit } };
  });
  return {
    /** Rejects with a CallError that says what it lacks. */
    async get() {
      // Asked before: a keyring that does not answer must not hold up who submits.
      const fault = practice === null ? await settings.accessFault('tosha') : null;
      const found = fault === null ? await way.get() : null;
      if (found === null) throw new CallError(fault ?? 'credentials-missing');
      return found;
    },
    forget: () => way.forget(),
  };
}

/** Opens the bill side of a shop. Rejects with the ledger's errors; then nothing of it stays open. */
export async function openBills(options: BillsOptions): Promise<BillsArea> {
  const { folder, ledger, practice, settings, store, openExternal, actor, changed, tell } = options;
  const changedBills = () => changed('bills', 'batches', 'status');
  const alarms = createAlarms(ledger);
  const takeReturn = createReturns({
    ledger,
    alarms,
    changed: changedBills,
    told: (kind, batch) => tell('told', { kind, link: null, batch }),
  });

  const waiting = createWaitingReturns({
    into(returnKey, text) {
      const reading = readReturn(text);
      const batch = ledger.batches.byReturnKey(returnKey);
      if (reading !== null && batch !== null) takeReturn(batch, reading, text, 'receiver');
    },
    reserve: openReserve(path.join(folder, 'returns.waiting')),
    told(returnKey) {
      const batch = ledger.batches.byReturnKey(returnKey);
      tell('told', { kind: 'batch-return-waits', link: null, batch });
    },
    changed: changedBills,
  });
  const receiver: Receiver = await startReceiver({
    port: keptPort(store),
    knows: (returnKey) => ledger.batches.byReturnKey(returnKey) !== null,
    // Nothing is acknowledged that is not in the ledger, nor an address without what a POST brought while that waits.
    take: (returnKey, text) => (readReturn(text) === null ? !waiting.has(returnKey) : waiting.take(returnKey, text)),
  });
  if (keptPort(store) === null && receiver.state === 'listening') keepPort(store, receiver.port);

  const ownReturnUrl = () => settings.area.get().ownReturnUrl;
  const way = wayOf(options);
  const openSubmitter = () =>
    createSubmitter({
      ledger,
      async service() {
        if (ledger.hold() !== null) throw new CallError('ledger-behind');
        await ledger.markReady();
        return way.get();
      },
      returnUrl: (returnKey) => (ownReturnUrl() === '' ? receiver.url(returnKey) : withPlaceholders(ownReturnUrl())),
      changed: changedBills,
      told: (kind, batch) => tell('told', { kind, link: null, batch }),
    });
  let submitter: Submitter;
  try {
    submitter = openSubmitter();
  } catch (error) {
    await receiver.stop();
    waiting.stop();
    throw error;
  }

  return {
    handlers: billsHandlers({
      ledger,
      submitter,
      practice: practice !== null,
      takeReturn,
      alarms,
      returnComes: (batch) => receiver.state !== 'failed' && batch.returnUrl.startsWith(receiver.origin),
      actor,
      openExternal,
      changed: changedBills,
    }),
    status() {
      return {
        basket: ledger.badge('basket'),
        awaiting: ledger.badge('awaiting'),
        receiver: ownReturnUrl() === '' ? receiver.state : 'unused',
        returnsWaiting: waiting.count(),
      };
    },
    refresh: () => way.forget(),
    async stop() {
      await Promise.all([submitter.stop(), receiver.stop()]);
      waiting.stop();
      alarms.settle();
    },
  };
}
