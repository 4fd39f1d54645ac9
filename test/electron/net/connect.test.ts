import { describe, expect, test } from 'vitest';
import { readTarget, reasonOf } from '../../../electron/net/connect.ts';

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
