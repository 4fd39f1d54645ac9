import { afterEach, describe, expect, test } from 'vitest';
import { createPayLinkClient } from '../../../../electron/providers/sizpay/client.ts';
import { TRANSPORTS } from '../../../../shared/evidence.ts';
import type { Transport } from '../../../../shared/evidence.ts';
import { answerOf, INVOICE, scriptedService, soapFault, wayTo } from './service.ts';
import type { Fields, Scripted, ScriptedService } from './service.ts';

/** design.md, "The table of replies": every row of it, over every transport. */

type Expected =
  | { kind: 'sent'; payLinkSendId: string; reason: string }
  | { kind: 'refused'; cause: string; message: string; reason: string }
  | { kind: 'unknown'; reason: string };

interface Row {
  name: string;
  reply: (transport: Transport) => Scripted;
  expected: Expected;
}

const answer =
  (fields: Fields, status = 200) =>
  (transport: Transport): Scripted => {
    const scripted = answerOf(transport, fields);
    return typeof scripted === 'string' ? scripted : { ...scripted, status };
  };

const page =
  (status: number, body = '<html><body>Sorry<br></body></html>') =>
  () => ({ status, type: 'text/html', body });

const fault = (code11: string, code12: string, status: number) => (transport: Transport) => {
  const version = transport === 'soap12' ? 'soap12' : 'soap11';
  return { status, type: 'text/xml', body: soapFault(version === 'soap11' ? code11 : code12, 'چرا', version) };
};

const sent = (payLinkSendId: string): Expected => ({ kind: 'sent', payLinkSendId, reason: 'answered' });
const refused = (message: string): Expected => ({ kind: 'refused', cause: 'service-refused', message, reason: 'answered' });
const turnedAway = (cause: string): Expected => {
  const reason = cause === 'http-redirect' ? 'http-3xx' : 'http-4xx';
  return { kind: 'refused', cause, message: '', reason };
};
const unread: Expected = { kind: 'refused', cause: 'soap-client-fault', message: 'چرا', reason: 'fault-client' };
const unknown = (reason: string): Expected => ({ kind: 'unknown', reason });

const ROWS: Row[] = [
  { name: 'done, with an id', reply: answer({ ResCod: 1, Message: 'شد', PayLinkSendID: 134 }), expected: sent('134') },
  {
    name: 'done, with an id that no double holds',
    reply: answer({ ResCod: 1, Message: '', PayLinkSendID: '9007199254740993' }),
    expected: sent('9007199254740993'),
  },
  {
    name: 'done, with an id of 19 digits',
    reply: answer({ PayLinkSendID: '9223372036854775807', ResCod: 1 }),
    expected: sent('9223372036854775807'),
  },
  { name: 'not done, id 0', reply: answer({ ResCod: 0, Message: 'نه', PayLinkSendID: 0 }), expected: refused('نه') },
  { name: 'not done, no id', reply: answer({ ResCod: -3, Message: 'نه' }), expected: refused('نه') },
  { name: 'not done, an empty id', reply: answer({ ResCod: 7, Message: 'نه', PayLinkSendID: '' }), expected: refused('نه') },
  { name: 'done, id 0', reply: answer({ ResCod: 1, Message: 'نشد', PayLinkSendID: 0 }), expected: refused('نشد') },

  { name: 'done, no id', reply: answer({ ResCod: 1, Message: 'شد' }), expected: unknown('contradiction') },
  { name: 'not done, with an id', reply: answer({ ResCod: 0, PayLinkSendID: 5 }), expected: unknown('contradiction') },
  { name: 'an id alone', reply: answer({ PayLinkSendID: 5 }), expected: unknown('unreadable') },
  { name: 'a negative id', reply: answer({ ResCod: 1, PayLinkSendID: -5 }), expected: unknown('unreadable') },
  { name: 'an id of 20 digits', reply: answer({ ResCod: 1, PayLinkSendID: '1'.repeat(20) }), expected: unknown('unreadable') },
  { name: 'an id of words', reply: answer({ ResCod: 1, PayLinkSendID: 'abc' }), expected: unknown('unreadable') },
  { name: 'a result code of words', reply: answer({ ResCod: 'OK', PayLinkSendID: 5 }), expected: unknown('unreadable') },
  { name: 'none of the fields', reply: answer({ Message: 'سلام' }), expected: unknown('unreadable') },
  {
    name: 'two ids',
    reply: answer({ ResCod: 1, PayLinkSendID: 5, paylinksendid: 6 }),
    expected: unknown('contradiction'),
  },

  { name: 'a fault of ours', reply: fault('Client', 'Sender', 500), expected: unread },
  { name: 'a fault of ours with 200', reply: fault('Client.Bad', 'Sender', 200), expected: unread },
  { name: 'a fault of ours with 400', reply: fault('MustUnderstand', 'MustUnderstand', 400), expected: unread },
  { name: 'another version', reply: fault('VersionMismatch', 'VersionMismatch', 500), expected: unread },
  { name: 'a fault of theirs', reply: fault('Server', 'Receiver', 500), expected: unknown('fault-server') },
  { name: 'a fault of theirs with 200', reply: fault('Server.Busy', 'Receiver', 200), expected: unknown('fault-server') },
  { name: 'a fault of theirs with 400', reply: fault('Server', 'Receiver', 400), expected: unknown('fault-server') },
  { name: 'a fault of nobody', reply: fault('Odd', 'Odd', 500), expected: unknown('fault-server') },

  { name: '302', reply: page(302), expected: turnedAway('http-redirect') },
  { name: '307', reply: page(307, ''), expected: turnedAway('http-redirect') },
  { name: '400', reply: page(400), expected: turnedAway('http-refused') },
  { name: '401', reply: page(401), expected: turnedAway('http-refused') },
  { name: '403', reply: page(403), expected: turnedAway('http-forbidden') },
  { name: '451', reply: page(451), expected: turnedAway('http-forbidden') },
  { name: '404', reply: page(404, 'no such thing'), expected: turnedAway('http-not-found') },
  { name: '429', reply: page(429), expected: turnedAway('http-refused') },
  {
    name: '400 with the service refusing',
    reply: answer({ ResCod: 0, Message: 'نه', PayLinkSendID: 0 }, 400),
    expected: refused('نه'),
  },
  { name: '400 with an answer', reply: answer({ ResCod: 1, PayLinkSendID: 5 }, 400), expected: unknown('contradiction') },
  { name: '302 with an answer', reply: answer({ ResCod: 1, PayLinkSendID: 5 }, 302), expected: unknown('contradiction') },
  {
    name: '400 with an answer cut short',
    reply: () => ({ status: 400, body: '<soap:Envelope><soap:Body><ResCod>1</Re' }),
    expected: unknown('contradiction'),
  },

  { name: '500', reply: page(500), expected: unknown('http-5xx') },
  { name: '502', reply: page(502), expected: unknown('http-5xx') },
  { name: '503', reply: page(503, ''), expected: unknown('http-5xx') },
  { name: '500 with an answer', reply: answer({ ResCod: 1, PayLinkSendID: 5 }, 500), expected: unknown('http-5xx') },
  {
    name: "ASP.NET's JSON error",
    reply: () => ({
      status: 500,
      type: 'application/json',
      body: '{"Message":"Invalid web service call","StackTrace":"at x","ExceptionType":"System.InvalidOperationException"}',
    }),
    expected: unknown('http-5xx'),
  },

  { name: 'a page with 200', reply: page(200), expected: unknown('html') },
  {
    name: 'a strict page with 200',
    reply: page(200, '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'),
    expected: unknown('html'),
  },
  { name: 'nothing', reply: () => ({ body: '' }), expected: unknown('unreadable') },
  { name: '204', reply: () => ({ status: 204, body: '' }), expected: unknown('unreadable') },
  { name: 'garbage', reply: () => ({ body: Buffer.from([0xff, 0xfe, 0, 1, 2, 3]) }), expected: unknown('unreadable') },
  {
    name: 'an answer in UTF-16',
    reply: (transport) => {
      const scripted = answerOf(transport, { ResCod: 1, PayLinkSendID: 5 });
      return { body: Buffer.from(`\uFEFF${typeof scripted === 'string' ? '' : String(scripted.body)}`, 'utf16le') };
    },
    expected: unknown('unreadable'),
  },
  { name: 'a huge reply', reply: () => ({ body: 'x'.repeat(1_100_000) }), expected: unknown('oversized') },
  { name: 'a cut reply', reply: () => 'cut', expected: unknown('cut') },
  { name: 'a reset', reply: () => 'reset', expected: unknown('reset') },
];

