import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payPageOf } from '../../../../electron/providers/tosha/pay-page.ts';
import { judgeSubmit } from '../../../../electron/providers/tosha/reply.ts';
import { isSuccess } from '../../../../electron/providers/tosha/status.ts';
import { envelope } from '../soap/service.ts';
import { escapeXml, itemOf, ITEMS, ORDERS, PAY_PAGE, PAYABLE, REFUSED, resultOf, TOKEN } from './service.ts';

const judge = (body: string | Buffer, status = 200) =>
  judgeSubmit({ status, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: Buffer.from(body) }, ORDERS, {
    userName: '',
    password: '',
  });
const says = (answer: object) => judge(resultOf(escapeXml(JSON.stringify(answer))));

const JSON_ANSWER = JSON.stringify(PAYABLE);
/** The same answer as an ASMX class would be written. */
const CLASS = (() => {
  const elements = (members: object): string =>
    Object.entries(members)
      .map(([name, value]) => `<${name}>${Array.isArray(value) ? items(value) : escapeXml(String(value))}</${name}>`)
      .join('');
  const items = (list: readonly object[]) => list.map((item) => `<Item>${elements(item)}</Item>`).join('');
  return elements(PAYABLE);
})();
const renamed = (change: (name: string) => string) =>
  JSON_ANSWER.replaceAll(/"(\w+)":/gu, (_, name: string) => `"${change(name)}":`);

describe('an answer is read in every shape', () => {
  test.each([
    ['a JSON string', resultOf(escapeXml(JSON_ANSWER))],
    ['over SOAP 1.2', resultOf(escapeXml(JSON_ANSWER), 'soap12')],
    ['in CDATA', resultOf(`<![CDATA[${JSON_ANSWER}]]>`)],
    ['encoded twice', resultOf(escapeXml(JSON.stringify(JSON_ANSWER)))],
    ['a class', resultOf(CLASS)],
    ['a list with one result', resultOf(escapeXml(`[${JSON_ANSWER}]`))],
    [
      'the bills as text',
      resultOf(escapeXml(JSON.stringify({ ...PAYABLE, BatchBillPaymentResponseDataItems: JSON.stringify(ITEMS) }))),
    ],
    ['bare JSON', JSON_ANSWER],
    ['JSON with d', `{"d":${JSON.stringify(JSON_ANSWER)}}`],
    ['the answer of a GET', `<string xmlns="http://www.toranjsoft.com">${escapeXml(JSON_ANSWER)}</string>`],
    ['lower case', renamed((name) => name.toLowerCase())],
    ['upper case', renamed((name) => name.toUpperCase())],
    ['another order', JSON.stringify(Object.fromEntries(Object.entries(PAYABLE).toReversed()))],
    ['numbers', JSON_ANSWER.replace(`"${TOKEN}"`, TOKEN)],
    ['numbers as text', JSON_ANSWER.replaceAll(/:(\d+)/gu, ':"$1"')],
    ['decimals', JSON_ANSWER.replaceAll(/:(\d{5,})/gu, ':$1.00')],
    ['blanks around', JSON.stringify({ ...PAYABLE, BatchToken: ` ${TOKEN}\n`, PaymentUrl: ` ${PAY_PAGE} ` })],
  ])('%s', async (_name, body) => {
    expect(await judge(body)).toEqual({
      kind: 'accepted',
      status: '0',
      message: 'موفق',
      batchToken: TOKEN,
      paymentUrl: PAY_PAGE,
      total: 360_000,
      bills: ORDERS.map(({ extOrderId }) => {
        return { extOrderId, accepted: true, status: '0', message: 'موفق', price: 120_000, billType: 'برق' };
      }),
      reason: 'answered',
    });
  });

  test.each([
    ['two answers', `[${JSON_ANSWER},${JSON_ANSWER}]`],
    ['two lists of bills', JSON_ANSWER.replace('{', '{"batchBillPaymentResponseDataItems":[],')],
    ['a token that is an object', JSON.stringify({ ...PAYABLE, BatchToken: {} })],
    [
      'an answer beside a fault',
      envelope(`<soap:Fault><faultcode>soap:Client</faultcode></soap:Fault><aResult>${JSON_ANSWER}</aResult>`),
    ],
    ['a bill of two minds', JSON_ANSWER.replace('"Status":0', '"Status":0,"status":5')],
  ])('%s: a contradiction', async (_name, body) => {
    expect(await judge(body)).toEqual({ kind: 'unknown', reason: 'contradiction' });
  });
});

