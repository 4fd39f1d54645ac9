import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { bodyOf } from '../request-body.ts';
import { TAKEN_REPLY, waitsReply } from './payer-page.ts';
import type { PayerReply } from './payer-page.ts';

/** A return of 20 bills is near Node's default limit on request headers: wire.md, "BulkBillPaymentWS". */
const HEADER_MAX = 65_536;
const BODY_MAX = 65_536;
/** Milliseconds for the head of a request, and for all of it: both come from a browser on this PC. */
const HEAD_WITHIN = 2000;
const WHOLE_WITHIN = 15_000;
/** Connections whose request has not wholly come. */
const UNFINISHED_MAX = 32;

const PATH = /^\/r\/([0-9a-f]{32})$/u;

export interface Receiver {
  /** `moved`: the usual port was taken; `failed`: there is no port at all, and returns can only be pasted. */
  state: 'listening' | 'moved' | 'failed';
  port: number;
  /** What every return address of this receiver begins with. */
  origin: string;
  /** The address of a batch's return, with the document's placeholders. */
  url(returnKey: string): string;
  stop(): Promise<void>;
}

export interface ReceiverOptions {
  /** The port that earlier batches named in their return addresses; null before the first. */
  port: number | null;
  /** Whether there is a batch with this key. */
  knows: (returnKey: string) => boolean;
  /** Takes a query or a body for a batch, whatever it holds; false where the payer has to bring it again. */
  take: (returnKey: string, text: string) => boolean;
  /** Milliseconds, for tests: how long a slow client has, for the head and for all. */
  headWithin?: number;
  wholeWithin?: number;
}

/** The ReturnUrl of the document's sample: the provider fills it, or appends its own query (wire.md, "BulkBillPaymentWS"). */
export function withPlaceholders(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}BatchTokenID={0}&Status={1}&StatusDescription={2}&BillItems={3}`;
}

/** The key of a batch in a return address, whatever host it names; null where there is none. */
export function keyIn(address: string): string | null {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/iu.exec(address.trim())?.[1] ?? '';
  return PATH.exec(path)?.[1] ?? null;
}

/** Nothing useful: no body, no reason, and the connection is over. */
function refuse(response: http.ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close', 'content-length': '0' }).end(() => response.socket?.destroySoon());
}

const answer = (response: http.ServerResponse, { status, headers, body }: PayerReply) =>
  response.writeHead(status, headers).end(body);

async function handle(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  port: number,
  options: ReceiverOptions,
  finished: (socket: Socket) => void,
) {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const key = PATH.exec(path)?.[1];
  if (!hosts.includes(request.headers.host ?? '') || key === undefined || !options.knows(key)) return refuse(response, 404);
  if (request.method !== 'GET' && request.method !== 'POST') return refuse(response, 405);
  const body = request.method === 'POST' ? await bodyOf(request, BODY_MAX) : '';
  if (body === null) return refuse(response, 413);
  finished(request.socket);
  const text = [rest.join('?'), body].filter((part) => part !== '').join('&');
  return answer(response, options.take(key, text) ? TAKEN_REPLY : waitsReply(request.method));
}

/**
 * Makes room for a new connection by dropping the oldest one whose request has not wholly come: whoever holds connections
 * and says nothing keeps no return out. Gives how a connection is told to be finished.
 */
function boundUnfinished(server: http.Server): (socket: Socket) => void {
  const unfinished = new Set<Socket>();
  server.on('connection', (socket) => {
    unfinished.add(socket);
    socket.once('close', () => unfinished.delete(socket));
    const [oldest] = unfinished;
    if (unfinished.size > UNFINISHED_MAX) oldest?.destroy();
  });
  return (socket) => void unfinished.delete(socket);
}

function listen(server: http.Server, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const failed = () => resolve(null);
    server.once('error', failed);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/**
 * The loopback receiver of returns (design.md, "Returns"): 127.0.0.1 only, a port of its own that stays the same over
 * restarts, one unguessable path per batch, Host checked, GET and POST. Whatever it is asked, it tells nothing of a batch.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { headWithin = HEAD_WITHIN, wholeWithin = WHOLE_WITHIN } = options;
  let port: number | null = null;
  const server = http.createServer(
    {
      maxHeaderSize: HEADER_MAX,
      headersTimeout: Math.min(headWithin, wholeWithin),
      requestTimeout: wholeWithin,
      connectionsCheckingInterval: Math.min(500, headWithin, wholeWithin),
      keepAlive: false,
    },
    (request, response) => {
      // Where not even the batch can be looked up, the payer is asked to come again as well.
      handle(request, response, port ?? 0, options, finished).catch(() => answer(response, waitsReply(request.method)));
    },
  );
  const finished = boundUnfinished(server);
  server.keepAliveTimeout = 1;
  const usual = options.port === null ? null : await listen(server, options.port);
  port = usual ?? (await listen(server, 0));
  const moved = options.port !== null && usual === null;
  const own = port ?? options.port ?? 0;
  // A connection that fails while it is accepted is that connection's matter.
  server.on('error', () => undefined);
  const origin = `http://127.0.0.1:${own}/r/`;
  return {
    origin,
    state: port === null ? 'failed' : moved ? 'moved' : 'listening',
    port: own,
    url: (returnKey) => withPlaceholders(`${origin}${returnKey}`),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
