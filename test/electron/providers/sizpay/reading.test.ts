import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeSend } from '../../../../electron/providers/sizpay/reply.ts';
import { judgeStatus } from '../../../../electron/providers/sizpay/status-reply.ts';
import { envelope, soapFault } from './service.ts';

const reply = (body: string | Buffer, type = 'text/xml; charset=utf-8', status = 200) => ({
  status,
  headers: { 'content-type': type },
  body: typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
});
const NOBODY = { userName: '', password: '' };
const judge = (body: string | Buffer, type?: string) => judgeSend(reply(body, type), NOBODY);

const OUT = '<ResCod>1</ResCod><Message>شد</Message><PayLinkSendID>9007199254740993</PayLinkSendID>';
const JSON_ANSWER = '{"ResCod":1,"Message":"شد","PayLinkSendID":9007199254740993}';
const escaped = JSON_ANSWER.replaceAll('"', '&quot;');
const SENT = { kind: 'sent', payLinkSendId: '9007199254740993', message: 'شد', reason: 'answered' };

describe('an answer is read in every shape', () => {
  test.each([
    ['out parameters', envelope(`<PayLinkSendSoapResponse xmlns="urn:x">${OUT}</PayLinkSendSoapResponse>`)],
    ['a class', envelope(`<R><PayLinkSendSoapResult>${OUT}</PayLinkSendSoapResult></R>`)],
    ['a class, deeper', envelope(`<a><b><c><PayLinkSendSoapResult>${OUT}</PayLinkSendSoapResult></c></b></a>`)],
    ['a JSON string', envelope(`<R><PayLinkSendSoapResult>${escaped}</PayLinkSendSoapResult></R>`)],
    ['a JSON string in CDATA', envelope(`<R><PayLinkSendSoapResult><![CDATA[${JSON_ANSWER}]]></PayLinkSendSoapResult></R>`)],
    ["the document's name", envelope(`<R><PayLinkResp>${escaped}</PayLinkResp></R>`)],
    ['other prefixes', envelope(`<n:R xmlns:n="urn:n">${OUT.replaceAll(/<(\/?)/gu, '<$1n:')}</n:R>`)],
    [
      'another order and case',
      envelope('<PAYLINKSENDID>9007199254740993</PAYLINKSENDID><message>شد</message><rescod> 1 </rescod>'),
    ],
    ['SOAP 1.2', envelope(`<R>${OUT}</R>`, 'soap12')],
    ['another envelope prefix', envelope(`<R>${OUT}</R>`).replaceAll('soap:', 'S:').replace('xmlns:soap', 'xmlns:S')],
    [
      'with a header',
      envelope(`<R>${OUT}</R>`).replace('<soap:Body', '<soap:Header><ResCod>0</ResCod></soap:Header><soap:Body'),
    ],
    ['bare XML', `<PayLinkSendResponse xmlns="urn:x">${OUT}</PayLinkSendResponse>`],
    ['a byte order mark', `\uFEFF${envelope(`<R>${OUT}</R>`)}`],
    ['JSON with d', `{"d":${JSON_ANSWER}}`],
    ['JSON without d', JSON_ANSWER],
    ['JSON with a type', `{"d":{"__type":"PayLinkSendResponse",${JSON_ANSWER.slice(1)}}`],
    ['a JSON string in d', JSON.stringify({ d: JSON_ANSWER })],
    ['a JSON string, twice', JSON.stringify({ d: JSON.stringify(JSON_ANSWER) })],
    ['a JSON string alone', JSON.stringify(JSON_ANSWER)],
    ['a named result', `{"PayLinkSendRestResult":${JSON_ANSWER}}`],
    ['the id as a string', '{"d":{"rescod":"1","Message":"شد","PayLinkSendId":"9007199254740993"}}'],
    ['repeated alike', envelope(`<R>${OUT}</R><R>${OUT}</R>`)],
  ])('%s', async (_name, body) => {
    expect(await judge(body)).toEqual(SENT);
    expect(await judge(body, 'text/plain')).toEqual(SENT);
  });

  test('a fault keeps the first line of its words', async () => {
    expect(await judge(soapFault('Client', 'one\n at two', 'soap11'))).toMatchObject({ kind: 'refused', message: 'one' });
    const nested = envelope(
      '<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value><soap:Subcode><soap:Value>soap:Receiver</soap:Value></soap:Subcode></soap:Code><soap:Reason><soap:Text>a</soap:Text><soap:Text>b</soap:Text></soap:Reason></soap:Fault>',
    );
    expect(await judge(nested)).toEqual({ kind: 'refused', cause: 'soap-client-fault', message: 'a', reason: 'fault-client' });
  });
});

