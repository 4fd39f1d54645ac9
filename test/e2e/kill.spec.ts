import { rmSync } from 'node:fs';
import path from 'node:path';
import { faultsOf } from './axe.ts';
import { Cashier, invoice } from './cashier.ts';
import { expect, test } from './fixtures.ts';

test('power cut after "saved": the invoice is there, and its SMS goes out once', async ({ start }) => {
  const before = await start();
  const cashier = new Cashier(before.page);
  await cashier.setFault('line-down');
  const invoiceNo = await cashier.enter(invoice(1));
  await before.kill();

  const after = new Cashier((await start()).page);
  await after.goCounter();
  await after.sees(invoiceNo, 'sent');
  const { history } = await after.history(invoiceNo);
  expect(history[0]?.event).toMatchObject({ kind: 'link.saved', invoice: { amount: 1_010_000, mobileNo: '09121234567' } });
  expect(history.filter(({ event }) => event?.kind === 'link.sent')).toHaveLength(1);
  expect(await after.smsCount(invoiceNo)).toBe(1);
});

test('power cut after a request left: a person decides, and nothing is sent again by itself', async ({ start }) => {
  const before = await start();
  const cashier = new Cashier(before.page);
  await cashier.setFault('slow');
  const invoiceNo = await cashier.enter(invoice(2));
  // The SMS is out, the reply is still to come.
  await cashier.sms(invoiceNo);
  expect(await cashier.stateOf(invoiceNo)).toBe('sending');
  await before.kill();

  const after = new Cashier((await start()).page);
  await after.goCounter();
  await after.sees(invoiceNo, 'unknown');
  await after.checkNow();
  await after.ask('app.network', {});
  await after.ask('app.network', {});
  await after.setFault('line-down');
  await after.setFault('none');
  // Another invoice kicks the outbox, and goes out as always.
  const other = await after.enter(invoice(3));
  await after.sees(other, 'sent');
  // That nothing more comes can only be seen by waiting.
  await after.page.waitForTimeout(2500);
  const { link } = await after.history(invoiceNo);
  expect(link).toMatchObject({ state: 'unknown', attempts: 1 });
  expect(await after.smsCount(invoiceNo)).toBe(1);
  await after.goDecisions();
  await expect(after.decision(invoiceNo)).toContainText(after.words.decisions.noEvidence);
});

test('power cut in the middle of typing: the form is as it was', async ({ start }) => {
  const before = await start();
  const cashier = new Cashier(before.page);
  const { description, ...typed } = invoice(4);
  await cashier.fill(typed);
  await cashier.field('description').focus();
  const text = (description ?? '').repeat(2);
  const typing = before.page.keyboard.type(text, { delay: 60 }).catch(() => undefined);
  const kept = async () => (await cashier.ask('draft.get', {})).draft?.description ?? '';
  // Steady typing does not put the writing off.
  await expect.poll(async () => (await kept()).length).toBeGreaterThan(8);
  const seen = await kept();
  expect(seen.length).toBeLessThan(text.length);
  await before.kill();
  await typing;

  const after = new Cashier((await start()).page);
  await expect(after.field('amount')).toHaveValue(typed.amount);
  await expect(after.field('mobileNo')).toHaveValue(typed.mobileNo);
  await expect(after.field('customerName')).toHaveValue(typed.customerName ?? '');
  const restored = await after.field('description').inputValue();
  expect(text.startsWith(restored)).toBe(true);
  expect(restored.startsWith(seen)).toBe(true);
});

test('power cut after a rush: every number that was shown as saved is there, none with two SMS', async ({ start }) => {
  const before = await start();
  const cashier = new Cashier(before.page);
  const shown: string[] = [];
  for (let n = 10; n < 20; n += 1) shown.push(await cashier.enter(invoice(n)));
  await before.kill();
  expect(new Set(shown).size).toBe(shown.length);

  const after = new Cashier((await start()).page);
  for (const invoiceNo of shown) {
    await expect.poll(() => after.stateOf(invoiceNo)).toMatch(/^(?:sent|unknown)$/u);
    expect(await after.smsCount(invoiceNo)).toBeLessThanOrEqual(1);
  }
  expect(await after.ask('ledger.check', {})).toMatchObject({ ok: true, counts: { links: shown.length }, problems: [] });
});

test('power cut, and the end of the ledger is lost: a person sees what is known, and decides', async ({ start, dataDir }) => {
  const before = await start();
  const cashier = new Cashier(before.page);
  await cashier.sees(await cashier.enter(invoice(30)), 'sent');
  await before.kill();
  rmSync(path.join(dataDir, 'practice', 'ledger.db-wal'));

  const { page } = await start();
  const after = new Cashier(page);
  const { hold, app } = after.words;
  const alert = page.getByRole('alert').filter({ hasText: hold.title.older });
  await expect(alert).toContainText('۱ ارسال');
  const invoiceNo = await after.enter(invoice(31));
  expect(await faultsOf(page, 'a ledger that is held')).toEqual([]);
  await alert.getByRole('button', { name: hold.showQueue_one.replace('{{count}}', '۱') }).click();
  await expect(page.getByText(invoiceNo, { exact: true })).toBeVisible();
  const ask = () => alert.getByRole('button', { name: hold.goOn }).click();
  await ask();
  expect(await faultsOf(page, 'the question')).toEqual([]);
  await after.button(app.cancel).click();
  expect(await after.stateOf(invoiceNo)).toBe('queued');
  await ask();
  await after.button(hold.goOnYes_one.replace('{{count}}', '۱')).click();
  await expect(alert).toHaveCount(0);
  await after.goCounter();
  await after.sees(invoiceNo, 'sent');
});
