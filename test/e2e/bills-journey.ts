import { expect } from '@playwright/test';
import { billNo } from '../bill-samples.ts';
import type { BillCashier } from './bill-cashier.ts';

export interface BillStep {
  name: string;
  /** What is seen when it is over; it throws where it is not. */
  play: (cashier: BillCashier) => Promise<string>;
}

const SOON = { timeout: 30_000 };

/** From a pile of bills to their outcomes: scan, check, pay in batches, and a return that somebody forged. */
export function billsJourney(): BillStep[] {
  let first = '';
  let second = '';
  let partly = '';
  return [
    {
      name: 'bills-scanned',
      async play(cashier) {
        await cashier.goCounter();
        await cashier.field('customerName').fill('مشتری');
        await cashier.scan(billNo(1));
        await expect(cashier.field('customerName')).toHaveValue('مشتری');
        await cashier.goBills();
        for (let n = 2; n <= 23; n += 1) await cashier.scan(billNo(n));
        await expect(cashier.page.getByRole('grid', { name: cashier.words.bills.basketList }).getByRole('row')).toHaveCount(23);
        return '23 bills are scanned into the basket, the first of them while the cursor stood in an invoice';
      },
    },
    {
      name: 'bills-submitted',
      async play(cashier) {
        const batches = await cashier.submitBasket();
        expect(batches.map(({ bills }) => bills.length)).toEqual([20, 3]);
        [first = '', second = ''] = batches.map(({ id }) => id);
        expect(await cashier.basket()).toEqual([]);
        return 'the basket became two batches, of 20 and of 3, each with a pay page';
      },
    },
    {
      name: 'bills-pay-page',
      async play(cashier) {
        await cashier.returnAs('appended');
        const read = await cashier.payInBrowser(first);
        expect(read).toContain('صندوق‌دار');
        await cashier.untilBatch(first, 'settled');
        return 'the first batch is paid at the pay page in the PC’s browser, and the payer came back by the loopback address';
      },
    },
    {
      name: 'bills-settled',
      async play(cashier) {
        await cashier.returnAs('post');
        await cashier.payAway(second);
        await cashier.untilBatch(second, 'settled');
        await cashier.openBatch(second);
        const { bills } = await cashier.batch(second);
        for (const { state, saleReferenceId } of bills) expect([state, Number(saleReferenceId) > 0]).toEqual(['paid', true]);
        await expect(cashier.page.getByText(cashier.words.billState.paid, { exact: true }).first()).toBeVisible(SOON);
        return `both batches are settled; each of the 23 bills shows its outcome and reference (${bills[0]?.saleReferenceId})`;
      },
    },
    {
      name: 'bills-two-refused',
      async play(cashier) {
        await cashier.ask('practice.setRefuseBills', { count: 2 });
        for (let n = 31; n <= 35; n += 1) await cashier.scan(billNo(n));
        const [batch] = await cashier.submitBasket();
        partly = batch?.id ?? '';
        const back = await cashier.basket();
        expect(back.map(({ message }) => message !== null)).toEqual([true, true]);
        await cashier.goBills();
        await expect(cashier.page.getByText(back[0]?.message ?? '').first()).toBeVisible(SOON);
        return `of 5 bills the provider refused two: they are in the basket, with its words «${back[0]?.message}»`;
      },
    },
    {
      name: 'bills-forged-return',
      async play(cashier) {
        await cashier.returnAs('forged');
        await cashier.payAway(partly);
        await expect.poll(async () => (await cashier.batch(partly)).batch.alarm, SOON).toBe('return-mismatch');
        const { batch, bills } = await cashier.batch(partly);
        expect(batch.state).toBe('awaiting');
        expect(bills.filter(({ state }) => state === 'paid')).toEqual([]);
        await cashier.openBatch(partly);
        // The notice says it too, and may be there before the page.
        const alarm = cashier.page.getByRole('main').getByText(cashier.words.batchAlarm['return-mismatch']);
        await expect(alarm).toBeVisible(SOON);
        // It once stood there one word wide.
        expect((await alarm.boundingBox())?.width).toBeGreaterThan(300);
        return 'a forged return raised an alarm and changed nothing: the batch is still waited for';
      },
    },
    {
      name: 'bills-paid-after-all',
      async play(cashier) {
        await cashier.returnAs('placeholders');
        await cashier.payAway(partly, 'pay-partly');
        await cashier.untilBatch(partly, 'settled');
        await cashier.openBatch(partly);
        await cashier.page.keyboard.press('Alt+KeyB');
        await expect.poll(async () => (await cashier.basket()).length, SOON).toBe(3);
        const report = await cashier.ask('ledger.check', {});
        expect(report).toMatchObject({ ok: true, problems: [] });
        return `the true return settled it: two paid, one not, which is in a new basket; the ledger of ${report.events} events checks`;
      },
    },
  ];
}
