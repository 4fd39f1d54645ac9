import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import type { BillState } from '../../shared/bills.ts';
import { RETURN_FORMS } from '../../shared/contract/practice.ts';
import { billNo } from '../bill-samples.ts';
import { BillCashier } from './bill-cashier.ts';
import { sentence } from './cashier.ts';
import { expect, test } from './fixtures.ts';

async function statesOf(cashier: BillCashier, id: string): Promise<BillState[]> {
  return (await cashier.batch(id)).bills.map(({ state }) => state);
}

/** Another program on a port of this PC, which hears what comes there. */
async function occupy(port: number) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.writeHead(404, { connection: 'close' }).end();
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    heard,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('however the payer is sent back, the batch is settled; without a return it waits, and a forged one is an alarm', async ({
  start,
}) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  for (const [at, form] of RETURN_FORMS.entries()) {
    await test.step(form, async () => {
      const { id } = await cashier.awaitingBatch(billNo(2 * at), billNo(2 * at + 1));
      await cashier.chooseReturn(form);
      await cashier.payOnScreen();
      if (form === 'none') {
        await expect(page.getByText(words.practice.bills.returnedNone).first()).toBeVisible();
        expect((await cashier.batch(id)).batch).toMatchObject({ state: 'awaiting', alarm: null });
      } else if (form === 'forged') {
        await expect.poll(async () => (await cashier.batch(id)).batch.alarm).toBe('return-mismatch');
        expect((await cashier.batch(id)).batch.state).toBe('awaiting');
        expect(await statesOf(cashier, id)).toEqual(['awaiting', 'awaiting']);
        await cashier.goDecisions();
        await expect(page.getByRole('article')).toContainText(words.batchAlarm['return-mismatch']);
      } else {
        await cashier.untilBatch(id, 'settled');
        expect(await statesOf(cashier, id)).toEqual(['paid', 'paid']);
        // The same return once more, as a payer who reloads: nothing changes.
        const { history } = await cashier.batch(id);
        await cashier.payAway(id);
        expect((await cashier.batch(id)).history).toEqual(history);
      }
    });
  }
  expect(await cashier.ask('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
});

test('paid in this PC’s browser: by GET and by POST, in part, and cancelled and then paid after all', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  for (const [at, form] of (['placeholders', 'appended', 'post', 'post-appended'] as const).entries()) {
    await test.step(form, async () => {
      const { id } = await cashier.awaitingBatch(billNo(3 * at + 1), billNo(3 * at + 2), billNo(3 * at + 3));
      await cashier.returnAs(form);
      const { batch, bills } = await cashier.batch(id);
      const read = await cashier.payInBrowser(id, 'pay-partly');
      // The payer learns where to ask, and nothing of the batch.
      for (const secret of [batch.batchToken ?? '', ...bills.flatMap(({ billId, payId }) => [billId, payId])])
        expect(read).not.toContain(secret);
      await cashier.untilBatch(id, 'settled');
      expect((await statesOf(cashier, id)).toSorted()).toEqual(['failed', 'paid', 'paid']);
      await expect(page.getByText(words.batchMeaning.settled)).toBeVisible();
    });
  }
  await test.step('cancelled', async () => {
    const { id } = await cashier.awaitingBatch(billNo(31), billNo(32));
    await cashier.payInBrowser(id, 'cancel');
    await cashier.untilBatch(id, 'failed');
    expect(await statesOf(cashier, id)).toEqual(['failed', 'failed']);
    await expect(page.getByText(words.batchMeaning.failed)).toBeVisible();
    // The payer goes back to the pay page, and pays: recorded, and told.
    await cashier.payOnScreen();
    await cashier.untilBatch(id, 'settled');
    expect(await statesOf(cashier, id)).toEqual(['paid', 'paid']);
    await cashier.openBatch(id);
    await expect(page.getByText(words.batchAlarm['paid-late']).first()).toBeVisible();
  });
});

