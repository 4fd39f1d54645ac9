import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actors.ts';
import { BATCH_MAX } from '../../shared/batches.ts';
import type { Batch, BatchState } from '../../shared/batches.ts';
import { sumOfBills } from '../../shared/bill-sums.ts';
import type { Bill } from '../../shared/bills.ts';
import type { News } from '../../shared/contract/events.ts';
import { createAttempts } from '../attempts.ts';
import { CallError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ToshaClient } from '../providers/tosha/client.ts';
import type { ToshaService } from '../providers/tosha/outcome.ts';
import type { Way } from '../way.ts';
import { recordOutcome, recordStarted } from './outcomes.ts';

export interface Submitter {
  /** Splits the basket into batches and submits them; they are in the ledger when this resolves. */
  submitBasket(actor: Actor): Promise<Batch[]>;
  /** An unknown submission again, with the same ExtOrderIDs and the same return path. */
  resubmit(id: string, actor: Actor): Promise<Batch>;
  stop(): Promise<void>;
}

type ToshaWay = Way<ToshaService, ToshaClient>;

export interface SubmitterOptions {
  ledger: Ledger;
  /** Rejects with a CallError that says what it lacks. */
  way: () => Promise<ToshaWay>;
  /** The address for the return of the batch with this key. */
  returnUrl: (returnKey: string) => string;
  changed: () => void;
  tell: (news: News) => void;
  /** Milliseconds before the ledger is tried again when it could not be written. */
  retryWrite?: number;
  /** Milliseconds that a submission has to end by itself when the submitter stops. */
  grace?: number;
}

/** What is told of a submission, by the state it led to. */
const TOLD: Partial<Record<BatchState, 'batch-accepted' | 'batch-refused' | 'batch-unsent'>> = {
  awaiting: 'batch-accepted',
  refused: 'batch-refused',
  unsent: 'batch-unsent',
};

/**
 * Submits batches of bills. `submitting` is committed before the request is made, so a crash finds it there and makes it
 * unknown. A submission moves no money, but it is made again only when a person says so.
 */
export function createSubmitter(options: SubmitterOptions): Submitter {
  const { ledger, returnUrl, changed, tell, retryWrite = 1000, grace = 2000 } = options;
  const attempts = createAttempts({ ledger, retryWrite, grace });
  recordStarted(ledger);

  /** Writes that a batch is submitted now, for the first time or again. */
  function submitting(
    batch: Pick<Batch, 'id' | 'bills' | 'expected' | 'returnKey' | 'attempts'>,
    to: ToshaService,
    actor: Actor,
  ) {
    const { id, bills, expected, returnKey, attempts: before } = batch;
    const where = { version: to.version, endpoint: to.endpoint, returnUrl: returnUrl(returnKey), returnKey };
    const event = { kind: 'batch.submitting', attempt: before + 1, bills, expected, ...where } as const;
    return ledger.batches.record(id, event, actor);
  }

  function begin(bills: readonly Bill[], to: ToshaService, actor: Actor): Batch {
    const id = uuidv7();
    for (const bill of bills) ledger.bills.record(bill.id, { kind: 'bill.submitting', batch: id }, actor);
    const returnKey = randomBytes(16).toString('hex');
    const ids = bills.map((bill) => bill.id);
    return submitting({ id, bills: ids, expected: sumOfBills(bills), returnKey, attempts: 0 }, to, actor);
  }

  function start(batch: Batch, way: ToshaWay): void {
    void attempts.start(batch.id, () => submit(batch, way));
  }

  async function submit(batch: Batch, { service, client }: ToshaWay): Promise<void> {
    const orders = ledger.bills.ofBatch(batch).map(({ billId, payId, extOrderId }) => ({ billId, payId, extOrderId }));
    const to = { transport: service.version, endpoint: service.endpoint };
    const outcome = await attempts
      .send(to, batch.changedAt, (cut) => client.submit(orders, batch.returnUrl, cut))
      // An error of our own in the middle of a submission: nobody can say what left, so a person has to look.
      .catch(() => null);
    const after = await attempts.write(() => recordOutcome(ledger, batch, outcome, service.endpoint));
    tell({ kind: TOLD[after.state] ?? 'batch-unknown', batch: after });
    changed();
  }

  return {
    async submitBasket(actor) {
      const way = await options.way();
      const batches = ledger.transact(() => {
        const basket = ledger.bills.basket();
        if (basket.length === 0) throw new CallError('basket-empty');
        const paid = basket.find((bill) => ledger.bills.paidTwin(bill) !== null);
        if (paid !== undefined) throw new CallError('already-paid', { detail: paid.billId });
        const begun: Batch[] = [];
        for (let at = 0; at < basket.length; at += BATCH_MAX)
          begun.push(begin(basket.slice(at, at + BATCH_MAX), way.service, actor));
        return begun;
      });
      for (const batch of batches) start(batch, way);
      changed();
      return batches;
    },
    async resubmit(id, actor) {
      const way = await options.way();
      const before = ledger.batches.get(id);
      if (before === null) throw new CallError('not-found', { detail: id });
      // The app could not write what became of them.
      const isNewer = (bill: string) => ledger.bills.history(bill).some(({ event }) => event === null);
      if (before.bills.some(isNewer)) throw new CallError('event-newer', { detail: `batch ${id}` });
      const batch = submitting(before, way.service, actor);
      start(batch, way);
      changed();
      return batch;
    },
    stop: () => attempts.stop(),
  };
}
