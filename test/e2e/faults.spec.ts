import type { Page } from '@playwright/test';
import { persianDigits } from '../../shared/text.ts';
import { Cashier, invoice, sentence } from './cashier.ts';
import { expect, test } from './fixtures.ts';

const SOON = { timeout: 30_000 };

/** Opens a link's page from the counter's list. */
async function open(cashier: Cashier, invoiceNo: string): Promise<void> {
  await cashier.goCounter();
  await cashier.today(invoiceNo).click();
  await expect(cashier.page.getByRole('heading', { level: 1 })).toContainText(invoiceNo);
}

/** What a link went through, as the kinds of its events. */
async function events(cashier: Cashier, invoiceNo: string): Promise<string[]> {
  return (await cashier.history(invoiceNo)).history.map(({ event }) => event?.kind ?? '');
}

async function cashierOf(page: Page): Promise<Cashier> {
  const cashier = new Cashier(page);
  await cashier.goCounter();
  return cashier;
}

test('line down: the counter works on, says so, and sends each invoice once when the line is back', async ({ start }) => {
  const cashier = await cashierOf((await start()).page);
  const { words, status, page } = cashier;
  await cashier.setFault('line-down');
  const numbers = [await cashier.enter(invoice(1)), await cashier.enter(invoice(2)), await cashier.enter(invoice(3))];
  for (const invoiceNo of numbers) await cashier.sees(invoiceNo, 'queued');
  await expect(status.getByText(words.status.line.down)).toBeVisible(SOON);
  await expect(status.getByTestId('queued')).toHaveText(sentence(words.status.queued_other, { count: '۳' }), SOON);
  await expect(page.getByText(words.counter.worksOffline)).toBeVisible();

  await expect(await cashier.search(persianDigits(numbers[1] ?? ''))).toHaveCount(1);
  await expect(await cashier.search('زهرا كريمي')).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.meaning.queued)).toBeVisible();
  // What was never sent can be closed with the cable out as well.
  await open(cashier, numbers[2] ?? '');
  await cashier.button(words.link.close).click();
  await expect(cashier.dialog).toContainText(words.link.closeQueued);
  await cashier.button(words.link.closeYes).click();
  await cashier.until(numbers[2] ?? '', 'closed');
  expect(await cashier.messages()).toEqual([]);

  await cashier.setFault('none');
  await cashier.goCounter();
  for (const invoiceNo of numbers.slice(0, 2)) {
    await cashier.sees(invoiceNo, 'sent');
    expect(await cashier.smsCount(invoiceNo)).toBe(1);
    expect((await events(cashier, invoiceNo)).filter((kind) => kind === 'link.sent')).toHaveLength(1);
  }
  expect(await cashier.messages()).toHaveLength(2);
  await expect(status.getByText(words.status.line.up)).toBeVisible();
  await expect(status.getByTestId('queued')).toHaveText(words.status.nothingWaits);
});

test('a slow service is waited for; a lost reply is decided by the customer’s word, followed, and paid', async ({ start }) => {
  const cashier = await cashierOf((await start()).page);
  const { words, page } = cashier;
  await cashier.setFault('slow');
  const slow = await cashier.enter(invoice(4));
  await cashier.sees(slow, 'sending');
  await cashier.sees(slow, 'sent');
  expect(await cashier.smsCount(slow)).toBe(1);

  await cashier.setFault('reply-lost');
  const lost = await cashier.enter(invoice(5));
  await cashier.sees(lost, 'unknown');
  await cashier.setFault('none');
  await expect(
    cashier.status.getByRole('button', { name: sentence(words.status.decisions_one, { count: '۱' }) }),
  ).toBeVisible();
  await cashier.goDecisions();
  const card = cashier.decision(lost);
  await expect(card).toContainText(words.reason.reset);
  await card.getByRole('button', { name: words.decisions.hasSms }).click();
  const { payLinkSendId } = await cashier.sms(lost);
  const idField = cashier.dialog.getByRole('textbox', { name: words.link.payLinkSendId });
  await idField.fill(`شناسه ${payLinkSendId}`);
  await cashier.button(words.decisions.hasSmsYes).click();
  await expect(cashier.dialog).toContainText(words.field['id-bad']);
  // Another link has this id: it cannot be this one's.
  await idField.fill((await cashier.sms(slow)).payLinkSendId);
  await cashier.button(words.decisions.hasSmsYes).click();
  await expect(cashier.dialog).toContainText(words.error['id-taken']);
  await idField.fill(persianDigits(payLinkSendId));
  await cashier.button(words.decisions.hasSmsYes).click();
  await expect(cashier.decision(lost)).toHaveCount(0);

  const refNo = await cashier.payAsCustomer(lost);
  await cashier.goCounter();
  await cashier.checkNow();
  await cashier.sees(lost, 'paid');
  await open(cashier, lost);
  await expect(page.getByText(refNo, { exact: true }).first()).toBeVisible();
  expect(await cashier.smsCount(lost)).toBe(1);
  expect(await events(cashier, lost)).toEqual(['link.saved', 'link.sending', 'link.unknown', 'link.decidedSent', 'link.paid']);
});

