import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createPayLinkClient } from '../../../../electron/providers/sizpay/client.ts';
import type { PayLinkService } from '../../../../electron/providers/sizpay/outcome.ts';
import { payLinkWsdl } from '../../../../electron/providers/sizpay/wsdl.ts';
import { readXml } from '../../../../electron/providers/soap/xml.ts';
import { Invoice } from '../../../../shared/invoice.ts';
import { TRANSPORTS } from '../../../../shared/evidence.ts';
import type { Transport } from '../../../../shared/evidence.ts';
import { answerOf, INVOICE, scriptedService, wayTo } from './service.ts';
import type { Asked, ScriptedService } from './service.ts';

let service: ScriptedService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

const ok = (transport: Transport) => answerOf(transport, { ResCod: 1, PayLinkSendID: 5 });

async function sent(transport: Transport, invoice: Invoice = INVOICE, change: Partial<PayLinkService> = {}): Promise<Asked> {
  service ??= await scriptedService(() => ok(transport));
  const outcome = await createPayLinkClient(wayTo(service.endpoint, transport, change)).send(invoice);
  const asked = service.asked.at(-1);
  if (outcome.kind !== 'sent' || asked === undefined) throw new Error(`not sent: ${outcome.kind} ${outcome.evidence.reason}`);
  return asked;
}

/** The leaves of a request, by name. */
async function leaves(xml: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  let text = '';
  const whole = await readXml(xml, {
    open: () => (text = ''),
    text: (part) => (text += part),
    close: (name) => {
      found[name] = text;
      text = '';
    },
  });
  if (!whole) throw new Error('not XML');
  return found;
}

const values = {
  UserName: 'user-of-the-shop',
  Password: 'pass<word>&"1"',
  PayLinkName: 'shop',
  InvoiceNo: '1405-17',
  Amount: '150777',
  MobileNo: '09121234567',
  CustomerName: 'مریم',
  Description: 'نان و شیر',
};

describe('the request', () => {
  test('over SOAP 1.1', async () => {
    const { headers, body } = await sent('soap11');
    expect(headers).toMatchObject({
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '"https://pysrvc.sizpay.ir/PayLinkSendSoap"',
      connection: 'close',
    });
    expect(body).toContain('xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"');
    expect(body).toContain('<PayLinkSendSoap xmlns="https://pysrvc.sizpay.ir/">');
    expect(await leaves(body)).toMatchObject(values);
  });

  test('over SOAP 1.2', async () => {
    const { headers, body } = await sent('soap12');
    expect(headers['content-type']).toBe(
      'application/soap+xml; charset=utf-8; action="https://pysrvc.sizpay.ir/PayLinkSendSoap"',
    );
    expect(headers['soapaction']).toBeUndefined();
    expect(body).toContain('xmlns:soap="http://www.w3.org/2003/05/soap-envelope"');
    expect(await leaves(body)).toMatchObject(values);
  });

  test('as JSON', async () => {
    const { url, headers, body } = await sent('json');
    expect(url).toBe('/KimiaPayLinkSend.asmx/PayLinkSendRest');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(body)).toEqual({ PayLinkData: { ...values, Amount: 150_777 } });
    expect(body).toContain('"Amount":150777');
  });

  test.each(TRANSPORTS)('over %s keeps every text and every amount exactly', async (transport) => {
    const text = fc.string({ maxLength: 40, unit: 'binary' });
    const amount = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    const random = fc.record({ customerName: text, description: text, amount });
    await fc.assert(
      fc.asyncProperty(random, async (parts) => {
        const good = Invoice.safeParse({ ...INVOICE, ...parts });
        fc.pre(good.success);
        if (!good.success) return;
        const { body } = await sent(transport, good.data);
        const expected = { CustomerName: good.data.customerName, Description: good.data.description };
        const Data = z.object({ PayLinkData: z.record(z.string(), z.union([z.string(), z.number()])) });
        const found = transport === 'json' ? Data.parse(JSON.parse(body)).PayLinkData : await leaves(body);
        expect(found).toMatchObject(expected);
        expect(String(found['Amount'])).toBe(String(good.data.amount));
      }),
      { numRuns: 60 },
    );
  });

  test.each(TRANSPORTS)('over %s lets no customer write elements of it', async (transport) => {
    const tricks = ['<![CDATA[]]></Amount><Amount>1<![CDATA[]]>', '</CustomerName><Amount>1</Amount>', '&amp;&lt;"\'', ']]>'];
    for (const customerName of tricks) {
      const { body } = await sent(transport, { ...INVOICE, customerName });
      if (transport === 'json') expect(JSON.parse(body)).toMatchObject({ PayLinkData: { CustomerName: customerName } });
      else expect(await leaves(body)).toMatchObject({ CustomerName: customerName, Amount: '150777' });
    }
  });
});

