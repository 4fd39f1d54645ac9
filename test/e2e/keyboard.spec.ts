import type { Page } from '@playwright/test';
import { FAULTS } from '../../shared/contract/practice.ts';
import { Cashier, invoice } from './cashier.ts';
import { expect, test } from './fixtures.ts';
import { expectVisibleFocus, Keyboard } from './keyboard.ts';

async function linksSaved(cashier: Cashier): Promise<number> {
  return (await cashier.ask('ledger.check', {})).counts['links'] ?? 0;
}

/** Types an invoice as a person without a mouse: Enter from field to field. Ends on the button. */
async function typeThrough(page: Page, cashier: Cashier, n: number): Promise<string> {
  const { amount, mobileNo, customerName = '', description = '' } = invoice(n);
  await expect(cashier.field('invoiceNo')).toBeFocused();
  const invoiceNo = await cashier.field('invoiceNo').inputValue();
  const steps = [
    ['amount', amount],
    ['mobileNo', mobileNo],
    ['customerName', customerName],
    ['description', description],
  ] as const;
  for (const [name, text] of steps) {
    await page.keyboard.press('Enter');
    await expect(cashier.field(name)).toBeFocused();
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  return invoiceNo;
}

test('an invoice without a mouse: Enter goes on and never saves, Ctrl+Enter saves, the focus is back at the start', async ({
  start,
}) => {
  const { page } = await start();
  const cashier = new Cashier(page);
  const keys = await Keyboard.of(page);
  const saveButton = cashier.button(cashier.words.counter.save);

  const first = await typeThrough(page, cashier, 1);
  await expect(saveButton).toBeFocused();
  await expectVisibleFocus(page);
  expect(await linksSaved(cashier)).toBe(0);
  // A scan while the button has the focus, and one in a field: neither saves.
  await keys.scan('10643481031150000097570237');
  await keys.tabTo(cashier.field('customerName'), 'Shift+Tab');
  await keys.scan('7748317800142');
  await expect(cashier.field('customerName')).toHaveValue('7748317800142');
  await page.waitForTimeout(500);
  expect(await linksSaved(cashier)).toBe(0);
  await cashier.field('customerName').fill('زهرا کریمی');

  // From the field that may not be empty: leaving it for the new form must not mark it as forgotten.
  await keys.tabTo(cashier.field('mobileNo'), 'Shift+Tab');
  await keys.press('Control+Enter');
  await expect(cashier.today(first)).toBeVisible();
  await expect(cashier.field('invoiceNo')).toBeFocused();
  await expect(cashier.field('amount')).toHaveValue('');
  await expect(page.locator('.invoice [aria-invalid="true"]')).toHaveCount(0);
  await expectVisibleFocus(page);
  const said = page.getByRole('status').filter({ hasText: first });
  await expect(said.first()).toBeVisible();

  const second = await typeThrough(page, cashier, 2);
  expect(second).not.toBe(first);
  // A person's Enter on the button is a press of it. (This test types as fast as a scanner, so it waits until a scan is over.)
  await expect(saveButton).toBeFocused();
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await expect(cashier.today(second)).toBeVisible();
  await expect(cashier.field('invoiceNo')).toBeFocused();

  await page.keyboard.type('X');
  await keys.press('Alt+KeyN');
  await expect(cashier.field('invoiceNo')).toBeFocused();
  await expect(cashier.field('invoiceNo')).not.toHaveValue('X');
});

test('finding, opening and acting on a link by the keys of a Persian keyboard', async ({ start }) => {
  const { page } = await start();
  const cashier = new Cashier(page);
  const { words } = cashier;
  const keys = await Keyboard.of(page);
  const invoiceNo = await cashier.enter(invoice(3));
  await cashier.sees(invoiceNo, 'sent');

  await keys.press('Control+KeyK');
  const box = page.getByRole('combobox', { name: words.links.searchLabel });
  await expect(box).toBeFocused();
  await page.keyboard.type('کریمی');
  await expect(page.getByRole('listbox', { name: words.links.listLabel }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.meaning.sent)).toBeVisible();
  await expectVisibleFocus(page);

  await keys.press('Alt+KeyC');
  await expect(cashier.dialog).toContainText(words.link.closePayable);
  await expect(cashier.dialog.getByRole('button', { name: words.app.cancel })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cashier.dialog).toHaveCount(0);
  await expectVisibleFocus(page);
  expect(await cashier.stateOf(invoiceNo)).toBe('sent');

  await keys.press('Alt+KeyR');
  await expect(page.getByText(words.counter.replacingMeans)).toBeVisible();
  await expect(cashier.field('invoiceNo')).toBeFocused();
  await page.keyboard.press('F2');
  await expect(box).toHaveValue('کریمی');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F8');
  await expect.poll(async () => (await cashier.links(invoiceNo))[0]?.askedAt ?? null).not.toBeNull();
  await page.keyboard.press('Escape');
  await expect(box).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('');
});

test('faults, decisions, the customer’s payment and the settings without a mouse', async ({ start }) => {
  const { page } = await start();
  const cashier = new Cashier(page);
  const { words } = cashier;
  const keys = await Keyboard.of(page);
  await cashier.goPractice();
  await expectVisibleFocus(page);
  await keys.tabTo(page.getByRole('radio', { name: words.practice.fault.none.name }));
  for (const fault of FAULTS.slice(1, FAULTS.indexOf('reply-lost') + 1)) {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: words.practice.fault[fault].name })).toBeChecked();
    await expect.poll(async () => (await cashier.ask('practice.get', {})).fault).toBe(fault);
  }
  await page.keyboard.press('F1');
  const lost = await typeThrough(page, cashier, 4);
  await keys.press('Control+Enter');
  await cashier.sees(lost, 'unknown');
  await page.keyboard.press('F6');
  await expect(cashier.heading(words.practice.title)).toBeVisible();
  await keys.press('Alt+Digit0');
  await expect.poll(async () => (await cashier.ask('practice.get', {})).fault).toBe('none');

  await page.keyboard.press('F3');
  await expect(cashier.decision(lost)).toBeVisible();
  await keys.press('Alt+ArrowDown');
  await expect(cashier.decision(lost)).toBeFocused();
  await expectVisibleFocus(page);
  await keys.press('Alt+Digit2');
  await expect(cashier.dialog).toContainText(words.decisions.sendAgainMeans);
  await expect(cashier.dialog.getByRole('button', { name: words.app.cancel })).toBeFocused();
  await keys.press('Escape');
  await expect(cashier.dialog).toHaveCount(0);
  await expectVisibleFocus(page);
  await keys.press('Alt+Digit1');
  await expect(cashier.dialog.getByRole('textbox')).toBeFocused();
  const { payLinkSendId } = await cashier.sms(lost);
  await page.keyboard.type(payLinkSendId);
  await keys.tabTo(cashier.dialog.getByRole('button', { name: words.decisions.hasSmsYes }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.decisions.empty)).toBeVisible();
  await cashier.until(lost, 'sent');
  await expectVisibleFocus(page);

  await page.keyboard.press('F6');
  await keys.press('Alt+KeyP');
  await expect.poll(async () => (await cashier.sms(lost)).state).toBe('paid');
  await expectVisibleFocus(page);
  await page.keyboard.press('F1');
  await page.keyboard.press('F8');
  await cashier.sees(lost, 'paid');

  await cashier.goSettings();
  await keys.tabTo(page.getByRole('textbox', { name: words.settings.field.cashier }));
  await page.keyboard.type('سارا');
  await keys.press('Control+Enter');
  await expect(page.getByText(words.settings.save.saved)).toBeVisible();
  expect((await cashier.ask('settings.get', { mode: 'practice' })).settings.cashier).toBe('سارا');
  await expectVisibleFocus(page);
});
