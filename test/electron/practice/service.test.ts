import * as fc from 'fast-check';
import { createClientAsync } from 'soap';
import { describe, expect, it } from 'vitest';
import { payLinkWsdl } from '../../../electron/providers/sizpay/wsdl.ts';
import { ask, element, envelope, KEYS, namespaceOf, postSoap, send, SEND, sendJson, shopFor } from './shop.ts';

const VERSIONS = ['soap11', 'soap12'] as const;

describe.each(VERSIONS)('the practice service over %s', (version) => {
  it('answers in the version it was asked in, and puts the SMS on the phone', async () => {
    const shop = await shopFor();
    const { status, type, text } = await send(shop, version);
    expect(status).toBe(200);
    expect(type).toBe(version === 'soap11' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8');
    expect(text).toContain(`="${namespaceOf(version)}"`);
    expect([element(text, 'ResCod'), element(text, 'PayLinkSendID')]).toEqual(['1', '134']);
    expect(shop.view().messages).toMatchObject([
      {
        payLinkSendId: '134',
        at: 1_700_000_000_000,
        amount: SEND.Amount,
        mobileNo: SEND.MobileNo,
        state: 'unpaid',
        refNo: null,
      },
    ]);
  });

  it('keeps every character of names as it was sent', async () => {
    const shop = await shopFor();
    const name = `رضا & "پسران" <'شرکت'>  ـ ۱۲`;
    await send(shop, version, { ...SEND, CustomerName: name, Description: 'a]]>b &amp; c' });
    expect(shop.view().messages[0]).toMatchObject({ customerName: name, description: 'a]]>b &amp; c' });
  });

  it('answers a status question for a list', async () => {
    const shop = await shopFor();
    for (let sent = 0; sent < 3; sent += 1) await send(shop, version);
    shop.pay('135');
    shop.cancel('136');
    const { status, text } = await ask(shop, '135,134,136', version);
    expect(status).toBe(200);
    expect(element(text, 'prmPayLinkFirstStatus')).toBe('1');
    expect(element(text, 'prmPayLinkFirstRefNo')).toBe('074000000135');
    expect(JSON.parse(element(text, 'prmPayLinkListStatus') ?? '')).toEqual([
      { PayLinkSendID: 135, Status: 1, RefNo: '074000000135' },
      { PayLinkSendID: 134, Status: 0, RefNo: '' },
      { PayLinkSendID: 136, Status: 0, RefNo: '' },
    ]);
  });

  it.each([
    ['an operation it does not have', 'PayLinkForget', envelope(version, 'PayLinkForget', KEYS)],
    ['an amount that is no number', 'PayLinkSendSoap', envelope(version, 'PayLinkSendSoap', { ...SEND, Amount: 'abc' })],
    ['text that is not XML', 'PayLinkSendSoap', '<<<<'],
    ['a cut envelope', 'PayLinkSendSoap', envelope(version, 'PayLinkSendSoap', SEND).slice(0, -40)],
    ['nothing', 'PayLinkSendSoap', ''],
    ['a DOCTYPE', 'PayLinkSendSoap', `<!DOCTYPE a [<!ENTITY b "c">]>${envelope(version, 'PayLinkSendSoap', SEND)}`],
  ])("faults %s as the sender's mistake", async (_what, operation, body) => {
    const shop = await shopFor();
    const { status, text } = await postSoap(shop, version, operation, body);
    expect(status).toBe(version === 'soap11' ? 500 : 400);
    expect(text).toContain(`xmlns:soap="${namespaceOf(version)}"`);
    expect(element(text, version === 'soap11' ? 'faultcode' : 'Value')).toBe(
      version === 'soap11' ? 'soap:Client' : 'soap:Sender',
    );
    expect(shop.view().messages).toEqual([]);
  });

  it('is as node-soap expects a service to be', async () => {
    const shop = await shopFor();
    const client = await createClientAsync(payLinkWsdl(), {
      endpoint: shop.endpoint,
      disableCache: true,
      forceSoap12Headers: version === 'soap12',
    });
    const [reply] = await client['PayLinkSendSoapAsync'](SEND);
    expect(reply).toMatchObject({ ResCod: 1, PayLinkSendID: 134 });
  });
});

describe('the practice service over JSON', () => {
  it('sends, and answers inside d as ASP.NET does', async () => {
    const shop = await shopFor();
    const { status, text } = await sendJson(shop, { PayLinkData: { ...SEND, CustomerName: `"<&>' علی` } });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ d: { ResCod: 1, PayLinkSendID: 134 } });
    expect(shop.view().messages[0]?.customerName).toBe(`"<&>' علی`);
  });

  it.each([['{'], ['[]'], ['{}'], ['null'], ['{"PayLinkData":{"Amount":1.5}}']])(
    'answers %s with an ASP.NET error',
    async (body) => {
      const shop = await shopFor();
      const { status, text } = await sendJson(shop, body);
      expect(status).toBe(500);
      expect(Object.keys(JSON.parse(text))).toEqual(['Message', 'StackTrace', 'ExceptionType']);
      expect(shop.view().messages).toEqual([]);
    },
  );
});

