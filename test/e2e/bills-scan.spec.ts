import type { Locator } from '@playwright/test';
import { readBarcode } from '../../shared/bill-digits.ts';
import type { BillPair } from '../../shared/bill-digits.ts';
import { persianDigits } from '../../shared/text.ts';
import { barcodeOf, billNo } from '../bill-samples.ts';
import { BillCashier } from './bill-cashier.ts';
import { invoice, sentence } from './cashier.ts';
import { expect, test } from './fixtures.ts';
import { expectVisibleFocus, Keyboard } from './keyboard.ts';

/** What a field holds, and where the cursor stands in it. */
function caretOf(field: Locator): Promise<unknown[]> {
  return field.evaluate((one: HTMLInputElement) => [one.value, one.selectionStart, one.selectionEnd]);
}

/** The same bill with another digit at a place of its barcode, counted from 0. */
function misprinted(pair: BillPair, place: number): string {
  const digits = barcodeOf(pair).split('');
  digits[place] = String((Number(digits[place]) + 1) % 10);
  return digits.join('');
}

/** Scans while something has the focus; the bill must be in the basket, and the focus where it was. */
async function scanOn(cashier: BillCashier, focused: Locator, pair: BillPair): Promise<void> {
  await focused.focus();
  await expect(focused).toBeFocused();
  await cashier.scan(pair);
  await expect(focused).toBeFocused();
}

test('from the scan to the paid bills with scanner and keyboard alone, on a Persian layout', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  const keys = await Keyboard.of(page);
  await cashier.goBills();
  await expect(cashier.idField('billId')).toBeFocused();
  for (const n of [1, 2, 3]) await cashier.scan(billNo(n), 'persian');
  await expect(cashier.basketRows).toHaveCount(3);

  await keys.press('Control+Enter');
  // One batch is opened at once: its pay page is what comes next.
  await expect(page.getByText(words.batchMeaning.awaiting)).toBeVisible();
  await expectVisibleFocus(page);
  const opened = page.context().waitForEvent('page');
  await keys.press('Alt+KeyO');
  const payPage = await opened;
  await payPage.waitForURL((url) => url.protocol === 'http:');
  await payPage.keyboard.press('Tab');
  await expect(payPage.locator('button[value="pay"]')).toBeFocused();
  await payPage.keyboard.press('Enter');
  await payPage.waitForURL(/\/r\/[0-9a-f]{32}/u);
  await payPage.close();
  await page.bringToFront();
  await expect(page.getByText(words.batchMeaning.settled)).toBeVisible();
  const rows = page.getByRole('listbox', { name: words.batch.billsLabel }).getByRole('option');
  await expect(rows.filter({ hasText: words.billState.paid })).toHaveCount(3);

  await page.keyboard.press('F5');
  await cashier.burst(barcodeOf(billNo(2)));
  const refused = page.getByRole('alert').filter({ hasText: words.bills.refused });
  // The same bill again is refused, and where it is is said.
  await expect(refused).toContainText(words.bills.taken);
  await expect(refused).toContainText(words.billState.paid);
  expect(await cashier.basket()).toEqual([]);
  await keys.tabTo(refused.getByRole('button', { name: words.bills.open, exact: true }));
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(persianDigits('102'));
});

