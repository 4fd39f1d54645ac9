import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { keyIn, startReceiver, withPlaceholders } from '../../../electron/bills/receiver.ts';
import type { Receiver, ReceiverOptions } from '../../../electron/bills/receiver.ts';

const KEY = 'ab'.repeat(16);

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.stop()));
});

async function receiving(options: Partial<ReceiverOptions> = {}) {
  const taken: string[] = [];
  const receiver = await startReceiver({
    port: null,
    knows: (key) => key === KEY,
    take: (_key, text) => taken.push(text) > 0,
    ...options,
  });
  open.push(receiver);
  return { receiver, taken, address: `http://127.0.0.1:${receiver.port}/r/${KEY}` };
}

/** Writes bytes to the receiver and gives all that comes back until it closes. */
function talk(port: number, text: string, more?: (socket: net.Socket) => void): Promise<string> {
  return new Promise((resolve) => {
    let came = '';
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write(text);
      more?.(socket);
    });
    socket.on('data', (chunk) => {
      came += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(came));
  });
}

const head = (line: string, host: string, more = '') => `${line} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`;
const statusOf = (reply: string) => Number(/^HTTP\/1\.1 (\d+)/u.exec(reply)?.[1]);
const bodyOf = (reply: string) => reply.slice(reply.indexOf('\r\n\r\n') + 4);

