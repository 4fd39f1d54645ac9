import http from 'node:http';
import net from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Fate, HttpRequest } from '../../../../electron/providers/net/fate.ts';
import { request } from '../../../../electron/providers/net/request.ts';
import { httpReply, listenOn, listenRaw, post } from './server.ts';
import type { RawServer } from './server.ts';

const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: (socket: Socket) => void): Promise<RawServer> {
  const server = await listenRaw(answer);
  servers.push(server);
  return server;
}

async function fateOf(answer: (socket: Socket) => void, change: Partial<HttpRequest> = {}): Promise<Fate> {
  return request(post((await serve(answer)).url, change));
}

/** A port that nobody listens on: it was ours a moment ago. */
async function closedPort(): Promise<number> {
  const server = net.createServer();
  const port = await listenOn(server);
  await new Promise((done) => server.close(done));
  return port;
}

describe('a whole reply', () => {
  test('brings status, lower-cased headers and the exact bytes', async () => {
    const fate = await fateOf((socket) => socket.end(httpReply('پاسخ', '418 Odd', ['X-Odd: a', 'X-ODD: b'])));
    expect(fate).toMatchObject({ kind: 'reply', status: 418, headers: { 'x-odd': 'a, b' } });
    if (fate.kind !== 'reply') throw new Error('no reply');
    expect(fate.body.toString('utf8')).toBe('پاسخ');
    expect(Object.getPrototypeOf(fate.headers)).toBeNull();
  });

  test('counts every byte of head and body as out', async () => {
    const server = await serve((socket) => socket.end(httpReply('')));
    const body = Buffer.alloc(200_000, 'x');
    const fate = await request(post(server.url, { body }));
    expect(fate.kind).toBe('reply');
    if (fate.kind === 'reply') expect(fate.bytesOut).toBeGreaterThan(body.length);
  });

  test('is asked for as it should be: exact length, no compression, closing, no body changed', async () => {
    const server = await serve((socket) => socket.end(httpReply('')));
    await request(post(`${server.url}?a=1`, { headers: { SOAPAction: '"x"', 'accept-encoding': 'gzip' } }));
    const [head = '', body] = server.received[0]?.split('\r\n\r\n') ?? [];
    expect(head.split('\r\n')[0]).toBe('POST /service.asmx?a=1 HTTP/1.1');
    expect(head.toLowerCase().split('\r\n').toSorted()).toEqual(
      [
        'post /service.asmx?a=1 http/1.1',
        'soapaction: "x"',
        `content-length: ${Buffer.byteLength('سلام')}`,
        `host: 127.0.0.1:${server.port}`,
        'accept-encoding: identity',
        'connection: close',
      ].toSorted(),
    );
    expect(body).toBe('سلام');
  });

  test('is read to the end of the connection where it has no length, and in chunks', async () => {
    const open = await fateOf((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nto the end'));
    const chunks = '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n';
    const chunked = await fateOf((socket) => socket.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`));
    expect(open.kind === 'reply' && open.body.toString()).toBe('to the end');
    expect(chunked.kind === 'reply' && chunked.body.toString()).toBe('abcde');
  });

  test('comes after any 1xx', async () => {
    const early = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n';
    const fate = await fateOf((socket) => socket.end(early + httpReply('late')));
    expect(fate).toMatchObject({ kind: 'reply', status: 200 });
  });

  test('that redirects is the reply: nobody goes where it points', async () => {
    const other = await serve((socket) => socket.end(httpReply('')));
    const fate = await fateOf((socket) => socket.end(httpReply('', '307 Moved', [`Location: ${other.url}`])));
    expect(fate).toMatchObject({ kind: 'reply', status: 307 });
    expect(other.received).toEqual([]);
  });

  test('may be as long as the cap, to the byte', async () => {
    const answer = (socket: Socket) => socket.end(httpReply('x'.repeat(5000)));
    expect((await fateOf(answer, { maxReply: 5000 })).kind).toBe('reply');
    expect(await fateOf(answer, { maxReply: 4999 })).toMatchObject({ kind: 'unknown', reason: 'oversized', status: 200 });
  });
});

describe('once the request has left, what is not a whole reply is unknown', () => {
  const rows: [name: string, answer: (socket: Socket) => void, reason: string, status: number | null][] = [
    ['a reset after reading', (socket) => socket.resetAndDestroy(), 'reset', null],
    ['an end without a word', (socket) => socket.end(), 'reset', null],
    ['a head cut short', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le'), 'cut', null],
    ['a body cut short', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'), 'cut', 200],
    ['chunks cut short', (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'), 'cut', 200],
    ['no HTTP', (socket) => socket.end('hello, I am a telephone exchange\r\n\r\n'), 'not-http', null],
    [
      'another protocol',
      (socket) => socket.end('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
      'not-http',
      null,
    ],
    ['an endless head', (socket) => socket.end(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`), 'oversized', null],
  ];
  test.each(rows)('%s', async (_name, answer, reason, status) => {
    expect(await fateOf(answer)).toMatchObject({ kind: 'unknown', reason, status });
  });

  test('a silent server is late', async () => {
    const fate = await fateOf(() => {}, { deadline: 300 });
    expect(fate).toMatchObject({ kind: 'unknown', reason: 'late', status: null });
    if (fate.kind === 'unknown') expect(fate.bytesOut).toBeGreaterThan(0);
  });

  test('a reply that drips is late too, and what came is kept', async () => {
    const answer = (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
    const fate = await fateOf(answer, { deadline: 500 });
    expect(fate).toMatchObject({ kind: 'unknown', reason: 'late', status: 200 });
    expect(fate.kind === 'unknown' && fate.partial.toString()).toBe('abc');
  });

  test('a huge reply is left, with no more kept than the cap', async () => {
    const fate = await fateOf(
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const pour = () => {
          while (socket.writable && socket.write(Buffer.alloc(65_536, 'z')));
        };
        socket.on('drain', pour);
        pour();
      },
      { maxReply: 100_000 },
    );
    expect(fate).toMatchObject({ kind: 'unknown', reason: 'oversized', status: 200 });
    expect(fate.kind === 'unknown' && fate.partial.length).toBe(100_000);
  });

  test('a reply in crumbs is left, and so is one that never begins: each costs more than its bytes', async () => {
    const crumbs = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(50_000)}0\r\n\r\n`;
    const left = await fateOf((socket) => socket.end(crumbs));
    expect(left).toMatchObject({ kind: 'unknown', reason: 'oversized', status: 200 });
    if (left.kind === 'unknown') expect(left.partial.length).toBeLessThan(50_000);
    const soon = await fateOf((socket) => socket.end(`${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(5000)}${httpReply('x')}`));
    expect(soon).toMatchObject({ kind: 'unknown', reason: 'not-http', status: null });
    const many = Array.from({ length: 1000 }, () => '4\r\nabcd\r\n').join('');
    const read = await fateOf((socket) => socket.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${many}0\r\n\r\n`));
    expect(read).toMatchObject({ kind: 'reply', status: 200 });
  });

  test('a stop after the request left is unknown', async () => {
    const stop = new AbortController();
    const fate = await fateOf(() => stop.abort(), { signal: stop.signal });
    expect(fate).toMatchObject({ kind: 'unknown', reason: 'stopped' });
  });
});

