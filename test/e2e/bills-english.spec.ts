import type { Page } from '@playwright/test';
import { billNo } from '../bill-samples.ts';
import { BillCashier } from './bill-cashier.ts';
import { expect, test } from './fixtures.ts';
import { persianWords } from './persian-words.ts';

/** What the provider and the payer wrote is Persian, and stands in isolation; the interface's own words must not be. */
async function expectEnglish(page: Page, screen: string): Promise<void> {
  expect({ screen, persian: await persianWords(page) }).toEqual({ screen, persian: [] });
}

test('bills in English, from the scan to the outcomes and the alarm, without a Persian word in the way', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page, 'en');
  const { words } = cashier;
  await cashier.ask('app.setLanguage', { language: 'en' });
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  const rows = page.getByRole('listbox', { name: words.batch.billsLabel }).getByRole('option');

  await cashier.goBills();
  await expectEnglish(page, 'bills, empty');
  for (const n of [1, 2]) await cashier.scan(billNo(n));
  await expect(cashier.basketRows.first()).toContainText('102,000 rial');
  await expect(cashier.basketRows.first()).toContainText(words.billType.electricity);
  await cashier.burst('9174639504124'.padEnd(26, '0'));
  await expect(page.getByRole('alert').filter({ hasText: words.bills.refused })).toBeVisible();
  await expectEnglish(page, 'bills, with a refused scan');
  await cashier.ask('practice.setRefuseBills', { count: 1 });
  const [batch] = await cashier.submitBasket();
  await expect(page.getByText(words.batchMeaning.awaiting)).toBeVisible();
  await expectEnglish(page, 'batch, awaiting');
  await page.keyboard.press('Alt+KeyQ');
  await expect(page.getByText(words.batch.qrHint)).toBeVisible();
  await expectEnglish(page, 'batch, with a QR code');

  await cashier.chooseReturn('forged');
  await expectEnglish(page, 'practice');
  await cashier.payOnScreen();
  await cashier.goDecisions();
  await expect(page.getByRole('article')).toContainText(words.batchAlarm['return-mismatch']);
  await expectEnglish(page, 'decisions');
  await cashier.chooseReturn('second-question-mark');
  await cashier.payOnScreen();
  await cashier.untilBatch(batch?.id ?? '', 'settled');
  await expectEnglish(page, 'practice, paid');
  await cashier.openBatch(batch?.id ?? '');
  await expect(rows.filter({ hasText: words.billState.paid })).toHaveCount(1);
  await expectEnglish(page, 'batch, settled');
  await rows.first().click();
  await expect(page.getByText(words.bill.extOrderId)).toBeVisible();
  await expectEnglish(page, 'bill');

  await cashier.goBills();
  await expectEnglish(page, 'bills, with the provider’s words');
  await page.keyboard.press('Alt+KeyI');
  await cashier.dialog.getByRole('textbox').fill('9174639504124 12908190\n9174639504124 12908197\nx');
  await cashier.button(words.billImport.check).click();
  await expect(cashier.dialog.getByRole('list', { name: words.billImport.list })).toBeVisible();
  await expectEnglish(page, 'dialog: the verdicts');
  await page.keyboard.press('Escape');
  await cashier.setFault('garbage');
  const [unknown] = await cashier.submitBasket('unknown');
  await cashier.openBatch(unknown?.id ?? '');
  await expectEnglish(page, 'batch, unknown');
  await cashier.goBills();
  await page.keyboard.press('Alt+KeyL');
  await expect(cashier.heading(words.billsList.title)).toBeVisible();
  await expectEnglish(page, 'list of bills');
  await page.keyboard.press('Alt+Digit2');
  await expectEnglish(page, 'list of batches');
});
