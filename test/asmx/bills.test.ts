import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToshaClient } from '../../electron/providers/tosha/client.ts';
import { checkToshaContract } from '../../electron/providers/tosha/contract.ts';
import type { ToshaService } from '../../electron/providers/tosha/outcome.ts';
import { toshaWsdl } from '../../electron/providers/tosha/wsdl.ts';
import { amountOf } from '../../shared/bill-digits.ts';
import { order, orders } from '../electron/practice/bills.ts';
import { asmxWanted, startAsmx } from './serve.ts';
import type { Asmx } from './serve.ts';

const DEADLINE = 60_000;
const RETURN_URL = 'http://127.0.0.1:9/r?a=1&BatchTokenID={0}&Status={1}&StatusDescription={2}&BillItems={3}';
const CREDENTIALS = { userName: 'asmx-user', password: 'asmx-password' };

describe.runIf(asmxWanted())('the real bill client against a real ASMX stack', () => {
  let asmx: Asmx;
  beforeAll(async () => {
    asmx = await startAsmx();
  }, 150_000);
  afterAll(() => asmx?.stop());

  const endpoint = () => `${asmx.url}/UserWebservice.asmx`;
  const client = (changes: Partial<ToshaService> = {}) =>
    createToshaClient({
      endpoint: endpoint(),
      version: 'soap11',
      credentials: CREDENTIALS,
      wsdl: toshaWsdl(),
      deadline: DEADLINE,
      ...changes,
    });
  /** A ReturnUrl that steers the service; see UserWebservice.asmx. */
  const steered = (script: string) => `http://127.0.0.1:9/r?${script}`;

  describe.each(['soap11', 'soap12'] as const)('over %s', (version) => {
    it.each([1, 20])('submits %i bills, and every field arrives as it is', async (count) => {
      const bills = orders(count);
      const outcome = await client({ version }).submit(bills, RETURN_URL);
      const prices = bills.map(({ payId }) => amountOf(payId));
      expect(outcome).toMatchObject({
        kind: 'accepted',
        batchToken: '0009007199254740993',
        paymentUrl: 'https://pay.example/bill/0009007199254740993?a=1&b=2',
        total: prices.reduce((sum, price) => sum + price, 0),
        status: '0',
        message: RETURN_URL,
      });
      const told = outcome.kind === 'accepted' ? outcome.bills : [];
      expect(told.map(({ extOrderId, accepted, price }) => [extOrderId, accepted, price])).toEqual(
        bills.map(({ extOrderId }, index) => [extOrderId, true, prices[index]]),
      );
      expect(told.map(({ message }) => JSON.parse(message))).toEqual(
        bills.map(({ billId, payId, extOrderId }) => ({ BillID: billId, PayID: payId, ExtOrderID: extOrderId })),
      );
    });

    it('keeps zeros and every character of an order number, and the words of the service', async () => {
      const bill = { ...order(1), payId: `000${order(1).payId}`, extOrderId: `ی‌ک & <b> "ج" 'd' ]]> \\u0041 ۱۲ 😀` };
      const outcome = await client({ version }).submit([bill], RETURN_URL);
      const told = outcome.kind === 'accepted' ? outcome.bills[0] : undefined;
      expect(told).toMatchObject({ extOrderId: bill.extOrderId, accepted: true, billType: 'قبض «برق» & <گاز>' });
      expect(JSON.parse(told?.message ?? '')).toEqual({
        BillID: bill.billId,
        PayID: bill.payId,
        ExtOrderID: bill.extOrderId,
      });
    });

    it.each([`عملیات موفق «۱۲» & < > " '`, 'می‌خواهم 😀', 'a]]>b'])('reads the words %j exactly', async (words) => {
      const returnUrl = steered(`say=${encodeURIComponent(words)}`);
      expect(await client({ version }).submit(orders(1), returnUrl)).toMatchObject({ kind: 'accepted', message: words });
    });

    it('names the bills that are refused', async () => {
      const outcome = await client({ version }).submit(orders(3), steered('late=2'));
      expect(outcome).toMatchObject({
        kind: 'accepted',
        total: amountOf(order(1).payId),
        bills: [{ accepted: true }, { accepted: false, status: '105' }, { accepted: false, status: '105' }],
      });
    });

    it('takes what can be paid, whatever code the service has for success', async () => {
      const outcome = await client({ version }).submit(orders(2), steered('code=100'));
      expect(outcome).toMatchObject({ kind: 'accepted', status: '100', bills: [{ accepted: true }, { accepted: true }] });
    });

    it('is refused in the words of the service where the password is wrong', async () => {
      const credentials = { ...CREDENTIALS, password: 'other' };
      expect(await client({ version, credentials }).submit(orders(1), RETURN_URL)).toMatchObject({
        kind: 'refused',
        status: '1',
        message: 'نام کاربری یا کلمه عبور اشتباه است',
      });
    });

    it('refuses 21 bills before anything is sent', async () => {
      // Nobody listens there: a request would come to neverSent.
      const nowhere = client({ version, endpoint: 'http://127.0.0.1:9/UserWebservice.asmx' });
      expect(await nowhere.submit(orders(20), RETURN_URL)).toMatchObject({ kind: 'neverSent' });
      await expect(nowhere.submit(orders(21), RETURN_URL)).rejects.toMatchObject({ error: { code: 'bad-input' } });
    });

    it.each([
      ['a page of HTML in place of XML', 'html', 200, '<!DOCTYPE html>'],
      ['a result that is not JSON', `result=${encodeURIComponent('این JSON نیست')}`, 200, 'این JSON نیست'],
      [
        'a result that is cut',
        `result=${encodeURIComponent('{"Status":0,"BatchToken":"1","Pay')}`,
        200,
        '"BatchToken":"1","Pay<',
      ],
      ['an empty result', 'result=', 200, 'BulkBillPaymentWSResult'],
      ['a method that threw', 'throw', 500, 'asked to throw'],
    ])('does not know what became of a submission that was answered with %s', async (_what, script, status, reply) => {
      const outcome = await client({ version }).submit(orders(1), steered(script));
      expect(outcome).toMatchObject({ kind: 'unknown', evidence: { status, reply: expect.stringContaining(reply) } });
      expect(JSON.stringify(outcome)).not.toContain('asmx-password');
    });

    it('is refused by proof where the namespace is wrong', async () => {
      const elsewhere = client({ version, wsdl: toshaWsdl('http://elsewhere.example') });
      expect(await elsewhere.submit(orders(1), RETURN_URL)).toMatchObject({ kind: 'refused', cause: 'soap-client-fault' });
    });

    it("works with the service's own contract", async () => {
      const { wsdl } = await checkToshaContract(endpoint(), DEADLINE);
      expect(await client({ version, wsdl }).submit(orders(2), RETURN_URL)).toMatchObject({ kind: 'accepted' });
    });
  });

  it('finds the bundled contract in the service it was written after', async () => {
    const report = await checkToshaContract(endpoint(), DEADLINE);
    expect(report).toMatchObject({ namespace: 'http://www.toranjsoft.com', differences: [], adoptable: true });
  });
});
