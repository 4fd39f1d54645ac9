import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { judgeSend } from '../../electron/providers/sizpay/reply.ts';
import { judgeStatus } from '../../electron/providers/sizpay/status-reply.ts';
import { evidenceOf } from '../../electron/providers/soap/evidence.ts';
import { REFUSAL_CAUSES, SEND_REASONS } from '../../electron/providers/soap/judge.ts';
import { judgeSubmit } from '../../electron/providers/tosha/reply.ts';
import { envelope, soapFault } from '../electron/providers/soap/service.ts';
import { escapeXml, ITEMS, ORDERS, PAYABLE, REFUSED, resultOf } from '../electron/providers/tosha/service.ts';
import { effort } from './effort.ts';

/** Replies of both services, honest and mutated: what is made of them is typed, bounded and, where it says "sent", true. */

const KEYS = { userName: 'key-one-of-the-shop', password: 'p<w>&"12+34' };
const IDS = ['5', '134', '9007199254740993', '9223372036854775807'];
const LONG_MAX = 2n ** 63n - 1n;

const natures = () =>
  [Object, Array, String, Function, Map].map(({ prototype }) => Object.getOwnPropertyNames(prototype).join());
const before = natures();

/** Turns of everything else while one reply is read: as many as it has slices, and one for each bill in it. */
let turns = vi.spyOn(globalThis, 'setImmediate');
beforeEach(() => {
  turns = vi.spyOn(globalThis, 'setImmediate');
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(natures()).toEqual(before);
});

type Reply = Parameters<typeof judgeSend>[0];
const replyOf = (body: string | Buffer, status: number, type = 'text/xml'): Reply => {
  return { status, headers: { 'content-type': type }, body: Buffer.from(body) };
};

/** A text that only ever says what it says: no escape of ours is in it. */
const words = fc.string({ unit: 'grapheme', maxLength: 20 });
const status = fc.constantFrom(200, 200, 200, 201, 302, 400, 403, 404, 500, 503);

const SHAPES: readonly ((members: readonly (readonly [string, string])[]) => string)[] = [
  (members) => envelope(`<R>${members.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join('')}</R>`),
  (members) =>
    envelope(
      `<R>${members.map(([name, value]) => `<n:${name} xmlns:n="u">${escapeXml(value)}</n:${name}>`).join('')}</R>`,
      'soap12',
    ),
  (members) => JSON.stringify(Object.fromEntries(members)),
  (members) => JSON.stringify({ d: Object.fromEntries(members) }),
  (members) => JSON.stringify({ d: JSON.stringify(Object.fromEntries(members)) }),
  (members) => envelope(`<R><xResult>${escapeXml(JSON.stringify(Object.fromEntries(members)))}</xResult></R>`),
];
const shape = fc.constantFrom(...SHAPES);

const isKept = (text: string, max: number) =>
  text.length <= max &&
  text.isWellFormed() &&
  !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u.test(text);

/** What holds of whatever is made of any reply. */
async function holds(reply: Reply): Promise<void> {
  turns.mockClear();
  const text = reply.body.toString('latin1').toLowerCase();
  const send = await judgeSend(reply, KEYS);
  expect(SEND_REASONS).toContain(send.reason);
  if (send.kind === 'refused') expect(REFUSAL_CAUSES).toContain(send.cause);
  if (send.kind !== 'unknown') expect(isKept(send.message, 500)).toBe(true);
  if (send.kind === 'sent') {
    expect(reply.status).toBeLessThan(300);
    expect(text.includes('rescod') && text.includes('paylinksendid')).toBe(true);
    expect(send.payLinkSendId).toMatch(/^[1-9]\d*$/u);
    expect(BigInt(send.payLinkSendId) <= LONG_MAX).toBe(true);
  }
  const asked = await judgeStatus(reply, IDS, KEYS);
  if (asked.kind === 'refused') expect(isKept(asked.message, 500)).toBe(true);
  for (const [id, { paid, refNo }] of asked.kind === 'answered' ? asked.answered : []) {
    expect(IDS).toContain(id);
    if (paid) expect(text).toMatch(/1|%31|\\u0031/u);
    if (refNo !== null) expect(isKept(refNo, 100)).toBe(true);
  }
  const submitted = await judgeSubmit(reply, ORDERS, KEYS);
  expect(SEND_REASONS).toContain(submitted.reason);
  if (submitted.kind === 'accepted') {
    expect(reply.status).toBeLessThan(300);
    expect(submitted.batchToken).not.toBe('');
    expect(isKept(submitted.batchToken, 500) && isKept(submitted.paymentUrl, 4000)).toBe(true);
    expect(submitted.bills).toHaveLength(ORDERS.length);
  }
  for (const bill of submitted.kind === 'unknown' ? [] : submitted.bills) {
    expect(isKept(bill.message, 500) && isKept(bill.status, 100) && isKept(bill.billType, 100)).toBe(true);
  }
  expect(turns.mock.calls.length).toBeLessThanOrEqual(6 * Math.ceil(reply.body.length / 8192) + 100);
  const way = { transport: 'soap11', endpoint: 'http://x/', credentials: KEYS } as const;
  const { reply: kept } = evidenceOf({ kind: 'reply', ...reply, bytesOut: 1 }, 'html', way, 1, 2);
  expect(isKept(kept ?? '', 1000)).toBe(true);
  expect(kept?.includes(KEYS.userName) === true || kept?.includes(KEYS.password) === true).toBe(false);
}