test('a batch given up as abandoned, then paid: recorded, and an alarm', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  const { id } = await cashier.awaitingBatch(billNo(1));
  await cashier.openBatch(id);
  await page.keyboard.press('Alt+KeyA');
  await expect(cashier.dialog).toContainText(words.batch.abandonMeans);
  await cashier.dialog.getByRole('button', { name: words.batch.abandonYes }).click();
  await expect(page.getByText(words.batchMeaning.abandoned)).toBeVisible();
  await cashier.payAway(id);
  await cashier.untilBatch(id, 'settled');
  await expect(page.getByText(words.batchAlarm['paid-late']).first()).toBeVisible();
  expect(await statesOf(cashier, id)).toEqual(['paid']);
});

test('a return address pasted from the payer’s phone settles the batch; a wrong one is refused in words', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  const first = await cashier.awaitingBatch(billNo(1), billNo(2));
  const second = await cashier.awaitingBatch(billNo(3));
  const address = await cashier.payOnPhone(first.id);
  const other = await cashier.payOnPhone(second.id);
  expect(address).toContain(first.returnKey);
  await cashier.openBatch(first.id);

  const wrong = {
    'return-unreadable': first.returnUrl.split('?')[0] ?? '',
    'return-unmatched': address.replace(first.returnKey, '0'.repeat(32)).replaceAll(first.batchToken ?? '', 'f'.repeat(32)),
  } as const;
  for (const [code, pasted] of Object.entries(wrong)) {
    await cashier.pasteReturn(pasted);
    await expect(page.getByText(words.error[code as keyof typeof wrong])).toBeVisible();
  }
  await cashier.pasteReturn(' ');
  await expect(page.getByRole('textbox', { name: words.batch.pasteTitle })).toHaveAttribute('aria-invalid', 'true');
  expect((await cashier.batch(first.id)).batch).toMatchObject({ state: 'awaiting', alarm: null });

  // With an amount changed on the way: an alarm, and nothing else.
  await cashier.pasteReturn(address.replace('101000', '100000'));
  await expect(page.getByText(words.error['return-mismatch'])).toBeVisible();
  await expect(page.getByText(words.batchAlarm['return-mismatch']).first()).toBeVisible();
  expect(await statesOf(cashier, first.id)).toEqual(['awaiting', 'awaiting']);

  await cashier.pasteReturn(address);
  await expect(page.getByText(words.batchMeaning.settled)).toBeVisible();
  expect(await statesOf(cashier, first.id)).toEqual(['paid', 'paid']);
  expect((await cashier.batch(second.id)).batch.state).toBe('awaiting');
  expect(other).toContain(second.returnKey);

  // Pasted at another batch, it is recorded where it belongs.
  const third = await cashier.awaitingBatch(billNo(4));
  await cashier.openBatch(third.id);
  await cashier.pasteReturn(other);
  await cashier.untilBatch(second.id, 'settled');
  await expect(page.getByText(sentence(words.batch.pastedOther)).first()).toBeVisible();
  expect((await cashier.batch(third.id)).batch).toMatchObject({ state: 'awaiting', alarm: null });
});