describe('the WSDL in use', () => {
  test('gives the namespace and the SOAPAction', async () => {
    const { headers, body } = await sent('soap11', INVOICE, { wsdl: payLinkWsdl('urn:other:shop') });
    expect(headers['soapaction']).toBe('"urn:other:shop/PayLinkSendSoap"');
    expect(body).toContain('<PayLinkSendSoap xmlns="urn:other:shop">');
  });

  test('gives the spelling of the parameters', async () => {
    const wsdl = payLinkWsdl().replaceAll('"MobileNo"', '"mobileNO"').replaceAll('"Amount"', '"AMOUNT"');
    const { body } = await sent('soap11', INVOICE, { wsdl });
    expect(body).toContain('<mobileNO>09121234567</mobileNO>');
    expect(body).toContain('<AMOUNT>150777</AMOUNT>');
  });

  test('may list ports of plain HTTP with the same operations', async () => {
    const port = `<wsdl:portType name="P"><wsdl:operation name="PayLinkSendSoap"><wsdl:input message="tns:H"/></wsdl:operation></wsdl:portType>
      <wsdl:binding name="B" type="tns:P"><http:binding xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" verb="POST"/>
      <wsdl:operation name="PayLinkSendSoap"><wsdl:input/></wsdl:operation></wsdl:binding>`;
    const wsdl = payLinkWsdl()
      .replace(
        '<wsdl:portType',
        `<wsdl:message name="H"><wsdl:part name="UserName" type="s:string"/></wsdl:message>${port}<wsdl:portType`,
      )
      .replace('</wsdl:service>', '<wsdl:port name="B" binding="tns:B"/></wsdl:service>')
      .replace(
        '<wsdl:port name="KimiaPayLinkSendSoap"',
        '<wsdl:port name="A" binding="tns:B"/><wsdl:port name="KimiaPayLinkSendSoap"',
      );
    expect(await leaves((await sent('soap11', INVOICE, { wsdl })).body)).toMatchObject(values);
  });

  test.each([
    ['no XML', 'nonsense'],
    ['no WSDL', '<?xml version="1.0"?><html/>'],
    ['a parameter missing', payLinkWsdl().replaceAll('name="Amount"', 'name="Price"')],
    ['an operation missing', payLinkWsdl().replaceAll('PayLinkSendSoap"', 'Other"')],
    [
      'an import',
      payLinkWsdl().replace('<s:element', '<s:import namespace="x" schemaLocation="http://127.0.0.1:1/x"/><s:element'),
    ],
  ])('that makes no request (%s): refused, and nothing was sent', async (_name, wsdl) => {
    service = await scriptedService(() => ok('soap11'));
    const client = createPayLinkClient(wayTo(service.endpoint, 'soap11', { wsdl }));
    expect(await client.send(INVOICE)).toMatchObject({
      kind: 'refused',
      cause: 'contract-unusable',
      evidence: { bytesOut: 0, reason: 'contract-unusable' },
    });
    expect(service.asked).toEqual([]);
  });

  test('is read once, and calls at the same time do not mix', async () => {
    service = await scriptedService(({ body }) =>
      answerOf('soap11', { ResCod: 1, PayLinkSendID: /Amount>(\d+)</u.exec(body)?.[1] ?? '' }),
    );
    const client = createPayLinkClient(wayTo(service.endpoint, 'soap11'));
    const amounts = Array.from({ length: 20 }, (_, n) => 1000 + n);
    const outcomes = await Promise.all(amounts.map((amount) => client.send({ ...INVOICE, amount })));
    expect(outcomes.map((outcome) => outcome.kind === 'sent' && outcome.payLinkSendId)).toEqual(amounts.map(String));
    expect(service.asked).toHaveLength(20);
  });
});
