import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { Actor } from '../../shared/actors.ts';
import { Batch, BatchEvent } from '../../shared/batches.ts';
import { Bill, BillEvent } from '../../shared/bills.ts';
import { Evidence } from '../../shared/evidence.ts';
import { Link, LinkEvent, LinkRow } from '../../shared/links.ts';

/**
 * What is in ledgers out there. The texts below stand for what was written once, so they are changed by no refactoring:
 * a field is read as it was, what an event cannot do without is asked for, and no list of codes loses one.
 */

const evidence = {
  transport: 'json',
  endpoint: 'https://pay.example/x.asmx',
  startedAt: 1,
  endedAt: 2,
  bytesOut: 700,
  reason: 'late',
  status: 500,
  reply: '<x/>',
};
const sara = { kind: 'person', id: '5', name: 'سارا' };
const invoice = { invoiceNo: '1', amount: 1000, mobileNo: '09120000000', customerName: 'نام', description: 'شرح' };
const said = { status: '0', message: 'done', service: 'https://pay.example' };

const EVENTS: [name: string, schema: z.ZodType, events: Record<string, unknown>[], optional: string[]][] = [
  [
    'link',
    LinkEvent,
    [
      { kind: 'link.saved', invoice, replaces: 'another' },
      { kind: 'link.sending', attempt: 1, transport: 'soap12', endpoint: 'https://pay.example' },
      { kind: 'link.neverLeft', evidence },
      { kind: 'link.sent', payLinkSendId: '134', message: 'done', evidence, service: 'https://pay.example' },
      { kind: 'link.rejected', cause: 'service-refused', message: 'no', evidence, service: 'https://pay.example' },
      { kind: 'link.unknown', evidence },
      { kind: 'link.decidedSent', payLinkSendId: '135', endpoint: 'https://pay.example' },
      { kind: 'link.requeued' },
      { kind: 'link.idGiven', payLinkSendId: '136', endpoint: 'https://pay.example' },
      { kind: 'link.closed' },
      { kind: 'link.replaced', by: 'another' },
      { kind: 'link.paid', refNo: '9007199254740993', alarm: 'paid-twice', service: 'https://pay.example' },
      { kind: 'link.alarmSeen' },
    ],
    ['service', 'link.decidedSent endpoint', 'link.idGiven endpoint'],
  ],
  [
    'bill',
    BillEvent,
    [
      { kind: 'bill.added', billId: '1', payId: '2', extOrderId: '71', source: 'scan', again: 'another' },
      { kind: 'bill.removed' },
      { kind: 'bill.submitting', batch: 'one' },
      { kind: 'bill.accepted', status: '0', message: 'accepted', price: 101_000, billType: 'برق' },
      { kind: 'bill.back', status: '9', message: 'refused' },
      { kind: 'bill.paid', status: '0', message: 'paid', saleReferenceId: '9007199254740993', token: '55', byHand: true },
      { kind: 'bill.failed', status: '-1', message: 'cancelled' },
      { kind: 'bill.abandoned' },
    ],
    ['byHand'],
  ],
  [
    'batch',
    BatchEvent,
    [
      {
        kind: 'batch.submitting',
        attempt: 1,
        bills: ['one', 'two'],
        expected: 7,
        version: 'soap12',
        endpoint: 'http://pay.example/',
        returnUrl: 'http://127.0.0.1:2/r/key',
        returnKey: 'key',
      },
      {
        kind: 'batch.accepted',
        ...said,
        batchToken: 't',
        paymentUrl: 'https://pay/1',
        total: 7,
        unreadableTotal: 'x',
        evidence,
      },
      { kind: 'batch.refused', ...said, cause: 'service-refused', evidence },
      { kind: 'batch.unknown', evidence },
      { kind: 'batch.unsent', evidence },
      { kind: 'batch.givenUp' },
      { kind: 'batch.abandoned' },
      { kind: 'batch.payPageOpened', how: 'qr' },
      { kind: 'batch.returned', outcome: 'failed', status: '9', message: 'no', via: 'pasted', alarm: 'paid-late' },
      { kind: 'batch.alarm', alarm: 'return-mismatch', what: ['bills'], via: 'receiver', came: 'x', more: 2 },
      { kind: 'batch.alarmSeen' },
      {
        kind: 'batch.settledByHand',
        paid: [
          { bill: 'one', saleReferenceId: '8' },
          { bill: 'two', saleReferenceId: '9' },
        ],
        why: 'receipt',
      },
    ],
    ['service', 'unreadableTotal', 'more'],
  ],
];