test('a scan while another screen is in use: the bill is in the basket, and nothing else has changed', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  const invoiceNo = await cashier.enter(invoice(1));
  await cashier.sees(invoiceNo, 'sent');

  await test.step('in a field of the invoice, in the middle of its text', async () => {
    const field = cashier.field('customerName');
    await field.fill('زهرا کریمی');
    await field.evaluate((one: HTMLInputElement) => one.setSelectionRange(4, 6));
    await scanOn(cashier, field, billNo(1));
    expect(await caretOf(field)).toEqual(['زهرا کریمی', 4, 6]);
    await field.pressSequentially('!');
    await expect(field).toHaveValue('زهرا!ریمی');
    await expect(page.getByText(sentence(words.bills.added)).first()).toBeVisible();
  });
  await test.step('in the amount, by a scanner with Persian digits', async () => {
    const field = cashier.field('amount');
    await field.fill('۱۲۳۴');
    await field.evaluate((one: HTMLInputElement) => one.setSelectionRange(2, 2));
    await field.focus();
    await cashier.scan(billNo(2), 'persian');
    expect(await caretOf(field)).toEqual(['۱۲۳۴', 2, 2]);
  });
  await test.step('on the button that sends the invoice', async () => {
    await cashier.fill(invoice(2));
    await scanOn(cashier, cashier.button(words.counter.save), billNo(3));
    await expect(cashier.field('amount')).toHaveValue(invoice(2).amount);
  });
  await test.step('on a link’s page and in its dialog, on the button that closes it', async () => {
    await cashier.today(invoiceNo).click();
    const close = page.getByRole('button', { name: words.link.close }).first();
    await scanOn(cashier, close, billNo(4));
    await expect(cashier.dialog).toHaveCount(0);
    await page.keyboard.press('Alt+KeyC');
    await scanOn(cashier, cashier.dialog.getByRole('button').first(), billNo(5));
    await scanOn(cashier, cashier.dialog.getByRole('button').last(), billNo(6));
    await expect(cashier.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(cashier.dialog).toHaveCount(0);
  });
  await test.step('on a choice of the practice screen', async () => {
    await cashier.goPractice();
    await scanOn(cashier, page.getByRole('radio', { name: words.practice.fault.none.name }), billNo(7));
  });
  await test.step('in a field and on a button of the settings', async () => {
    await cashier.goSettings();
    const field = page.getByRole('textbox', { name: words.settings.field.sendsAtOnce });
    const before = await field.inputValue();
    await scanOn(cashier, field, billNo(8));
    await expect(field).toHaveValue(before);
    await scanOn(cashier, cashier.button(words.settings.ledger.check), billNo(9));
  });
  await test.step('in the search', async () => {
    await cashier.search('کریمی');
    const box = page.getByRole('combobox', { name: words.links.searchLabel });
    await scanOn(cashier, box, billNo(10));
    await expect(box).toHaveValue('کریمی');
    await expect(cashier.heading(words.links.title)).toBeVisible();
  });

  expect(await cashier.stateOf(invoiceNo)).toBe('sent');
  expect(await cashier.ask('ledger.check', {})).toMatchObject({ ok: true, counts: { links: 1 } });
  expect((await cashier.basket()).map(({ source }) => source)).toEqual(Array<string>(10).fill('scan'));
});

test('a scan while bills are worked on never submits, pays, abandons or removes, and leaves no error', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  const batch = await cashier.awaitingBatch(billNo(1));
  await expect(page.getByText(words.batchMeaning.awaiting)).toBeVisible();
  const pages = page.context().pages().length;
  const before = (await cashier.batch(batch.id)).history.length;

  await test.step('on the buttons of a batch, in its field and in its dialog', async () => {
    for (const [at, name] of [words.batch.openPage, words.batch.showQr, words.batch.abandon, words.batch.paste].entries())
      await scanOn(cashier, cashier.button(name), billNo(10 + at));
    const field = page.getByRole('textbox', { name: words.batch.pasteTitle });
    await scanOn(cashier, field, billNo(14));
    await expect(field).toHaveValue('');
    await page.keyboard.press('Alt+KeyA');
    await scanOn(cashier, cashier.dialog.getByRole('button', { name: words.batch.abandonYes }), billNo(15));
    await expect(cashier.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('textbox', { name: words.batch.pasteTitle })).not.toHaveAttribute('aria-invalid', 'true');
  });
  await cashier.goBills();
  await test.step('on the buttons that submit, add, import and remove', async () => {
    const names = [words.bills.submit, words.bills.add, words.billImport.button];
    for (const [at, name] of names.entries()) await scanOn(cashier, cashier.button(name), billNo(20 + at));
    const remove = cashier.basketRows.last().getByRole('button');
    await remove.focus();
    await cashier.scan(billNo(23));
    await expect(cashier.dialog).toHaveCount(0);
  });
  await test.step('in the fields of the ids: both as before, and no error', async () => {
    for (const [at, name] of (['billId', 'payId'] as const).entries()) {
      await scanOn(cashier, cashier.idField(name), billNo(24 + at));
      await expect(cashier.idField(name)).toHaveValue('');
    }
    for (const name of ['billId', 'payId'] as const) await expect(cashier.idField(name)).not.toHaveAttribute('aria-invalid');
    await cashier.idField('billId').fill('۹۱۷۴');
    await scanOn(cashier, cashier.idField('billId'), billNo(26));
    await expect(cashier.idField('billId')).toHaveValue('۹۱۷۴');
    await expect(page.getByRole('alert').filter({ hasText: words.bills.refused })).toHaveCount(0);
  });
  await test.step('in the dialog that reads a list in', async () => {
    await page.keyboard.press('Alt+KeyI');
    const lines = cashier.dialog.getByRole('textbox');
    await lines.fill('1177809000142');
    await scanOn(cashier, lines, billNo(27));
    await expect(lines).toHaveValue('1177809000142');
    await page.keyboard.press('Escape');
  });

  expect(page.context().pages()).toHaveLength(pages);
  expect((await cashier.batch(batch.id)).history).toHaveLength(before);
  expect(await cashier.batches()).toHaveLength(1);
  expect(await cashier.basket()).toHaveLength(14);
});

