import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPayLinkClient } from '../../electron/providers/sizpay/client.ts';
import { checkContract } from '../../electron/providers/sizpay/contract.ts';
import type { PayLinkService, SendOutcome } from '../../electron/providers/sizpay/outcome.ts';
import { payLinkWsdl } from '../../electron/providers/sizpay/wsdl.ts';
import type { Invoice } from '../../shared/invoice.ts';
import { TRANSPORTS } from '../../shared/evidence.ts';
import { asmxWanted, startAsmx } from './serve.ts';
import type { Asmx } from './serve.ts';

const DEADLINE = 60_000;
const INVOICE: Invoice = {
  invoiceNo: '00123',
  amount: 1_250_000,
  mobileNo: '09121234567',
  customerName: 'علی رضایی',
  description: 'خرید کتاب و لوازم تحریر',
};

const OTHER_NAMESPACE = 'http://other.example/paylink';

describe.runIf(asmxWanted())('the real client against a real ASMX stack', () => {
  let asmx: Asmx;
  beforeAll(async () => {
    asmx = await startAsmx();
  }, 150_000);
  afterAll(() => asmx?.stop());

  const endpoint = (file = 'KimiaPayLinkSend.asmx'): string => `${asmx.url}/${file}`;

  /** A client whose PayLinkName steers the service; see KimiaPayLinkSend.asmx. */
  const client = (script = '', changes: Partial<PayLinkService> = {}) =>
    createPayLinkClient({
      endpoint: endpoint(),
      transport: 'soap11',
      credentials: { userName: 'asmx-key-1', password: 'asmx-key-2', payLinkName: script },
      wsdl: payLinkWsdl(),
      deadline: DEADLINE,
      ...changes,
    });

  /** What the service's method was given, of an outcome that carries its message. */
  const received = (outcome: SendOutcome): unknown => ('message' in outcome ? JSON.parse(outcome.message) : outcome);

  describe.each(TRANSPORTS)('over %s', (transport) => {
    it('sends, and every field arrives as it is', async () => {
      const outcome = await client('', { transport }).send(INVOICE);
      expect(outcome).toMatchObject({ kind: 'sent', payLinkSendId: '134' });
      expect(received(outcome)).toEqual({
        InvoiceNo: '00123',
        Amount: '1250000',
        MobileNo: '09121234567',
        CustomerName: 'علی رضایی',
        Description: 'خرید کتاب و لوازم تحریر',
      });
    });

    it.each([`& < > " '`, `<b>"a"&amp;'c'</b>`, ']]> <!-- x --> <![CDATA[', 'می‌خواهم ۱۲۳ 😀', String.raw`\u0041 \" \n`])(
      'names %j exactly',
      async (text) => {
        const outcome = await client('', { transport }).send({ ...INVOICE, customerName: text, description: text });
        expect(received(outcome)).toMatchObject({ CustomerName: text, Description: text });
      },
    );

    it.each(['9223372036854775807', '9007199254740993'])('keeps the id %s exact', async (id) => {
      expect(await client(`id=${id}`, { transport }).send(INVOICE)).toMatchObject({ kind: 'sent', payLinkSendId: id });
    });

    it('sends the greatest exact amount as digits', async () => {
      const outcome = await client('', { transport }).send({ ...INVOICE, amount: Number.MAX_SAFE_INTEGER });
      expect(received(outcome)).toMatchObject({ Amount: '9007199254740991' });
    });

    it('is refused in the words of the service where the password is wrong', async () => {
      const credentials = { userName: 'asmx-key-1', password: 'other', payLinkName: '' };
      expect(await client('', { transport, credentials }).send(INVOICE)).toMatchObject({
        kind: 'refused',
        message: 'نام کاربری یا رمز عبور نادرست است',
      });
    });

    it.each([
      ['code=0;id=0', 'refused'],
      ['code=1;id=0', 'refused'],
      ['code=7;id=0', 'refused'],
      ['code=7;id=12', 'unknown'],
    ])('reads %s as %s', async (script, kind) => {
      expect(await client(script, { transport }).send(INVOICE)).toMatchObject({ kind });
    });

    it('does not know what became of a send whose method threw', async () => {
      const outcome = await client('throw', { transport }).send(INVOICE);
      expect(outcome).toMatchObject({ kind: 'unknown', evidence: { status: 500 } });
      expect(JSON.stringify(outcome)).not.toContain('asmx-key');
    });

    it('asks about a list, and learns who paid with which number', async () => {
      const status = await client('paid=135+9223372036854775807', { transport }).status(['134', '135', '9223372036854775807']);
      expect(status).toMatchObject({ failure: null, reached: true });
      expect(Object.fromEntries(status.answered)).toEqual({
        '134': { paid: false, refNo: null },
        '135': { paid: true, refNo: '00135' },
        '9223372036854775807': { paid: true, refNo: '009223372036854775807' },
      });
    });
  });

  it.each(['soap11', 'soap12'] as const)('is refused by proof over %s where the namespace is wrong', async (transport) => {
    const outcome = await client('', { transport, wsdl: payLinkWsdl('https://elsewhere.example/') }).send(INVOICE);
    expect(outcome).toMatchObject({ kind: 'refused', cause: 'soap-client-fault' });
  });

  it('learns all by shorter questions where the list is not JSON or falls short', async () => {
    const ids = ['11', '12', '13'];
    for (const script of ['paid=12;list=no JSON', 'paid=12;first=1']) {
      const { answered, failure } = await client(script).status(ids);
      expect(failure, script).toBeNull();
      expect(
        ids.map((id) => answered.get(id)),
        script,
      ).toEqual([
        { paid: false, refNo: null },
        { paid: true, refNo: '0012' },
        { paid: false, refNo: null },
      ]);
    }
  });

  it('learns nothing from a status question that is refused', async () => {
    const status = await client('code=0').status(['134']);
    expect(status.answered.size).toBe(0);
    expect(status).toMatchObject({ reached: true, failure: expect.anything() });
  });

  describe('the contract check', () => {
    it('finds the bundled contract in the service it was written after', async () => {
      const report = await checkContract(endpoint(), DEADLINE);
      expect(report).toMatchObject({ namespace: 'https://pysrvc.sizpay.ir/', differences: [], adoptable: true });
    });

    it('names what is different elsewhere, and that it can be adopted', async () => {
      const report = await checkContract(endpoint('OtherPayLink.asmx'), DEADLINE);
      expect(report).toMatchObject({ namespace: OTHER_NAMESPACE, adoptable: true });
      const kinds = new Set(report.differences.map(({ kind }) => kind));
      expect(kinds).toContain('namespace');
      expect(kinds).toContain('reply-shape');
      expect(kinds).toContain('parameter-renamed');
      expect(report.differences).toContainEqual(expect.objectContaining({ kind: 'namespace', service: OTHER_NAMESPACE }));
    });

    it.each(['soap11', 'soap12'] as const)('adopts it: a send and a question work over %s', async (transport) => {
      const { wsdl } = await checkContract(endpoint('OtherPayLink.asmx'), DEADLINE);
      const adopted = client('', { endpoint: endpoint('OtherPayLink.asmx'), transport, wsdl });
      expect(await adopted.send(INVOICE)).toMatchObject({
        kind: 'sent',
        payLinkSendId: '9007199254740993',
        message: '00123 علی رضایی',
      });
      const { answered, failure } = await adopted.status(['107', '108']);
      expect(failure).toBeNull();
      expect(Object.fromEntries(answered)).toEqual({
        '107': { paid: true, refNo: '0107' },
        '108': { paid: false, refNo: null },
      });
    });

    it('is needed there: with the bundled contract nothing is sent', async () => {
      const bundled = client('', { endpoint: endpoint('OtherPayLink.asmx') });
      expect(await bundled.send(INVOICE)).toMatchObject({ kind: 'refused', cause: 'soap-client-fault' });
    });
  });
});
