import { expect, test } from 'vitest';
import { judgeSend } from '../../../../electron/providers/sizpay/reply.ts';
import { judgeStatus } from '../../../../electron/providers/sizpay/status-reply.ts';
import { evidenceOf } from '../../../../electron/providers/soap/evidence.ts';
import { parseExactJson } from '../../../../electron/providers/soap/exact-json.ts';
import { judgeSubmit } from '../../../../electron/providers/tosha/reply.ts';
import { readReturn } from '../../../../electron/providers/tosha/return.ts';
import { envelope } from './service.ts';

/**
 * What came from outside must not cost more than its length, however it was made. Nothing is measured against a clock:
 * a hostile input is read beside a sound one of the same length, and beside itself twice as long.
 */

const KEYS = { userName: 'user-of-the-shop', password: String.raw`\"\"\"\"pass<word>` };
const LENGTH = 60_000;
/** A hostile input may take this many times as long as a sound one, and twice of it this many times as long as it. */
const PEER = 5;
const GROWTH = 4;

const times = (count: number, piece: (at: number) => string) => Array.from({ length: count }, (_, at) => piece(at)).join('');
const fill = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));
const reply = (body: string, type = 'text/xml') => ({
  status: 200,
  headers: { 'content-type': type },
  body: Buffer.from(body),
});

async function judgeAll(body: string): Promise<void> {
  await judgeSend(reply(body), KEYS);
  await judgeStatus(reply(body), ['5'], KEYS);
  await judgeSubmit(reply(body), [{ billId: '1', payId: '2', extOrderId: '3' }], KEYS);
}

async function cost(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

/** Milliseconds of the slowest of three runs. */
async function most(work: () => unknown): Promise<number> {
  return Math.max(await cost(work), await cost(work), await cost(work));
}

/** Milliseconds of the first of ten runs that took less, or the fastest: what the machine does besides makes one slower. */
async function least(work: () => unknown, limit: number): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 10 && fastest >= limit; run += 1) fastest = Math.min(fastest, await cost(work));
  return fastest;
}

/** Reads a hostile input beside a sound one of the same length, and one twice as long. */
async function compare(work: (length: number) => unknown, sound: () => unknown): Promise<void> {
  const peer = await most(sound);
  const once = await least(() => work(LENGTH), PEER * peer);
  expect(once).toBeLessThan(PEER * peer);
  const limit = GROWTH * Math.max(once, peer);
  expect(await least(() => work(2 * LENGTH), limit)).toBeLessThan(limit);
}

/** A reply as long and with as many elements as may be read. */
const soundXml = (length: number) => envelope(times(1500, (at) => `<a b="${at}">${'x'.repeat(length / 1500 - 18)}</a>`));

const HOSTILE_XML: Record<string, (length: number) => string> = {
  'an attribute repeated': (length) => envelope(`<a ${fill('b="" ', length)}/>`),
  'many attributes': (length) => envelope(`<a ${times(length / 11, (at) => `a${at}="" `)}/>`),
  'sixty levels of namespaces': (length) =>
    envelope(times(60, (at) => `<a ${times(length / 1200, (each) => `xmlns:p${at}-${each}="u" `)}>`) + '</a>'.repeat(60)),
  'four hundred namespaces': (length) =>
    envelope(`<a ${times(400, (at) => `xmlns:p${at}="u" `)}>${fill('<b xmlns:c="v"/>', length)}</a>`),
  siblings: (length) => envelope(fill('<a/>', length)),
  nesting: (length) => fill('<a>', length),
  'opening brackets': (length) => fill('<', length),
  'a declaration without an end': (length) => `<a><!${fill('a', length)}`,
  'a long name': (length) => `<${fill('a', length)}/>`,
  'a long name of an attribute': (length) => `<a ${fill('a', length)}=""/>`,
  entities: (length) => envelope(`<ResCod>${fill('&amp;', length)}</ResCod>`),
  'texts within texts': (length) => envelope(fill('<d>"[1]"</d>', length)),
  'a text that is a list': (length) => envelope(`<ResCod>1</ResCod><xResult>[${fill('{"BatchToken":1},', length)}1]</xResult>`),
};

test.each(Object.entries(HOSTILE_XML))('a reply of %s costs no more than a sound one', async (_name, make) => {
  const sound = soundXml(LENGTH);
  await compare(
    (length) => judgeAll(make(length)),
    () => judgeAll(sound),
  );
});

const HOSTILE_JSON: Record<string, (length: number) => string> = {
  nesting: (length) => fill('[', length),
  'nesting that ends': (length) => fill('[', length / 2) + fill(']', length / 2),
  'nested objects': (length) => fill('{"a":', length),
  'many values': (length) => `[${fill('1,', length)}1]`,
  'many members': (length) => `{${times(length / 10, (at) => `"a${at}":1,`)}"a":1}`,
  'texts that are JSON': (length) => JSON.stringify(times(length / 8, () => '"{",').split(',')),
  escapes: (length) => `{"d":"${fill('\\"', length)}"}`,
  'a long name': (length) => `{"${fill('a', length)}":1}`,
  blanks: (length) => `{"d":"${fill(' ', length)}x"}`,
  'a list of bills': (length) =>
    JSON.stringify({ BatchToken: '1', BatchBillPaymentResponseDataItems: [] }).replace(
      '[]',
      `[${fill('{"BillID":1},', length)}1]`,
    ),
  'a list of statuses': (length) =>
    JSON.stringify({ ResCod: 1, prmPayLinkListStatus: `[${fill('{"id":5,"status":0},', length)}1]` }),
};