test('a server fault and a garbage reply are unknown: sent again, or closed, by a person only', async ({ start }) => {
  const cashier = await cashierOf((await start()).page);
  const { words, page } = cashier;
  await cashier.setFault('server-fault');
  const fault = await cashier.enter(invoice(6));
  await cashier.sees(fault, 'unknown');
  await cashier.setFault('garbage');
  const garbage = await cashier.enter(invoice(7));
  await cashier.sees(garbage, 'unknown');
  await cashier.setFault('none');

  await cashier.goDecisions();
  await expect(cashier.decision(fault)).toContainText(words.reason['fault-server']);
  await expect(cashier.decision(garbage)).toContainText(words.reason.html);
  await cashier.decision(garbage).getByText(words.evidence.title).click();
  await expect(cashier.decision(garbage).getByLabel(words.evidence.reply)).toContainText('<h1>');
  await expect(cashier.decision(garbage)).toContainText('SOAP 1.1');

  await cashier.decision(garbage).getByRole('button', { name: words.decisions.sendAgain }).click();
  await expect(cashier.dialog).toContainText(words.decisions.sendAgainMeans);
  await page.keyboard.press('Escape');
  await expect(cashier.dialog).toHaveCount(0);
  expect(await cashier.stateOf(garbage)).toBe('unknown');
  await cashier.decision(garbage).getByRole('button', { name: words.decisions.sendAgain }).click();
  await cashier.button(words.decisions.sendAgainYes).click();
  await cashier.until(garbage, 'sent');
  expect(await cashier.smsCount(garbage)).toBe(1);

  await cashier.decision(fault).getByRole('button', { name: words.decisions.close }).click();
  await expect(cashier.dialog).toContainText(words.decisions.closeMeans);
  await cashier.button(words.link.closeYes).click();
  await cashier.until(fault, 'closed');
  await expect(page.getByText(words.decisions.empty)).toBeVisible();
  expect(await cashier.smsCount(fault)).toBe(0);
});

test('a wrong password pauses the outbox after two; put right, one act sends all of them, each once', async ({ start }) => {
  const cashier = await cashierOf((await start()).page);
  const { words, page } = cashier;
  // One after the other, so that exactly two are tried.
  await cashier.ask('settings.put', { mode: 'practice', patch: { sendsAtOnce: 1 } });
  await cashier.setFault('wrong-password');
  const numbers: string[] = [];
  for (let n = 8; n < 12; n += 1) numbers.push(await cashier.enter(invoice(n)));
  for (const invoiceNo of numbers.slice(0, 2)) await cashier.sees(invoiceNo, 'rejected');
  const banner = page.getByRole('alert').filter({ hasText: words.status.paused });
  await expect(banner).toContainText(words.cause['service-refused']);
  await expect(banner).toContainText(words.fix['service-refused']);
  await expect(banner).toContainText('رمز');
  for (const invoiceNo of numbers.slice(2)) expect(await cashier.stateOf(invoiceNo)).toBe('queued');

  await cashier.setFault('none');
  expect(await cashier.messages()).toEqual([]);
  await cashier.goDecisions();
  await expect(cashier.decision(numbers[0] ?? '')).toContainText(words.fix['service-refused']);
  await page.getByRole('button', { name: words.status.sendRejectedToo }).click();
  await cashier.goCounter();
  for (const invoiceNo of numbers) await cashier.sees(invoiceNo, 'sent');
  await expect(banner).toHaveCount(0);
  expect((await cashier.messages()).map((one) => one.invoiceNo).toSorted()).toEqual(numbers.toSorted());
});
