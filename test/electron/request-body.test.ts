import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { bodyOf } from '../../electron/request-body.ts';

const MAX = 1000;
const open: http.Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

/** Sends pieces over one connection, and gives what was read of their body. */
async function read(pieces: readonly Buffer[], { length, cut = false }: { length: number; cut?: boolean }) {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const server = http.createServer((request, response) => {
    void (async () => {
      resolve(await bodyOf(request, MAX));
      response.end();
    })();
  });
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`);
  for (const piece of pieces) {
    await new Promise((written) => socket.write(piece, written));
    await new Promise(setImmediate);
  }
  if (cut) socket.destroy();
  return promise;
}

test('a body of any number of pieces is one text, a letter that they divide included', async () => {
  const bytes = Buffer.from('نتیجه '.repeat(60), 'utf8');
  const pieces = [bytes.subarray(0, 1), bytes.subarray(1, 400), bytes.subarray(400)];
  expect(await read(pieces, { length: bytes.length })).toBe(bytes.toString('utf8'));
  expect(await read([], { length: 0 })).toBe('');
});

test('one of the longest length is read, and one byte more is none', async () => {
  expect(await read([Buffer.alloc(MAX, 'a')], { length: MAX })).toBe('a'.repeat(MAX));
  expect(await read([Buffer.alloc(MAX, 'a'), Buffer.from('b')], { length: MAX + 1 })).toBeNull();
});

test('one that is too long is none before it has ended', async () => {
  expect(await read([Buffer.alloc(MAX + 1, 'a')], { length: 1_000_000 })).toBeNull();
});

test('one that was cut is none', async () => {
  expect(await read([Buffer.alloc(10, 'a')], { length: 20, cut: true })).toBeNull();
});