test.each(Object.entries(HOSTILE_JSON))('a reply in JSON of %s costs no more than a sound one', async (_name, make) => {
  const sound = `{"b":1${times(1500, (at) => `,"a${at}":"${'x'.repeat(LENGTH / 1500 - 12)}"`)}}`;
  await compare(
    (length) => judgeAll(make(length)),
    () => judgeAll(sound),
  );
});

const RUNS = ['\\', '"', '\\\\\\\\\\\\\\"', '&', '&amp;', '%25', '\\u005c', '&#92;', '&#0', 'ab', '/'];
const SECRETS = [
  '\\\\\\\\',
  String.raw`\"\"\"\"\"`,
  '\\'.repeat(100),
  '&&&&',
  '%%%%',
  'a'.repeat(500),
  `${'a'.repeat(499)}b`,
  '////',
];

test.each(SECRETS)('masking the key %j costs no more than masking a plain one', async (secret) => {
  const mask = (text: string, password: string) => {
    const way = { transport: 'soap11', endpoint: 'http://x/', credentials: { userName: 'nobody', password } } as const;
    return evidenceOf({ kind: 'reply', status: 200, headers: {}, body: Buffer.from(text), bytesOut: 1 }, 'html', way, 1, 2);
  };
  const plain = fill('&amp;%25\\u0061 a word ', 4000);
  const limit = PEER * (await most(() => mask(plain, 'a-plain-password')));
  for (const run of RUNS) expect(await least(() => mask(fill(run, 4000), secret), limit)).toBeLessThan(limit);
});

test.each(['?', '&', '%', '=', '+', '?Status', '?Status=1', '&Status=1', '&amp;', '%E0%A4', '#', '[{},', '%22%5C', '\u0000'])(
  'a return of many %j costs no more than a sound one',
  async (piece) => {
    const bill = { BillID: '1', PayID: '2', SaleReferenceID: '3', Sataus: '0', SatausDescription: 'پرداخت شد '.repeat(40) };
    const bills = encodeURIComponent(
      JSON.stringify(
        times(20, () => '1')
          .split('')
          .map(() => bill),
      ),
    );
    const sound = `http://a/?BatchTokenID=1&Status=0&BillItems=${bills}`;
    for (const start of ['', 'http://a/?', 'BillItems=', 'BillItems=%22', 'BillItems=[']) {
      await compare(
        (length) => readReturn(start + fill(piece, length / 2)),
        () => readReturn(sound),
      );
    }
  },
);

test('between the slices of a long reply everything else has its turn', async () => {
  const body = soundXml(LENGTH);
  for (const judge of [judgeSend, judgeSubmit]) {
    let turns = 0;
    let reading = true;
    const count = () => {
      turns += 1;
      if (reading) setImmediate(count);
    };
    setImmediate(count);
    const verdict = await (judge === judgeSend ? judgeSend(reply(body), KEYS) : judgeSubmit(reply(body), [], KEYS));
    reading = false;
    expect(verdict).toEqual({ kind: 'unknown', reason: 'unreadable' });
    expect(turns).toBeGreaterThan(body.length / 20_000);
  }
});

test('of what is longer than any reply nothing is parsed', async () => {
  const answer = '<ResCod>1</ResCod><PayLinkSendID>5</PayLinkSendID>';
  const padded = (length: number) => envelope(`<R>${answer}<Message>${'x'.repeat(length)}</Message></R>`);
  expect(await judgeSend(reply(padded(200_000)), KEYS)).toMatchObject({ kind: 'sent', payLinkSendId: '5' });
  expect(await judgeSend(reply(padded(300_000)), KEYS)).toEqual({ kind: 'unknown', reason: 'unreadable' });
  expect(await judgeSend({ ...reply(padded(300_000)), status: 400 }, KEYS)).toEqual({
    kind: 'unknown',
    reason: 'contradiction',
  });
});

test('JSON is read up to its bounds: values, depth, names', () => {
  const list = (count: number) => `[${times(count - 2, () => '1,')}1]`;
  expect(parseExactJson(list(4000))).not.toBeNull();
  expect(parseExactJson(list(4001))).toBeNull();
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(parseExactJson(nested(33))).not.toBeNull();
  expect(parseExactJson(nested(34))).toBeNull();
  expect(parseExactJson(`{"${'a'.repeat(200)}":1}`)).not.toBeNull();
  expect(parseExactJson(`{"${'a'.repeat(201)}":1}`)).toBeNull();
});

test('what is wrapped as text counts with the rest: a reply of more is not read in part', async () => {
  const inner = JSON.stringify(`[${times(1500, () => '1,')}1]`);
  const answer = (count: number) => `{"ResCod":1,"PayLinkSendID":5,"x":[${times(count, () => `{"xResult":${inner}},`)}1]}`;
  expect(await judgeSend(reply(answer(2)), KEYS)).toMatchObject({ kind: 'sent' });
  expect(await judgeSend(reply(answer(3)), KEYS)).toEqual({ kind: 'unknown', reason: 'unreadable' });
});

test('a text that only begins as JSON counts as much as it costs', async () => {
  const answer = (count: number) => `{"ResCod":1,"PayLinkSendID":5,"x":[${times(count, () => '{"xResult":"{"},')}1]}`;
  expect(await judgeSend(reply(answer(20)), KEYS)).toMatchObject({ kind: 'sent' });
  expect(await judgeSend(reply(answer(200)), KEYS)).toEqual({ kind: 'unknown', reason: 'unreadable' });
});
