import http from 'node:http';
import type net from 'node:net';
import { connect, readTarget } from './connect.ts';
import type { Target } from './connect.ts';
import type { Fate, HttpRequest, NeverSentReason, UnknownReason } from './fate.ts';

/** Lower-cased names, repeated ones joined, on an object without a prototype: the names come from outside. */
function plainHeaders(headers: http.IncomingHttpHeaders): Readonly<Record<string, string>> {
  const plain: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

function requestHeaders(request: HttpRequest, url: URL): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) own[name.toLowerCase()] = value;
  const length = request.method === 'POST' ? { 'content-length': String(request.body.length) } : {};
  return { ...own, ...length, host: url.host, 'accept-encoding': 'identity', connection: 'close' };
}

/** Why no whole reply came, by the error and by whether any of a reply was there. */
function whyBroken(error: unknown, begun: boolean): UnknownReason {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'HPE_HEADER_OVERFLOW') return 'oversized';
  if (code === 'HPE_INVALID_EOF_STATE') return 'cut';
  if (code.startsWith('HPE_')) return 'not-http';
  return begun ? 'cut' : 'reset';
}

/**
 * Pieces that a reply may come in, and beginnings (1xx) before it. Each costs a call, whatever its length: a megabyte in
 * chunks of one byte held everything up for a tenth of a second. A reply of the service has a few of either.
 */
const PIECES_MAX = 4096;
const BEGINNINGS_MAX = 16;

/** Keeps what came of one reply until it is whole or broken, and then gives the fate. */
class Exchange {
  readonly #socket: net.Socket;
  readonly #maxReply: number;
  readonly #settle: (fate: Fate) => void;
  readonly #chunks: Buffer[] = [];
  readonly #readBefore: number;
  readonly #writtenBefore: number;
  #size = 0;
  #beginnings = 0;
  #status: number | null = null;

  constructor(socket: net.Socket, maxReply: number, settle: (fate: Fate) => void) {
    this.#socket = socket;
    this.#maxReply = maxReply;
    this.#settle = settle;
    this.#readBefore = socket.bytesRead;
    this.#writtenBefore = socket.bytesWritten;
  }

  get #bytesOut(): number {
    return this.#socket.bytesWritten - this.#writtenBefore;
  }

  broken(reason: UnknownReason): void {
    const partial = Buffer.concat(this.#chunks).subarray(0, this.#maxReply);
    this.#settle({ kind: 'unknown', reason, status: this.#status, partial, bytesOut: this.#bytesOut });
  }

  failed(error: unknown): void {
    this.broken(whyBroken(error, this.#status !== null || this.#socket.bytesRead > this.#readBefore));
  }

  beginning(): void {
    this.#beginnings += 1;
    if (this.#beginnings > BEGINNINGS_MAX) this.broken('not-http');
  }

  reading(reply: http.IncomingMessage): void {
    const status = reply.statusCode ?? 0;
    this.#status = status;
    const headers = plainHeaders(reply.headers);
    reply.on('data', (chunk: Buffer) => {
      if (this.#chunks.length > PIECES_MAX) return;
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      if (this.#size > this.#maxReply || this.#chunks.length > PIECES_MAX) this.broken('oversized');
    });
    reply.on('error', (error) => this.failed(error));
    reply.on('end', () => {
      if (!reply.complete) return this.broken('cut');
      this.#settle({ kind: 'reply', status, headers, body: Buffer.concat(this.#chunks), bytesOut: this.#bytesOut });
    });
  }
}

/** Writes the request on a socket that is ready, and reads the reply. From here on the worst is `unknown`. */
function exchange(socket: net.Socket, url: URL, request: HttpRequest, deadline: number): Promise<Fate> {
  return new Promise((resolve) => {
    const settle = (fate: Fate) => {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', stop);
      socket.destroy();
      resolve(fate);
    };
    const talk = new Exchange(socket, request.maxReply, settle);
    const stop = () => talk.broken('stopped');
    const timer = setTimeout(() => talk.broken('late'), deadline);
    request.signal?.addEventListener('abort', stop, { once: true });
    try {
      const outgoing = http.request({
        createConnection: () => socket,
        method: request.method,
        path: `${url.pathname}${url.search}`,
        headers: requestHeaders(request, url),
      });
      outgoing.on('information', () => talk.beginning());
      outgoing.on('response', (reply) => talk.reading(reply));
      outgoing.on('upgrade', () => talk.broken('not-http'));
      outgoing.on('error', (error) => talk.failed(error));
      outgoing.on('close', () => talk.failed(null));
      outgoing.end(request.body);
    } catch {
      // Node checks method, path and header values before it writes: a value it refuses sent nothing.
      settle({ kind: 'neverSent', reason: 'bad-address' });
    }
  });
}

async function run(target: Target, request: HttpRequest): Promise<Fate> {
  const startedAt = performance.now();
  const connection = await connect(target, Math.min(request.connectTimeout, request.deadline), request.signal);
  if (!connection.ok) return { kind: 'neverSent', reason: connection.reason };
  const { socket } = connection;
  if (request.signal?.aborted === true || socket.destroyed) {
    const reason = socket.destroyed ? 'connect-reset' : 'stopped';
    socket.destroy();
    return { kind: 'neverSent', reason };
  }
  return exchange(socket, target.url, request, request.deadline - (performance.now() - startedAt));
}

/**
 * Makes one HTTP request over one fresh connection, and says what became of it (design.md, "A request with a known
 * fate"). Connecting and writing are two separate steps: what fails in the first is `neverSent`, what fails in the
 * second is `unknown`. No redirect is followed, nothing is sent twice. Never rejects.
 */
export function request(request: HttpRequest): Promise<Fate> {
  const target = readTarget(request.url);
  if (target === null) return Promise.resolve({ kind: 'neverSent', reason: 'bad-address' });
  return run(target, request);
}

/**
 * Whether a connection to an address can be made now: connects (for https with the handshake) and closes. Sends
 * nothing. Null where it can.
 * @param timeout milliseconds
 */
export async function probe(address: string, timeout: number): Promise<NeverSentReason | null> {
  const target = readTarget(address);
  if (target === null) return 'bad-address';
  const connection = await connect(target, timeout);
  if (!connection.ok) return connection.reason;
  connection.socket.destroy();
  return null;
}
