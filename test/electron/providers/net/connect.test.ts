import net from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readTarget, reasonOf } from '../../../../electron/providers/net/connect.ts';

const failing = (code: string) => Object.assign(new Error(code), { code });

describe('why a connection failed', () => {
  test.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ENETDOWN', 'unreachable'],
    ['EACCES', 'unreachable'],
    ['ETIMEDOUT', 'connect-late'],
    ['ECONNRESET', 'connect-reset'],
  ])('%s is %s, before and within a handshake', (code, reason) => {
    expect(reasonOf(failing(code), false)).toBe(reason);
    expect(reasonOf(failing(code), true)).toBe(reason);
  });

  test('whatever else fails within a handshake is TLS', () => {
    expect(reasonOf(failing('DEPTH_ZERO_SELF_SIGNED_CERT'), true)).toBe('tls');
    expect(reasonOf(failing('ERR_SSL_WRONG_VERSION_NUMBER'), true)).toBe('tls');
  });

  test('of several addresses, the one that got furthest tells', () => {
    const both = new AggregateError([failing('ENETUNREACH'), failing('ECONNREFUSED')]);
    expect(reasonOf(both, false)).toBe('refused');
    expect(reasonOf(new AggregateError([failing('ENETUNREACH'), failing('ETIMEDOUT')]), false)).toBe('connect-late');
    expect(reasonOf(new AggregateError([]), false)).toBe('unreachable');
  });
});

test('an address is read into host and port', () => {
  expect(readTarget('https://[::1]/x')).toMatchObject({ host: '::1', port: 443, secure: true });
  expect(readTarget('http://shop.example:8080/x')).toMatchObject({ host: 'shop.example', port: 8080, secure: false });
});

describe('what Node throws while dialling', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.resetModules();
  });

  /** The module as it is before it put the authorities together. */
  const fresh = () => import('../../../../electron/providers/net/connect.ts');
  const throws = () => {
    throw new TypeError('a secret');
  };
  const target = (address: string) => readTarget(address) ?? expect.fail(`${address} is no address`);

  test.each([
    ['https://shop.example/', 'tls'],
    ['http://shop.example/', 'unreachable'],
  ])('%s is %s, and nothing is thrown on', async (address, reason) => {
    vi.spyOn(tls, 'connect').mockImplementation(throws);
    vi.spyOn(net, 'connect').mockImplementation(throws);
    const { connect } = await fresh();
    await expect(connect(target(address), 1000)).resolves.toEqual({ ok: false, reason });
  });

  test.each(['getCACertificates', 'createSecureContext'] as const)(
    "where %s fails, Node's own authorities are trusted and no other",
    async (name) => {
      vi.resetModules();
      const dial = vi.spyOn(tls, 'connect').mockImplementation(throws);
      vi.spyOn(tls, name).mockImplementation(throws);
      const { connect } = await fresh();
      await connect(target('https://shop.example/'), 1000);
      const options = dial.mock.calls[0]?.[0];
      expect(options).toMatchObject({ rejectUnauthorized: true, servername: 'shop.example' });
      expect(options).not.toHaveProperty('secureContext');
      expect(options).not.toHaveProperty('ca');
    },
  );
});
