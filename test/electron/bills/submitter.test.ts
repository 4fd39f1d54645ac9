import { describe, expect, it, vi } from 'vitest';
import { createSubmitter } from '../../../electron/bills/submitter.ts';
import { CallError } from '../../../electron/errors.ts';
import { LedgerError } from '../../../electron/ledger/ledger.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import type { ToshaClient } from '../../../electron/providers/tosha/client.ts';
import type { SubmitOutcome, ToshaService } from '../../../electron/providers/tosha/outcome.ts';
import { APP, person } from '../../../shared/actors.ts';
import {
  accepted,
  batchAccepted,
  failed,
  inBasket,
  newPair,
  paid,
  returned,
  submitted,
  batchUnknown,
} from '../ledger/bill-help.ts';
import { appendRaw, evidence, opened, tempFile, tool } from '../ledger/help.ts';

const service = { endpoint: 'https://bills.example/x.asmx', version: 'soap11' } as ToshaService;
const sara = person('سارا');

/** A submitter over a ledger, and the client that it submits with. */
function testSubmitter(
  ledger: Ledger,
  outcome: SubmitOutcome = { kind: 'neverSent', reason: 'refused', evidence: evidence() },
) {
  const submit = vi.fn<ToshaClient['submit']>(() => Promise.resolve(outcome));
  const told: string[] = [];
  const changed = vi.fn();
  const submitter = createSubmitter({
    ledger,
    way: () => Promise.resolve({ service, client: { submit } }),
    returnUrl: (key) => `http://127.0.0.1:1/r/${key}`,
    changed,
    tell: ({ kind }) => told.push(kind),
    retryWrite: 1,
    grace: 1,
  });
  return { submitter, submit, told, changed };
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

describe('a basket of more than a batch takes', () => {
  it('is split in its order, each batch with a return address of its own', async () => {
    const ledger = opened();
    const bills = Array.from({ length: 41 }, () => inBasket(ledger));
    const { submitter, submit, told } = testSubmitter(ledger, { kind: 'unknown', evidence: evidence() });
    const batches = await submitter.submitBasket(sara);
    expect(batches.map((batch) => batch.bills)).toEqual([bills.slice(0, 20), bills.slice(20, 40), bills.slice(40)]);
    expect(batches.map(({ expected }) => expected)).toEqual([20, 20, 1].map((count) => count * 17_000));
    expect(new Set(batches.map(({ returnKey }) => returnKey)).size).toBe(3);
    for (const { id, returnKey, returnUrl } of batches) {
      expect(returnKey).toMatch(/^[0-9a-f]{32}$/u);
      expect(returnUrl).toBe(`http://127.0.0.1:1/r/${returnKey}`);
      expect(ledger.batches.history(id)[0]).toMatchObject({
        actor: sara,
        event: { kind: 'batch.submitting', attempt: 1, version: 'soap11', endpoint: service.endpoint },
      });
    }
    expect(ledger.bills.history(bills[0] ?? '').at(-1)).toMatchObject({
      actor: sara,
      event: { kind: 'bill.submitting', batch: batches[0]?.id },
    });
    await vi.waitFor(() => expect(told).toEqual(['batch-unknown', 'batch-unknown', 'batch-unknown']));
    expect(submit.mock.calls.map(([orders]) => orders.length)).toEqual([20, 20, 1]);
  });

  it('of just a batch is one', async () => {
    const ledger = opened();
    for (let n = 0; n < 20; n += 1) inBasket(ledger);
    const { submitter } = testSubmitter(ledger);
    expect((await submitter.submitBasket(sara)).length).toBe(1);
    await submitter.stop();
  });

  it('is submitted whole or not at all', async () => {
    const real = opened();
    for (let n = 0; n < 21; n += 1) inBasket(real);
    let batches = 0;
    const record: typeof real.batches.record = (id, event, actor) => {
      if ((batches += 1) > 1) throw new Error('the disk is full');
      return real.batches.record(id, event, actor);
    };
    const { submitter, submit } = testSubmitter({ ...real, batches: { ...real.batches, record } });
    await expect(submitter.submitBasket(sara)).rejects.toThrow('the disk is full');
    await submitter.stop();
    expect([submit.mock.calls.length, real.bills.basket().length]).toEqual([0, 21]);
  });
});

describe('what became of a submission', () => {
  const answers = { status: '0', message: '', evidence: evidence() };
  it.each<[string, SubmitOutcome]>([
    ['batch-refused', { kind: 'refused', cause: 'status', bills: [], ...answers }],
    ['batch-unknown', { kind: 'unknown', evidence: evidence() }],
    [
      'batch-accepted',
      { kind: 'accepted', batchToken: 'B1', paymentUrl: 'https://pay.example/', total: null, bills: [], ...answers },
    ],
  ])('is told: %s', async (kind, outcome) => {
    const ledger = opened();
    inBasket(ledger);
    const { submitter, told, changed } = testSubmitter(ledger, outcome);
    const [batch] = await submitter.submitBasket(sara);
    await vi.waitFor(() => expect(told).toEqual([kind]));
    await submitter.stop();
    // Once when it began, and once when it ended.
    expect(changed).toHaveBeenCalledTimes(2);
    const said = ledger.batches.history(batch?.id ?? '').at(-1)?.event;
    if (kind !== 'batch-unknown') expect(said).toMatchObject({ service: service.endpoint });
  });

  it('is unknown where an error of our own came between', async () => {
    const ledger = opened();
    const bill = inBasket(ledger);
    const { submitter, submit, told } = testSubmitter(ledger);
    submit.mockRejectedValue(new Error('ours'));
    await submitter.submitBasket(sara);
    await vi.waitFor(() => expect(told).toEqual(['batch-unknown']));
    expect(ledger.bills.get(bill)?.state).toBe('submitting');
  });

  it('that was under way at the last stop is unknown before anything else is done', () => {
    const ledger = opened();
    const id = submitted(ledger, [inBasket(ledger)]);
    testSubmitter(ledger);
    expect(ledger.batches.get(id)?.state).toBe('unknown');
  });
});

describe('an unknown submission', () => {
  it('goes again when a person says so: the same orders, the same return address, the attempt counted', async () => {
    const ledger = opened();
    const bills = [inBasket(ledger), inBasket(ledger)];
    const id = submitted(ledger, bills, batchUnknown);
    const { returnKey } = ledger.batches.get(id) ?? expect.fail('no batch');
    const { submitter, submit, told, changed } = testSubmitter(ledger, { kind: 'unknown', evidence: evidence() });
    const batch = await submitter.resubmit(id, sara);
    expect(batch).toMatchObject({ id, state: 'submitting', attempts: 2, bills });
    expect(changed).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(told).toEqual(['batch-unknown']));
    const orders = bills.map((bill) => {
      const { billId, payId, extOrderId } = ledger.bills.get(bill) ?? expect.fail('no bill');
      return { billId, payId, extOrderId };
    });
    expect(submit.mock.calls).toEqual([[orders, `http://127.0.0.1:1/r/${returnKey}`, expect.any(AbortSignal)]]);
    expect(ledger.batches.history(id).at(-2)).toMatchObject({
      actor: sara,
      event: { kind: 'batch.submitting', attempt: 2, returnKey },
    });
  });

  it('that is nowhere is refused', async () => {
    const { submitter, submit, changed } = testSubmitter(opened());
    await expect(submitter.resubmit('x', sara)).rejects.toThrow(new CallError('not-found', { detail: 'x' }));
    expect([submit.mock.calls, changed.mock.calls]).toEqual([[], []]);
  });
});

it('a stop cuts a submission that does not end, and it is unknown', async () => {
  const ledger = opened();
  inBasket(ledger);
  const { submitter, submit, told } = testSubmitter(ledger);
  submit.mockImplementation(
    (_orders, _url, cut) =>
      new Promise((resolve) => {
        cut?.addEventListener('abort', () => resolve({ kind: 'unknown', evidence: evidence({ reason: 'cut' }) }));
      }),
  );
  await submitter.submitBasket(sara);
  await vi.waitFor(() => expect(submit).toHaveBeenCalledOnce());
  await submitter.stop();
  expect(told).toEqual(['batch-unknown']);
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
