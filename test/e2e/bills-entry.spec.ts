import type { Page } from '@playwright/test';
import { BATCH_MAX } from '../../shared/batches.ts';
import { readBarcode } from '../../shared/bill-digits.ts';
import type { BillPair } from '../../shared/bill-digits.ts';
import { persianDigits } from '../../shared/text.ts';
import { barcodeOf, billNo } from '../bill-samples.ts';
import { BillCashier } from './bill-cashier.ts';
import { sentence } from './cashier.ts';
import { expect, test } from './fixtures.ts';

const arabic = (text: string) => text.replace(/[0-9]/gu, (digit) => String.fromCharCode(0x0660 + Number(digit)));
const spaced = (text: string) => text.replace(/(\d{4})(?=\d)/gu, '$1 ');
const wrong = ({ billId, payId }: BillPair): BillPair => ({
  billId,
  payId: payId.slice(0, -1) + String((Number(payId.at(-1)) + 1) % 10),
});

/** Pastes text where the focus is, with what a real paste carries. Chromium inserts nothing for such an event. */
function paste(page: Page, text: string): Promise<void> {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const where = document.activeElement ?? document.body;
    where.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('ids typed and pasted in any digits, with blanks, are the bills they mean, told as they are typed', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  await cashier.goBills();
  const ways: [BillPair, (text: string) => string][] = [
    [{ billId: '9174639504124', payId: '12908190' }, persianDigits],
    [{ billId: '1117753200140', payId: '12070160' }, (text) => arabic(spaced(text))],
    [{ billId: '9985235404124', payId: '0000880000568' }, (text) => `\u2068\u200f${persianDigits(spaced(text))}\u2069 `],
  ];
  for (const [pair, write] of ways) {
    await expect(cashier.idField('billId')).toBeFocused();
    await page.keyboard.insertText(write(pair.billId));
    await page.keyboard.press('Enter');
    await expect(cashier.idField('payId')).toBeFocused();
    await page.keyboard.insertText(write(pair.payId));
    if (pair.billId === '9174639504124') {
      const explained = page.locator('.bill-explained');
      await expect(explained).toContainText(words.billType.electricity);
      await expect(explained).toContainText('۱۲۹٬۰۰۰ ریال');
      await expect(explained).toContainText('۱۲٬۹۰۰ تومان');
      await expect(explained).toContainText('دوازده هزار و نهصد تومان');
    }
    await page.keyboard.press('Enter');
    await expect(cashier.idField('payId')).toHaveValue('');
  }
  expect((await cashier.basket()).map(({ billId, payId }) => ({ billId, payId })).toReversed()).toEqual(
    ways.map(([pair]) => pair),
  );

  await test.step('both ids of a bill pasted into one field', async () => {
    await page.keyboard.insertText(`${persianDigits('2050327604613')}\t${persianDigits('1070189')}`);
    await expect(cashier.idField('payId')).toHaveValue(/\S/u);
    await page.keyboard.press('Enter');
    await expect(cashier.basketRows).toHaveCount(4);
  });
  await test.step('what cannot be paid is refused at its field, in words', async () => {
    await cashier.idField('billId').fill('۹۱۰۰۰۷۴۴۰۹۱۵۱');
    await cashier.idField('payId').fill('۱۲۹۰۸۱۹۹');
    await page.keyboard.press('Enter');
    await expect(cashier.idField('billId')).toHaveAttribute('aria-invalid', 'true');
    await expect(cashier.idField('billId')).toHaveAccessibleDescription(
      new RegExp(RegExp.escape(words.billFault['bill-id-check']), 'u'),
    );
    await cashier.idField('billId').fill('');
    await cashier.idField('payId').fill('');
  });
  await test.step('the same bill again, with its zeros written otherwise', async () => {
    await cashier.idField('billId').fill('9985235404124');
    await cashier.idField('payId').fill('880000568');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert').filter({ hasText: words.bills.taken });
    await expect(alert).toContainText(words.billState.basket);
  });
  expect(await cashier.basket()).toHaveLength(4);
});

test('a pasted list: a verdict for every row, and only what is good goes in, by an act', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  await cashier.goBills();
  await cashier.scan(billNo(1));
  const lines = [
    `${billNo(1).billId} ${billNo(1).payId}`,
    persianDigits(`${billNo(2).billId}، ${billNo(2).payId}`),
    arabic(`${billNo(3).billId}\t${billNo(3).payId}`),
    `${wrong(billNo(4)).billId};${wrong(billNo(4)).payId}`,
    'قبض برق مغازه',
    `${billNo(3).billId},${billNo(3).payId}`,
  ];
  await paste(page, lines.join('\r\n'));
  const { dialog } = cashier;
  const rows = dialog.getByRole('list', { name: words.billImport.list }).locator('> li');
  await expect(rows).toHaveCount(lines.length);
  const verdicts = ['taken', 'good', 'good', 'bad', 'unread', 'taken'] as const;
  for (const [at, verdict] of verdicts.entries()) {
    const row = rows.filter({ hasText: sentence(words.billImport.row, { line: persianDigits(String(at + 1)) }) });
    await expect(row).toHaveCount(1);
    await expect(row.locator('strong')).toHaveText(words.billImport[verdict]);
  }
  await expect(rows.filter({ hasText: words.billFault['pay-id-check-2'] })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'قبض برق مغازه' })).toHaveCount(1);
  // Nothing is in before the act.
  expect(await cashier.basket()).toHaveLength(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(await cashier.basket()).toHaveLength(1);

  await paste(page, lines.join('\n'));
  await expect(rows).toHaveCount(lines.length);
  await dialog.getByRole('button', { name: sentence(words.billImport.add_other) }).click();
  await expect(dialog).toHaveCount(0);
  await expect(cashier.basketRows).toHaveCount(3);
  // What did not get in stays in sight.
  await expect(page.getByRole('alert').filter({ hasText: words.bills.refused })).toContainText(words.bills.bad);
  expect((await cashier.basket()).map(({ source }) => source).toSorted()).toEqual(['paste', 'paste', 'scan']);
});

