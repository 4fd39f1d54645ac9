import type { Page } from '@playwright/test';
import { TRANSPORTS } from '../../shared/evidence.ts';
import { asmxAvailable, asmxWanted, startAsmx } from '../asmx/serve.ts';
import type { Asmx } from '../asmx/serve.ts';
import { Cashier, invoice } from './cashier.ts';
import { expect, test } from './fixtures.ts';
import { goLive, ON_THIS_PC, setUpLive } from './live.ts';

const KEYS = { key1: 'asmx-key-1', key2: 'asmx-key-2' };
/** Of the stand-in's services, compiled by their first request. */
const STACK_TIMEOUT = 150_000;

let stack: Asmx | undefined;
test.skip(!asmxWanted(), 'no ASMX stack on this machine');
test.beforeAll(async () => {
  test.setTimeout(STACK_TIMEOUT);
  if (asmxAvailable() || process.env['PISHKHAN_NEED_ASMX'] === '1') stack = await startAsmx();
});
test.afterAll(async () => stack?.stop());

const serviceAt = (file: string) => `${stack?.url}/${file}`;

/** Chooses how to talk to the service, and what the stand-in is to do, on the Settings screen. */
async function steer(cashier: Cashier, payLinkName: string, transport: (typeof TRANSPORTS)[number]): Promise<void> {
  const { page, words } = cashier;
  const { field, save } = words.settings;
  await cashier.goSettings('live');
  await page.getByRole('textbox', { name: field.payLinkName }).fill(payLinkName);
  await choose(page, field.transport, words.settings.transport[transport]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(save.clean)).toBeVisible();
  expect((await cashier.ask('settings.get', { mode: 'live' })).settings).toMatchObject({ payLinkName, transport });
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

test('set up by hand for a real ASMX service: the contract fits, links go out over all three transports, one is found paid', async ({
  start,
}) => {
  const { page } = await start(ON_THIS_PC);
  const cashier = new Cashier(page);
  const { words } = cashier;
  await cashier.goCounter();
  await expect(page.getByText(words.status.practiceMeans)).toBeVisible();
  await setUpLive(cashier, { ...KEYS, endpoint: serviceAt('KimiaPayLinkSend.asmx'), payLinkName: 'id=701' });
  await cashier.contract('sizpay').getByRole('button', { name: words.settings.contract.check }).click();
  await expect(page.getByText(words.settings.contract.same)).toBeVisible();
  await goLive(cashier);
  await expect(page.getByText(words.status.practiceMeans)).toHaveCount(0);

  const numbers: string[] = [];
  for (const [at, transport] of TRANSPORTS.entries()) {
    const id = `90071992547409${93 + at}`;
    await steer(cashier, `id=${id}`, transport);
    const name = `«زهرا» & <کریمی> "${at}"`;
    const number = await cashier.enter(invoice(at + 1, { customerName: name }));
    numbers.push(number);
    await cashier.sees(number, 'sent');
    const { link, history } = await cashier.history(number);
    expect(link).toMatchObject({ payLinkSendId: id, evidence: { transport } });
    // The stand-in tells what it was given.
    const sent = history.map(({ event }) => event).find((event) => event?.kind === 'link.sent');
    expect(JSON.parse(sent?.message ?? '')).toMatchObject({ CustomerName: name, InvoiceNo: number });
  }
  const [first = '', second = ''] = numbers;
  await steer(cashier, 'paid=9007199254740993', 'soap11');
  await cashier.goCounter();
  await cashier.checkNow();
  await cashier.sees(first, 'paid');
  await cashier.sees(second, 'sent');
  expect((await cashier.history(first)).link.refNo).toBe('009007199254740993');
});

test('a service with a contract of its own: rejected, checked, adopted, sent', async ({ start }) => {
  const { page } = await start(ON_THIS_PC);
  const cashier = new Cashier(page);
  const { words } = cashier;
  await setUpLive(cashier, { ...KEYS, endpoint: serviceAt('OtherPayLink.asmx'), payLinkName: 'maghaze' });
  await goLive(cashier);
  const number = await cashier.enter(invoice(9));
  await cashier.sees(number, 'rejected');
  await cashier.goDecisions();
  await expect(cashier.decision(number)).toContainText(words.fix['soap-client-fault']);

  await cashier.goSettings('live');
  await cashier.contract('sizpay').getByRole('button', { name: words.settings.contract.check }).click();
  await expect(page.getByText(words.settings.contract.differs)).toBeVisible();
  await expect(page.getByText('http://other.example/paylink').first()).toBeVisible();
  await cashier.contract('sizpay').getByRole('button', { name: words.settings.contract.adopt }).click();
  await expect(page.getByText(words.settings.contract.nowAdopted)).toBeVisible();
  await cashier.goDecisions();
  await cashier.decision(number).getByRole('button', { name: words.decisions.sendSame }).click();
  await cashier.until(number, 'sent');
  expect((await cashier.history(number)).link.payLinkSendId).toBe('9007199254740993');
});