test('an honest reply to a send is read as the table says, in whatever shape', () => {
  const id = fc.oneof(fc.constantFrom('', '0'), fc.bigInt({ min: 1n, max: 10n ** 19n }).map(String));
  const resCod = fc.constantFrom('1', '1', '0', '-3', '17');
  return fc.assert(
    fc.asyncProperty(shape, status, resCod, id, words, async (write, code, ResCod, PayLinkSendID, Message) => {
      const reply = replyOf(
        write(Object.entries({ ResCod, PayLinkSendID, Message: `-${Message.replace(/[^\p{L} ]/gu, '')}` })),
        code,
      );
      const { kind } = await judgeSend(reply, KEYS);
      const isId = PayLinkSendID !== '' && PayLinkSendID !== '0';
      const sent = code < 300 && ResCod === '1' && isId && BigInt(PayLinkSendID) <= LONG_MAX;
      const refused = code < 500 && !isId && (ResCod !== '1' || PayLinkSendID === '0');
      expect(kind).toBe(sent ? 'sent' : refused ? 'refused' : 'unknown');
      await holds(reply);
    }),
    effort(150),
  );
});

test('an honest reply to a status is paid for exactly the ids that it says are', () => {
  const entry = fc.record({ id: fc.constantFrom(...IDS), paid: fc.boolean(), ref: fc.stringMatching(/^[2-9]\d{3,20}$/u) });
  const list = fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: IDS.length });
  return fc.assert(
    fc.asyncProperty(shape, list, async (write, entries) => {
      const told = entries.map(({ id, paid, ref }) => ({ PayLinkID: id, Status: paid ? 1 : 0, RefNo: paid ? ref : '' }));
      const reply = replyOf(
        write([
          ['ResCod', '1'],
          ['prmPayLinkListStatus', JSON.stringify(told)],
        ]),
        200,
      );
      const verdict = await judgeStatus(reply, IDS, KEYS);
      const answered = new Map(entries.map(({ id, paid, ref }) => [id, { paid, refNo: paid ? ref : null }]));
      expect(verdict).toEqual({ kind: 'answered', answered });
      await holds(reply);
    }),
    effort(100),
  );
});

const ANSWERS = [
  ...SHAPES.map((write) =>
    write([
      ['ResCod', '1'],
      ['Message', 'شد'],
      ['PayLinkSendID', '134'],
    ]),
  ),
  ...SHAPES.map((write) =>
    write([
      ['ResCod', '1'],
      ['prmPayLinkFirstStatus', '1'],
      ['prmPayLinkFirstRefNo', '7400'],
      ['prmPayLinkListStatus', '[{"PayLinkID":134,"Status":1,"RefNo":"77"}]'],
    ]),
  ),
  ...[PAYABLE, REFUSED, { ...PAYABLE, BatchBillPaymentResponseDataItems: JSON.stringify(ITEMS) }].flatMap((answer) => [
    JSON.stringify(answer),
    resultOf(escapeXml(JSON.stringify(answer))),
    resultOf(`<![CDATA[${JSON.stringify(answer)}]]>`, 'soap12'),
  ]),
  soapFault('Client', `bad ${KEYS.userName}`, 'soap11'),
  soapFault('Receiver', 'no', 'soap12'),
  '<!DOCTYPE html><html><body>Sorry<br></body></html>',
  '<html><head/><body>ResCod</body></html>',
  '',
];

/** Pieces that mean harm to a reader, or to what is made of what it read. */
const PIECES = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    ' id="__proto__"',
    '<__proto__><a>1</a></__proto__>',
    '"__proto__":{"a":1},',
    '<!DOCTYPE a>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?a ?>',
    '&#0;',
    '&#x202e;',
    '&#xd800;',
    '\\u202e',
    '\\ud800',
    '\u202e',
    '\u001b[31m',
    '\u0000',
    '\ud800',
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    '<a>',
    '</a>',
    ' xmlns:n="u"',
    '<ResCod>1</ResCod>',
    '<PayLinkSendID>7</PayLinkSendID>',
    '"ResCod":1,',
    '"PayLinkSendID":9223372036854775808,',
    '<soap:Fault/>',
    'p&lt;w&gt;&amp;&quot;12+34',
    'p%3Cw%3E%26%2212%2B34',
    KEYS.userName,
    KEYS.password,
  ),
  fc
    .tuple(fc.constantFrom('<a>', 'a="" ', '[', '{"a":', '0', '\\"', '&amp;', '<a/>', '"a":1,', ' '), fc.nat(3000))
    .map(([piece, count]) => piece.repeat(count)),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const edit = fc.record({ at: fc.nat(4000), remove: fc.nat(60), insert: PIECES });

test('a mutated reply is never read as more than it can be', () => {
  const type = fc.constantFrom('text/xml', 'application/json', 'text/html', 'text/xml; charset=windows-1256', '');
  return fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ANSWERS),
      fc.array(edit, { maxLength: 5 }),
      status,
      type,
      async (answer, edits, code, kind) => {
        const body = edits.reduce((text, { at, remove, insert }) => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + insert + text.slice(place + remove);
        }, answer);
        await holds(replyOf(body, code, kind));
      },
    ),
    effort(300),
  );
});

test('nor are any bytes, or pieces of anything', () => {
  const bytes = fc.uint8Array({ maxLength: 500 }).map((each) => Buffer.from(each));
  const pieces = fc
    .array(fc.oneof(PIECES, fc.constantFrom(...ANSWERS)), { maxLength: 12 })
    .map((each) => Buffer.from(each.join('')));
  return fc.assert(
    fc.asyncProperty(fc.oneof(bytes, pieces), status, (body, code) => holds(replyOf(body, code))),
    effort(200),
  );
});
