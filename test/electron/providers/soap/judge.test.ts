import { describe, expect, test } from 'vitest';
import { judgeReply, SEND_REASONS } from '../../../../electron/providers/soap/judge.ts';
import type { AnswerReader } from '../../../../electron/providers/soap/judge.ts';
import { unwrap } from '../../../../electron/providers/soap/content.ts';
import { VALUES_MAX } from '../../../../electron/providers/soap/exact-json.ts';
import type { Json } from '../../../../electron/providers/soap/exact-json.ts';
import { envelope, soapFault } from './service.ts';

const KEYS = { userName: 'key-of-the-shop', password: 'pass-of-the-shop' };

/** The texts of a reply by name, what is wrapped in `d` included. */
const textsOf = (json: Json, name = ''): [string, string][] =>
  json.kind === 'object'
    ? json.entries.flatMap(([key, value]) => textsOf(value, key))
    : json.kind === 'text'
      ? [[name, json.text]]
      : [];

const reader: AnswerReader<Map<string, string>> = {
  ours: /answer/iu,
  read({ value, budget }) {
    const texts = textsOf(value);
    for (const [name, text] of texts) unwrap(name, text, budget);
    return new Map(texts);
  },
  isAnswer: (texts) => texts.has('Answer'),
  message: (texts) => texts.get('Message') ?? '',
};

const judge = (status: number, body: string, type = 'text/xml') =>
  judgeReply({ status, headers: { 'content-type': type }, body: Buffer.from(body) }, reader, KEYS);

const ANSWER = envelope('<R><Answer>1</Answer></R>');
const NO_ANSWER = envelope('<R><Other>1</Other></R>');
const unknown = (reason: string) => ({ kind: 'unknown', reason });
const refused = (cause: string, reason: string, message = '') => ({ kind: 'refused', cause, message, reason });

/** Statuses that say that the request was not processed, and the cause that they are. */
const TURNED_AWAY: [number, string, string][] = [
  [300, 'http-redirect', 'http-3xx'],
  [302, 'http-redirect', 'http-3xx'],
  [399, 'http-redirect', 'http-3xx'],
  [400, 'http-refused', 'http-4xx'],
  [401, 'http-refused', 'http-4xx'],
  [403, 'http-forbidden', 'http-4xx'],
  [404, 'http-not-found', 'http-4xx'],
  [410, 'http-not-found', 'http-4xx'],
  [451, 'http-forbidden', 'http-4xx'],
  [499, 'http-refused', 'http-4xx'],
];

describe('a reply of 2xx', () => {
  test.each([200, 204, 299])('%i is the answer that is in it, whether or not it is one', async (status) => {
    expect(await judge(status, ANSWER)).toMatchObject({
      kind: 'answer',
      turnedAway: false,
      answer: new Map([['Answer', '1']]),
    });
    expect(await judge(status, NO_ANSWER)).toMatchObject({
      kind: 'answer',
      turnedAway: false,
      answer: new Map([['Other', '1']]),
    });
  });

  test('that cannot be read is unknown, and so is a page', async () => {
    expect(await judge(200, '<a>')).toEqual(unknown('unreadable'));
    expect(await judge(200, '<a>answer')).toEqual(unknown('unreadable'));
    expect(await judge(200, '<html><p>')).toEqual(unknown('html'));
  });
});

describe.each(TURNED_AWAY)('a reply of %i', (status, cause, reason) => {
  test('refuses where it is no word of the service', async () => {
    expect(await judge(status, '<html><p>')).toEqual(refused(cause, reason));
    expect(await judge(status, 'x')).toEqual(refused(cause, reason));
    expect(await judge(status, '')).toEqual(refused(cause, reason));
    expect(await judge(status, '{"Message":"no, pass-of-the-shop"}')).toEqual(refused(cause, reason, 'no, •••'));
    expect(await judge(status, '<a><b/></a>')).toEqual(refused(cause, reason));
  });

  test('is the service’s answer where that is in it', async () => {
    expect(await judge(status, ANSWER)).toMatchObject({ kind: 'answer', turnedAway: true });
  });

  test('contradicts itself where it speaks as the service does, and has no answer', async () => {
    expect(await judge(status, NO_ANSWER)).toEqual(unknown('contradiction'));
    expect(await judge(status, '<a>answer')).toEqual(unknown('contradiction'));
  });
});

test.each([500, 503, 599, 600])('a reply of %i is unknown, whatever is in it', async (status) => {
  for (const body of [ANSWER, NO_ANSWER, '<html><p>', 'x', '<a>answer'])
    expect(await judge(status, body)).toEqual(unknown('http-5xx'));
});

describe.each([200, 302, 400, 500])('a fault with the status %i', (status) => {
  test('of the caller refuses in its words, without our keys', async () => {
    const fault = soapFault('Client', 'bad key-of-the-shop', 'soap11');
    expect(await judge(status, fault)).toEqual(refused('soap-client-fault', 'fault-client', 'bad •••'));
  });

  test('of the service is unknown', async () => {
    expect(await judge(status, soapFault('Server', 'x', 'soap11'))).toEqual(unknown('fault-server'));
  });

  test('beside an answer is a contradiction, whosever it is', async () => {
    for (const code of ['Client', 'Server']) {
      const both = soapFault(code, 'x', 'soap11').replace('<soap:Body>', '<soap:Body><Answer>1</Answer>');
      expect(await judge(status, both)).toEqual(unknown('contradiction'));
    }
  });
});

test('a reply that holds more, wrapped as text, than can be read is not read in part', async () => {
  const wrapped = (values: number) => JSON.stringify({ Answer: '1', d: `[${'1,'.repeat(values - 1)}1]` });
  // The object, its two texts and the list are four.
  expect(await judge(200, wrapped(VALUES_MAX - 4))).toMatchObject({ kind: 'answer' });
  expect(await judge(200, wrapped(VALUES_MAX - 3))).toEqual(unknown('unreadable'));
  expect(await judge(400, wrapped(VALUES_MAX))).toEqual(unknown('contradiction'));
});

test('every reason is told once', () => {
  expect(SEND_REASONS.toSorted()).toEqual(
    [
      'answered bad-address connect-late connect-reset contract-unusable contradiction cut dns fault-client fault-server',
      'html http-3xx http-4xx http-5xx late not-http oversized refused reset stopped tls unreachable unreadable',
    ]
      .join(' ')
      .split(' '),
  );
});
