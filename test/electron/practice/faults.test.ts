import { createServer } from 'node:http';
import { onTestFinished, describe, expect, it } from 'vitest';
import type { Fault } from '../../../shared/contract/practice.ts';
import { ask, element, namespaceOf, send, SEND, sendJson, shopFor } from './shop.ts';

const withFault = async (fault: Fault) => {
  const shop = await shopFor();
  await shop.setFault(fault);
  expect(shop.view().fault).toBe(fault);
  return shop;
};

/** The code of why a request found no server. */
const refusal = async (request: Promise<unknown>): Promise<unknown> =>
  request.then(
    () => 'answered',
    (error: unknown) =>
      error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : error,
  );

describe('the faults', () => {
  it('line-down: connections are refused, and the same port answers once the line is back', async () => {
    const shop = await withFault('line-down');
    expect(await refusal(send(shop, 'soap11'))).toBe('ECONNREFUSED');
    await shop.setFault('none');
    expect(element((await send(shop, 'soap11')).text, 'PayLinkSendID')).toBe('134');
  });

  it('line-down: cuts a reply that is on its way', async () => {
    const shop = await shopFor({ slow: 60_000 });
    await shop.setFault('slow');
    const reply = refusal(send(shop, 'soap11'));
    while (shop.view().messages.length === 0) await new Promise((resolve) => void setTimeout(resolve, 5));
    await shop.setFault('line-down');
    expect(await reply).not.toBe('answered');
  });

  it('line-down: says so when the port is gone, and stays down till it is free', async () => {
    const shop = await withFault('line-down');
    const thief = createServer();
    await new Promise<void>((resolve) => void thief.listen(Number(new URL(shop.endpoint).port), '127.0.0.1', resolve));
    onTestFinished(() => void thief.close());
    await expect(shop.setFault('none')).rejects.toMatchObject({ error: { code: 'practice-failed' } });
    expect(shop.view().fault).toBe('line-down');
    await new Promise((resolve) => void thief.close(resolve));
    await shop.setFault('none');
    expect((await send(shop, 'soap11')).status).toBe(200);
  });

  it('line-down and back many times at once ends as the last one said', async () => {
    const shop = await shopFor();
    await Promise.all((['line-down', 'none', 'line-down', 'none'] as const).map((fault) => shop.setFault(fault)));
    expect((await send(shop, 'soap11')).status).toBe(200);
  });

  it('slow: the send is done first, and its reply comes so much later', async () => {
    let doneAt = 0;
    const shop = await shopFor({ slow: 200, changed: () => (doneAt = performance.now()) });
    await shop.setFault('slow');
    doneAt = 0;
    expect(element((await send(shop, 'soap11')).text, 'ResCod')).toBe('1');
    expect(doneAt).toBeGreaterThan(0);
    // Timers may fire a millisecond early; late does not matter.
    expect(performance.now() - doneAt).toBeGreaterThanOrEqual(198);
  });

  it.each(['soap11', 'soap12', 'json'] as const)('reply-lost over %s: the SMS is out, the reply is not', async (way) => {
    const shop = await withFault('reply-lost');
    const request = way === 'json' ? sendJson(shop, { PayLinkData: SEND }) : send(shop, way);
    await expect(request).rejects.toThrow('fetch failed');
    expect(shop.view().messages).toHaveLength(1);
  });

  it.each(['soap11', 'soap12'] as const)('server-fault over %s: a fault of the server, nothing sent', async (version) => {
    const shop = await withFault('server-fault');
    const { status, text } = await send(shop, version);
    expect(status).toBe(500);
    expect(text).toContain(namespaceOf(version));
    expect(element(text, version === 'soap11' ? 'faultcode' : 'Value')).toBe(
      version === 'soap11' ? 'soap:Server' : 'soap:Receiver',
    );
    expect(shop.view().messages).toEqual([]);
  });

  it('server-fault over JSON: an ASP.NET error, nothing sent', async () => {
    const shop = await withFault('server-fault');
    const { status, text } = await sendJson(shop, { PayLinkData: SEND });
    expect(status).toBe(500);
    expect(Object.keys(JSON.parse(text))).toEqual(['Message', 'StackTrace', 'ExceptionType']);
    expect(shop.view().messages).toEqual([]);
  });

  it('garbage: a page of a captive portal with status 200, nothing sent', async () => {
    const shop = await withFault('garbage');
    const { status, type, text } = await send(shop, 'soap11');
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toMatch(/^<!DOCTYPE html>/u);
    expect(shop.view().messages).toEqual([]);
  });

  it('wrong-password: right keys are refused in every call, nothing sent', async () => {
    const shop = await withFault('wrong-password');
    expect(element((await send(shop, 'soap11')).text, 'ResCod')).toBe('0');
    expect(JSON.parse((await sendJson(shop, { PayLinkData: SEND })).text)).toMatchObject({
      d: { ResCod: 0, PayLinkSendID: 0 },
    });
    expect(element((await ask(shop, '134')).text, 'ResCod')).toBe('0');
    expect(shop.view().messages).toEqual([]);
  });

  it('every fault ends when it is switched off, and is not kept over a restart', async () => {
    for (const fault of ['slow', 'reply-lost', 'server-fault', 'garbage', 'wrong-password', 'line-down'] as const) {
      const shop = await withFault(fault);
      await shop.setFault('none');
      expect(element((await send(shop, 'soap11')).text, 'ResCod'), fault).toBe('1');
    }
    expect((await shopFor()).view().fault).toBe('none');
  });
});