test('a payment whose return does not come right is recorded by its receipt, on the cashier’s word', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { words } = cashier;
  const { id } = await cashier.awaitingBatch(billNo(1), billNo(2));
  await cashier.openBatch(id);
  await page.keyboard.press('Alt+KeyP');
  const record = cashier.dialog.getByRole('button', { name: words.batch.byHandYes });
  await record.click();
  await expect(cashier.dialog).toContainText(words.field['settle-none']);
  await expect(cashier.dialog).toContainText(words.field['why-missing']);

  await cashier.dialog.getByRole('checkbox').first().focus();
  await page.keyboard.press('Space');
  await expect(cashier.dialog).toContainText(words.field['receipt-missing']);
  await cashier.dialog.getByRole('textbox', { name: words.batch.byHandRef }).fill('۷۰۰۱۲۳');
  await cashier.dialog.getByRole('textbox', { name: words.batch.byHandWhy }).fill('رسید بانک را دیدم');
  await record.click();
  await expect(page.getByText(words.batchMeaning.settled)).toBeVisible();
  expect((await statesOf(cashier, id)).toSorted()).toEqual(['failed', 'paid']);
  await expect(page.getByText('رسید بانک را دیدم').first()).toBeVisible();
  expect(await cashier.ask('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
});

test('two batches whose payers come back at the same moment are each settled with their own outcomes', async ({ start }) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  await cashier.goBills();
  const pairs = Array.from({ length: 21 }, (_, at) => billNo(at + 1));
  await cashier.ask('bills.add', { pairs, source: 'paste' });
  const [first, second] = await cashier.submitBasket();
  const ids = [first?.id ?? '', second?.id ?? ''];
  // Each payer's browser comes twice.
  const addresses = await Promise.all(ids.map((id) => cashier.payOnPhone(id)));
  const replies = await Promise.all([...addresses, ...addresses].map(async (address) => (await fetch(address)).status));
  expect(replies).toEqual([200, 200, 200, 200]);
  for (const id of ids) {
    await cashier.untilBatch(id, 'settled');
    const { bills, history } = await cashier.batch(id);
    expect(new Set(bills.map(({ state }) => state))).toEqual(new Set(['paid']));
    expect(history.filter(({ event }) => event?.kind === 'batch.returned')).toHaveLength(1);
  }
  const references = (await Promise.all(ids.map((id) => cashier.batch(id)))).flatMap(({ bills }) =>
    bills.map(({ saleReferenceId }) => saleReferenceId),
  );
  expect(new Set(references).size).toBe(21);
  expect(await cashier.ask('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
});

test('the port of the returns taken at start: it is said, new batches work, earlier ones by pasting', async ({
  start,
  dataDir,
}) => {
  const first = await start();
  const before = new BillCashier(first.page);
  const old = await before.awaitingBatch(billNo(1));
  await first.close();
  const kept = JSON.parse(readFileSync(path.join(dataDir, 'practice', 'settings.json'), 'utf8')) as { returnPort: number };
  expect(old.returnUrl).toContain(`:${kept.returnPort}/`);
  const squatter = await occupy(kept.returnPort);

  const second = await start();
  const { page } = second;
  const cashier = new BillCashier(page);
  const { words } = cashier;
  expect((await cashier.ask('app.status', {})).bills.receiver).toBe('moved');
  await cashier.goBills();
  await expect(page.getByText(words.batch.returnMoved)).toBeVisible();
  const fresh = await cashier.awaitingBatch(billNo(2));
  await cashier.payInBrowser(fresh.id);
  await cashier.untilBatch(fresh.id, 'settled');

  // The payer's browser ends at the other program; what stands in its address bar does all the same.
  await cashier.payAway(old.id);
  expect(squatter.heard).toHaveLength(1);
  expect((await cashier.batch(old.id)).batch.state).toBe('awaiting');
  await cashier.openBatch(old.id);
  await expect(page.getByText(words.batch.returnMoved)).toBeVisible();
  await cashier.pasteReturn(`http://127.0.0.1:${kept.returnPort}${squatter.heard[0]}`);
  await expect(page.getByText(words.batchMeaning.settled)).toBeVisible();

  // What is submitted meanwhile comes back to the other port, and only while that one is used.
  const meanwhile = await cashier.awaitingBatch(billNo(3));
  await expect(page.getByText(words.batch.returnComes)).toBeVisible();
  await second.close();
  await squatter.stop();
  const after = new BillCashier((await start()).page);
  expect((await after.ask('app.status', {})).bills.receiver).toBe('listening');
  await after.openBatch(meanwhile.id);
  await expect(after.page.getByText(words.batch.returnElsewhere)).toBeVisible();
});
