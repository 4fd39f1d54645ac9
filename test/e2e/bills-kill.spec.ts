import { billNo } from '../bill-samples.ts';
import { BillCashier } from './bill-cashier.ts';
import { expect, test } from './fixtures.ts';

const PAIRS = [billNo(1), billNo(2), billNo(3)];

test('power cuts all along a batch’s way: the basket, an unknown submission, the payment of yesterday, the outcomes', async ({
  start,
}) => {
  let running = await start();
  let cashier = new BillCashier(running.page);
  const { words } = cashier;
  const again = async () => {
    await running.kill();
    running = await start();
    cashier = new BillCashier(running.page);
  };

  await cashier.goBills();
  for (const pair of PAIRS) await cashier.scan(pair);
  const orders = (await cashier.basket()).map(({ extOrderId }) => extOrderId).toSorted();
  await again();

  await cashier.goBills();
  await expect(cashier.basketRows).toHaveCount(3);
  expect((await cashier.basket()).map(({ extOrderId }) => extOrderId).toSorted()).toEqual(orders);
  await cashier.setFault('slow');
  const [submitting] = await cashier.submitBasket('submitting');
  const id = submitting?.id ?? '';
  // The provider has made its batch; the reply is still to come.
  await expect.poll(async () => (await cashier.ask('practice.get', {})).batches.length).toBe(1);
  expect((await cashier.batch(id)).batch.state).toBe('submitting');
  await again();

  expect((await cashier.batch(id)).batch).toMatchObject({ state: 'unknown', attempts: 1, evidence: null });
  expect(await cashier.basket()).toEqual([]);
  await cashier.goDecisions();
  await expect(running.page.getByText(words.batch.noEvidence)).toBeVisible();
  // It waits for a person: nothing is submitted by itself.
  expect((await cashier.ask('practice.get', {})).batches).toHaveLength(1);
  await cashier.openBatch(id);
  await running.page.keyboard.press('Alt+KeyR');
  await cashier.untilBatch(id, 'awaiting');
  const { batch, bills } = await cashier.batch(id);
  expect(bills.map(({ extOrderId }) => extOrderId).toSorted()).toEqual(orders);
  expect(batch).toMatchObject({ attempts: 2, returnUrl: submitting?.returnUrl, returnKey: submitting?.returnKey });
  await again();

  // The payer pays the batch of yesterday: its return finds the same port.
  expect((await cashier.ask('app.status', {})).bills).toMatchObject({ awaiting: 1, receiver: 'listening' });
  await cashier.payInBrowser(id);
  await cashier.untilBatch(id, 'settled');
  const outcomes = (await cashier.batch(id)).bills;
  expect(outcomes.map(({ state, saleReferenceId }) => [state, saleReferenceId !== null])).toEqual(
    PAIRS.map(() => ['paid', true]),
  );
  await again();

  const settled = await cashier.batch(id);
  expect(settled.batch.state).toBe('settled');
  expect(settled.bills).toEqual(outcomes);
  await cashier.openBatch(id);
  for (const { saleReferenceId } of outcomes) await expect(running.page.getByText(saleReferenceId ?? '').first()).toBeVisible();
  expect(await cashier.ask('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
});

test('power cuts after an alarm, a refusal and a batch that never left: each is as it was, and can be gone on with', async ({
  start,
}) => {
  let running = await start();
  let cashier = new BillCashier(running.page);
  const { words } = cashier;
  const again = async () => {
    await running.kill();
    running = await start();
    cashier = new BillCashier(running.page);
  };

  const { id } = await cashier.awaitingBatch(...PAIRS);
  await cashier.returnAs('forged');
  await cashier.payAway(id);
  await expect.poll(async () => (await cashier.batch(id)).batch.alarm).toBe('return-mismatch');
  const alarmed = await cashier.batch(id);
  await again();

  expect(await cashier.batch(id)).toEqual(alarmed);
  expect((await cashier.ask('app.status', {})).decisions).toBe(1);
  await cashier.openBatch(id);
  await expect(running.page.getByText(words.batchAlarm['return-mismatch']).first()).toBeVisible();
  await running.page.keyboard.press('Alt+KeyS');
  await expect.poll(async () => (await cashier.batch(id)).batch.alarm).toBeNull();
  await again();

  expect((await cashier.batch(id)).batch).toMatchObject({ state: 'awaiting', alarm: null });
  await cashier.payAway(id, 'pay-partly');
  await cashier.untilBatch(id, 'settled');
  await cashier.openBatch(id);
  await running.page.keyboard.press('Alt+KeyB');
  await expect.poll(async () => (await cashier.basket()).length).toBe(1);
  const [bill] = await cashier.basket();
  await cashier.setFault('line-down');
  const [unsent] = await cashier.submitBasket('unsent');
  await again();

  expect((await cashier.batch(unsent?.id ?? '')).batch.state).toBe('unsent');
  expect((await cashier.basket()).map(({ id: kept, again: of }) => [kept, of])).toEqual([[bill?.id, bill?.again]]);
  const [accepted] = await cashier.submitBasket();
  const { bills } = await cashier.batch(accepted?.id ?? '');
  expect(bills.map(({ extOrderId }) => extOrderId)).toEqual([bill?.extOrderId]);
  expect(await cashier.ask('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
});