describe('bills are matched', () => {
  const billsOf = async (items: readonly object[], answer: object = PAYABLE) => {
    const verdict = await says({ ...answer, BatchBillPaymentResponseDataItems: items });
    return verdict.kind === 'unknown' ? verdict.reason : verdict.bills.map(({ status }) => status);
  };
  const three = [itemOf(0, { Status: '0' }), itemOf(1, { Status: '11' }), itemOf(2, { Status: '12' })];

  test.each<[string, object[], string[]]>([
    ['in any order', three.toReversed(), ['0', '11', '12']],
    ['by the pair where no ExtOrderID comes', three.map((item) => ({ ...item, ExtOrderID: null })), ['0', '11', '12']],
    ['by the pair where ExtOrderIDs are none of ours', three.map((item) => ({ ...item, ExtOrderID: 'x' })), ['0', '11', '12']],
    [
      'by the pair whatever its zeros',
      three.map((item, at) => ({
        ...item,
        ExtOrderID: '',
        BillID: Number(ORDERS[at]?.billId),
        PayID: Number(ORDERS[at]?.payId),
      })),
      ['0', '11', '12'],
    ],
    ['by ExtOrderID alone', three.map(({ ExtOrderID, Status }) => ({ ExtOrderID, Status })), ['0', '11', '12']],
    ['not by an ExtOrderID with the pair of another bill', [itemOf(0), itemOf(1, { PayID: '1770160' })], ['0', '', '']],
    ['not by the bill id alone', [itemOf(0), itemOf(1, { ExtOrderID: '', PayID: '' })], ['0', '', '']],
    ['not where two items differ', [itemOf(0), itemOf(1), itemOf(1, { Status: 5 })], ['0', '', '']],
    ['where two items agree', [itemOf(0), itemOf(1), itemOf(1)], ['0', '0', '']],
    ['leaving what nobody asked about', [itemOf(0), itemOf(0, { ExtOrderID: 'x', PayID: '9' })], ['0', '', '']],
  ])('%s', async (_name, items, statuses) => {
    expect(await billsOf(items)).toEqual(statuses);
  });

  test('a bill is accepted with the status of a payable batch, and of no other', async () => {
    const items = [itemOf(0, { Status: 7 }), itemOf(1, { Status: '7' }), itemOf(2, { Status: 8 })];
    const accepted = async (answer: object) => {
      const verdict = await says({ ...answer, Status: 7, BatchBillPaymentResponseDataItems: items });
      return verdict.kind === 'unknown' ? verdict.reason : verdict.bills.map((bill) => bill.accepted);
    };
    expect(await accepted(PAYABLE)).toEqual([true, true, false]);
    expect(await accepted(REFUSED)).toEqual([false, false, false]);
  });
});

test.each([
  ['https://pay.example.ir/bill/1', true],
  ['http://127.0.0.1:4000/pay/abc?x=1#y', true],
  ['HTTPS://PAY.EXAMPLE.IR', true],
  ['https://پرداخت.ir/ق', true],
  ['https://evil.example/\u202Eri.knab', false],
  ['https://evil.example/\u2066knab\u2069', false],
  ['https://pay.\u200Cexample.ir/', false],
  ['https://pay.exam\u00ADple.ir/', false],
  ['https://pay.example.ir/\u3164\u3164evil', false],
  ['https://pay.example.ir/\uE000', false],
  ['https://@pay.example.ir/', false],
  ['https:///evil.example/', false],
  ['', false],
  ['pay.example.ir', false],
  ['//pay.example.ir', false],
  ['javascript:alert(1)', false],
  ['file:///etc/passwd', false],
  ['https://', false],
  ['https://user@pay.example.ir/', false],
  ['https://pay.example.ir\\@evil.example/', false],
  ['https://pay.example.ir/a b', false],
  ['https://pay.example.ir/\n', false],
  ['https://pay.example.ir/\u0000', false],
  [`https://pay.example.ir/${'x'.repeat(5000)}`, false],
])('the page %j: payable %s', (address, payable) => {
  expect(payPageOf(address) !== null).toBe(payable);
});

