import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { probe, request } from '../../../../electron/providers/net/request.ts';
import { httpReply, listenOn, listenRaw, post } from './server.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.warn('SKIPPED: no openssl here, so TLS was not tested');

describe.skipIf(!hasOpenssl)('https', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan-tls-'));
  const certificate = join(folder, 'cert.pem');
  const key = join(folder, 'key.pem');
  let server: tls.Server;
  let plain = '';
  let port = 0;

  beforeAll(async () => {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', [...kind, '-keyout', key, '-out', certificate, ...subject], { stdio: 'ignore' });
    server = tls.createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => {
        plain += data.toString('utf8');
        socket.end(httpReply('over TLS'));
      });
    });
    server.on('tlsClientError', () => {});
    port = await listenOn(server);
  });

  afterAll(async () => {
    await new Promise((done) => server.close(done));
    rmSync(folder, { recursive: true, force: true });
  });

  /** The same request in a process of its own that trusts the certificate: trust is read once, at a process's start. */
  async function trusting(url: string): Promise<Record<string, unknown>> {
    const code = `const { request } = await import(process.argv[1]);
      const fate = await request({ url: process.argv[2], method: 'POST', headers: {}, body: Buffer.from('hello'),
        connectTimeout: 20000, deadline: 20000, maxReply: 1000 });
      console.log(JSON.stringify({ ...fate, body: String(fate.body) }));`;
    const file = new URL('../../../../electron/providers/net/request.ts', import.meta.url).href;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code, file, url], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
    });
    return z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
  }

  test('a certificate nobody vouches for: never sent, and the server saw no request', async () => {
    plain = '';
    const fate = await request(post(`https://localhost:${port}/`));
    expect(fate).toEqual({ kind: 'neverSent', reason: 'tls' });
    expect(await probe(`https://localhost:${port}/`, 20_000)).toBe('tls');
    expect(plain).toBe('');
  });

  test('a trusted one: the reply, with the bytes counted', async () => {
    plain = '';
    const fate = await trusting(`https://localhost:${port}/x`);
    expect(fate).toMatchObject({ kind: 'reply', status: 200, body: 'over TLS' });
    expect(plain.endsWith('\r\n\r\nhello')).toBe(true);
    expect(fate['bytesOut']).toBeGreaterThanOrEqual(plain.length);
  });

  test('a trusted one for another name: never sent', async () => {
    plain = '';
    expect(await trusting(`https://127.0.0.1:${port}/x`)).toMatchObject({ kind: 'neverSent', reason: 'tls' });
    expect(plain).toBe('');
  });

  test('a server that speaks no TLS', async () => {
    const raw = await listenRaw(() => {});
    const talker = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.resume().end('220 mail here\r\n');
    });
    const talkerPort = await listenOn(talker);
    expect(await request(post(`https://127.0.0.1:${talkerPort}/`))).toEqual({ kind: 'neverSent', reason: 'tls' });
    const late = await request(post(raw.url.replace('http:', 'https:'), { connectTimeout: 300 }));
    expect(late).toEqual({ kind: 'neverSent', reason: 'connect-late' });
    await raw.close();
    await new Promise((done) => talker.close(done));
  });

  test('a reset within the handshake', async () => {
    const resetting = net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const at = await listenOn(resetting);
    expect(await request(post(`https://127.0.0.1:${at}/`))).toEqual({ kind: 'neverSent', reason: 'connect-reset' });
    await new Promise((done) => resetting.close(done));
  });

  test('a stop within the handshake was never sent', async () => {
    const stop = new AbortController();
    const silent = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => stop.abort());
    });
    const at = await listenOn(silent);
    const fate = await request(post(`https://127.0.0.1:${at}/`, { signal: stop.signal }));
    expect(fate).toEqual({ kind: 'neverSent', reason: 'stopped' });
    await new Promise((done) => silent.close(done));
  });
});

test('probe connects and sends nothing', async () => {
  const server = await listenRaw(() => {});
  expect(await probe(server.url, 20_000)).toBeNull();
  await expect.poll(() => server.open.size).toBe(0);
  expect(server.received.join('')).toBe('');
  await server.close();
  expect(await probe(server.url, 20_000)).toBe('refused');
  expect(await probe('nonsense', 20_000)).toBe('bad-address');
});
