import { describe, expect, it } from 'vitest';
import { TAKEN_REPLY, waitsReply } from '../../../electron/bills/payer-page.ts';

const REPLIES = { taken: TAKEN_REPLY, 'to be asked again by GET': waitsReply('GET'), 'to be posted again': waitsReply('POST') };
const textsOf = (body: string, tag: string) =>
  [...body.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'gu'))].map(([, text]) => text ?? '');
const ofAll = Object.entries(REPLIES);

describe.each(ofAll)('the page of a return that is %s', (_name, { headers, body }) => {
  it('is a whole page in Persian, of words alone', () => {
    expect(body).toMatch(/^<!doctype html>\n<html lang="fa" dir="rtl">[^]*<\/html>\n$/u);
    expect(body).not.toMatch(/<script|<link|<img|<form|<a\b|style=|src=/u);
    const [titles, heads, paragraphs] = ['title', 'h1', 'p'].map((tag) => textsOf(body, tag));
    expect([titles?.length, heads?.length]).toEqual([1, 1]);
    expect(paragraphs?.length).toBeGreaterThan(1);
    for (const text of [titles, heads, paragraphs].flat()) expect(text).toMatch(/[آ-ی]{2}/u);
    // The paragraphs are all there is between the head and the end.
    expect(body.replaceAll(/<p>[^<]*<\/p>/gu, '')).toMatch(/<\/h1>\s*<\/main>/u);
  });

  it('can be put in no frame, load nothing, lead nowhere, and be kept nowhere', () => {
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    });
  });

  it('warns whoever was debited not to pay again', () => {
    expect(body).toContain('دوباره نپردازید');
  });
});

it('the three say different things; only those of what waits ask for it again, and by itself only where that is a GET', () => {
  const [taken, get, post] = ofAll.map(([, reply]) => reply);
  expect(new Set(ofAll.map(([, { body }]) => body)).size).toBe(3);
  expect(ofAll.map(([, { status }]) => status)).toEqual([200, 503, 503]);
  expect([taken, get, post].map((reply) => reply?.headers['retry-after'])).toEqual([undefined, '15', '15']);
  expect([taken, get, post].map((reply) => reply?.headers['refresh'])).toEqual([undefined, '15', undefined]);
  const said = [taken, get, post].map((reply) =>
    ['باز نگه دارید', 'خودش تازه', 'F5'].map((word) => reply?.body.includes(word)),
  );
  expect(said).toEqual([
    [false, false, false],
    [true, true, false],
    [true, false, true],
  ]);
});
