import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { serviceOf } from '../../shared/settings.ts';
import type { SecretName } from '../../shared/settings.ts';
import { sentence } from './cashier.ts';
import type { Cashier } from './cashier.ts';

/** The developer's switch: without it live speaks to no service on this PC, and the services of tests are all here. */
export const ON_THIS_PC = { env: { PISHKHAN_ALLOW_LOOPBACK: '1' } } as const;

/** What a shop brings from SizPay's panel. */
export interface LiveShop {
  endpoint: string;
  payLinkName: string;
  key1: string;
  key2: string;
}

/** What a shop brings from ToshaNet. */
export interface LiveBills {
  endpoint: string;
  toshaUser: string;
  toshaPassword: string;
}

/** Types a secret on the set-up (or settings) screen, and stores it. */
export async function storeKey(cashier: Cashier, name: SecretName, value: string): Promise<void> {
  const { secret } = cashier.words.settings;
  const tosha = serviceOf(name) === 'tosha';
  const row = cashier.page.getByRole('group', { name: secret[name], exact: true });
  const field = row.getByLabel(sentence(tosha ? secret.valueTosha : secret.value, { name: secret[name] }));
  await field.fill(value);
  await row.getByRole('button', { name: tosha ? secret.enterTosha : secret.enter, exact: true }).click();
  await expect(field).toHaveCount(0);
  await expect(row.getByText(secret.set, { exact: true })).toBeVisible();
}

/** Fills in the Set-up screen by hand: the service's address, the link name and both keys. */
export async function setUpLive(cashier: Cashier, shop: LiveShop): Promise<void> {
  const { page, words } = cashier;
  await cashier.goSetup();
  await page.getByRole('textbox', { name: words.settings.field.endpoint }).fill(shop.endpoint);
  await page.getByRole('button', { name: words.setup.service.save, exact: true }).click();
  await expect(page.getByText(words.setup.service.saved)).toBeVisible();
  await page.getByRole('textbox', { name: words.settings.field.payLinkName }).fill(shop.payLinkName);
  await cashier.button(words.setup.access.saveName).click();
  await storeKey(cashier, 'key1', shop.key1);
  await storeKey(cashier, 'key2', shop.key2);
}

/** Fills in what bills need on the Set-up screen: ToshaNet's address, user name and password. */
export async function setUpLiveBills(cashier: Cashier, { endpoint, toshaUser, toshaPassword }: LiveBills): Promise<void> {
  const { page, words } = cashier;
  await cashier.goSetup();
  await page.getByRole('textbox', { name: words.settings.field.toshaEndpoint }).fill(endpoint);
  await page.getByRole('button', { name: words.setup.tosha.save, exact: true }).click();
  await expect(page.getByText(words.setup.tosha.saved)).toBeVisible();
  await storeKey(cashier, 'toshaUser', toshaUser);
  await storeKey(cashier, 'toshaPassword', toshaPassword);
}

/** Switches to live on the Set-up screen, saying yes to what it means. */
export async function goLive(cashier: Cashier): Promise<void> {
  const { words } = cashier;
  await cashier.button(words.setup.ready.goLive).click();
  await expect(cashier.dialog).toContainText(words.setup.toLive.sms);
  await cashier.button(words.setup.toLive.yes).click();
  await expect(cashier.page.getByText(words.setup.ready.nowLive)).toBeVisible();
}

export interface ScriptedReply {
  status: number;
  type: string;
  /** The reply's body, from the request's. */
  body: (request: string) => string;
}

/** A service on loopback that answers posts as told, in order, and everything else with 404. */
export async function startScripted(replies: readonly ScriptedReply[]) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = Buffer.concat(chunks).toString('utf8');
      const reply = request.method === 'POST' ? replies[requests.length] : undefined;
      if (request.method === 'POST') requests.push(asked);
      response.writeHead(reply?.status ?? 404, { 'content-type': reply?.type ?? 'text/plain', connection: 'close' });
      response.end(reply?.body(asked) ?? 'nothing here');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/KimiaPayLinkSend.asmx`,
    billEndpoint: `http://127.0.0.1:${port}/UserWebservice.asmx`,
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Text as XML writes it. */
export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