describe('a contradiction is unknown', () => {
  test.each([
    ['two result codes', envelope('<R><ResCod>1</ResCod><ResCod>0</ResCod><PayLinkSendID>5</PayLinkSendID></R>')],
    ['an id and an empty id', envelope('<R><ResCod>1</ResCod><PayLinkSendID/><PayLinkSendID>5</PayLinkSendID></R>')],
    ['a name twice in JSON', '{"ResCod":0,"ResCod":1,"PayLinkSendID":5}'],
    ['two answers in JSON', '[{"ResCod":1,"PayLinkSendID":5},{"ResCod":0,"PayLinkSendID":0}]'],
    ['fields and a fault', envelope('<soap:Fault><faultcode>soap:Client</faultcode></soap:Fault><ResCod>1</ResCod>')],
    [
      'a string that disagrees',
      envelope(`<ResCod>0</ResCod><R>{"ResCod":1,"PayLinkSendID":5}</R><xResult>{"ResCod":1}</xResult>`),
    ],
  ])('%s', async (_name, body) => {
    expect(await judge(body)).toEqual({ kind: 'unknown', reason: 'contradiction' });
  });

  test.each([
    ['a field with elements in it', envelope('<R><ResCod>1<x/></ResCod><PayLinkSendID>5</PayLinkSendID></R>')],
    ['fields in the header only', envelope('').replace('<soap:Body', `<soap:Header>${OUT}</soap:Header><soap:Body`)],
    ['a fraction', '{"ResCod":1.0,"PayLinkSendID":5}'],
    ['an exponent', '{"ResCod":1,"PayLinkSendID":5e3}'],
    ['true', '{"ResCod":true,"PayLinkSendID":5}'],
    ['leading zeros of the id', '{"ResCod":1,"PayLinkSendID":"0134"}'],
    ['another encoding declared', envelope(`<R>${OUT}</R>`).replace('utf-8', 'windows-1256')],
    ['bad UTF-8', Buffer.concat([Buffer.from(envelope(`<R>${OUT}</R>`)), Buffer.from([0xc3])])],
    ['text after the end', `${envelope(`<R>${OUT}</R>`)}x`],
    ['an end missing', envelope(`<R>${OUT}</R>`).slice(0, -3)],
    ['JSON with more after it', `${JSON_ANSWER}{}`],
  ])('%s is unreadable', async (_name, body) => {
    expect(await judge(body)).toEqual({ kind: 'unknown', reason: 'unreadable' });
  });

  test('another charset in the header is unreadable', async () => {
    expect((await judge(JSON_ANSWER, 'application/json; charset=windows-1256')).kind).toBe('unknown');
  });
});

