import path from 'node:path';
import { Cashier, invoice } from './cashier.ts';
import { expect, test } from './fixtures.ts';
import { filesOf, keepNews, leaks, rowsOf, shown } from './leaks.ts';
import { goLive, ON_THIS_PC, setUpLive, startScripted, storeKey, xmlText } from './live.ts';
import type { ScriptedReply } from './live.ts';

/**
 * The secrets are searched for by their cores, which no escaping changes; the marks around them are those that XML, JSON
 * and URLs write in other ways.
 */
const CORES = { key1: 'Qz7tKey1Wm4v', key2: 'Hb9xKey2Rn3p', key1Again: 'Jd5sKey1Fu8c' };
const SHOP = { payLinkName: 'nama-yeMaghaze42', key1: `<${CORES.key1}&"`, key2: `%${CORES.key2}'>` };

/** The answers of every call that reads, and of those that may fail with a secret in hand. */
async function answers(cashier: Cashier): Promise<Map<string, string>> {
  const { links } = await cashier.ask('links.list', {
    search: '',
    states: [],
    day: null,
    onlyDecisions: false,
    limit: 50,
    offset: 0,
  });
  const asked = {
    'app.status': await cashier.reply('app.status', {}),
    'links.list': links,
    'links.get': await Promise.all(links.map(({ id }) => cashier.reply('links.get', { id }))),
    'links.proposeInvoiceNo': await cashier.reply('links.proposeInvoiceNo', {}),
    'links.checkNow': await cashier.reply('links.checkNow', { id: null }),
    'draft.get': await cashier.reply('draft.get', {}),
    'settings.get live': await cashier.reply('settings.get', { mode: 'live' }),
    'settings.get practice': await cashier.reply('settings.get', { mode: 'practice' }),
    'settings.put': await cashier.reply('settings.put', { mode: 'live', patch: { cashier: 'سارا' } }),
    'settings.putSecret': await cashier.reply('settings.putSecret', { mode: 'live', name: 'key2', value: SHOP.key2 }),
    'settings.putSecret too long': await cashier.reply('settings.putSecret', {
      mode: 'live',
      name: 'key1',
      value: SHOP.key1.repeat(99),
    }),
    'settings.putSecret of practice': await cashier.reply('settings.putSecret', {
      mode: 'practice',
      name: 'key1',
      value: SHOP.key1,
    }),
    'settings.putSecret with no such name': await cashier.reply('settings.putSecret', {
      mode: 'live',
      name: SHOP.key1 as 'key1',
      value: SHOP.key1,
    }),
    'contract.check': await cashier.reply('contract.check', { mode: 'live' }),
    'contract.adopt': await cashier.reply('contract.adopt', { mode: 'live' }),
    'ledger.check': await cashier.reply('ledger.check', {}),
    'practice.get': await cashier.reply('practice.get', {}),
  };
  return new Map(Object.entries(asked).map(([name, answer]): [string, string] => [name, JSON.stringify(answer)]));
}

const envelope = (message: string) =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><PayLinkSendSoapResponse xmlns="https://pysrvc.sizpay.ir/"><ResCod>0</ResCod><Message>${xmlText(message)}</Message><PayLinkSendID>0</PayLinkSendID></PayLinkSendSoapResponse></s:Body></s:Envelope>`;
/** A service that gives back all it was asked: in the words of a refusal, then in a page that is no reply. */
const ECHOES: ScriptedReply[] = [
  { status: 200, type: 'text/xml; charset=utf-8', body: envelope },
  { status: 200, type: 'text/html', body: (request) => `<html><body>${request}</body></html>` },
  { status: 500, type: 'application/json', body: (request) => JSON.stringify({ Message: request, StackTrace: request }) },
];

test('the keys are nowhere but sealed: no reply, no screen, no event, no file, no output holds them', async ({
  start,
  dataDir,
}) => {
  const service = await startScripted(ECHOES);
  const app = await start(ON_THIS_PC);
  const { page } = app;
  const cashier = new Cashier(page);
  const { words } = cashier;
  const found = new Map<string, Buffer | string>();
  const news = await keepNews(page);

  // A developer's switch is on, and the window says so.
  await expect(page.getByText(words.status.loopback)).toBeVisible();
  await setUpLive(cashier, { ...SHOP, endpoint: service.endpoint });
  found.set('set-up after saving', await shown(page));
  const row = page.getByRole('group', { name: words.settings.secret.key1, exact: true });
  await row.getByRole('button', { name: words.settings.secret.replace }).click();
  await expect(row.getByLabel(words.settings.secret.key1)).toHaveValue('');
  await storeKey(cashier, 'key1', CORES.key1Again);
  found.set('set-up after replacing', await shown(page));
  await row.getByRole('button', { name: words.settings.secret.replace }).click();
  await storeKey(cashier, 'key1', SHOP.key1);
  await goLive(cashier);

  const rejected = await cashier.enter(invoice(1));
  await cashier.sees(rejected, 'rejected');
  const unknown = await cashier.enter(invoice(2));
  await cashier.sees(unknown, 'unknown');
  await cashier.ask('settings.put', { mode: 'live', patch: { transport: 'json' } });
  const failed = await cashier.enter(invoice(3));
  await cashier.sees(failed, 'unknown');
  // The service had the keys, and gave them back.
  expect(service.requests).toHaveLength(ECHOES.length);
  for (const request of service.requests) {
    expect(request).toContain(CORES.key1);
    expect(request).toContain(CORES.key2);
  }

  await cashier.goDecisions();
  for (const number of [rejected, unknown, failed]) await expect(cashier.decision(number)).toBeVisible();
  for (const details of await page.locator('details').all()) await details.evaluate((one) => one.setAttribute('open', ''));
  found.set('decisions', await shown(page));
  // The evidence is kept, with the keys covered.
  expect(found.get('decisions')).toContain('•••');
  expect(found.get('decisions')).toContain(SHOP.payLinkName);
  for (const [key, screen] of [
    ['F1', 'counter'],
    ['F2', 'links'],
    ['F4', 'settings'],
    ['F9', 'set-up'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    found.set(screen, await shown(page));
  }
  for (const [name, answer] of await answers(cashier)) found.set(`reply of ${name}`, answer);
  found.set('news', await news());
  for (const [file, bytes] of filesOf(dataDir)) found.set(`running: ${file}`, bytes);
  await app.close();
  for (const [file, bytes] of filesOf(dataDir)) found.set(`closed: ${file}`, bytes);
  found.set('rows of the live ledger', rowsOf(path.join(dataDir, 'live', 'ledger.db')));
  found.set('rows of the practice ledger', rowsOf(path.join(dataDir, 'practice', 'ledger.db')));
  found.set('output', app.said());

  // The search finds what is not secret, so it would find a secret.
  const holders = [...found].filter(([, content]) => content.includes(SHOP.payLinkName)).map(([place]) => place);
  for (const place of ['reply of settings.get live', 'reply of links.get', 'rows of the live ledger'])
    expect(holders).toContain(place);
  expect(holders.filter((place) => place.startsWith('closed: live'))).not.toEqual([]);
  expect(leaks(found, Object.values(CORES))).toEqual([]);
  await service.stop();
});