describe.each(TRANSPORTS)('over %s', (transport) => {
  let service: ScriptedService | undefined;
  afterEach(async () => {
    await service?.close();
    service = undefined;
  });

  test.each(ROWS)('$name: $expected.kind', async ({ reply, expected }) => {
    service = await scriptedService(() => reply(transport));
    const outcome = await createPayLinkClient(wayTo(service.endpoint, transport)).send(INVOICE);
    const { reason, ...rest } = expected;
    expect(outcome).toMatchObject(rest);
    expect(outcome.evidence).toMatchObject({ transport, endpoint: service.endpoint, reason });
    expect(outcome.evidence.bytesOut).toBeGreaterThan(200);
    expect(service.asked).toHaveLength(1);
  });

  test('a late reply: unknown', async () => {
    service = await scriptedService(() => 'silent');
    const outcome = await createPayLinkClient(wayTo(service.endpoint, transport, { deadline: 400 })).send(INVOICE);
    expect(outcome).toMatchObject({ kind: 'unknown', evidence: { reason: 'late', status: null, reply: null } });
  });

  test('a stop after it left: unknown', async () => {
    const stop = new AbortController();
    service = await scriptedService(() => {
      stop.abort();
      return 'silent';
    });
    const outcome = await createPayLinkClient(wayTo(service.endpoint, transport)).send(INVOICE, stop.signal);
    expect(outcome).toMatchObject({ kind: 'unknown', evidence: { reason: 'stopped' } });
  });

  test('nobody listens: never sent', async () => {
    const gone = await scriptedService(() => 'reset');
    await gone.close();
    const outcome = await createPayLinkClient(wayTo(gone.endpoint, transport)).send(INVOICE);
    expect(outcome).toMatchObject({ kind: 'neverSent', reason: 'refused', evidence: { bytesOut: 0, reply: null } });
  });

  test('a bad invoice is thrown back, and nothing is sent', async () => {
    service = await scriptedService(() => 'reset');
    const client = createPayLinkClient(wayTo(service.endpoint, transport));
    await expect(client.send({ ...INVOICE, amount: 0.5, customerName: 'x'.repeat(51) })).rejects.toMatchObject({
      error: { code: 'bad-input', issues: [{ code: 'amount-fraction' }, { code: 'name-too-long' }] },
    });
    expect(service.asked).toEqual([]);
  });
});
