import type { Fault, Practice } from '../../shared/ipc.ts';
import { CallError } from '../errors.ts';
import type { Credentials } from '../sizpay/outcome.ts';
import { createFront } from './front.ts';
import { PATH } from './http.ts';
import { openListener } from './listener.ts';
import { createService, PRACTICE_CREDENTIALS } from './service.ts';
import { smsText } from './sms.ts';
import { openStore } from './store.ts';
import type { StoredMessage } from './store.ts';

const MESSAGES_SHOWN = 200;
const SLOW = 3_000;

export interface PracticeOptions {
  /** The service's own SQLite file: not the ledger, which knows only what the service answered. Its folder must exist. */
  file: string;
  /** Milliseconds since 1970 (UTC). */
  now: () => number;
  /** Called whenever `view()` would show something else. */
  changed: () => void;
  /** Milliseconds that a reply takes under the fault `slow`. */
  slow?: number;
}

/** The practice stand-in of the pay-link service, with the customer's phone. */
export interface PracticeShop {
  /** Where it listens; stays the same until `stop`. */
  endpoint: string;
  credentials: Credentials;
  view(): Practice;
  /** Holds until changed. Throws `practice-failed` where the line cannot come back because its port is taken. */
  setFault(fault: Fault): Promise<void>;
  /** The customer pays; paying twice is harmless. Throws `not-found`. */
  pay(payLinkSendId: string): Practice;
  /** The customer leaves the pay page; the link stays payable. Throws `not-found`. */
  cancel(payLinkSendId: string): Practice;
  stop(): Promise<void>;
}

/** Starts the practice shop on a free port of 127.0.0.1. Throws `practice-failed` where its file cannot be used. */
export async function startPractice({ file, now, changed, slow = SLOW }: PracticeOptions): Promise<PracticeShop> {
  const store = openStore(file);
  const stopping = new AbortController();
  let fault: Fault = 'none';
  const service = createService({ store, now, refusesKeys: () => fault === 'wrong-password', sent: changed });
  const front = await createFront({ service, fault: () => fault, slow, stopped: stopping.signal });
  const listener = await openListener(front).catch((error: unknown) => {
    store.close();
    throw error;
  });
  const endpoint = `${listener.origin}${PATH}`;

  const onPhone = (message: StoredMessage) => {
    const payAddress = `${listener.origin}/p/${message.payLinkSendId}`;
    return { ...message, text: smsText({ ...message, payAddress }) };
  };
  const view = (): Practice => ({ fault, endpoint, messages: store.newest(MESSAGES_SHOWN).map(onPhone) });
  const act = (payLinkSendId: string, done: boolean): Practice => {
    if (!done) throw new CallError('not-found', { detail: payLinkSendId });
    changed();
    return view();
  };
  const applyFault = async (next: Fault): Promise<void> => {
    if (stopping.signal.aborted) return;
    if (next === 'line-down') await listener.close();
    else await listener.open();
    fault = next;
    changed();
  };

  const inTurn = async (before: Promise<void>, next: Fault): Promise<void> => {
    await before.catch(() => {});
    await applyFault(next);
  };
  // One change at a time: the port is given up and taken again in the order it was asked for.
  let turn: Promise<void> = Promise.resolve();
  let ending: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    stopping.abort();
    await turn.catch(() => {});
    await listener.close();
    store.close();
  };
  return {
    endpoint,
    credentials: { ...PRACTICE_CREDENTIALS },
    view,
    setFault: (next) => (turn = inTurn(turn, next)),
    pay: (payLinkSendId) => act(payLinkSendId, store.pay(payLinkSendId)),
    cancel: (payLinkSendId) => act(payLinkSendId, store.cancel(payLinkSendId)),
    stop: () => (ending ??= end()),
  };
}