describe('the rules of the practice service', () => {
  it.each([
    ['key 1', { UserName: 'other' }],
    ['key 2', { Password: 'practice-key-1' }],
    ['the link name', { PayLinkName: 'Practice' }],
    ['an amount of 0', { Amount: 0 }],
    ['a negative amount', { Amount: -1 }],
    ['an amount past 2^53', { Amount: '9007199254740992' }],
    ['a name of 51', { CustomerName: 'x'.repeat(51) }],
    ['a description of 51', { Description: 'x'.repeat(51) }],
    ['a mobile that is none', { MobileNo: '0912' }],
  ])('refuses %s in words, with id 0, and sends nothing', async (_what, wrong) => {
    const shop = await shopFor();
    const { status, text } = await send(shop, 'soap11', { ...SEND, ...wrong });
    expect([status, element(text, 'ResCod'), element(text, 'PayLinkSendID')]).toEqual([200, '0', '0']);
    expect(element(text, 'Message')).toMatch(/[آ-ی]{3}/u);
    expect(shop.view().messages).toEqual([]);
  });

  it('takes 50 UTF-16 units and the greatest exact amount', async () => {
    const shop = await shopFor();
    const fields = { ...SEND, CustomerName: '😀'.repeat(25), Amount: Number.MAX_SAFE_INTEGER };
    expect(element((await send(shop, 'soap12', fields)).text, 'ResCod')).toBe('1');
    expect(shop.view().messages[0]).toMatchObject({ customerName: '😀'.repeat(25), amount: Number.MAX_SAFE_INTEGER });
  });

  it('refuses a status question with wrong keys, without ids, or that begins with an id that is not its own', async () => {
    const shop = await shopFor();
    await send(shop, 'soap11');
    for (const list of ['', '133', '9223372036854775807,134', 'x']) {
      expect(element((await ask(shop, list)).text, 'ResCod'), list).toBe('0');
    }
    const wrong = envelope('soap11', 'PayLinkPayStatusSoap', { ...KEYS, Password: '', PayLinkIdList: '134' });
    const { text } = await postSoap(shop, 'soap11', 'PayLinkPayStatusSoap', wrong);
    expect(element(text, 'ResCod')).toBe('0');
  });

  it('leaves out of the list what is not its own', async () => {
    const shop = await shopFor();
    await send(shop, 'soap11');
    const { text } = await ask(shop, '134,999');
    expect(JSON.parse(element(text, 'prmPayLinkListStatus') ?? '')).toEqual([{ PayLinkSendID: 134, Status: 0, RefNo: '' }]);
  });

  it('serves its WSDL with its own address', async () => {
    const shop = await shopFor();
    const reply = await fetch(`${shop.endpoint}?WSDL`);
    expect(reply.headers.get('content-type')).toMatch(/^text\/xml/u);
    const wsdl = await reply.text();
    expect(wsdl).toContain(`location="${shop.endpoint}"`);
    const client = await createClientAsync(wsdl, { disableCache: true });
    expect((await client['PayLinkSendSoapAsync'](SEND))[0]).toMatchObject({ PayLinkSendID: 134 });
  });

  it('refuses a body past 64 kB, other paths and other content types', async () => {
    const shop = await shopFor();
    const huge = await postSoap(shop, 'soap11', 'PayLinkSendSoap', ' '.repeat(64 * 1024 + 1));
    expect(huge.status).toBe(413);
    const post = {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: envelope('soap11', 'PayLinkSendSoap', SEND),
    };
    expect((await fetch(shop.endpoint, post)).status).toBe(404);
    expect((await fetch(shop.endpoint.replace('Kimia', 'Other'))).status).toBe(404);
    expect(shop.view().messages).toEqual([]);
  });

  it.each([
    ['an id', '<InvoiceNo id="__proto__">'],
    ['an escaped id', '<InvoiceNo id="&#95;_proto__">'],
    ['an id after a bracket', `<InvoiceNo a=">" id='__proto__'>`],
    ['a reference', '<InvoiceNo href="#__proto__"/><InvoiceNo>'],
    ['an element', '<__proto__>x</__proto__><InvoiceNo>'],
    ['a document in a document', '<Description><![CDATA[<?xml version="1.0"?><a id="__proto__"/>]]></Description><InvoiceNo>'],
  ])('does not let %s reach the prototype of objects', async (_what, begin) => {
    const shop = await shopFor();
    const before = Object.getOwnPropertyNames(Object.prototype);
    const hostile = envelope('soap11', 'PayLinkSendSoap', SEND).replace('<InvoiceNo>', begin);
    expect((await postSoap(shop, 'soap11', 'PayLinkSendSoap', hostile)).status).toBe(500);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(shop.view().messages).toEqual([]);
  });

  it('gives every one of many sends at once its own id, and loses none', async () => {
    const shop = await shopFor();
    const replies = await Promise.all([
      send(shop, 'soap11', { ...SEND, InvoiceNo: 'a' }),
      send(shop, 'soap12', { ...SEND, InvoiceNo: 'b' }),
      send(shop, 'soap11', { ...SEND, Password: 'wrong', InvoiceNo: 'c' }),
      send(shop, 'soap12', { ...SEND, InvoiceNo: 'd' }),
    ]);
    const messages = shop.view().messages;
    const expected = messages.map(({ invoiceNo, payLinkSendId }) => [invoiceNo, payLinkSendId]);
    const told = ['a', 'b', 'c', 'd'].map((invoice, index) => [invoice, element(replies[index]?.text ?? '', 'PayLinkSendID')]);
    expect(new Set(expected.map((pair) => pair.join()))).toEqual(
      new Set(told.filter(([, id]) => id !== '0').map((pair) => pair.join())),
    );
    expect(messages.map((message) => message.payLinkSendId)).toEqual(['136', '135', '134']);
  });

  it('keeps any XML text exactly, over both SOAP versions and JSON', async () => {
    const shop = await shopFor();
    const character = fc.oneof(
      fc.constantFrom(...'& < > " \' \u200c ـ آ ی ک ۱ 😀 ]'.split(' '), ' '),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    );
    const xmlText = fc
      .array(character, { minLength: 1, maxLength: 20 })
      .map((parts) =>
        parts
          .join('')
          .replace(/[\u0000-\u001f\ufffe\uffff]/gu, '')
          .trim(),
      )
      .filter((text) => text.length <= 50 && text.isWellFormed());
    const way = fc.constantFrom('soap11', 'soap12', 'json');
    await fc.assert(
      fc.asyncProperty(xmlText, way, async (text, by) => {
        const fields = { ...SEND, CustomerName: text };
        await (by === 'json' ? sendJson(shop, { PayLinkData: fields }) : send(shop, by === 'soap11' ? by : 'soap12', fields));
        expect(shop.view().messages[0]?.customerName).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});
