import { BATCH_STATES } from '../../shared/batches.ts';
import { billNo } from '../bill-samples.ts';
import { faultsOf } from './axe.ts';
import { BillCashier } from './bill-cashier.ts';
import { expect, test } from './fixtures.ts';

/** A batch in each state it can stay in, on the screens' own ways; the alarmed one is awaited. */
async function play(cashier: BillCashier): Promise<Record<string, string>> {
  const { page } = cashier;
  let n = 0;
  const next = () => billNo((n += 1));
  const settled = await cashier.awaitingBatch(next(), next());
  await cashier.payAway(settled.id, 'pay-partly');
  const failed = await cashier.awaitingBatch(next());
  await cashier.payAway(failed.id, 'cancel');
  const abandoned = await cashier.awaitingBatch(next());
  await cashier.ask('batches.abandon', { id: abandoned.id });
  const awaiting = await cashier.awaitingBatch(next());
  const alarmed = await cashier.awaitingBatch(next());
  await cashier.returnAs('forged');
  await cashier.payAway(alarmed.id);
  await cashier.goBills();
  await cashier.scan(next());
  await cashier.setFault('reply-lost');
  const [unknown] = await cashier.submitBasket('unknown');
  await cashier.goBills();
  await cashier.scan(next());
  await cashier.setFault('wrong-password');
  const [refused] = await cashier.submitBasket('refused');
  await cashier.setFault('line-down');
  const [unsent] = await cashier.submitBasket('unsent');
  await expect(page.getByText(cashier.words.batchMeaning.unsent)).toBeVisible();
  const all = { settled, failed, abandoned, awaiting, alarmed, unknown, refused, unsent };
  return Object.fromEntries(Object.entries(all).map(([name, batch]) => [name, batch?.id ?? '']));
}

for (const language of ['fa', 'en'] as const) {
  test(`bills: no serious finding of axe, and no sideways scroll, in any state and dialog (${language})`, async ({ start }) => {
    test.setTimeout(180_000);
    const { page } = await start();
    const cashier = new BillCashier(page, language);
    const { words } = cashier;
    await cashier.ask('app.setLanguage', { language });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const found: string[] = [];
    const look = async (screen: string) => void found.push(...(await faultsOf(page, screen)));

    await cashier.goBills();
    await look('bills, empty');
    const batches = await play(cashier);
    const states = await Promise.all(Object.values(batches).map(async (id) => (await cashier.batch(id)).batch.state));
    expect(new Set(states)).toEqual(new Set(BATCH_STATES.filter((state) => state !== 'submitting')));

    for (const [name, id] of Object.entries(batches)) {
      await cashier.openBatch(id);
      await look(`batch, ${name}`);
    }
    await cashier.openBatch(batches['awaiting'] ?? '');
    await page.keyboard.press('Alt+KeyQ');
    await expect(page.getByText(words.batch.qrHint)).toBeVisible();
    await cashier.pasteReturn('http://127.0.0.1/');
    await expect(page.getByText(words.error['return-unreadable'])).toBeVisible();
    await look('batch, with a QR code and an error');
    await page.keyboard.press('Alt+KeyA');
    await expect(cashier.dialog).toBeVisible();
    await look('dialog: abandon');
    await page.keyboard.press('Escape');
    await page.getByRole('listbox', { name: words.batch.billsLabel }).getByRole('option').first().click();
    await expect(page.getByText(words.bill.extOrderId)).toBeVisible();
    await look('bill, awaiting');

    await cashier.goBills();
    await cashier.burst('9174639504124000001290819'.padEnd(26, '7'));
    await expect(page.getByRole('alert').filter({ hasText: words.bills.refused })).toBeVisible();
    await cashier.idField('billId').fill('9100074409151');
    await cashier.idField('payId').fill('12908199');
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
    await expect(cashier.idField('billId')).toHaveAttribute('aria-invalid', 'true');
    await look('bills, with errors, a refused scan and the line down');
    await page.keyboard.press('Alt+KeyI');
    await look('dialog: a list');
    await cashier.dialog.getByRole('textbox').fill('9174639504124 12908190\n9174639504124 12908197\nx\n9174639504124 12908190');
    await cashier.button(words.billImport.check).click();
    await expect(cashier.dialog.getByRole('list', { name: words.billImport.list })).toBeVisible();
    await look('dialog: the verdicts');
    await page.keyboard.press('Escape');
    await cashier.basketRows.first().click();
    await expect(page.getByText(words.bill.extOrderId)).toBeVisible();
    await look('bill, in the basket');
    await cashier.goBills();
    await page.keyboard.press('Alt+KeyL');
    await expect(cashier.heading(words.billsList.title)).toBeVisible();
    await look('list of bills');
    await page.keyboard.press('Alt+Digit2');
    await look('list of batches');
    await cashier.goDecisions();
    await page.getByText(words.evidence.title).first().click();
    await look('decisions, with batches');
    await cashier.goPractice();
    await look('practice, with pay pages');
    await cashier.goSettings();
    await look('settings');
    expect(found).toEqual([]);
  });
}