describe('before that, it was never sent', () => {
  const neverSent = (reason: string) => ({ kind: 'neverSent', reason });

  test('nobody listens: refused', async () => {
    expect(await request(post(`http://127.0.0.1:${await closedPort()}/`))).toEqual(neverSent('refused'));
  });

  test('a name that does not exist: dns', async () => {
    expect(await request(post('http://no-such-host.invalid/'))).toEqual(neverSent('dns'));
  });

  test.each([
    '',
    'nonsense',
    'ftp://127.0.0.1/',
    'http://',
    'http://user:key@127.0.0.1/',
    'file:///etc/hosts',
    'http://127.0.0.1:0/',
  ])('a bad address: %j', async (url) => {
    expect(await request(post(url))).toEqual(neverSent('bad-address'));
  });

  test('a header that cannot be written: the server saw nothing', async () => {
    const server = await serve((socket) => socket.end(httpReply('')));
    expect(await request(post(server.url, { headers: { soapaction: 'a\r\nb' } }))).toEqual(neverSent('bad-address'));
    expect(server.received.join('')).toBe('');
  });

  test('a stop before the start', async () => {
    const server = await serve((socket) => socket.end(httpReply('')));
    expect(await request(post(server.url, { signal: AbortSignal.abort() }))).toEqual(neverSent('stopped'));
    expect(server.received).toEqual([]);
  });
});

test('a keep-alive server gets one connection per request, and each request once', async () => {
  const connections = new Set<Socket>();
  const bodies: string[] = [];
  const server = http.createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    connections.add(incoming.socket);
    incoming.setEncoding('utf8');
    let body = '';
    incoming.on('data', (text: string) => (body += text));
    incoming.on('end', () => {
      bodies.push(body);
      outgoing.end('ok');
    });
  });
  const port = await listenOn(server);
  for (const body of ['1', '2', '3']) {
    expect((await request(post(`http://127.0.0.1:${port}/`, { body: Buffer.from(body) }))).kind).toBe('reply');
  }
  expect(bodies).toEqual(['1', '2', '3']);
  expect(connections.size).toBe(3);
  await new Promise((done) => server.close(done));
});

test('a server that resets every second connection gets no request twice', async () => {
  const server = await serve((socket) => {
    if (server.received.length % 2 === 1) socket.resetAndDestroy();
    else socket.end(httpReply('ok'));
  });
  const fates: string[] = [];
  for (let n = 0; n < 6; n += 1) fates.push((await request(post(server.url, { body: Buffer.from(`no ${n}`) }))).kind);
  expect(fates).toEqual(['unknown', 'reply', 'unknown', 'reply', 'unknown', 'reply']);
  expect(server.received.map((text) => text.split('\r\n\r\n')[1])).toEqual([0, 1, 2, 3, 4, 5].map((n) => `no ${n}`));
});

test('no connection is left open, whatever the fate', async () => {
  const server = await serve((socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'));
  await request(post(server.url, { deadline: 200 }));
  await request(post(server.url, { maxReply: 1 }));
  const [first] = server.open;
  if (first !== undefined) await new Promise((done) => first.once('close', done));
  await expect.poll(() => server.open.size).toBe(0);
});
