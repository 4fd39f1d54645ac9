import { BillCashier } from './bill-cashier.ts';
import { billsJourney } from './bills-journey.ts';
import { test } from './fixtures.ts';

test('from a pile of bills to their outcomes, with a forged return', async ({ start }) => {
  test.setTimeout(180_000);
  const { page } = await start();
  const cashier = new BillCashier(page);
  for (const { name, play } of billsJourney()) await test.step(name, () => play(cashier));
});
