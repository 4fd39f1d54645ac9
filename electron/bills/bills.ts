import type { Area, EventData, EventName } from '../../shared/ipc.ts';
import type { Status } from '../../shared/views.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PracticeShop } from '../practice/practice.ts';
import type { Host, KeyValue } from '../services.ts';
import type { ModeSettings } from '../settings/mode.ts';
import { CallError } from '../errors.ts';
import { keepFound } from '../keep-found.ts';
import { marked } from '../ledger/marked.ts';
import { keepTrying } from '../retry.ts';
import { createToshaClient } from '../tosha/client.ts';
import type { ToshaClient } from '../tosha/client.ts';
import { readReturn } from '../tosha/return.ts';
import { billsHandlers } from './handlers.ts';
import { startReceiver, withPlaceholders } from './receiver.ts';
import type { Receiver } from './receiver.ts';
import { createReturns } from './returns.ts';
import { createSubmitter } from './submitter.ts';
import type { Submitter } from './submitter.ts';

export interface BillsOptions {
  ledger: Ledger;
  practice: PracticeShop | null;
  settings: ModeSettings;
  /** Keeps the receiver's port over restarts: batches that wait have named it in their return addresses. */
  store: KeyValue;
  openExternal: Host['openExternal'];
  now: () => number;
  who: () => string;
  changed: (...areas: Area[]) => void;
  tell: <N extends EventName>(name: N, data: EventData<N>) => void;
}

/** The bill side of an open shop: submissions, the receiver of returns, the calls. */
export interface BillsArea {
  handlers: ReturnType<typeof billsHandlers>;
  /** `decisions`: batches that wait for a person. */
  status(): Omit<Status['bills'], 'credentialsMissing'> & Pick<Status, 'decisions'>;
  /** Settings or secrets changed: the next submission uses the new ones. */
  refresh(): void;
  stop(): Promise<void>;
}

const PORT = 'returnPort';
/** Milliseconds before a return is written again where the ledger could not take it. */
const RETRY = 1000;

function keptPort(store: KeyValue): number | null {
  const port = store.get(PORT);
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}

export async function openBills(options: BillsOptions): Promise<BillsArea> {
  const { ledger, practice, settings, store, openExternal, now, who, changed, tell } = options;
  const changedBills = () => changed('bills', 'batches', 'status');
  const takeReturn = createReturns({
    ledger,
    changed: changedBills,
    told: (kind, batch) => tell('told', { kind, link: null, batch }),
  });

  let stopping = false;
  const receiver: Receiver = await startReceiver({
    port: keptPort(store),
    knows: (returnKey) => ledger.batchByReturnKey(returnKey) !== null,
    take(returnKey, text) {
      const reading = readReturn(text);
      if (reading === null) return;
      const take = () => {
        const batch = ledger.batchByReturnKey(returnKey);
        if (batch !== null) takeReturn(batch, reading, text, 'receiver');
      };
      // A return comes once: while the disk is full it waits here.
      void keepTrying(take, RETRY, () => stopping).catch(() => undefined);
    },
  });
  if (keptPort(store) === null && receiver.state === 'listening') store.set(PORT, receiver.port);

  const ownReturnUrl = () => settings.area.get().ownReturnUrl;
  const way = keepFound(async () => {
    const found = await settings.toshaService(practice);
    if (found === null) return null;
    const { version: transport, endpoint } = found;
    const client = createToshaClient(found);
    const submit: ToshaClient['submit'] = (...order) =>
      marked(ledger, { transport, endpoint }, now(), () => client.submit(...order));
    return { service: found, client: { submit } };
  });
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
    throw error;
  }

  return {
    handlers: billsHandlers({
      ledger,
      submitter,
      takeReturn,
      returnComes: (batch) => receiver.state !== 'failed' && batch.returnUrl.startsWith(receiver.origin),
      who,
      openExternal,
      changed: changedBills,
    }),
    status() {
      return { ...ledger.billCounts(), receiver: ownReturnUrl() === '' ? receiver.state : 'unused' };
    },
    refresh: () => way.forget(),
    async stop() {
      stopping = true;
      await Promise.all([submitter.stop(), receiver.stop()]);
    },
  };
}
