import * as fc from 'fast-check';
import { createClientAsync } from 'soap';
import { describe, expect, it, vi } from 'vitest';
import { checkToshaContract } from '../../../electron/providers/tosha/contract.ts';
import { amountOf } from '../../../shared/bill-digits.ts';
import type { Fault } from '../../../shared/contract/practice.ts';
import {
  bulkEnvelope,
  bulkFields,
  listOf,
  order,
  orders,
  postBulk,
  resultOf,
  spoilt,
  submitted,
  toshaClient,
  VERSIONS,
} from './bills.ts';
import { element, namespaceOf, send, SEND, shopFor } from './shop.ts';

const RETURN_URL = 'http://127.0.0.1:9/';
const sum = (prices: readonly number[]) => prices.reduce((total, price) => total + price, 0);

describe.each(VERSIONS)('the practice bill service over %s', (version) => {
  it('answers in the version it was asked in, all fields in the spelling of the document', async () => {
    const shop = await shopFor();
    const bill = order(1, 120, 4);
    const { status, type, text } = await postBulk(shop, version, bulkEnvelope(version, bulkFields(shop, listOf([bill]))));
    expect([status, type]).toEqual([
      200,
      version === 'soap11' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8',
    ]);
    expect(text).toContain(`="${namespaceOf(version)}"`);
    const [made] = shop.view().batches;
    expect(resultOf(text)).toEqual({
      BatchBillPaymentResponseDataItems: [
        {
          BillID: bill.billId,
          PayID: bill.payId,
          Status: 0,
          StatusMessage: 'قبض پذیرفته شد',
          Price: 120_000,
          BillType: 'تلفن ثابت',
          BillTypeCode: 4,
          ExtOrderID: 'P-1',
        },
      ],
      Status: 0,
      StatusMessage: 'عملیات موفق',
      BatchToken: made?.batchToken,
      TotalAmount: 120_000,
      PaymentUrl: `${new URL(shop.toshaEndpoint).origin}/pay/${made?.batchToken}`,
    });
    expect(made).toMatchObject({ at: 1_700_000_000_000, total: 120_000, state: 'unpaid', returned: null });
  });

  it('takes 20 bills from the app itself', async () => {
    const shop = await shopFor();
    const bills = orders(20);
    const outcome = await toshaClient(shop, { version }).submit(bills, RETURN_URL);
    const prices = bills.map(({ payId }) => amountOf(payId));
    expect(outcome).toMatchObject({ kind: 'accepted', total: sum(prices), paymentUrl: shop.view().batches[0]?.paymentUrl });
    expect(outcome).toMatchObject({ bills: bills.map(({ extOrderId }) => ({ extOrderId, accepted: true })) });
    expect(shop.view().batches[0]?.bills.map(({ billId, price }) => [billId, price])).toEqual(
      bills.map(({ billId }, index) => [billId, prices[index]]),
    );
  });

  it.each<[Fault, object, number]>([
    ['none', { kind: 'accepted' }, 1],
    ['slow', { kind: 'accepted' }, 1],
    ['line-down', { kind: 'neverSent', reason: 'refused' }, 0],
    ['reply-lost', { kind: 'unknown' }, 1],
    ['server-fault', { kind: 'unknown', evidence: { status: 500 } }, 0],
    ['garbage', { kind: 'unknown', evidence: { status: 200 } }, 0],
    ['wrong-password', { kind: 'refused', status: '1', message: 'نام کاربری یا کلمه عبور نادرست است' }, 0],
  ])('under %s comes to %o, with %i batches made', async (fault, outcome, made) => {
    const shop = await shopFor();
    await shop.setFault(fault);
    expect(await toshaClient(shop, { version }).submit(orders(2), RETURN_URL)).toMatchObject(outcome);
    expect(shop.view().batches).toHaveLength(made);
  });

  it('is as node-soap expects a service to be', async () => {
    const shop = await shopFor();
    const wsdl = await (await fetch(`${shop.toshaEndpoint}?WSDL`)).text();
    expect(wsdl).toContain(`location="${shop.toshaEndpoint}"`);
    const client = await createClientAsync(wsdl, { disableCache: true, forceSoap12Headers: version === 'soap12' });
    const [reply] = await client['BulkBillPaymentWSAsync'](bulkFields(shop, listOf(orders(1))));
    expect(JSON.parse(reply['BulkBillPaymentWSResult'])).toMatchObject({ Status: 0 });
  });

  it.each([
    ['an operation it does not have', (text: string) => text.replaceAll('BulkBillPaymentWS', 'BulkBillForget')],
    ['a cut envelope', (text: string) => text.slice(0, -40)],
    ['an id that would reach the prototype', (text: string) => text.replace('<ReturnUrl>', '<ReturnUrl id="__proto__">')],
    ['a DOCTYPE', (text: string) => `<!DOCTYPE a [<!ENTITY b "c">]>${text}`],
  ])("faults %s as the sender's mistake, and makes nothing", async (_what, spoil) => {
    const shop = await shopFor();
    const body = spoil(bulkEnvelope(version, bulkFields(shop, listOf(orders(1)))));
    const { status, text } = await postBulk(shop, version, body);
    expect(status).toBe(version === 'soap11' ? 500 : 400);
    expect(element(text, version === 'soap11' ? 'faultcode' : 'Value')).toBe(
      version === 'soap11' ? 'soap:Client' : 'soap:Sender',
    );
    expect(shop.view().batches).toEqual([]);
  });
});

