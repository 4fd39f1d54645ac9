import { describe, expect, it, vi } from 'vitest';
import { createSubmitter } from '../../../electron/bills/submitter.ts';
import { CallError } from '../../../electron/errors.ts';
import { LedgerError } from '../../../electron/ledger/ledger.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import type { SubmitOutcome, ToshaService } from '../../../electron/providers/tosha/outcome.ts';
import { APP, person } from '../../../shared/actors.ts';
import { accepted, batchAccepted, failed, inBasket, newPair, paid, returned, submitted } from '../ledger/bill-help.ts';
import { appendRaw, evidence, opened, tempFile, tool } from '../ledger/help.ts';

const service = { endpoint: 'https://bills.example/x.asmx', version: 'soap11' } as ToshaService;
const sara = person('سارا');

/** A submitter over a ledger, and the client that it submits with. */
function testSubmitter(
  ledger: Ledger,
  outcome: SubmitOutcome = { kind: 'neverSent', reason: 'refused', evidence: evidence() },
) {
  const submit = vi.fn(() => Promise.resolve(outcome));
  const told: string[] = [];
  const submitter = createSubmitter({
    ledger,
    way: () => Promise.resolve({ service, client: { submit } }),
    returnUrl: (key) => `http://127.0.0.1:1/r/${key}`,
    changed: () => undefined,
    tell: ({ kind }) => told.push(kind),
    retryWrite: 1,
    grace: 1,
  });
  return { submitter, submit, told };
}

it('an unknown batch with a bill that a newer version did something with is not submitted again', async () => {
  const file = tempFile();
  const before = opened(file);
  const bills = [inBasket(before), inBasket(before)];
  const batch = submitted(before, bills, { kind: 'batch.unknown', evidence: null });
  before.close();
  tool(file, (db) => {
    const seq = appendRaw(db, { subject: bills[1]!, kind: 'bill.split' });
    db.prepare('UPDATE bills SET event = ? WHERE id = ?').run(seq, bills[1]!);
    db.exec("UPDATE projection SET version = 'of a newer version'");
  });
  const ledger = opened(file);
  const { submitter, submit } = testSubmitter(ledger);
  const refused = await submitter.resubmit(batch, sara).catch((error: unknown) => error);
  expect(refused instanceof CallError && refused.error.code).toBe('event-newer');
  await submitter.stop();
  expect([ledger.batches.get(batch)?.state, submit.mock.calls]).toEqual(['unknown', []]);
});

describe('a basket', () => {
  it('with a bill that was paid meanwhile is not submitted, neither that bill nor the others', async () => {
    const ledger = opened();
    const pair = newPair();
    const first = inBasket(ledger, pair);
    const batch = submitted(ledger, [first], batchAccepted('B1'));
    ledger.bills.record(first, accepted(), APP);
    ledger.bills.record(first, failed, APP);
    ledger.batches.record(batch, returned('failed'), APP);
    const [again, other] = [inBasket(ledger, { ...pair, again: first }), inBasket(ledger)];
    ledger.bills.record(first, paid(), APP);
    const { submitter, submit } = testSubmitter(ledger);
    const refused = await submitter.submitBasket(sara).catch((error: unknown) => error);
    expect(refused instanceof CallError && refused.error).toEqual({ code: 'already-paid', detail: pair.billId });
    await submitter.stop();
    expect(submit).not.toHaveBeenCalled();
    expect([again, other].map((id) => ledger.bills.get(id)?.state)).toEqual(['basket', 'basket']);
    ledger.close();
  });

  it('that is empty is refused', async () => {
    const ledger = opened();
    const { submitter } = testSubmitter(ledger);
    await expect(submitter.submitBasket(sara)).rejects.toThrow('basket-empty');
    ledger.close();
  });
});

describe('a submission', () => {
  it('that never left has its bills back in the basket, and says so', async () => {
    const ledger = opened();
    const bill = inBasket(ledger);
    const { submitter, told } = testSubmitter(ledger);
    const [batch] = await submitter.submitBasket(sara);
    await vi.waitFor(() => expect(told).toEqual(['batch-unsent']));
    expect([ledger.batches.get(batch?.id ?? '')?.state, ledger.bills.get(bill)?.state]).toEqual(['unsent', 'basket']);
    await submitter.stop();
    ledger.close();
  });

  it('does not leave where the mark cannot be written', async () => {
    const ledger = opened();
    inBasket(ledger);
    const keepMark = () => Promise.reject(new LedgerError('disk-full', 'x'));
    const { submitter, submit, told } = testSubmitter({ ...ledger, keepMark });
    await submitter.submitBasket(sara);
    await vi.waitFor(() => expect(told).toEqual(['batch-unsent']));
    expect(submit).not.toHaveBeenCalled();
    await submitter.stop();
    ledger.close();
  });

  it('is written down however long the disk is full', async () => {
    const ledger = opened();
    inBasket(ledger);
    let refusals = 0;
    const record: typeof ledger.batches.record = (id, event, actor) => {
      if (event.kind === 'batch.unsent' && (refusals += 1) < 9) throw new LedgerError('disk-full', 'x');
      return ledger.batches.record(id, event, actor);
    };
    const { submitter, submit, told } = testSubmitter({ ...ledger, batches: { ...ledger.batches, record } });
    await submitter.submitBasket(sara);
    await vi.waitFor(() => expect(told).toEqual(['batch-unsent']));
    expect([refusals, submit.mock.calls.length]).toEqual([9, 1]);
    await submitter.stop();
    ledger.close();
  });
});