describe('a return', () => {
  it('is taken by GET, and the payer sees a page in Persian that tells nothing of it', async () => {
    const { taken, address } = await receiving();
    const reply = await fetch(`${address}?BatchTokenID=secret-token&Status=0`);
    const page = await reply.text();
    expect(reply.status).toBe(200);
    expect(page).toContain('صندوق‌دار');
    expect(page).toContain('lang="fa"');
    expect(page).not.toContain('secret-token');
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(taken).toEqual(['BatchTokenID=secret-token&Status=0']);
  });

  it('is taken by POST, with what the address holds too', async () => {
    const { taken, address } = await receiving();
    const body = new URLSearchParams({ BatchTokenID: 't', BillItems: '[]' });
    expect((await fetch(`${address}?Status={1}`, { method: 'POST', body })).status).toBe(200);
    expect(taken).toEqual([`Status={1}&${body}`]);
  });

  it('of 20 bills in Persian fits', async () => {
    const { taken, address } = await receiving();
    const items = Array.from({ length: 20 }, (_, n) => ({
      BillID: '1'.repeat(13),
      PayID: '2'.repeat(13),
      ExtOrderID: String(n),
      SaleReferenceID: String(740_000_000_000 + n),
      Token: 'f'.repeat(32),
      Amount: 1_250_000,
      billTypeID: 6,
      Sataus: 0,
      SatausDescription: 'پرداخت قبض با موفقیت انجام شد',
      billTypeName: 'عوارض شهرداری',
    }));
    const query = new URLSearchParams({ BatchTokenID: 't', BillItems: JSON.stringify(items) }).toString();
    expect(query.length).toBeGreaterThan(10_000);
    expect((await fetch(`${address}?${query}`)).status).toBe(200);
    expect(taken).toEqual([query]);
  });

  it('that holds nothing is met with the same page: the payer has come back all the same', async () => {
    const { address, taken } = await receiving();
    const reply = await fetch(address);
    expect([reply.status, (await reply.text()).includes('صندوق‌دار')]).toEqual([200, true]);
    expect(taken).toEqual(['']);
  });

  it('may be a body alone, or by the other name of this PC', async () => {
    const { taken, address, receiver } = await receiving();
    const { status } = await fetch(address, { method: 'POST', body: 'Status=0' });
    expect([status, taken]).toEqual([200, ['Status=0']]);
    const reply = await talk(receiver.port, head(`GET /r/${KEY}?Status=1`, `localhost:${receiver.port}`));
    expect([statusOf(reply), taken]).toEqual([200, ['Status=0', 'Status=1']]);
  });

  it('that cannot be kept is to be brought again, by GET by itself', async () => {
    const { address } = await receiving({ take: () => false });
    const replies = await Promise.all([fetch(`${address}?Status=0`), fetch(address, { method: 'POST', body: 'Status=0' })]);
    expect(replies.map((reply) => [reply.status, reply.headers.has('refresh')])).toEqual([
      [503, true],
      [503, false],
    ]);
  });

  it('may have a body of 64 kB', async () => {
    const { taken, address } = await receiving();
    const body = 'x'.repeat(65_536);
    expect((await fetch(address, { method: 'POST', body })).status).toBe(200);
    expect(taken).toEqual([body]);
  });

  it('whose batch cannot be looked up now is to be brought again', async () => {
    const knows = () => {
      throw new Error('the ledger cannot be read');
    };
    const { address, taken } = await receiving({ knows });
    const reply = await fetch(`${address}?Status=0`);
    expect([reply.status, taken]).toEqual([503, []]);
    expect(await reply.text()).toContain('باز نگه دارید');
  });

  it('may come with a second question mark', async () => {
    const { taken, receiver } = await receiving();
    const reply = await talk(receiver.port, head(`GET /r/${KEY}?a={0}?BatchTokenID=t`, `127.0.0.1:${receiver.port}`));
    expect(statusOf(reply)).toBe(200);
    expect(taken).toEqual(['a={0}?BatchTokenID=t']);
  });

  it('may come twice at once', async () => {
    const { taken, address } = await receiving();
    const replies = await Promise.all([fetch(`${address}?Status=0`), fetch(`${address}?Status=0`)]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
    expect(taken.length).toBe(2);
  });
});

describe('nothing useful is answered to', () => {
  it.each([
    ['a wrong path', '/', 404],
    ['another key', `/r/${'cd'.repeat(16)}?Status=0`, 404],
    ['a path below', `/r/${KEY}/x`, 404],
    ['a key in capitals', `/r/${KEY.toUpperCase()}`, 404],
  ])('%s', async (_name, path, status) => {
    const { receiver } = await receiving();
    const reply = await talk(receiver.port, head(`GET ${path}`, `127.0.0.1:${receiver.port}`));
    expect(statusOf(reply)).toBe(status);
    expect(bodyOf(reply)).toBe('');
    expect(reply).toMatch(/\r\nconnection: close\r\n/iu);
    expect(reply).toMatch(/\r\ncontent-length: 0\r\n/iu);
  });

  it.each(['evil.example', '127.0.0.1', 'localhost:1', ''])('the Host %j', async (host) => {
    const { receiver, taken } = await receiving();
    const reply = await talk(receiver.port, head(`GET /r/${KEY}?Status=0`, host));
    expect([400, 404]).toContain(statusOf(reply));
    expect(bodyOf(reply)).toBe('');
    expect(taken).toEqual([]);
  });

  it.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS'])('the method %s', async (method) => {
    const { receiver, taken } = await receiving();
    const reply = await talk(receiver.port, head(`${method} /r/${KEY}?Status=0`, `127.0.0.1:${receiver.port}`));
    expect(statusOf(reply)).toBe(405);
    expect(taken).toEqual([]);
  });

  it('a body over 64 kB', async () => {
    const { receiver, taken } = await receiving();
    const more = `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 70000\r\n`;
    const reply = await talk(receiver.port, head(`POST /r/${KEY}`, `127.0.0.1:${receiver.port}`, more), (socket) =>
      socket.write('x'.repeat(70_000)),
    );
    expect(statusOf(reply)).toBe(413);
    expect(taken).toEqual([]);
  });

  it('a head over 64 kB', async () => {
    const { receiver, taken } = await receiving();
    const reply = await talk(receiver.port, head(`GET /r/${KEY}?x=${'x'.repeat(70_000)}`, `127.0.0.1:${receiver.port}`));
    expect(statusOf(reply)).toBe(431);
    expect(taken).toEqual([]);
  });

  it('a slow client, which is cut off', async () => {
    const { receiver, taken } = await receiving({ wholeWithin: 200 });
    const more = 'Content-Length: 100\r\n';
    const reply = await talk(receiver.port, head(`POST /r/${KEY}`, `127.0.0.1:${receiver.port}`, more), (socket) =>
      socket.write('Status=0'),
    );
    expect([408, 413]).toContain(statusOf(reply) || 408);
    expect(taken).toEqual([]);
  });

  it('what is not HTTP', async () => {
    const { receiver, taken } = await receiving();
    await talk(receiver.port, '\u0000\u0001\u0002\r\n\r\n');
    expect(taken).toEqual([]);
  });
});

describe('connections that say nothing', () => {
  /** Sockets that connect and send nothing, or half a head. */
  async function idle(port: number, count: number, text = ''): Promise<{ closed: () => number }> {
    const sockets = Array.from({ length: count }, () => net.connect(port, '127.0.0.1').on('error', () => undefined));
    onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    for (const socket of sockets) socket.write(text);
    let closed = 0;
    for (const socket of sockets) socket.once('close', () => (closed += 1)).resume();
    return { closed: () => closed };
  }

  it.each([
    [32, ''],
    [200, ''],
    [200, 'GET /r/'],
  ])('never keep a return out: %i of them that sent %j', async (count, text) => {
    // They have far more time than the test takes, so none of them goes by itself.
    const { receiver, taken, address } = await receiving({ headWithin: 600_000, wholeWithin: 600_000 });
    const { closed } = await idle(receiver.port, count, text);
    expect((await fetch(`${address}?Status=0`)).status).toBe(200);
    expect(taken).toEqual(['Status=0']);
    // Only as many went as had to make room.
    await vi.waitFor(() => expect(closed()).toBe(count - 31));
  });

  it('do not push out a return whose body is still on its way, while they are older', async () => {
    const { receiver, taken } = await receiving({ headWithin: 600_000, wholeWithin: 600_000 });
    await idle(receiver.port, 31);
    const more = 'Content-Length: 8\r\n';
    const reply = await talk(receiver.port, head(`POST /r/${KEY}`, `127.0.0.1:${receiver.port}`, more), (socket) => {
      void idle(receiver.port, 31).then(() => socket.write('Status=0'));
    });
    expect(statusOf(reply)).toBe(200);
    expect(taken).toEqual(['Status=0']);
  });

  it('are cut off long before a request that is being sent', async () => {
    const { receiver } = await receiving({ headWithin: 100, wholeWithin: 600_000 });
    const { closed } = await idle(receiver.port, 3);
    await vi.waitFor(() => expect(closed()).toBe(3), { timeout: 20_000 });
  });
});

