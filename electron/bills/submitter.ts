import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { BATCH_MAX } from '../../shared/batches.ts';
import { BillMoveError } from '../../shared/bills.ts';
import type { Batch, BatchState } from '../../shared/batches.ts';
import type { Bill } from '../../shared/bills.ts';
import { CallError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { APP } from '../../shared/actors.ts';
import type { Actor } from '../../shared/actors.ts';
import { keepTrying } from '../retry.ts';
import type { ToshaClient } from '../providers/tosha/client.ts';
import type { SubmitOutcome, ToshaService } from '../providers/tosha/outcome.ts';
import { payPageOf } from '../providers/tosha/pay-page.ts';
import { sumOfBills } from '../../shared/bill-sums.ts';

export interface Submitter {
  /** Splits the basket into batches and submits them; they are in the ledger when this resolves. */
  submitBasket(actor: Actor): Promise<Batch[]>;
  /** An unknown submission again, with the same ExtOrderIDs and the same return path. */
  resubmit(id: string, actor: Actor): Promise<Batch>;
  stop(): Promise<void>;
}

export interface SubmitterOptions {
  ledger: Ledger;
  /** The way to the service now. Rejects with a CallError that says what it lacks. */
  service: () => Promise<{ service: ToshaService; client: ToshaClient }>;
  /** The address for the return of the batch with this key. */
  returnUrl: (returnKey: string) => string;
  changed: () => void;
  told: (kind: 'batch-accepted' | 'batch-refused' | 'batch-unsent' | 'batch-unknown', batch: Batch) => void;
  /** Milliseconds before the ledger is tried again when it could not be written. */
  retryWrite?: number;
  /** Milliseconds that a submission has to end by itself when the submitter stops. */
  grace?: number;
}

type Way = Awaited<ReturnType<SubmitterOptions['service']>>;

/**
 * Submits batches of bills. `submitting` is committed before the request is made, so a crash finds it there and makes it
 * unknown. A submission moves no money, but it is made again only when a person says so.
 */
export function createSubmitter(options: SubmitterOptions): Submitter {
  const { ledger, service, returnUrl, changed, told, retryWrite = 1000, grace = 2000 } = options;
  const underWay = new Set<Promise<void>>();
  const cutting = new AbortController();
  let stopping = false;

  for (const batch of ledger.batches.inState('submitting'))
    ledger.batches.record(batch.id, { kind: 'batch.unknown', evidence: null }, APP);

  function begin(bills: readonly Bill[], { service: to }: Way, actor: Actor): Batch {
    const id = uuidv7();
    const returnKey = randomBytes(16).toString('hex');
    for (const bill of bills) ledger.bills.record(bill.id, { kind: 'bill.submitting', batch: id }, actor);
    const ids = bills.map((bill) => bill.id);
    const where = { version: to.version, endpoint: to.endpoint, returnUrl: returnUrl(returnKey), returnKey };
    return ledger.batches.record(
      id,
      { kind: 'batch.submitting', attempt: 1, bills: ids, expected: sumOfBills(bills), ...where },
      actor,
    );
  }

  function start(batch: Batch, way: Way): void {
    const work = submit(batch, way)
      .catch(() => {
        // What could not be written is found in `submitting` at the next start, and becomes unknown there.
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  async function submit(batch: Batch, { service: to, client }: Way): Promise<void> {
    const orders = ledger.bills.ofBatch(batch).map(({ billId, payId, extOrderId }) => ({ billId, payId, extOrderId }));
    // An error of our own in the middle of a submission: nobody can say what left, so a person has to look.
    const outcome = await client.submit(orders, batch.returnUrl, cutting.signal).catch(() => null);
    const final = (error: unknown) => stopping || error instanceof BillMoveError;
    const after = await keepTrying(() => ledger.transact(() => record(batch, outcome, to.endpoint)), retryWrite, final);
    told(`batch-${TOLD[after.state] ?? 'unknown'}`, after);
    changed();
  }

  /** Writes what a submission came to, for the batch and each of its bills. */
  function record(batch: Batch, outcome: SubmitOutcome | null, endpoint: string): Batch {
    switch (outcome?.kind) {
      case 'accepted': {
        const { kind: _, bills, ...said } = outcome;
        // As a browser reads it; the provider's own writing is in the evidence.
        const paymentUrl = payPageOf(outcome.paymentUrl)?.href ?? outcome.paymentUrl;
        recordBills(batch, bills);
        return ledger.batches.record(batch.id, { kind: 'batch.accepted', ...said, paymentUrl, service: endpoint }, APP);
      }
      case 'refused': {
        const { cause, status, message, evidence } = outcome;
        recordBills(
          batch,
          outcome.bills.map((answer) => ({ ...answer, accepted: false })),
        );
        return ledger.batches.record(
          batch.id,
          { kind: 'batch.refused', cause, status, message, evidence, service: endpoint },
          APP,
        );
      }
      case 'neverSent':
        // An earlier attempt may have arrived: then only this one never left, and the batch is as unknown as before.
        if (batch.attempts > 1)
          return ledger.batches.record(batch.id, { kind: 'batch.unknown', evidence: outcome.evidence }, APP);
        recordBills(batch, []);
        return ledger.batches.record(batch.id, { kind: 'batch.unsent', evidence: outcome.evidence }, APP);
      case 'unknown':
      case undefined:
        return ledger.batches.record(batch.id, { kind: 'batch.unknown', evidence: outcome?.evidence ?? null }, APP);
    }
  }

  function recordBills(batch: Batch, answers: (SubmitOutcome & { kind: 'accepted' })['bills']): void {
    const byOrder = new Map(answers.map((answer) => [answer.extOrderId, answer]));
    for (const bill of ledger.bills.ofBatch(batch)) {
      const answer = byOrder.get(bill.extOrderId);
      const { status = '', message = '' } = answer ?? {};
      if (answer?.accepted === true) {
        const { price, billType } = answer;
        ledger.bills.record(bill.id, { kind: 'bill.accepted', status, message, price, billType }, APP);
      } else {
        ledger.bills.record(bill.id, { kind: 'bill.back', status, message }, APP);
      }
    }
  }

  return {
    async submitBasket(actor) {
      const way = await service();
      const batches = ledger.transact(() => {
        const basket = ledger.bills.basket();
        if (basket.length === 0) throw new CallError('basket-empty');
        const paid = basket.find((bill) => ledger.bills.paidTwin(bill) !== null);
        if (paid !== undefined) throw new CallError('already-paid', { detail: paid.billId });
        const begun: Batch[] = [];
        for (let at = 0; at < basket.length; at += BATCH_MAX) begun.push(begin(basket.slice(at, at + BATCH_MAX), way, actor));
        return begun;
      });
      for (const batch of batches) start(batch, way);
      changed();
      return batches;
    },
    async resubmit(id, actor) {
      const way = await service();
      const before = ledger.batches.get(id);
      if (before === null) throw new CallError('not-found', { detail: id });
      const { version, endpoint } = way.service;
      const { returnKey, bills, expected, attempts } = before;
      const batch = ledger.batches.record(
        id,
        {
          kind: 'batch.submitting',
          attempt: attempts + 1,
          bills,
          expected,
          version,
          endpoint,
          returnUrl: returnUrl(returnKey),
          returnKey,
        },
        actor,
      );
      start(batch, way);
      changed();
      return batch;
    },
    async stop() {
      stopping = true;
      const cut = setTimeout(() => cutting.abort(), grace);
      await Promise.allSettled(underWay);
      clearTimeout(cut);
    },
  };
}

/** What is told of a submission, by the state it led to. */
const TOLD: Partial<Record<BatchState, 'accepted' | 'refused' | 'unsent'>> = {
  awaiting: 'accepted',
  refused: 'refused',
  unsent: 'unsent',
};