describe('hostile replies end as unknown', () => {
  const bomb = `<!DOCTYPE x [${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]>`;
  test.each([
    ['80 kB of <', '<'.repeat(80_000)],
    ['80 kB of <a>', '<a>'.repeat(27_000)],
    ['80 kB of &', `<a>${'&'.repeat(80_000)}</a>`],
    ['80 kB of [', '['.repeat(80_000)],
    ['nested arrays', `${'['.repeat(40_000)}${']'.repeat(40_000)}`],
    ['80 kB of {"a":', '{"a":'.repeat(16_000)],
    ['a long open string', `"${'\\"'.repeat(40_000)}`],
    ['a million attributes', `<a ${Array.from({ length: 10_000 }, (_, n) => `x${n}="1"`).join(' ')}>`],
    ['a DOCTYPE', `<!DOCTYPE r><r>${OUT}</r>`],
    ['an entity bomb', `${bomb}<r><ResCod>&a20;</ResCod></r>`],
    ['a prototype attribute', envelope(`<R id="__proto__">${OUT}</R>`)],
    ['a prototype attribute name', envelope(`<R __proto__="x">${OUT}</R>`)],
    ['a prototype element', envelope(`<__proto__><polluted>1</polluted></__proto__>${OUT}`)],
    ['a constructor element', envelope(`<constructor><prototype/></constructor>${OUT}`)],
    ['a prototype in JSON', `{"__proto__":{"polluted":1},${JSON_ANSWER.slice(1)}`],
    ['a constructor in JSON', `{"constructor":{"prototype":{"polluted":1}},${JSON_ANSWER.slice(1)}`],
    ['a prototype in a JSON string', JSON.stringify({ d: `{"__proto__":{"polluted":1},"ResCod":1,"PayLinkSendID":5}` })],
  ])('%s', async (_name, body) => {
    expect((await judge(body)).kind).toBe('unknown');
    expect((await judgeStatus(reply(body), ['5'], NOBODY)).kind).toBe('failed');
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});

/** Whatever was made of a reply, what it says of a send can only be `sent` if both are there in so many characters. */
async function neverSentWithout(body: Buffer, type: string, status: number): Promise<void> {
  const verdict = await judgeSend(reply(body, type, status), NOBODY);
  if (verdict.kind !== 'sent') return;
  const text = body.toString('utf8');
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(300);
  expect(text).toMatch(/rescod/iu);
  expect(text).toMatch(/paylinksendid/iu);
  expect(verdict.payLinkSendId).toMatch(/^[1-9]\d{0,18}$/u);
}

const types = fc.constantFrom('text/xml', 'application/json; charset=utf-8', 'text/html', 'application/soap+xml', '');
const statuses = fc.integer({ min: 100, max: 599 });
const fragments = fc.constantFrom(
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">',
  '</soap:Envelope>',
  '<soap:Body>',
  '</soap:Body>',
  '<ResCod>',
  '</ResCod>',
  '1',
  '0',
  '<PayLinkSendID>',
  '</PayLinkSendID>',
  '134',
  '{',
  '}',
  '"d":',
  '"ResCod":',
  '"PayLinkSendID":',
  ',',
  '[',
  ']',
  '"',
  '<soap:Fault>',
  '</soap:Fault>',
  '<faultcode>soap:Client</faultcode>',
  '<![CDATA[',
  ']]>',
  '&lt;',
  '<xResult>',
  '</xResult>',
);

describe('reading never throws, and never says sent without ResCod 1 and an id', () => {
  test('for any bytes', () => {
    return fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), types, statuses, async (bytes, type, status) => {
        await neverSentWithout(Buffer.from(bytes), type, status);
        await judgeStatus(reply(Buffer.from(bytes), type, status), ['134'], NOBODY);
      }),
    );
  });

  test('for any pieces of real replies', () => {
    return fc.assert(
      fc.asyncProperty(fc.array(fragments, { maxLength: 30 }), types, statuses, async (pieces, type, status) => {
        await neverSentWithout(Buffer.from(pieces.join('')), type, status);
        await judgeStatus(reply(pieces.join(''), type, status), ['134'], NOBODY);
      }),
      { numRuns: 1000 },
    );
  });

  const valid = [envelope(`<R>${OUT}</R>`), `{"d":${JSON_ANSWER}}`, envelope(`<xResult>${escaped}</xResult>`)];
  test('for real replies with bytes changed, cut out or put in', () => {
    const change = fc.record({ at: fc.nat(600), drop: fc.nat(20), put: fc.string({ maxLength: 6, unit: 'binary' }) });
    return fc.assert(
      fc.asyncProperty(fc.constantFrom(...valid), fc.array(change, { minLength: 1, maxLength: 3 }), async (body, changes) => {
        const mutated = changes.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), body);
        await neverSentWithout(Buffer.from(mutated), 'text/xml', 200);
      }),
      { numRuns: 1000 },
    );
  });

  test('for a real reply cut at any byte', async () => {
    for (const body of valid) {
      const bytes = Buffer.from(body);
      for (let at = 0; at < bytes.length; at += 1) expect((await judge(bytes.subarray(0, at))).kind).toBe('unknown');
    }
  });

  test('for any result code and id: the table, whichever the shape', () => {
    const code = fc.oneof(
      fc.constantFrom('1', '0', '', '01', '-1', '2'),
      fc.string({ maxLength: 4 }).filter((text) => /^[\w .-]*$/u.test(text)),
    );
    const id = fc.oneof(fc.constantFrom('0', '', '000'), fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }).map(String));
    return fc.assert(
      fc.asyncProperty(code, id, async (resCod, payLinkSendId) => {
        const answer = { ResCod: resCod, Message: 'm', PayLinkSendID: payLinkSendId };
        const elements = Object.entries(answer).map(([name, value]) => `<${name}>${value}</${name}>`);
        const done = /^0*1$/u.test(resCod.trim());
        const hasId = /[1-9]/u.test(payLinkSendId);
        for (const body of [
          JSON.stringify(answer),
          JSON.stringify({ d: JSON.stringify(answer) }),
          envelope(elements.join('')),
        ]) {
          const verdict = await judge(body);
          if (done && hasId) expect(verdict).toMatchObject({ kind: 'sent', payLinkSendId });
          else if (/^-?\d+$/u.test(resCod.trim())) {
            const refused = done ? payLinkSendId !== '' : !hasId;
            expect(verdict.kind).toBe(refused ? 'refused' : 'unknown');
          } else expect(verdict.kind).toBe('unknown');
        }
      }),
    );
  });
});
