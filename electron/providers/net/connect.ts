import net from 'node:net';
import tls from 'node:tls';
import type { NeverSentReason } from './fate.ts';
import { readWebAddress } from './host.ts';

/** Where a URL leads. */
export interface Target {
  url: URL;
  host: string;
  port: number;
  secure: boolean;
}

type Connection = { ok: true; socket: net.Socket } | { ok: false; reason: NeverSentReason };

/** Node drops an address after 250 ms when there are several; a slow line needs longer than that for a good one. */
const ADDRESS_ATTEMPT = 2_000;

/** Reads an http or https address; null where it is none, or carries a user and password. */
export function readTarget(address: string): Target | null {
  const url = readWebAddress(address);
  if (url === null || url.port === '0') return null;
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  return { url, host: url.hostname.replace(/^\[|\]$/gu, ''), port, secure };
}

const REASON_OF_CODE: Readonly<Record<string, NeverSentReason>> = {
  ENOTFOUND: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ETIMEDOUT: 'connect-late',
  ERR_SOCKET_CONNECTION_TIMEOUT: 'connect-late',
  ECONNRESET: 'connect-reset',
  ECONNABORTED: 'connect-reset',
  EPIPE: 'connect-reset',
};

/** Of several addresses tried, the one that got furthest says most about what is wrong. */
const MOST_TELLING: readonly NeverSentReason[] = ['tls', 'refused', 'connect-reset', 'connect-late', 'unreachable'];

/**
 * The reason behind an error of connecting.
 * @param opened whether TCP was connected: what fails then, other than the line, is TLS
 */
export function reasonOf(error: unknown, opened: boolean): NeverSentReason {
  if (error instanceof AggregateError) {
    const reasons = error.errors.map((each) => reasonOf(each, opened));
    return MOST_TELLING.find((reason) => reasons.includes(reason)) ?? reasons[0] ?? 'unreachable';
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('EAI_')) return 'dns';
  return REASON_OF_CODE[code] ?? (opened ? 'tls' : 'unreachable');
}

let trust: tls.SecureContext | null | undefined;

function systemCertificates(): string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}

/**
 * Node's own authorities and the system's: a company's or a filter's authority is only in the latter. Null where they
 * cannot be put together; Node then takes its own alone.
 */
function makeTrust(): tls.SecureContext | null {
  try {
    return tls.createSecureContext({ ca: [...new Set([...tls.getCACertificates('default'), ...systemCertificates()])] });
  } catch {
    return null;
  }
}

/** Made once: reading the system's authorities takes a while. */
function trusted(): { secureContext?: tls.SecureContext } {
  if (trust === undefined) trust = makeTrust();
  return trust === null ? {} : { secureContext: trust };
}

function dial(target: Target): { socket: net.Socket; ready: 'connect' | 'secureConnect' } {
  const place = { host: target.host, port: target.port, autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT };
  if (!target.secure) return { socket: net.connect(place), ready: 'connect' };
  const socket = tls.connect({
    ...place,
    ...(net.isIP(target.host) === 0 ? { servername: target.host } : {}),
    ...trusted(),
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
  });
  return { socket, ready: 'secureConnect' };
}

/** Dials; null where Node refuses to, for a name it takes for none, say. */
function dialled(target: Target): ReturnType<typeof dial> | null {
  try {
    return dial(target);
  } catch {
    return null;
  }
}

/**
 * Opens one fresh connection, for https up to the end of the handshake with the certificate checked. Nothing of a
 * request has left before this resolves with a socket. Never rejects; a failed connection's socket is destroyed.
 * @param timeout milliseconds
 */
export function connect(target: Target, timeout: number, signal?: AbortSignal): Promise<Connection> {
  if (signal?.aborted === true) return Promise.resolve({ ok: false, reason: 'stopped' });
  const dialling = dialled(target);
  if (dialling === null) return Promise.resolve({ ok: false, reason: target.secure ? 'tls' : 'unreachable' });
  const { socket, ready } = dialling;
  return new Promise((resolve) => {
    let opened = false;
    const settle = (result: Connection) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      socket.off(ready, done);
      socket.off('close', closed);
      if (!result.ok) socket.destroy();
      resolve(result);
    };
    const fail = (reason: NeverSentReason) => settle({ ok: false, reason });
    const stop = () => fail('stopped');
    const closed = () => fail('connect-reset');
    const done = () => settle({ ok: true, socket });
    const timer = setTimeout(() => fail('connect-late'), timeout);
    signal?.addEventListener('abort', stop, { once: true });
    socket.once('connect', () => {
      opened = true;
    });
    socket.once(ready, done);
    socket.once('close', closed);
    // Stays for the socket's life: an error that comes late must not end the process.
    socket.on('error', (error) => fail(reasonOf(error, opened)));
  });
}
