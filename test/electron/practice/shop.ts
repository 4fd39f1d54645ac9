import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startPractice } from '../../../electron/practice/practice.ts';
import type { PracticeOptions, PracticeShop } from '../../../electron/practice/practice.ts';
import { PAY_LINK_NAMESPACE } from '../../../electron/providers/sizpay/wsdl.ts';

/** A folder that goes with the test. */
export function tempFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'practice-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'shop.sqlite');
}

/** A running practice shop that stops with the test. */
export async function shopFor(options: Partial<PracticeOptions> = {}): Promise<PracticeShop> {
  const shop = await startPractice({ file: tempFile(), now: () => 1_700_000_000_000, changed: () => {}, slow: 50, ...options });
  onTestFinished(() => shop.stop());
  return shop;
}

export const KEYS = { UserName: 'practice-key-1', Password: 'practice-key-2', PayLinkName: 'practice' };
export const SEND = {
  ...KEYS,
  InvoiceNo: '1405-7',
  Amount: 1_250_000,
  MobileNo: '09121234567',
  CustomerName: 'علی رضایی',
  Description: 'خرید کتاب و لوازم تحریر برای مدرسه',
};

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const ENVELOPES = {
  soap11: { namespace: 'http://schemas.xmlsoap.org/soap/envelope/', type: 'text/xml; charset=utf-8' },
  soap12: { namespace: 'http://www.w3.org/2003/05/soap-envelope', type: 'application/soap+xml; charset=utf-8' },
} as const;
export type Version = keyof typeof ENVELOPES;
export const namespaceOf = (version: Version): string => ENVELOPES[version].namespace;

export function envelope(version: Version, operation: string, fields: Record<string, string | number>): string {
  const parts = Object.entries(fields).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`);
  return (
    `<?xml version="1.0" encoding="utf-8"?><e:Envelope xmlns:e="${namespaceOf(version)}"><e:Body>` +
    `<${operation} xmlns="${PAY_LINK_NAMESPACE}">${parts.join('')}</${operation}></e:Body></e:Envelope>`
  );
}

/** Posts raw bytes as one SOAP version. 1.1 names its action in a header, 1.2 in the content type. */
export async function postSoap(shop: PracticeShop, version: Version, operation: string, body: string) {
  const action = `"${PAY_LINK_NAMESPACE}${operation}"`;
  const type = ENVELOPES[version].type;
  const headers: Record<string, string> =
    version === 'soap11' ? { 'content-type': type, soapaction: action } : { 'content-type': `${type}; action=${action}` };
  // A kept connection would be tried again after a restart on the same port.
  const reply = await fetch(shop.endpoint, { method: 'POST', headers: { ...headers, connection: 'close' }, body });
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() };
}

export const send = (shop: PracticeShop, version: Version, fields: Record<string, string | number> = SEND) =>
  postSoap(shop, version, 'PayLinkSendSoap', envelope(version, 'PayLinkSendSoap', fields));

export const ask = (shop: PracticeShop, list: string, version: Version = 'soap11') =>
  postSoap(shop, version, 'PayLinkPayStatusSoap', envelope(version, 'PayLinkPayStatusSoap', { ...KEYS, PayLinkIdList: list }));

export async function sendJson(shop: PracticeShop, body: unknown) {
  const reply = await fetch(`${shop.endpoint}/PayLinkSendRest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: reply.status, text: await reply.text() };
}

/** The text of one element of a reply. */
export function element(xml: string, name: string): string | undefined {
  const found = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)</`, 'u').exec(xml)?.[1];
  return found
    ?.replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