test('what is no good scan is said and is not in the basket: a wrong digit, the same bill twice, another barcode', async ({
  start,
}) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  await cashier.goBills();
  await cashier.scan(billNo(1));
  const refused = page.getByRole('alert').filter({ hasText: words.bills.refused });

  await cashier.burst(barcodeOf(billNo(1)));
  await expect(refused).toContainText(words.bills.taken);
  await expect(refused).toContainText(words.billState.basket);
  await refused.getByRole('button', { name: words.bills.putAside }).click();
  await expect(refused).toHaveCount(0);

  // The last digit of the bill id; then each of the payment id's two check digits.
  const groups = {
    12: ['bill-id-check', 'check'],
    24: ['pay-id-check-1', 'check1'],
    25: ['pay-id-check-2', 'check2'],
  } as const;
  for (const [place, [fault, group]] of Object.entries(groups)) {
    await cashier.burst(misprinted(billNo(2), Number(place)));
    await expect(refused).toContainText(words.bills.bad);
    await expect(refused).toContainText(words.billFault[fault]);
    const wrong = refused.locator('.bill-group.wrong');
    await expect(wrong).toHaveCount(1);
    await expect(wrong).toContainText(words.billGroup[group]);
    await expect(wrong).toContainText(words.billGroup.wrong);
    await refused.getByRole('button', { name: words.bills.putAside }).click();
    await expect(refused).toHaveCount(0);
  }

  // Corrected by hand, it goes in.
  await cashier.burst(misprinted(billNo(2), 25));
  await refused.getByRole('button', { name: words.bills.correct }).click();
  await expect(cashier.idField('payId')).toBeFocused();
  await cashier.idField('payId').fill(billNo(2).payId);
  // An Enter right after a scan's own is taken for the scanner's.
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await expect(cashier.basketRows).toHaveCount(2);
  await expect(refused).toHaveCount(0);

  // Elsewhere it is said there, with the way to it; a product's barcode stays in the field it was meant for.
  await cashier.goCounter();
  await cashier.burst(misprinted(billNo(3), 24));
  await expect(page.getByRole('alert').getByText(words.bills.badScan)).toBeVisible();
  await cashier.field('description').focus();
  await cashier.burst('6260001234567');
  await expect(cashier.field('description')).toHaveValue('6260001234567');
  await cashier.burst(`${barcodeOf(billNo(3))}12`);
  await expect(page.getByRole('alert').getByText(sentence(words.bills.oddScan))).toBeVisible();
  await expect(cashier.field('description')).toHaveValue('6260001234567');
  expect(await cashier.basket()).toHaveLength(2);
});

test('a person who types 26 digits is not a scanner', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  await cashier.goCounter();
  await cashier.field('description').focus();
  await page.keyboard.type(barcodeOf(billNo(1)), { delay: 160 });
  await page.keyboard.press('Enter');
  await expect(cashier.field('description')).toHaveValue(barcodeOf(billNo(1)));
  expect(await cashier.basket()).toEqual([]);
  await cashier.goBills();
  await page.keyboard.type(barcodeOf(billNo(1)), { delay: 160 });
  await page.keyboard.press('Enter');
  await expect(cashier.basketRows).toHaveCount(1);
  await expect(cashier.idField('billId')).toHaveValue('');
  expect(await cashier.basket()).toMatchObject([{ ...readBarcode(barcodeOf(billNo(1))), source: 'typed' }]);
});
