import type { ReturnForm } from '../../shared/contract/practice.ts';
import { bareHost, isThisPc } from '../providers/net/host.ts';
import { request } from '../providers/net/request.ts';
import type { BatchStore, PayAct, StoredBatch } from './batches.ts';
import { plain } from './http.ts';
import type { HttpReply } from './http.ts';
import { noSuchPage, payPage, sendBack } from './pay-page.ts';
import { bodyOf, fieldsOf, forgedOf, tripOf } from './returns.ts';
import type { Trip } from './returns.ts';

/** Milliseconds for the shop to answer the payer's browser. */
const RETURN_DEADLINE = 10_000;
const RETURN_REPLY_MAX = 1024 * 1024;

/** The payer at the pay page: with a browser, or played without one. */
export interface Payer {
  page(batchToken: string): HttpReply;
  /** @param form the page's form as a browser posts it */
  act(batchToken: string, form: string): HttpReply;
  /** Settles the batch and makes the return, as the payer's browser would. False where there is no such batch. */
  payBatch(batchToken: string, act: PayAct): Promise<boolean>;
  /** Resolves once no return is under way. */
  idle(): Promise<void>;
}

export interface PayerParts {
  batches: BatchStore;
  returnForm: () => ReturnForm;
  /** The pay page's own origin, which a browser names when it posts from there. */
  origin: () => string;
  changed: () => void;
  /** Ends returns that are under way. */
  stopped: AbortSignal;
}

/** A practice payment is told to this PC alone: an address elsewhere is not reached. */
const isReached = (url: string): boolean => isThisPc(bareHost(new URL(url)));

const actOf = (form: string): PayAct | 'back' | null => {
  const act = new URLSearchParams(form).get('act');
  return act === 'pay' || act === 'pay-partly' || act === 'cancel' || act === 'back' ? act : null;
};

export function createPayer({ batches, returnForm, origin, changed, stopped }: PayerParts): Payer {
  const underWay = new Set<Promise<void>>();

  /** The batch after an act, and the way back. A forger pays nothing: then the batch is left as it is. */
  const settle = (batchToken: string, act: PayAct): { batch: StoredBatch; trip: Trip | null } | null => {
    const form = returnForm();
    const batch = form === 'forged' ? batches.find(batchToken) : batches.settle(batchToken, act);
    if (batch === null) return null;
    const trip = tripOf(batch.returnUrl, form, fieldsOf(form === 'forged' ? forgedOf(batch) : batch));
    if (trip === null) batches.noteReturned(batchToken, 'none');
    changed();
    return { batch: batches.find(batchToken) ?? batch, trip };
  };

  const makeTrip = async (batchToken: string, trip: Trip): Promise<void> => {
    const post = trip.method === 'POST';
    const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', origin: origin() };
    const fate = isReached(trip.url)
      ? await request({
          url: trip.url,
          method: trip.method,
          headers: post ? headers : { accept: headers.accept },
          body: Buffer.from(post ? bodyOf(trip.fields) : ''),
          connectTimeout: RETURN_DEADLINE,
          deadline: RETURN_DEADLINE,
          maxReply: RETURN_REPLY_MAX,
          signal: stopped,
        })
      : null;
    batches.noteReturned(batchToken, fate?.kind === 'reply' ? String(fate.status) : 'unreached');
    changed();
  };

  return {
    page(batchToken) {
      const batch = batches.find(batchToken);
      return batch === null ? noSuchPage() : payPage(batch);
    },
    act(batchToken, form) {
      const act = actOf(form);
      const found = batches.find(batchToken);
      if (found === null) return noSuchPage();
      if (act === null) return plain(400, 'No act');
      // Going back only tells again what became of it.
      if (act === 'back' && found.state === 'unpaid') return payPage(found);
      const settled = settle(batchToken, act === 'back' ? 'cancel' : act);
      if (settled === null) return noSuchPage();
      return settled.trip === null ? payPage(settled.batch) : sendBack(settled.trip);
    },
    async payBatch(batchToken, act) {
      const settled = settle(batchToken, act);
      if (settled === null) return false;
      if (settled.trip === null) return true;
      const trip = makeTrip(batchToken, settled.trip);
      underWay.add(trip);
      await trip.finally(() => underWay.delete(trip));
      return true;
    },
    idle: async () => void (await Promise.allSettled(underWay)),
  };
}
