import { afterEach, describe, expect, test } from 'vitest';
import { createToshaClient } from '../../../../electron/providers/tosha/client.ts';
import type { SubmitOutcome } from '../../../../electron/providers/tosha/outcome.ts';
import { SOAP_VERSIONS } from '../../../../shared/evidence.ts';
import { soapFault } from '../soap/service.ts';
import type { Scripted, ScriptedService } from '../soap/service.ts';
import {
  answerOf,
  itemOf,
  ITEMS,
  ORDERS,
  PAYABLE,
  REFUSED,
  resultOf,
  RETURN_URL,
  scriptedService,
  TOKEN,
  PAY_PAGE,
  wayTo,
} from './service.ts';

/** design.md, "The table of replies", and what makes a batch payable: over both versions. */

type Version = (typeof SOAP_VERSIONS)[number];
interface Row {
  name: string;
  reply: (version: Version) => Scripted;
  expected: { kind: SubmitOutcome['kind']; [fact: string]: unknown };
  reason: string;
}

const says = (answer: object, status?: number) => (version: Version) => answerOf(version, answer, status);
const page = (status: number, body = '<html><body>Sorry<br></body></html>') => {
  return () => ({ status, type: 'text/html', body });
};
const fault = (code11: string, code12: string, status: number) => (version: Version) => ({
  status,
  type: 'text/xml',
  body: soapFault(version === 'soap11' ? code11 : code12, 'چرا', version),
});
const raw = (body: string | Buffer) => () => ({ type: 'text/xml; charset=utf-8', body });

const accepted = { kind: 'accepted', batchToken: TOKEN, paymentUrl: PAY_PAGE } as const;
const unknown = { kind: 'unknown' } as const;
const refused = (cause: string) => ({ kind: 'refused', cause, status: '', message: '', bills: [] }) as const;

const ROWS: Row[] = [
  {
    name: 'payable, status 0',
    reply: says(PAYABLE),
    expected: { ...accepted, total: 360_000, status: '0', message: 'موفق' },
    reason: 'answered',
  },
  { name: 'payable, status "00"', reply: says({ ...PAYABLE, Status: '00' }), expected: accepted, reason: 'answered' },
  {
    name: 'payable, whatever the code',
    reply: says({
      ...PAYABLE,
      Status: 100,
      BatchBillPaymentResponseDataItems: ITEMS.map((one) => ({ ...one, Status: '100' })),
    }),
    expected: {
      ...accepted,
      status: '100',
      bills: ORDERS.map(() => expect.objectContaining({ accepted: true, status: '100' })),
    },
    reason: 'answered',
  },
  {
    name: 'payable, no total',
    reply: says({ ...PAYABLE, TotalAmount: null }),
    expected: { ...accepted, total: null },
    reason: 'answered',
  },
  {
    name: 'a total of text',
    reply: says({ ...PAYABLE, TotalAmount: '360000' }),
    expected: { ...accepted, total: 360_000 },
    reason: 'answered',
  },
  {
    name: 'a total past 2^53',
    reply: says({ ...PAYABLE, TotalAmount: '9007199254740993' }),
    expected: { ...accepted, total: null, unreadableTotal: '9007199254740993' },
    reason: 'answered',
  },
  {
    name: 'payable, one bill refused',
    reply: says({
      ...PAYABLE,
      BatchBillPaymentResponseDataItems: [itemOf(0), itemOf(1, { Status: 101, StatusMessage: 'قبلا' }), itemOf(2)],
    }),
    expected: {
      ...accepted,
      bills: [
        { extOrderId: 'b-1', accepted: true, status: '0', message: 'موفق', price: 120_000, billType: 'برق' },
        { extOrderId: 'b-2', accepted: false, status: '101', message: 'قبلا', price: 120_000, billType: 'برق' },
        { extOrderId: 'b-3', accepted: true, status: '0', message: 'موفق', price: 120_000, billType: 'برق' },
      ],
    },
    reason: 'answered',
  },
  {
    name: 'payable, no bill accepted',
    reply: says({ ...PAYABLE, BatchBillPaymentResponseDataItems: ITEMS.map((one) => ({ ...one, Status: 101 })) }),
    expected: unknown,
    reason: 'contradiction',
  },
  {
    name: 'payable, no bills at all',
    reply: says({ ...PAYABLE, BatchBillPaymentResponseDataItems: [] }),
    expected: unknown,
    reason: 'contradiction',
  },
  {
    name: 'not payable, in its own words',
    reply: says(REFUSED),
    expected: { kind: 'refused', cause: 'service-refused', status: '7', message: 'نه' },
    reason: 'answered',
  },
  {
    name: 'not payable, with the words of each bill',
    reply: says({ ...REFUSED, BatchBillPaymentResponseDataItems: [itemOf(0, { Status: 101, StatusMessage: 'قبلا' })] }),
    expected: {
      kind: 'refused',
      bills: [
        { extOrderId: 'b-1', accepted: false, status: '101', message: 'قبلا', price: 120_000, billType: 'برق' },
        { extOrderId: 'b-2', accepted: false, status: '' },
        { extOrderId: 'b-3', accepted: false, status: '' },
      ],
    },
    reason: 'answered',
  },
  { name: 'success without a token', reply: says({ ...PAYABLE, BatchToken: '' }), expected: unknown, reason: 'contradiction' },
  { name: 'success without a page', reply: says({ ...PAYABLE, PaymentUrl: null }), expected: unknown, reason: 'contradiction' },
  {
    name: 'success with a page of script',
    reply: says({ ...PAYABLE, PaymentUrl: 'javascript:alert(1)' }),
    expected: unknown,
    reason: 'contradiction',
  },
  {
    name: 'success with credentials in the page',
    reply: says({ ...PAYABLE, PaymentUrl: 'https://a:b@pay.example.ir/' }),
    expected: unknown,
    reason: 'contradiction',
  },
  {
    name: 'refused, though with a token',
    reply: says({ ...PAYABLE, Status: 5, PaymentUrl: '' }),
    expected: { kind: 'refused', status: '5' },
    reason: 'answered',
  },
  {
    name: 'no status, no words',
    reply: says({ ...REFUSED, Status: null, StatusMessage: '' }),
    expected: unknown,
    reason: 'unreadable',
  },
  {
    name: 'a token twice',
    reply: raw(resultOf(`{"BatchToken":"1",${JSON.stringify(PAYABLE).slice(1)}`)),
    expected: unknown,
    reason: 'contradiction',
  },
  { name: 'JSON that is not JSON', reply: raw(resultOf('{"Status":0,"BatchTok')), expected: unknown, reason: 'unreadable' },
  { name: 'a result of words', reply: raw(resultOf('خطا')), expected: unknown, reason: 'unreadable' },
  { name: 'no result', reply: raw(resultOf('')), expected: unknown, reason: 'unreadable' },

  {
    name: 'a fault of ours',
    reply: fault('Client', 'Sender', 500),
    expected: { ...refused('soap-client-fault'), message: 'چرا' },
    reason: 'fault-client',
  },
  {
    name: 'a fault of ours with 400',
    reply: fault('Client', 'Sender', 400),
    expected: { ...refused('soap-client-fault'), message: 'چرا' },
    reason: 'fault-client',
  },
  { name: 'a fault of theirs', reply: fault('Server', 'Receiver', 500), expected: unknown, reason: 'fault-server' },
  { name: '302', reply: page(302), expected: refused('http-redirect'), reason: 'http-3xx' },
  { name: '403', reply: page(403), expected: refused('http-forbidden'), reason: 'http-4xx' },
  { name: '404', reply: page(404, 'no such thing'), expected: refused('http-not-found'), reason: 'http-4xx' },
  {
    name: '401 with a problem in JSON',
    reply: () => ({ status: 401, type: 'application/json', body: '{"status":401,"Message":"نه"}' }),
    expected: { ...refused('http-refused'), message: 'نه' },
    reason: 'http-4xx',
  },
  {
    name: '400 with a refusal',
    reply: says(REFUSED, 400),
    expected: { kind: 'refused', cause: 'service-refused', status: '7' },
    reason: 'answered',
  },
  { name: '400 with a payable batch', reply: says(PAYABLE, 400), expected: unknown, reason: 'contradiction' },
  { name: '500', reply: page(500), expected: unknown, reason: 'http-5xx' },
  { name: '500 with a payable batch', reply: says(PAYABLE, 500), expected: unknown, reason: 'http-5xx' },
  { name: 'a page with 200', reply: page(200), expected: unknown, reason: 'html' },
  { name: 'nothing', reply: raw(''), expected: unknown, reason: 'unreadable' },
  { name: 'garbage', reply: raw(Buffer.from([0xff, 0xfe, 0, 1, 2])), expected: unknown, reason: 'unreadable' },
  { name: 'a huge reply', reply: raw('x'.repeat(1_100_000)), expected: unknown, reason: 'oversized' },
  { name: 'a cut reply', reply: () => 'cut', expected: unknown, reason: 'cut' },
  { name: 'a reset', reply: () => 'reset', expected: unknown, reason: 'reset' },
];