describe('the port', () => {
  it('stays the same over a restart', async () => {
    const { receiver } = await receiving();
    await receiver.stop();
    open.length = 0;
    expect((await receiving({ port: receiver.port })).receiver).toMatchObject({ port: receiver.port, state: 'listening' });
  });
  it('is another one where the usual one is taken, and that is said', async () => {
    const { receiver: first } = await receiving();
    const { receiver: second } = await receiving({ port: first.port });
    expect(second.state).toBe('moved');
    expect(second.port).not.toBe(first.port);
    expect((await fetch(`http://127.0.0.1:${second.port}/r/${KEY}?Status=0`)).status).toBe(200);
  });
  it('is none where no port can be had: then returns are for the usual one, and can only be pasted', async () => {
    const listen = vi.spyOn(net.Server.prototype, 'listen').mockImplementation(function refuse(this: net.Server) {
      queueMicrotask(() => this.emit('error', new Error('EACCES')));
      return this;
    });
    onTestFinished(() => listen.mockRestore());
    const { receiver } = await receiving({ port: 4567 });
    expect(receiver).toMatchObject({ state: 'failed', port: 4567, origin: 'http://127.0.0.1:4567/r/' });
    expect((await receiving()).receiver).toMatchObject({ state: 'failed', port: 0 });
  });
  it('stays, when a connection fails while it is accepted', async () => {
    const created = vi.spyOn(http, 'createServer');
    onTestFinished(() => created.mockRestore());
    const { address } = await receiving();
    const server = created.mock.results[0]?.value as http.Server;
    // The first one after it listens, and one more.
    for (let n = 0; n < 2; n += 1) server.emit('error', new Error('EMFILE'));
    expect((await fetch(`${address}?Status=0`)).status).toBe(200);
  });
  it('is given back at a stop, whoever is connected', async () => {
    const { receiver } = await receiving();
    const socket = net.connect(receiver.port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    socket.resume();
    await receiver.stop();
    await closed;
    open.length = 0;
  });
  it('is on loopback only', async () => {
    const { receiver } = await receiving();
    // Another address of this PC, where there is one: nothing listens at it.
    const other = net.connect(receiver.port, '127.0.0.2');
    onTestFinished(() => void other.destroy());
    const reached = await Promise.race([once(other, 'connect').then(() => true), once(other, 'error').then(() => false)]).catch(
      () => false,
    );
    expect(reached).toBe(false);
    expect(receiver.url(KEY)).toBe(
      `http://127.0.0.1:${receiver.port}/r/${KEY}?BatchTokenID={0}&Status={1}&StatusDescription={2}&BillItems={3}`,
    );
  });
});

describe('addresses', () => {
  it('give their key, whatever else they hold', () => {
    expect(keyIn(` http://127.0.0.1:1234/r/${KEY}?BatchTokenID=1`)).toBe(KEY);
    expect(keyIn(`https://relay.example/r/${KEY}`)).toBe(KEY);
    expect(keyIn('https://relay.example/return?BatchTokenID=1')).toBeNull();
    expect(keyIn('nonsense')).toBeNull();
    expect(keyIn(`HTTP://127.0.0.1/r/${KEY}#top`)).toBe(KEY);
  });
  it.each([
    ['https://relay.example'],
    [`https://relay.example/?/r/${KEY}`],
    [`https://relay.example/#/r/${KEY}`],
    [`https://relay.example/x/r/${KEY}`],
    [`https://relay.example/r/${KEY}0`],
    [`https://relay.example/r/${KEY}/`],
    [`see https://relay.example/r/${KEY}`],
    [`/r/${KEY}`],
  ])('have none in %s', (address) => {
    expect(keyIn(address)).toBeNull();
  });
  it('of a relay keep the query they have', () => {
    expect(withPlaceholders('https://relay.example/r?shop=7')).toContain('?shop=7&BatchTokenID={0}');
    expect(withPlaceholders('https://relay.example/r')).toContain('/r?BatchTokenID={0}');
  });
});