describe('the rules of the practice bill service', () => {
  const ask = async (fields: (all: Record<string, string>) => Record<string, string>, list = listOf(orders(1))) => {
    const shop = await shopFor();
    const { status, text } = await postBulk(shop, 'soap11', bulkEnvelope('soap11', fields(bulkFields(shop, list))));
    expect(status).toBe(200);
    expect(shop.view().batches).toEqual([]);
    return resultOf(text);
  };

  it.each<[string, Record<string, string>]>([
    ['the name', { Username: 'other' }],
    ['the password', { Password: '' }],
    ['a return address that is none', { ReturnUrl: 'yourdomain' }],
    ['a return address that is no web address', { ReturnUrl: 'javascript:alert(1)' }],
    ['a list that is not JSON', { BatchBillRequestDataItem: '[{' }],
    ['a list that is an object', { BatchBillRequestDataItem: '{}' }],
    ['an empty list', { BatchBillRequestDataItem: '[]' }],
    ['21 bills', { BatchBillRequestDataItem: listOf(orders(21)) }],
  ])('refuses %s in words, without a token', async (_what, wrong) => {
    const result = await ask((fields) => ({ ...fields, ...wrong }));
    expect(result).toMatchObject({
      BatchBillPaymentResponseDataItems: [],
      BatchToken: '',
      PaymentUrl: '',
      TotalAmount: 0,
      StatusMessage: expect.stringMatching(/[آ-ی]{3}/u),
    });
    expect(result['Status']).not.toBe(0);
  });

  it('says of wrong check digits which id is wrong, and makes no batch of nothing', async () => {
    const good = order(1);
    const wrong = [{ ...good, billId: '1117753200141' }, spoilt(good), { ...good, payId: 'x' }];
    const result = await ask((fields) => fields, listOf(wrong));
    expect(result).toMatchObject({ Status: 5, BatchToken: '', TotalAmount: 0 });
    expect(result['BatchBillPaymentResponseDataItems']).toMatchObject([
      { Status: 102, StatusMessage: 'شناسه قبض نادرست است', Price: 0 },
      { Status: 103, StatusMessage: 'شناسه پرداخت نادرست است', Price: 0 },
      { Status: 103, Price: 0 },
    ]);
  });

  it('takes the good ones of a list, in its order, and sums only them', async () => {
    const shop = await shopFor();
    const bills = [order(1), spoilt(order(2)), order(3), { ...order(3), extOrderId: 'P-4' }];
    const { text } = await postBulk(shop, 'soap11', bulkEnvelope('soap11', bulkFields(shop, listOf(bills))));
    const result = resultOf(text);
    expect(result['BatchBillPaymentResponseDataItems']).toMatchObject([
      { ExtOrderID: 'P-1', Status: 0 },
      { ExtOrderID: 'P-2', Status: 103, StatusMessage: 'شناسه پرداخت نادرست است' },
      { ExtOrderID: 'P-3', Status: 0 },
      { ExtOrderID: 'P-4', Status: 104, StatusMessage: 'قبض در این فهرست تکراری است' },
    ]);
    expect(result['TotalAmount']).toBe(101_000 + 103_000);
    expect(shop.view().batches[0]).toMatchObject({
      total: 101_000 + 103_000,
      bills: [{ accepted: true }, { accepted: false }, { accepted: true }, { accepted: false }],
    });
  });

  it('refuses so many bills at the end of the next submission, and of that one alone', async () => {
    const shop = await shopFor();
    expect(shop.setRefuseBills(2).refuseBills).toBe(2);
    const wrongKeys = { credentials: { userName: 'x', password: 'y' } };
    expect(await toshaClient(shop, wrongKeys).submit(orders(1), RETURN_URL)).toMatchObject({ kind: 'refused' });
    expect(shop.view().refuseBills).toBe(2);
    const first = await submitted(shop, orders(5), RETURN_URL);
    expect(first.bills.map(({ accepted }) => accepted)).toEqual([true, true, true, false, false]);
    expect(first.bills[4]).toMatchObject({ status: '105', message: 'مهلت پرداخت قبض به پایان رسیده است', price: 105_000 });
    expect(first.total).toBe(101_000 + 102_000 + 103_000);
    expect(shop.view().refuseBills).toBe(0);
    expect((await submitted(shop, orders(5), RETURN_URL)).bills.every(({ accepted }) => accepted)).toBe(true);
  });

  it('refuses all where more bills are to be refused than there are', async () => {
    const shop = await shopFor();
    shop.setRefuseBills(20);
    const outcome = await toshaClient(shop).submit(orders(2), RETURN_URL);
    expect(outcome).toMatchObject({ kind: 'refused', status: '5', message: 'هیچ قبضی پذیرفته نشد' });
    expect(shop.view().batches).toEqual([]);
  });

  it('refuses a bill that is paid, however its zeros are written', async () => {
    const shop = await shopFor();
    const { batchToken } = await submitted(shop, orders(1), RETURN_URL);
    shop.setReturnForm('none');
    await shop.payBatch(batchToken, 'pay');
    const [paid] = orders(1);
    const again = { ...paid!, payId: `000${paid!.payId}`, extOrderId: 'again' };
    const outcome = await submitted(shop, [again, order(2)], RETURN_URL);
    expect(outcome.bills[0]).toMatchObject({ accepted: false, message: 'قبض قبلا پرداخت شده است' });
    expect(outcome.bills[1]).toMatchObject({ accepted: true });
  });

  it('keeps Persian text and every other character of an order number', async () => {
    const shop = await shopFor();
    const texts = fc
      .array(fc.constantFrom(...'& < > " \' \\ \u200c ی ک ۱ 😀 ] { } % +'.split(' '), 'ا ب'), { minLength: 1, maxLength: 8 })
      .map((parts) => `a${parts.join('')}z`);
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(...VERSIONS), async (extOrderId, version) => {
        const bills = [{ ...order(1), extOrderId }];
        const { text } = await postBulk(shop, version, bulkEnvelope(version, bulkFields(shop, listOf(bills))));
        expect(resultOf(text)['BatchBillPaymentResponseDataItems']).toMatchObject([{ ExtOrderID: extOrderId }]);
      }),
      { numRuns: 40 },
    );
  });

  it('gives a new token to the same bills sent again, and never one twice', async () => {
    const shop = await shopFor();
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => submitted(shop, orders(1), RETURN_URL)));
    const tokens = outcomes.map(({ batchToken }) => batchToken);
    expect(new Set(tokens).size).toBe(12);
    expect(tokens.every((token) => /^[0-9a-f]{32}$/u.test(token))).toBe(true);
    expect(new Set(shop.view().batches.map(({ batchToken }) => batchToken))).toEqual(new Set(tokens));
  });

  it('passes the contract check without a difference', async () => {
    const shop = await shopFor();
    expect(await checkToshaContract(shop.toshaEndpoint, 30_000)).toMatchObject({ differences: [], adoptable: true });
  });

  it('does not know what became of a submission whose reply is too late', async () => {
    const shop = await shopFor({ slow: 600_000 });
    await shop.setFault('slow');
    const outcome = await toshaClient(shop, { deadline: 2_000 }).submit(orders(1), RETURN_URL);
    expect(outcome).toMatchObject({ kind: 'unknown', evidence: { reason: 'late' } });
    await vi.waitFor(() => expect(shop.view().batches).toHaveLength(1), 20_000);
  });

  it('shares its listener with the pay-link service, and neither answers for the other', async () => {
    const shop = await shopFor();
    expect(new URL(shop.toshaEndpoint).origin).toBe(new URL(shop.endpoint).origin);
    await submitted(shop, orders(1), RETURN_URL);
    expect(element((await send(shop, 'soap11')).text, 'PayLinkSendID')).toBe('134');
    const stray = await postBulk(
      { ...shop, toshaEndpoint: shop.endpoint },
      'soap11',
      bulkEnvelope('soap11', { ...SEND, Amount: '1' }),
    );
    expect(stray.status).toBe(500);
    expect(shop.view()).toMatchObject({ messages: [{ payLinkSendId: '134' }], batches: [{ total: 101_000 }] });
  });
});