describe.each(SOAP_VERSIONS)('over %s', (version) => {
  let service: ScriptedService | undefined;
  afterEach(async () => {
    await service?.close();
    service = undefined;
  });

  test.each(ROWS)('$name: $expected.kind', async ({ reply, expected, reason }) => {
    service = await scriptedService(() => reply(version));
    const outcome = await createToshaClient(wayTo(service.endpoint, version)).submit(ORDERS, RETURN_URL);
    expect(outcome).toMatchObject(expected);
    expect(outcome.evidence).toMatchObject({ transport: version, endpoint: service.endpoint, reason });
    expect(outcome.evidence.bytesOut).toBeGreaterThan(200);
    expect(service.asked).toHaveLength(1);
  });

  test('a late reply: unknown', async () => {
    service = await scriptedService(() => 'silent');
    const client = createToshaClient(wayTo(service.endpoint, version, { deadline: 400 }));
    expect(await client.submit(ORDERS, RETURN_URL)).toMatchObject({ kind: 'unknown', evidence: { reason: 'late' } });
  });

  test('a stop after it left: unknown', async () => {
    const stop = new AbortController();
    service = await scriptedService(() => {
      stop.abort();
      return 'silent';
    });
    const outcome = await createToshaClient(wayTo(service.endpoint, version)).submit(ORDERS, RETURN_URL, stop.signal);
    expect(outcome).toMatchObject({ kind: 'unknown', evidence: { reason: 'stopped' } });
  });

  test('nobody listens: never sent', async () => {
    const gone = await scriptedService(() => 'reset');
    await gone.close();
    const outcome = await createToshaClient(wayTo(gone.endpoint, version)).submit(ORDERS, RETURN_URL);
    expect(outcome).toMatchObject({ kind: 'neverSent', reason: 'refused', evidence: { bytesOut: 0, reply: null } });
  });
});