test('a CSV file of a spreadsheet fills the basket, and batches are of at most 20', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  await cashier.goBills();
  await page.keyboard.press('Alt+KeyI');
  const pairs = Array.from({ length: 41 }, (_, at) => billNo(at + 1));
  const table = pairs.map(({ billId, payId }, at) => `${at + 1},"${payId}",مشترک ${at + 1},"${billId}"`);
  const text = ['ردیف,شناسه پرداخت,نام,شناسه قبض', ...table, `42,"${wrong(billNo(42)).payId}",,"${billNo(42).billId}"`];
  await cashier.dialog.locator('input[type="file"]').setInputFiles({
    name: 'قبض‌ها.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff${text.join('\r\n')}\r\n`),
  });
  await expect(cashier.dialog.getByText(words.billImport.header)).toBeVisible();
  const rows = cashier.dialog.getByRole('list', { name: words.billImport.list }).locator('> li');
  await expect(rows).toHaveCount(42);
  await expect(rows.first()).toContainText(words.billImport.bad);
  await cashier.dialog.getByRole('button', { name: sentence(words.billImport.add_other) }).click();
  await expect(cashier.dialog).toHaveCount(0);
  expect((await cashier.basket()).every(({ source }) => source === 'file')).toBe(true);
  const batches = await cashier.submitBasket();
  expect(batches.map(({ bills }) => bills.length)).toEqual([BATCH_MAX, BATCH_MAX, 1]);
  const orders = (await Promise.all(batches.map(({ id }) => cashier.batch(id)))).flatMap(({ bills }) =>
    bills.map(({ extOrderId }) => extOrderId),
  );
  expect(new Set(orders).size).toBe(41);
});

test('a bill taken out of the basket by its key, and brought back', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  await cashier.goBills();
  for (const n of [1, 2]) await cashier.scan(billNo(n));
  await expect(cashier.basketRows).toHaveCount(2);
  await cashier.basketRows.first().focus();
  await page.keyboard.press('Delete');
  await expect(cashier.basketRows).toHaveCount(1);
  expect(await cashier.basket()).toMatchObject([{ ...readBarcode(barcodeOf(billNo(1))) }]);
  await cashier.button(words.bills.undo).click();
  await expect(cashier.basketRows).toHaveCount(2);
  // Out again, it can be scanned again.
  await cashier.basketRows.first().focus();
  await page.keyboard.press('Delete');
  await expect(cashier.basketRows).toHaveCount(1);
  await cashier.scan(billNo(2));
  await expect(cashier.basketRows).toHaveCount(2);
  expect(await cashier.ask('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
});

test('submitted with the line down: nothing left, the bills are in the basket, and go when the line is back', async ({
  start,
}) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  await cashier.goBills();
  for (const n of [1, 2]) await cashier.scan(billNo(n));
  await cashier.setFault('line-down');
  await cashier.submitBasket('unsent');
  await expect(page.getByText(words.batchMeaning.unsent)).toBeVisible();
  await cashier.goBills();
  await expect(cashier.basketRows).toHaveCount(2);
  await expect(page.getByText(words.bills.offline)).toBeVisible();
  // Only a person submits again.
  await cashier.setFault('none');
  await cashier.ask('app.network', {});
  expect(await cashier.batches()).toHaveLength(1);
  const [batch] = await cashier.submitBasket();
  expect(batch?.bills).toHaveLength(2);
  await expect(page.getByText(words.batchMeaning.awaiting)).toBeVisible();
});

test('each fault of the provider leaves the batch where a person can go on', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  const faults = [
    ['reply-lost', 'unknown'],
    ['server-fault', 'unknown'],
    ['garbage', 'unknown'],
    ['wrong-password', 'refused'],
  ] as const;
  for (const [at, [fault, state]] of faults.entries()) {
    await test.step(fault, async () => {
      await cashier.goBills();
      await cashier.scan(billNo(at + 1));
      await cashier.setFault(fault);
      const [batch] = await cashier.submitBasket(state);
      const id = batch?.id ?? '';
      await cashier.openBatch(id);
      await cashier.setFault('none');
      await cashier.openBatch(id);
      if (state === 'refused') {
        await expect(page.getByText('نام کاربری یا کلمه عبور نادرست است').first()).toBeVisible();
        expect(await cashier.basket()).toHaveLength(1);
      } else if (fault === 'garbage') {
        await page.keyboard.press('Alt+KeyG');
        await expect(page.getByText(words.batchMeaning.givenUp)).toBeVisible();
        expect(await cashier.basket()).toHaveLength(1);
        const [bill] = await cashier.basket();
        await cashier.ask('bills.remove', { id: bill?.id ?? '' });
      } else {
        await page.keyboard.press('Alt+KeyR');
        await expect(page.getByText(words.batchMeaning.awaiting)).toBeVisible();
        expect(await cashier.basket()).toEqual([]);
      }
    });
  }
});