const one = EVENTS.flatMap(([, schema, events, optional]) =>
  events.map((event) => ({ kind: String(event['kind']), schema, event, optional })),
);

const without = (whole: object, name: string) => Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));

describe('an event', () => {
  it.each(one)('$kind is read as it was written', ({ schema, event }) => {
    expect(schema.parse(event)).toEqual(event);
  });

  it.each(one)('$kind is none without what belongs to it', ({ kind, schema, event, optional }) => {
    for (const name of Object.keys(event)) {
      const may = optional.includes(name) || optional.includes(`${kind} ${name}`);
      expect([name, schema.safeParse(without(event, name)).success]).toEqual([name, may]);
    }
  });

  it('of another kind is not read as one of these', () => {
    for (const { schema, event } of one) expect(schema.safeParse({ ...event, kind: 'link.sms' }).success).toBe(false);
  });

  it.each([
    [LinkEvent, { kind: 'link.saved', invoice, replaces: null }],
    [LinkEvent, { kind: 'link.unknown', evidence: null }],
    [LinkEvent, { kind: 'link.unknown', evidence: { ...evidence, status: null, reply: null } }],
    [LinkEvent, { kind: 'link.decidedSent', payLinkSendId: null }],
    [LinkEvent, { kind: 'link.paid', refNo: null, alarm: null }],
    [BillEvent, { kind: 'bill.added', billId: '1', payId: '2', extOrderId: '71', source: 'typed', again: null }],
    [BillEvent, { kind: 'bill.accepted', status: '0', message: '', price: null, billType: '' }],
    [BatchEvent, { kind: 'batch.unknown', evidence: null }],
    [BatchEvent, { kind: 'batch.returned', outcome: 'settled', status: '0', message: '', via: 'receiver', alarm: null }],
  ])('may tell that there was nothing: %#', (schema: z.ZodType, event) => {
    expect(schema.parse(event)).toEqual(event);
  });

  it('names whom it is about', () => {
    expect(LinkEvent.safeParse({ kind: 'link.replaced', by: '' }).success).toBe(false);
    expect(BillEvent.safeParse({ kind: 'bill.submitting', batch: '' }).success).toBe(false);
    const none = { kind: 'batch.settledByHand', why: 'x', paid: [] };
    expect(BatchEvent.safeParse(none).success).toBe(false);
  });
});

