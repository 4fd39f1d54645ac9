import type { RequestListener } from 'node:http';
import type { Fault, Practice, ReturnForm } from '../../shared/contract/practice.ts';
import { CallError } from '../errors.ts';
import type { PayLinkCredentials } from '../providers/sizpay/outcome.ts';
import type { Credentials } from '../providers/soap/masking.ts';
import type { PayAct } from './batches.ts';
import { createBillService, PRACTICE_TOSHA_CREDENTIALS } from './bills.ts';
import { createFront } from './front.ts';
import { PATHS } from './http.ts';
import { createTurns } from '../turns.ts';
import { openListener } from './listener.ts';
import type { Listener } from './listener.ts';
import { createPayer } from './payer.ts';
import { createService, PRACTICE_CREDENTIALS } from './service.ts';
import { openStore } from './store.ts';
import type { PracticeStore } from './store.ts';
import { paymentUrlOf, viewOf } from './view.ts';
import type { Switches } from './view.ts';

const SLOW = 3_000;

export interface PracticeOptions {
  /** The services' own SQLite file: not the ledger, which knows only what they answered. Its folder must exist. */
  file: string;
  /** Milliseconds since 1970 (UTC). */
  now: () => number;
  /** Called whenever `view()` would show something else. */
  changed: () => void;
  /** Milliseconds that a reply takes under the fault `slow`. */
  slow?: number;
}

/** The practice stand-ins of both services, with the customer's phone and the pay pages of bills. */
export interface PracticeShop {
  /** Where the pay-link service listens; stays the same until `stop`, and over a restart while its port is free. */
  endpoint: string;
  credentials: PayLinkCredentials;
  /** Where the bulk-bill service listens: the same listener. */
  toshaEndpoint: string;
  toshaCredentials: Credentials;
  view(): Practice;
  /** Holds until changed, for both services. Throws `practice-failed` where the port is taken when the line comes back. */
  setFault(fault: Fault): Promise<void>;
  /** The customer pays; paying twice is harmless. Throws `not-found`. */
  pay(payLinkSendId: string): Practice;
  /** The customer leaves the pay page; the link stays payable. Throws `not-found`. */
  cancel(payLinkSendId: string): Practice;
  /** How payers are sent back from now on. Under `forged` nobody pays: somebody only claims so. */
  setReturnForm(form: ReturnForm): Practice;
  /** So many bills at the end of the next submission are refused. */
  setRefuseBills(count: number): Practice;
  /**
   * The payer's act at the pay page and the way back, played without a browser; answers once the return was made and what
   * it met is in `returned`. Who cancelled can still pay; of a paid batch the same return is made again, whatever the act.
   * Throws `not-found`.
   */
  payBatch(batchToken: string, act: PayAct): Promise<Practice>;
  stop(): Promise<void>;
}

/** Listens where the shop did the last time, and keeps where that is. Rejects with nothing left open where it cannot. */
async function listenAgain(front: RequestListener, store: PracticeStore): Promise<Listener> {
  const opened = await openListener(front, store.port());
  try {
    store.keepPort(opened.port);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

interface Shop {
  store: PracticeStore;
  switches: Switches;
  listener: Listener;
  changed: () => void;
  stopped: AbortSignal;
}

/** What the practice screen does and sees. A switch thrown after another waits for it. */
function createDesk({ store, switches, listener, changed, stopped }: Shop) {
  const turns = createTurns();
  const view = () => viewOf(store, switches, listener.origin);
  const act = (payLinkSendId: string, done: boolean): Practice => {
    if (!done) throw new CallError('not-found', { detail: payLinkSendId });
    changed();
    return view();
  };
  const set = (change: Partial<Switches>): Practice => {
    Object.assign(switches, change);
    changed();
    return view();
  };
  const applyFault = async (fault: Fault): Promise<void> => {
    if (stopped.aborted) return;
    if (fault === 'line-down') await listener.close();
    else await listener.open();
    set({ fault });
  };
  return {
    /** Resolves once each switch has been thrown. */
    done: () => turns.done(),
    acts: {
      view,
      setFault: (fault) => turns.run(() => applyFault(fault)),
      pay: (payLinkSendId) => act(payLinkSendId, store.pay(payLinkSendId)),
      cancel: (payLinkSendId) => act(payLinkSendId, store.cancel(payLinkSendId)),
      setReturnForm: (returnForm) => set({ returnForm }),
      setRefuseBills: (refuseBills) => set({ refuseBills }),
    } satisfies Pick<PracticeShop, 'view' | 'setFault' | 'pay' | 'cancel' | 'setReturnForm' | 'setRefuseBills'>,
  };
}

/** Starts the practice shop on 127.0.0.1. Throws `practice-failed` where its file cannot be used. */
export async function startPractice({ file, now, changed, slow = SLOW }: PracticeOptions): Promise<PracticeShop> {
  const store = openStore(file);
  const { batches } = store;
  const stopping = new AbortController();
  const stopped = stopping.signal;
  const switches: Switches = { fault: 'none', returnForm: 'placeholders', refuseBills: 0 };
  let origin = '';
  const refusesKeys = () => switches.fault === 'wrong-password';
  const paymentUrl = (batchToken: string) => paymentUrlOf(origin, batchToken);
  const takeRefusals = () => {
    const count = switches.refuseBills;
    switches.refuseBills = 0;
    if (count > 0) changed();
    return count;
  };
  const payer = createPayer({ batches, returnForm: () => switches.returnForm, origin: () => origin, changed, stopped });
  const listener = await createFront({
    payLinks: createService({ store, now, refusesKeys, sent: changed }),
    bills: createBillService({ batches, now, refusesKeys, takeRefusals, paymentUrl, made: changed }),
    payer,
    fault: () => switches.fault,
    slow,
    stopped,
  })
    .then((front) => listenAgain(front, store))
    .catch((error: unknown) => {
      store.close();
      throw error;
    });
  ({ origin } = listener);

  const desk = createDesk({ store, switches, listener, changed, stopped });
  let ending: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    stopping.abort();
    await desk.done();
    await payer.idle();
    await listener.close();
    store.close();
  };
  return {
    ...desk.acts,
    endpoint: `${origin}${PATHS.sizpay}`,
    credentials: { ...PRACTICE_CREDENTIALS },
    toshaEndpoint: `${origin}${PATHS.tosha}`,
    toshaCredentials: { ...PRACTICE_TOSHA_CREDENTIALS },
    async payBatch(batchToken, payAct) {
      if (!(await payer.payBatch(batchToken, payAct))) throw new CallError('not-found', { detail: batchToken });
      if (stopped.aborted) throw new CallError('practice-failed', { detail: 'stopped' });
      return desk.acts.view();
    },
    stop: () => (ending ??= end()),
  };
}
