import { afterEach, describe, expect, test } from 'vitest';
import { createToshaClient } from '../../../../electron/providers/tosha/client.ts';
import type { BillOrder, ToshaService } from '../../../../electron/providers/tosha/outcome.ts';
import { toshaWsdl } from '../../../../electron/providers/tosha/wsdl.ts';
import { readXmlContent } from '../../../../electron/providers/soap/content.ts';
import type { Json } from '../../../../electron/providers/soap/exact-json.ts';
import { BATCH_MAX } from '../../../../shared/batches.ts';
import { SOAP_VERSIONS } from '../../../../shared/evidence.ts';
import { soapFault } from '../soap/service.ts';
import type { ScriptedService } from '../soap/service.ts';
import { answerOf, ORDERS, PAYABLE, RETURN_URL, scriptedService, wayTo } from './service.ts';

let service: ScriptedService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

const member = (json: Json | undefined, name: string): Json | undefined =>
  json?.kind === 'object' ? json.entries.find(([key]) => key === name)?.[1] : undefined;

/** The parameters of a request, in order. */
async function parametersOf(body: string): Promise<Record<string, string>> {
  const call = member((await readXmlContent(body))?.value, 'BulkBillPaymentWS');
  if (call?.kind !== 'object') throw new Error(`no call in ${body}`);
  return Object.fromEntries(call.entries.map(([name, value]) => [name, value.kind === 'text' ? value.text : '']));
}

async function asked(version: ToshaService['version'], change: Partial<ToshaService> = {}, orders = ORDERS) {
  service = await scriptedService(() => answerOf(version, PAYABLE));
  await createToshaClient(wayTo(service.endpoint, version, change)).submit(orders, RETURN_URL);
  const [one] = service.asked;
  if (one === undefined) throw new Error('nothing was asked');
  return one;
}

describe('the request', () => {
  test('over SOAP 1.1 states the action without a slash too many', async () => {
    const { headers, body } = await asked('soap11');
    expect(headers).toMatchObject({
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '"http://www.toranjsoft.com/BulkBillPaymentWS"',
    });
    expect(body).toContain('http://schemas.xmlsoap.org/soap/envelope/');
    expect(body).toMatch(/xmlns(?::\w+)?="http:\/\/www\.toranjsoft\.com"/u);
  });

  test('over SOAP 1.2 has the action in its type', async () => {
    const { headers, body } = await asked('soap12');
    expect(headers['content-type']).toMatch(
      /^application\/soap\+xml;.*action="http:\/\/www\.toranjsoft\.com\/BulkBillPaymentWS"/u,
    );
    expect(body).toContain('http://www.w3.org/2003/05/soap-envelope');
  });

  test.each(SOAP_VERSIONS)('over %s carries every text exactly, ids as strings', async (version) => {
    const parameters = await parametersOf((await asked(version)).body);
    const { userName, password } = wayTo('', version).credentials;
    expect(parameters).toMatchObject({ Username: userName, Password: password, ReturnUrl: RETURN_URL });
    expect(Object.keys(parameters)).toEqual(['Username', 'Password', 'ReturnUrl', 'BatchBillRequestDataItem']);
    expect(JSON.parse(parameters['BatchBillRequestDataItem'] ?? '')).toEqual(
      ORDERS.map(({ billId, payId, extOrderId }) => ({ BillID: billId, PayID: payId, ExtOrderID: extOrderId })),
    );
  });

  test('follows the namespace and the spelling of the contract in use', async () => {
    const wsdl = toshaWsdl('http://tempuri.org/').replace('name="Username"', 'name="UserName"');
    const { headers, body } = await asked('soap11', { wsdl });
    expect(headers['soapaction']).toBe('"http://tempuri.org/BulkBillPaymentWS"');
    expect(Object.keys(await parametersOf(body))[0]).toBe('UserName');
  });

  test('is not made by a contract that has no such call: refused, and nothing was sent', async () => {
    service = await scriptedService(() => 'reset');
    const wsdl = toshaWsdl().replaceAll('BulkBillPaymentWS', 'Other');
    const outcome = await createToshaClient(wayTo(service.endpoint, 'soap11', { wsdl })).submit(ORDERS, RETURN_URL);
    expect(outcome).toMatchObject({ kind: 'refused', cause: 'contract-unusable', evidence: { bytesOut: 0 } });
    expect(service.asked).toEqual([]);
  });
});

const many = (count: number): BillOrder[] =>
  Array.from({ length: count }, (_, n) => ({ billId: '1117753200140', payId: String(1_000_000 + n), extOrderId: `b-${n}` }));

describe('before anything is sent', () => {
  test('twenty bills go', async () => {
    const parameters = await parametersOf((await asked('soap11', {}, many(BATCH_MAX))).body);
    expect(JSON.parse(parameters['BatchBillRequestDataItem'] ?? '')).toHaveLength(BATCH_MAX);
  });

  const [first = { billId: '', payId: '', extOrderId: '' }] = ORDERS;
  test.each<[string, readonly BillOrder[], string, string]>([
    ['21 bills', many(BATCH_MAX + 1), RETURN_URL, 'bills-too-many'],
    ['no bill', [], RETURN_URL, 'bills-missing'],
    ['a bill id of words', [{ ...first, billId: 'abc' }], RETURN_URL, 'bill-digits'],
    ['a payment id of 14 digits', [{ ...first, payId: '1'.repeat(14) }], RETURN_URL, 'bill-digits'],
    ['no order id', [{ ...first, extOrderId: '' }], RETURN_URL, 'text-missing'],
    ['an order id that no XML carries', [{ ...first, extOrderId: '\u0000' }], RETURN_URL, 'text-bad'],
    ['an order id twice', [first, { ...first, payId: '1770160' }], RETURN_URL, 'bill-twice'],
    [
      'a pair twice, with other zeros',
      [first, { ...first, payId: `0${first.payId}`, extOrderId: 'x' }],
      RETURN_URL,
      'bill-twice',
    ],
    ['a return address of another scheme', ORDERS, 'file:///etc/passwd', 'return-url-bad'],
  ])('%s: thrown back', async (_name, orders, returnUrl, code) => {
    service = await scriptedService(() => 'reset');
    const client = createToshaClient(wayTo(service.endpoint, 'soap11'));
    await expect(client.submit(orders, returnUrl)).rejects.toMatchObject({ error: { code: 'bad-input', issues: [{ code }] } });
    expect(service.asked).toEqual([]);
  });
});

test.each(SOAP_VERSIONS)('over %s, a service that echoes the request shows no credential', async (version) => {
  const { userName, password } = wayTo('', version).credentials;
  const echo = `${userName} ${password}`;
  const answers = [
    (body: string) => ({ status: 500, body }),
    () => answerOf(version, { ...PAYABLE, Status: echo, StatusMessage: echo }),
    () => answerOf(version, { ...PAYABLE, Status: 1, StatusMessage: echo, PaymentUrl: '' }),
    () => ({ status: 500, body: soapFault('Client', `${userName} pass&lt;word&gt;&amp;"1"`, 'soap11') }),
  ];
  const left = [...answers];
  service = await scriptedService(({ body }) => left.shift()?.(body) ?? 'reset');
  for (const _ of answers) {
    const told = JSON.stringify(await createToshaClient(wayTo(service.endpoint, version)).submit(ORDERS, RETURN_URL));
    expect(told).toContain('•••');
    for (const secret of [userName, 'pass<word>', 'pass&lt;word']) expect(told).not.toContain(secret);
  }
});