/** Every code that was ever recorded, with a fact that has it. */
const CODES: [name: string, schema: z.ZodType, fact: (code: string) => object, codes: string[]][] = [
  ['transports', Evidence, (transport) => ({ ...evidence, transport }), ['soap11', 'soap12', 'json']],
  ['who acted', Actor, (kind) => ({ ...sara, kind }), ['app', 'person', 'import', 'counter']],
  [
    'alarms of a payment',
    LinkEvent,
    (alarm) => ({ kind: 'link.paid', refNo: null, alarm }),
    ['paid-after-replaced', 'paid-twice', 'paid-after-closed'],
  ],
  [
    'where a bill came from',
    BillEvent,
    (source) => ({ kind: 'bill.added', billId: '1', payId: '2', extOrderId: '3', again: null, source }),
    ['typed', 'scan', 'paste', 'file'],
  ],
  [
    'versions of SOAP',
    BatchEvent,
    (version) => ({
      kind: 'batch.submitting',
      attempt: 1,
      bills: ['one'],
      expected: 7,
      version,
      endpoint: 'x',
      returnUrl: 'x',
      returnKey: 'x',
    }),
    ['soap11', 'soap12'],
  ],
  ['how a pay page was opened', BatchEvent, (how) => ({ kind: 'batch.payPageOpened', how }), ['browser', 'qr']],
  [
    'what a return said',
    BatchEvent,
    (outcome) => ({ kind: 'batch.returned', outcome, status: '', message: '', via: 'pasted', alarm: null }),
    ['settled', 'failed'],
  ],
  [
    'how a return came',
    BatchEvent,
    (via) => ({ kind: 'batch.returned', outcome: 'settled', status: '', message: '', via, alarm: null }),
    ['receiver', 'pasted'],
  ],
  [
    'how a return that disagrees came',
    BatchEvent,
    (via) => ({ kind: 'batch.alarm', alarm: 'paid-late', what: [], via, came: '' }),
    ['receiver', 'pasted'],
  ],
  [
    'alarms of a return',
    BatchEvent,
    (alarm) => ({ kind: 'batch.alarm', alarm, what: [], via: 'pasted', came: '' }),
    ['return-mismatch', 'return-contradiction', 'paid-late'],
  ],
];

describe('codes', () => {
  it.each(CODES)('%s', (_name, schema, fact, codes) => {
    for (const code of codes) expect(schema.parse(fact(code))).toEqual(fact(code));
    expect(schema.safeParse(fact('')).success).toBe(false);
  });
});

const link = {
  ...invoice,
  id: 'one',
  state: 'sent',
  payLinkSendId: '134',
  service: 'https://pay.example',
  refNo: '5',
  replaces: 'two',
  replacedBy: 'three',
  attempts: 1,
  message: 'done',
  cause: 'x',
  evidence,
  alarm: 'paid-twice',
  savedBy: sara,
  savedAt: 1,
  changedAt: 2,
  sentAt: 3,
  paidAt: 4,
};
const bill = {
  id: 'one',
  state: 'basket',
  billId: '1',
  payId: '2',
  extOrderId: '3',
  source: 'file',
  again: 'two',
  batch: 'three',
  status: '0',
  message: 'm',
  price: 5,
  billType: 'برق',
  saleReferenceId: '6',
  token: '7',
  savedBy: sara,
  savedAt: 1,
  changedAt: 2,
  paidAt: 3,
};
const batch = {
  id: 'one',
  state: 'awaiting',
  bills: ['two', 'three'],
  expected: 5,
  attempts: 1,
  returnUrl: 'http://127.0.0.1:2/r/key',
  returnKey: 'key',
  batchToken: '777',
  paymentUrl: 'https://pay/1',
  total: 5,
  cause: 'x',
  status: '0',
  message: 'm',
  evidence,
  alarm: 'paid-late',
  alarmWhat: ['total'],
  savedBy: sara,
  savedAt: 1,
  changedAt: 2,
  returnedAt: 3,
};

const THINGS: [name: string, schema: z.ZodType, thing: object, states: string[]][] = [
  ['link', Link, link, ['queued', 'sending', 'sent', 'paid', 'rejected', 'unknown', 'closed']],
  ['link in a list', LinkRow, { ...link, askedAt: 5 }, ['queued']],
  ['bill', Bill, bill, ['basket', 'submitting', 'awaiting', 'paid', 'failed', 'abandoned', 'removed']],
  ['batch', Batch, batch, ['submitting', 'awaiting', 'settled', 'failed', 'abandoned', 'refused', 'unknown', 'unsent']],
];

describe('a row', () => {
  it.each(THINGS)('of a %s is told whole, in every state', (_name, schema, thing, states) => {
    for (const state of states) expect(schema.parse({ ...thing, state })).toEqual({ ...thing, state });
    for (const name of Object.keys(thing))
      expect([name, schema.safeParse(without(thing, name)).success]).toEqual([name, false]);
    expect(schema.safeParse({ ...thing, state: 'lost' }).success).toBe(false);
  });
});
