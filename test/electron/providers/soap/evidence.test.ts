import { describe, expect, test } from 'vitest';
import type { Fate } from '../../../../electron/providers/net/fate.ts';
import { BadWsdl } from '../../../../electron/providers/soap/contract-model.ts';
import { evidenceOf, EVIDENCE_REPLY_MAX } from '../../../../electron/providers/soap/evidence.ts';
import { isFromPractice } from '../../../../electron/providers/soap/practice-header.ts';
import { postTo, sending } from '../../../../electron/providers/soap/send.ts';
import { serveScript } from './service.ts';

const CHANNEL = { transport: 'soap12', endpoint: 'https://x/y', credentials: { userName: '', password: 'pass-word' } } as const;
const replied = (body: string | Buffer, headers = {}): Fate => ({
  kind: 'reply',
  status: 201,
  headers,
  body: Buffer.from(body as string),
  bytesOut: 7,
});
const broken = (partial: string): Fate => ({
  kind: 'unknown',
  reason: 'cut',
  status: 502,
  partial: Buffer.from(partial),
  bytesOut: 5,
});
const COMMON = { transport: 'soap12', endpoint: 'https://x/y', startedAt: 3, endedAt: 9 };

describe('the evidence of', () => {
  test('what never left is that nothing did', () => {
    const fate: Fate = { kind: 'neverSent', reason: 'dns' };
    expect(evidenceOf(fate, 'dns', CHANNEL, 3, 9)).toEqual({
      ...COMMON,
      reason: 'dns',
      bytesOut: 0,
      status: null,
      reply: null,
    });
  });

  test('a reply is its beginning, empty where it is', () => {
    const told = (body: string | Buffer) => evidenceOf(replied(body), 'answered', CHANNEL, 3, 9);
    expect(told('a pass-word')).toEqual({ ...COMMON, reason: 'answered', bytesOut: 7, status: 201, reply: 'a •••' });
    expect(told('').reply).toBe('');
    expect(told('x'.repeat(5000)).reply).toBe('x'.repeat(EVIDENCE_REPLY_MAX));
    // Zeros take place, and are seen by nobody.
    expect(told(`${'\u0000'.repeat(3000)}x`).reply).toBe('x');
    expect(told(Buffer.concat([Buffer.alloc(16_384), Buffer.from('x')])).reply).toBe('');
  });

  test('a broken reply is what came of it, none where nothing did', () => {
    expect(evidenceOf(broken('a pass-word'), 'cut', CHANNEL, 3, 9)).toEqual({
      ...COMMON,
      reason: 'cut',
      bytesOut: 5,
      status: 502,
      reply: 'a •••',
    });
    expect(evidenceOf(broken(''), 'cut', CHANNEL, 3, 9).reply).toBeNull();
  });
});

test('a practice shop is known by the header of a whole reply, whatever it holds', () => {
  expect(isFromPractice(replied('', { 'x-pishkhan-practice': '' }))).toBe(true);
  expect(isFromPractice(replied('', { 'x-pishkhan': '1' }))).toBe(false);
  expect(isFromPractice(broken(''))).toBe(false);
  expect(isFromPractice({ kind: 'neverSent', reason: 'tls' })).toBe(false);
});

describe('sending', () => {
  test('gives the fate, and evidence of it with the time it took', async () => {
    const before = Date.now();
    const { fate, evidence } = await sending(CHANNEL, () => Promise.resolve(replied('x')));
    expect(fate).toMatchObject({ kind: 'reply' });
    const { startedAt, endedAt, ...rest } = evidence('answered');
    expect(rest).toEqual({
      transport: 'soap12',
      endpoint: 'https://x/y',
      reason: 'answered',
      bytesOut: 7,
      status: 201,
      reply: 'x',
    });
    expect([before, startedAt, endedAt, Date.now()].toSorted((a, b) => a - b)).toEqual([
      before,
      startedAt,
      endedAt,
      expect.any(Number),
    ]);
  });

  test('by a contract that makes no request sends nothing, and any other error is one', async () => {
    const { fate, evidence } = await sending(CHANNEL, () => Promise.reject(new BadWsdl('not-wsdl')));
    expect(fate).toBeNull();
    expect(evidence('contract-unusable')).toMatchObject({
      bytesOut: 0,
      status: null,
      reply: null,
      reason: 'contract-unusable',
    });
    await expect(sending(CHANNEL, () => Promise.reject(new TypeError('mine')))).rejects.toThrow('mine');
  });

  test('is one POST of the bytes as they are, and ends when it is told to', async () => {
    const service = await serveScript('x.asmx', ({ body }) => ({ body: `got ${body}` }));
    const carry = postTo(service.endpoint, 20_000, undefined);
    expect(await carry({ 'content-type': 'text/plain' }, Buffer.from('سلام'))).toMatchObject({
      kind: 'reply',
      body: Buffer.from('got سلام'),
    });
    expect(service.asked.map(({ headers }) => headers['content-type'])).toEqual(['text/plain']);
    expect(await postTo(service.endpoint, 20_000, AbortSignal.abort())({}, Buffer.alloc(0))).toEqual({
      kind: 'neverSent',
      reason: 'stopped',
    });
    expect(service.asked).toHaveLength(1);
    await service.close();
  });
});
