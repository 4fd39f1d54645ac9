import path from 'node:path';
import type { Page } from '@playwright/test';
import { billNo } from '../bill-samples.ts';
import { BillCashier } from './bill-cashier.ts';
import { sentence } from './cashier.ts';
import { expect, test } from './fixtures.ts';
import { filesOf, keepNews, leaks, rowsOf, shown } from './leaks.ts';
import { goLive, ON_THIS_PC, setUpLive, setUpLiveBills, startScripted, storeKey, xmlText } from './live.ts';
import type { ScriptedReply } from './live.ts';

const PAY_LINKS = { payLinkName: 'maghaze', key1: 'shop-key-1', key2: 'shop-key-2' };
/** The secrets are searched for by their cores, which no escaping changes. */
const CORES = { user: 'Vx3nUser8Ltq', password: 'Kp6wPass2Zgd', userAgain: 'Mr4yUser7Bsc' };
const TOSHA = { toshaUser: `<${CORES.user}&"`, toshaPassword: `%${CORES.password}'>` };

/** ToshaNet's envelope around a result. */
const envelope = (result: unknown) =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><BulkBillPaymentWSResponse xmlns="http://www.toranjsoft.com"><BulkBillPaymentWSResult>${xmlText(JSON.stringify(result))}</BulkBillPaymentWSResult></BulkBillPaymentWSResponse></s:Body></s:Envelope>`;

const xml = (body: ScriptedReply['body']): ScriptedReply => ({ status: 200, type: 'text/xml; charset=utf-8', body });

/** The bills of a request, as the service reads them. */
function billsIn(request: string): { BillID: string; PayID: string; ExtOrderID: string }[] {
  const text = request.replaceAll('&quot;', '"');
  const list = /\[\{.*\}\]/u.exec(text)?.[0] ?? '[]';
  return JSON.parse(list) as ReturnType<typeof billsIn>;
}

/** An answer that accepts every bill, with these in place of what is right. */
const accepting = (changes: Record<string, unknown>) =>
  xml((request) => {
    const items = billsIn(request).map((bill) => ({ ...bill, Status: 0, StatusMessage: 'ok', BillType: 'برق' }));
    return envelope({ BatchBillPaymentResponseDataItems: items, Status: 0, BatchToken: 'token-1', ...changes });
  });

/** The app in live, with both services at one scripted place. */
async function live(page: Page, replies: readonly ScriptedReply[]) {
  const service = await startScripted(replies);
  const cashier = new BillCashier(page);
  await setUpLive(cashier, { ...PAY_LINKS, endpoint: service.endpoint });
  await setUpLiveBills(cashier, { ...TOSHA, endpoint: service.billEndpoint });
  return { service, cashier };
}

test('ToshaNet’s total is not the bills’: nobody is led to the pay page before the difference was seen', async ({ start }) => {
  const { page } = await start(ON_THIS_PC);
  const { service, cashier } = await live(page, [
    accepting({ TotalAmount: 999_000, PaymentUrl: 'http://127.0.0.1:9/pay/token-1' }),
    accepting({ TotalAmount: 103_000, PaymentUrl: 'file:///etc/hosts', BatchToken: 'token-2' }),
  ]);
  const { words } = cashier;
  await goLive(cashier);

  const batch = await cashier.awaitingBatch(billNo(1), billNo(2));
  await expect(page.getByText(words.batch.differsTitle)).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: words.batch.differsTitle })).toContainText('۹۹۹٬۰۰۰');
  await expect(cashier.button(words.batch.openPage)).toHaveCount(0);
  const pages = page.context().pages().length;
  await page.keyboard.press('Alt+KeyO');
  await page.keyboard.press('Alt+KeyQ');
  const early = await cashier.reply('batches.openPayPage', { id: batch.id, how: 'browser', evenIfDiffers: false });
  expect(early).toMatchObject({ ok: false, error: { code: 'total-differs' } });
  expect(page.context().pages()).toHaveLength(pages);
  expect((await cashier.batch(batch.id)).history.filter(({ event }) => event?.kind === 'batch.payPageOpened')).toEqual([]);

  const question = page.getByRole('alert').filter({ hasText: words.batch.hostNew });
  await expect(question).toHaveCount(0);
  await page.keyboard.press('Alt+KeyD');
  // Nor before its host was read: none of it was opened before, it is on this PC, and over http.
  for (const said of ['127.0.0.1:9', words.batch.hostMark.http, words.batch.hostMark.private, words.batch.hostMark.ip])
    await expect(question).toContainText(said);
  await page.keyboard.press('Alt+KeyQ');
  const unread = await cashier.reply('batches.openPayPage', { id: batch.id, how: 'browser', evenIfDiffers: true });
  expect(unread).toMatchObject({ ok: false, error: { code: 'strange-pay-page', detail: '127.0.0.1:9 http private ip' } });
  await expect(cashier.button(words.batch.showQr)).toHaveCount(0);
  await page.keyboard.press('Alt+KeyH');
  await page.keyboard.press('Alt+KeyQ');
  await expect(page.getByText(words.batch.qrHint)).toBeVisible();
  await expect(question).toHaveCount(0);
  expect((await cashier.batch(batch.id)).history.at(-1)?.event).toEqual({ kind: 'batch.payPageOpened', how: 'qr' });

  // An address that no browser should be given makes no pay page.
  await cashier.goBills();
  await cashier.scan(billNo(3));
  const [other] = await cashier.submitBasket('unknown');
  expect(other).toMatchObject({ paymentUrl: null });
  await service.stop();
});

test('ToshaNet’s secrets go to its plain address only knowingly, and to another only when entered for it', async ({
  start,
}) => {
  const { page } = await start();
  const cashier = new BillCashier(page);
  const { secret, field } = cashier.words.settings;
  await cashier.goSetup();
  const host = 'ws.toshanet.ir';
  await expect(page.getByText(sentence(secret.plainWhy, { host }))).toBeVisible();
  const row = page.getByRole('group', { name: secret.toshaUser, exact: true });
  await row.getByLabel(sentence(secret.valueTosha, { name: secret.toshaUser })).fill(CORES.user);
  await row.getByRole('button', { name: secret.enterTosha, exact: true }).click();
  await expect(row.getByRole('alert')).toContainText(cashier.words.error['plain-http']);
  await expect(row.getByText(secret.missing, { exact: true })).toBeVisible();
  await page.getByText(secret.plainKnown).click();
  await row.getByRole('button', { name: secret.enterTosha, exact: true }).click();
  await expect(row.getByText(secret.set, { exact: true })).toBeVisible();

  const address = page.getByRole('textbox', { name: field.toshaEndpoint });
  await address.fill('http://bills.example/UserWebservice.asmx');
  await cashier.button(cashier.words.setup.tosha.save).click();
  await expect(page.getByText(cashier.words.field['endpoint-plain-http'])).toBeVisible();
  await address.fill('https://bills.example/UserWebservice.asmx');
  await cashier.button(cashier.words.setup.tosha.save).click();
  await expect(row.getByText(sentence(secret.elsewhereHint, { host, now: 'bills.example' }))).toBeVisible();
  await expect(page.getByText(secret.plainKnown)).toHaveCount(0);
});

test('ToshaNet’s user and password are nowhere but sealed: no reply, screen, event, file or output holds them', async ({
  start,
  dataDir,
}) => {
  // A service that gives back all it was asked: in a refusal of all, in a bill's words, and in a page that is no reply.
  const echoes: ScriptedReply[] = [
    xml((request) => envelope({ BatchBillPaymentResponseDataItems: [], Status: 9, StatusMessage: request })),
    xml((request) => {
      const items = billsIn(request).map((bill) => ({ ...bill, Status: 7, StatusMessage: request, BillType: request }));
      return envelope({ BatchBillPaymentResponseDataItems: items, Status: 9, StatusMessage: request });
    }),
    { status: 200, type: 'text/html', body: (request) => `<html><body>${request}</body></html>` },
  ];
  const app = await start(ON_THIS_PC);
  const { page } = app;
  const news = await keepNews(page);
  const { service, cashier } = await live(page, echoes);
  const { words } = cashier;
  const found = new Map<string, Buffer | string>();
  found.set('set-up', await shown(page));
  const row = page.getByRole('group', { name: words.settings.secret.toshaUser, exact: true });
  for (const value of [CORES.userAgain, TOSHA.toshaUser]) {
    await row.getByRole('button', { name: words.settings.secret.replace }).click();
    await storeKey(cashier, 'toshaUser', value);
    found.set('set-up after replacing', await shown(page));
  }
  await goLive(cashier);

  await cashier.goBills();
  await cashier.scan(billNo(1));
  for (const state of ['refused', 'refused', 'unknown'] as const) {
    const [batch] = await cashier.submitBasket(state);
    await cashier.openBatch(batch?.id ?? '');
    for (const details of await page.locator('details').all()) await details.evaluate((one) => one.setAttribute('open', ''));
    found.set(`batch ${batch?.id}, ${state}`, await shown(page));
    found.set(`reply of batches.get ${batch?.id}`, JSON.stringify(await cashier.batch(batch?.id ?? '')));
  }
  // The service had both, and gave them back.
  expect(service.requests).toHaveLength(echoes.length);
  for (const request of service.requests) for (const core of [CORES.user, CORES.password]) expect(request).toContain(core);

  await cashier.goDecisions();
  await page.getByText(words.evidence.title).first().click();
  found.set('decisions', await shown(page));
  // The evidence is kept, with the secrets covered.
  expect(found.get('decisions')).toContain('•••');
  expect(found.get('decisions')).toContain(billNo(1).payId);
  await cashier.goSettings('live');
  found.set('settings', await shown(page));
  await cashier.goBills();
  found.set('bills', await shown(page));
  const [{ id } = { id: '' }] = (await cashier.ask('bills.list', { search: '', states: [], limit: 9, offset: 0 })).bills;
  const replies = {
    'bills.get': await cashier.reply('bills.get', { id }),
    'batches.list': await cashier.batches(),
    'settings.get': await cashier.reply('settings.get', { mode: 'live' }),
    'settings.putSecret': await cashier.reply('settings.putSecret', {
      mode: 'live',
      name: 'toshaPassword',
      value: TOSHA.toshaPassword,
    }),
    'settings.putSecret too long': await cashier.reply('settings.putSecret', {
      mode: 'live',
      name: 'toshaUser',
      value: TOSHA.toshaUser.repeat(99),
    }),
    'contract.check': await cashier.reply('contract.check', { mode: 'live', service: 'tosha' }),
    'contract.adopt': await cashier.reply('contract.adopt', { mode: 'live', service: 'tosha' }),
    'app.status': await cashier.reply('app.status', {}),
  };
  for (const [name, reply] of Object.entries(replies)) found.set(`reply of ${name}`, JSON.stringify(reply));
  found.set('news', await news());
  for (const [file, bytes] of filesOf(dataDir)) found.set(`running: ${file}`, bytes);
  await app.close();
  for (const [file, bytes] of filesOf(dataDir)) found.set(`closed: ${file}`, bytes);
  found.set('rows of the live ledger', rowsOf(path.join(dataDir, 'live', 'ledger.db')));
  found.set('output', app.said());

  // The search finds what is not secret, so it would find a secret.
  const holders = [...found].filter(([, content]) => content.includes(billNo(1).payId)).map(([place]) => place);
  for (const place of ['reply of bills.get', 'rows of the live ledger', 'news']) expect(holders).toContain(place);
  expect(leaks(found, Object.values(CORES))).toEqual([]);
  await service.stop();
});
