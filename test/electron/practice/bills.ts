import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import type { PracticeShop } from '../../../electron/practice/practice.ts';
import { createToshaClient } from '../../../electron/providers/tosha/client.ts';
import type { BillOrder, SubmitOutcome, ToshaService } from '../../../electron/providers/tosha/outcome.ts';
import { TOSHA_NAMESPACE, toshaWsdl } from '../../../electron/providers/tosha/wsdl.ts';
import { checkDigit } from '../../../shared/bill-digits.ts';
import type { ReturnForm } from '../../../shared/contract/practice.ts';
import { element, escapeXml, namespaceOf } from './shop.ts';
import type { Version } from './shop.ts';

export const VERSIONS = ['soap11', 'soap12'] as const;
export const PLACEHOLDERS = 'BatchTokenID={0}&Status={1}&StatusDescription={2}&BillItems={3}';

/** The nth bill with right check digits, of so many thousands of rial; electricity unless said. */
export function order(n: number, thousands = 100 + n, type = 2): BillOrder {
  const bill = `${30_000 + n}104${type}`;
  const billId = bill + checkDigit(bill);
  const amount = `${thousands}405`;
  const first = `${amount}${checkDigit(amount)}`;
  return { billId, payId: `${first}${checkDigit(billId + first)}`, extOrderId: `P-${n}` };
}

/** The same bill with a wrong last digit of its payment id. */
export const spoilt = (bill: BillOrder): BillOrder => ({
  ...bill,
  payId: `${bill.payId.slice(0, -1)}${(Number(bill.payId.at(-1)) + 1) % 10}`,
});

export const orders = (count: number, from = 1): BillOrder[] =>
  Array.from({ length: count }, (_, index) => order(from + index));

/** The app's own client on the practice shop. */
export const toshaClient = (shop: PracticeShop, changes: Partial<ToshaService> = {}) =>
  createToshaClient({
    endpoint: shop.toshaEndpoint,
    version: 'soap11',
    credentials: shop.toshaCredentials,
    wsdl: toshaWsdl(),
    practice: true,
    deadline: 30_000,
    ...changes,
  });

export type Accepted = Extract<SubmitOutcome, { kind: 'accepted' }>;

/** Submits through the app's client; fails where the shop does not accept. */
export async function submitted(shop: PracticeShop, bills: readonly BillOrder[], returnUrl: string): Promise<Accepted> {
  const outcome = await toshaClient(shop).submit(bills, returnUrl);
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** A submission as text, for what the client would not send. `list` is what BatchBillRequestDataItem is. */
export function bulkEnvelope(version: Version, fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  return (
    `<?xml version="1.0" encoding="utf-8"?><e:Envelope xmlns:e="${namespaceOf(version)}"><e:Body>` +
    `<BulkBillPaymentWS xmlns="${TOSHA_NAMESPACE}">${parts.join('')}</BulkBillPaymentWS></e:Body></e:Envelope>`
  );
}

export const bulkFields = (shop: PracticeShop, list: string, returnUrl = 'http://127.0.0.1:9/'): Record<string, string> => ({
  Username: shop.toshaCredentials.userName,
  Password: shop.toshaCredentials.password,
  ReturnUrl: returnUrl,
  BatchBillRequestDataItem: list,
});

export const listOf = (bills: readonly BillOrder[]): string =>
  JSON.stringify(bills.map(({ billId, payId, extOrderId }) => ({ BillID: billId, PayID: payId, ExtOrderID: extOrderId })));

export async function postBulk(shop: PracticeShop, version: Version, body: string) {
  const action = `"${TOSHA_NAMESPACE}/BulkBillPaymentWS"`;
  const headers: Record<string, string> =
    version === 'soap11'
      ? { 'content-type': 'text/xml; charset=utf-8', soapaction: action }
      : { 'content-type': `application/soap+xml; charset=utf-8; action=${action}` };
  const reply = await fetch(shop.toshaEndpoint, { method: 'POST', headers: { ...headers, connection: 'close' }, body });
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() };
}

/** The JSON of a first answer. */
export const resultOf = (text: string): Record<string, unknown> =>
  JSON.parse(element(text, 'BulkBillPaymentWSResult') ?? 'null') as Record<string, unknown>;

export interface Arrival {
  method: string;
  /** The request's target as it came, before anything is decoded. */
  target: string;
  type: string | undefined;
  body: string;
}

/** A shop's receiver that takes everything and keeps it; `url` is a ReturnUrl for it, as the document's sample is. */
export async function receiver(status = 200) {
  const arrivals: Arrival[] = [];
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { method = '', url: target = '', headers } = request;
      arrivals.push({ method, target, type: headers['content-type'], body });
      response.writeHead(status, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const base = `http://127.0.0.1:${port}/return/k3y`;
  return { arrivals, base, url: `${base}?${PLACEHOLDERS}`, close: () => new Promise((resolve) => void server.close(resolve)) };
}

/** A shop with one batch in it, and a receiver for its return. */
export async function batchOf(shop: PracticeShop, count: number, form: ReturnForm, from = 1) {
  const shopReceiver = await receiver();
  const bills = orders(count, from);
  const { batchToken, paymentUrl } = await submitted(shop, bills, shopReceiver.url);
  shop.setReturnForm(form);
  return { batchToken, paymentUrl, bills, receiver: shopReceiver };
}
