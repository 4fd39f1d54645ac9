import { APP } from '../../shared/actors.ts';
import path from 'node:path';
import type { Batch } from '../../shared/batches.ts';
import type { Area, News } from '../../shared/contract/events.ts';
import type { Status } from '../../shared/contract/status.ts';
import { CallError } from '../errors.ts';
import type { Host, KeyValue } from '../host.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PracticeShop } from '../practice/practice.ts';
import { createToshaClient } from '../providers/tosha/client.ts';
import { readReturn } from '../providers/tosha/return.ts';
import type { ModeSettings } from '../settings/mode.ts';
import { createWays } from '../way.ts';
import { createAlarms } from './alarms.ts';
import { billsHandlers } from './calls.ts';
import { startReceiver, withPlaceholders } from './receiver.ts';
import type { Receiver } from './receiver.ts';
import { openReserve } from './reserve.ts';
import { createReturns } from './returns.ts';
import { createSubmitter } from './submitter.ts';
import { createWaitingReturns } from './waiting-returns.ts';
import type { WaitingReturns } from './waiting-returns.ts';

export interface BillsOptions {
  /** The mode's own folder. */
  folder: string;
  ledger: Ledger;
  practice: PracticeShop | null;
  settings: ModeSettings;
  /** Keeps the receiver's port over restarts: batches that wait have named it in their return addresses. */
  store: KeyValue;
  /** The seal of the ledger's end was looked at, and its rows can be relied on: nothing is submitted before. */
  ready: Promise<unknown>;
  openExternal: Host['openExternal'];
  changed: (...areas: Area[]) => void;
  tell: (news: News) => void;
}

/** The bill side of the open mode: submissions, the receiver of returns, the calls. */
export interface BillSide {
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

/** How the way to ToshaNet is had, as it is set now. It rejects with a CallError that says what is missing. */
function waysOf({ ledger, practice, settings, ready }: BillsOptions) {
  const find = () => settings.toshaService(practice);
  const ways = createWays({ to: 'tosha', practice, settings, find, clientOf: createToshaClient });
  return {
    async get() {
      await ready;
      if (ledger.hold() !== null) throw new CallError('ledger-behind');
      await ledger.markReady();
      const found = await ways.get();
      if ('fault' in found) throw new CallError(found.fault);
      return found.way;
    },
    forget: () => ways.forget(),
  };
}

/** Returns of payers: what takes them, and what keeps those that cannot be taken yet. */
function openReturns({ folder, ledger, tell }: BillsOptions, changed: () => void) {
  const alarms = createAlarms(ledger);
  const takeReturn = createReturns({ ledger, alarms, changed, tell });
  const waiting = createWaitingReturns({
    into(returnKey, text) {
      const reading = readReturn(text);
      const batch = ledger.batches.byReturnKey(returnKey);
      if (reading !== null && batch !== null) takeReturn({ batch, reading, came: text, via: 'receiver', actor: APP });
    },
    reserve: openReserve(path.join(folder, 'returns.waiting')),
    told(returnKey) {
      const batch = ledger.batches.byReturnKey(returnKey);
      if (batch !== null) tell({ kind: 'batch-return-waits', batch });
    },
    changed,
  });
  return { alarms, takeReturn, waiting };
}

/** Listens for returns, on the port that earlier batches have named where it is free. */
async function openReceiver({ ledger, store }: BillsOptions, waiting: WaitingReturns): Promise<Receiver> {
  const receiver = await startReceiver({
    port: keptPort(store),
    knows: (returnKey) => ledger.batches.byReturnKey(returnKey) !== null,
    // Nothing is acknowledged that is not in the ledger, nor an address without what a POST brought while that waits.
    take: (returnKey, text) => (readReturn(text) === null ? !waiting.has(returnKey) : waiting.take(returnKey, text)),
  });
  if (keptPort(store) === null && receiver.state === 'listening') keepPort(store, receiver.port);
  return receiver;
}

/** Opens the bill side of a mode. Rejects with the ledger's errors; then nothing of it stays open. */
export async function openBills(options: BillsOptions): Promise<BillSide> {
  const { ledger, practice, settings, openExternal, tell } = options;
  const changed = () => options.changed('bills', 'batches', 'status');
  const { alarms, takeReturn, waiting } = openReturns(options, changed);
  const receiver = await openReceiver(options, waiting);
  const ownReturnUrl = () => settings.values.get().ownReturnUrl;
  const returnUrl = (returnKey: string) => (ownReturnUrl() === '' ? receiver.url(returnKey) : withPlaceholders(ownReturnUrl()));
  const returnComes = (batch: Batch) => receiver.state !== 'failed' && batch.returnUrl.startsWith(receiver.origin);
  const ways = waysOf(options);
  try {
    const submitter = createSubmitter({ ledger, way: () => ways.get(), returnUrl, changed, tell });
    return {
      handlers: billsHandlers({
        ledger,
        submitter,
        practice: practice !== null,
        takeReturn,
        alarms,
        returnComes,
        openExternal,
        changed,
      }),
      status: () => ({
        basket: ledger.badge('basket'),
        awaiting: ledger.badge('awaiting'),
        receiver: ownReturnUrl() === '' ? receiver.state : 'unused',
        returnsWaiting: waiting.count(),
      }),
      refresh: () => ways.forget(),
      async stop() {
        await Promise.all([submitter.stop(), receiver.stop()]);
        waiting.stop();
        alarms.settle();
      },
    };
  } catch (error) {
    await receiver.stop();
    waiting.stop();
    throw error;
  }
}
