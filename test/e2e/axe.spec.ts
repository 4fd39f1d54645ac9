import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Language } from '../../shared/settings.ts';
import { faultsOf } from './axe.ts';
import { Cashier, invoice } from './cashier.ts';
import { expect, test } from './fixtures.ts';

async function inLanguage(page: Page, language: Language): Promise<Cashier> {
  const cashier = new Cashier(page, language);
  await cashier.ask('app.setLanguage', { language });
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  return cashier;
}

/** Links in every state, on the screen's own way. */
async function play(cashier: Cashier) {
  await cashier.setFault('reply-lost');
  const unknown = await cashier.enter(invoice(1));
  await cashier.sees(unknown, 'unknown');
  await cashier.setFault('none');
  const paid = await cashier.enter(invoice(2));
  await cashier.sees(paid, 'sent');
  const { id } = (await cashier.history(paid)).link;
  await cashier.ask('links.decide', { id, decision: { kind: 'close' } });
  await cashier.payAsCustomer(paid);
  await cashier.ask('links.checkNow', { id: null });
  await cashier.until(paid, 'paid');
  const sent = await cashier.enter(invoice(3));
  await cashier.sees(sent, 'sent');
  await cashier.ask('settings.put', { mode: 'practice', patch: { sendsAtOnce: 1 } });
  await cashier.setFault('wrong-password');
  const rejected = await cashier.enter(invoice(4));
  await cashier.sees(rejected, 'rejected');
  await cashier.sees(await cashier.enter(invoice(5)), 'rejected');
  const queued = await cashier.enter(invoice(6));
  await cashier.setFault('line-down');
  await cashier.ask('app.network', {});
  await expect(cashier.status.getByText(cashier.words.status.line.down)).toBeVisible();
  return { unknown, paid, sent, rejected, queued };
}

for (const language of ['fa', 'en'] as const) {
  test(`no serious finding of axe, and no sideways scroll, on any screen (${language})`, async ({ start }) => {
    const { page } = await start();
    const cashier = await inLanguage(page, language);
    const { words } = cashier;
    const found: string[] = [];
    const look = async (screen: string) => void found.push(...(await faultsOf(page, screen)));

    await cashier.goCounter();
    await look('counter, empty');
    await cashier.goPractice();
    await look('practice, empty');
    await cashier.goDecisions();
    await look('decisions, empty');
    const links = await play(cashier);

    await cashier.fill(invoice(7, { amount: '0', mobileNo: '021', description: 'پ'.repeat(60) }));
    await page.keyboard.press('Control+Enter');
    await expect(cashier.field('amount')).toHaveAttribute('aria-invalid', 'true');
    await look('counter, with errors and links');
    await cashier.fill(invoice(6, { invoiceNo: links.sent }));
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(words.counter.taken)).toBeVisible();
    await look('counter, number taken');
    await cashier.fill(invoice(6, { invoiceNo: 'A-1' }));
    await page.keyboard.press('Control+Enter');
    await expect(cashier.dialog).toContainText(words.counter.sameTitle);
    await look('counter, the same again');
    await page.keyboard.press('Escape');
    await expect(cashier.dialog).toHaveCount(0);

    await cashier.goLinks();
    await look('links');
    for (const [name, invoiceNo] of Object.entries(links)) {
      await cashier.goCounter();
      await cashier.today(invoiceNo).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(invoiceNo);
      await look(`link, ${name}`);
    }
    await page.keyboard.press('Alt+KeyC');
    await expect(cashier.dialog).toBeVisible();
    await look('dialog: close');
    await page.keyboard.press('Escape');

    await cashier.goDecisions();
    await page.getByText(words.link.evidence).first().click();
    await look('decisions, of all kinds');
    await cashier.decision(links.unknown).getByRole('button', { name: words.decisions.hasSms }).click();
    await look('dialog: has the SMS');
    await page.keyboard.press('Escape');
    await cashier.decision(links.unknown).getByRole('button', { name: words.decisions.sendAgain }).click();
    await look('dialog: send again');
    await page.keyboard.press('Escape');

    await cashier.goPractice();
    await look('practice, with a fault and messages');
    await cashier.goSetup();
    await look('set-up');
    await cashier.goSettings();
    await page.getByRole('textbox', { name: words.settings.field.sendsAtOnce }).fill('9');
    await page.keyboard.press('Control+Enter');
    await cashier.contract('sizpay').getByRole('button', { name: words.settings.contract.check }).click();
    await cashier.button(words.settings.ledger.check).click();
    await expect(page.getByText(words.settings.ledger.ok)).toBeVisible();
    await look('settings, with an error');
    expect(found).toEqual([]);
  });
}

test('a missing ledger is told, not made anew, on a screen without a serious finding', async ({ start, dataDir }) => {
  const first = await start();
  await new Cashier(first.page).enter(invoice(1));
  await first.close();
  for (const file of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm'])
    rmSync(path.join(dataDir, 'practice', file), { force: true });
  const { page } = await start();
  for (const language of ['fa', 'en'] as const) {
    const { words } = await inLanguage(page, language);
    await expect(page.getByText(words.trouble['ledger-missing'].what)).toBeVisible();
    expect(await faultsOf(page, 'trouble')).toEqual([]);
  }
});