test.each([
  ['0', true],
  ['00', true],
  [' 0 ', true],
  ['', false],
  ['1', false],
  ['-0', false],
  ['0x0', false],
  ['موفق', false],
])('the status %j: success %s', (status, success) => {
  expect(isSuccess(status)).toBe(success);
});

/** Whatever comes: never accepted without a token, a page and an accepted bill, all of them in the text. */
async function holds(body: Buffer, status: number): Promise<void> {
  const verdict = await judge(body, status);
  if (verdict.kind !== 'accepted') return;
  expect(status).toBeLessThan(300);
  expect(verdict.batchToken).not.toBe('');
  expect(['http:', 'https:']).toContain(new URL(verdict.paymentUrl).protocol);
  expect(verdict.bills.some(({ accepted }) => accepted)).toBe(true);
  expect(verdict.bills.map(({ extOrderId }) => extOrderId)).toEqual(ORDERS.map(({ extOrderId }) => extOrderId));
}

const STATUSES = fc.constantFrom(200, 200, 201, 302, 400, 403, 500, 503);
const REPLIES = [resultOf(escapeXml(JSON_ANSWER)), resultOf(CLASS), JSON_ANSWER, resultOf(`<![CDATA[${JSON_ANSWER}]]>`)];

describe('reading never throws, and never says accepted without a token and a page', () => {
  test('for real answers with bytes changed, cut out or put in', () => {
    const edit = fc.record({ at: fc.nat(3000), remove: fc.nat(40), insert: fc.string({ maxLength: 8 }) });
    return fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...REPLIES),
        fc.array(edit, { maxLength: 4 }),
        STATUSES,
        async (reply, edits, status) => {
          let body = Buffer.from(reply);
          for (const { at, remove, insert } of edits) {
            const place = at % body.length;
            body = Buffer.concat([body.subarray(0, place), Buffer.from(insert), body.subarray(place + remove)]);
            if (body.length === 0) return;
          }
          await holds(body, status);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('for answers with any values in any of the fields', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(0, '0', '', TOKEN, PAY_PAGE, ITEMS, null));
    const names = Object.keys(PAYABLE) as (keyof typeof PAYABLE)[];
    const changes = fc.dictionary(fc.constantFrom(...names), value);
    return fc.assert(
      fc.asyncProperty(changes, STATUSES, (change, status) =>
        holds(Buffer.from(JSON.stringify({ ...PAYABLE, ...change })), status),
      ),
      { numRuns: 500 },
    );
  });

  test('for any bytes', () => {
    return fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), STATUSES, (bytes, status) => holds(Buffer.from(bytes), status)),
    );
  });

  test.each([
    ['80 kB of <', '<'.repeat(80_000)],
    ['deep lists', resultOf('['.repeat(50_000))],
    ['deep lists that close', resultOf(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
    ['a text in a text in a text', Array.from({ length: 9 }).reduce<string>((text) => JSON.stringify(text), JSON_ANSWER)],
    ['a prototype', resultOf(escapeXml(JSON_ANSWER.replace('{', '{"__proto__":{"Status":0},')))],
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY a "b">]>${resultOf(escapeXml(JSON_ANSWER))}`],
  ])('for %s', async (_name, body) => {
    expect(await judge(body)).toMatchObject({ kind: 'unknown' });
    expect({}).not.toHaveProperty('Status');
  });
});
