import net from 'node:net';
import type { Server, Socket } from 'node:net';
import type { HttpRequest } from '../../../../electron/providers/net/fate.ts';

/** A raw TCP server on loopback that records every byte each connection brought. */
export interface RawServer {
  port: number;
  url: string;
  /** Per connection, what arrived on it. */
  received: string[];
  /** Connections that are open now. */
  open: Set<Socket>;
  close(): Promise<void>;
}

/** Starts a server on loopback at a free port, and gives the port. */
export async function listenOn(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return address.port;
}

/** Listens; `answer` is called once per connection, when the whole head of a request has arrived. */
export async function listenRaw(answer: (socket: Socket) => void): Promise<RawServer> {
  const received: string[] = [];
  const open = new Set<Socket>();
  const server = net.createServer((socket) => {
    const at = received.push('') - 1;
    let answered = false;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (data) => {
      received[at] += data.toString('utf8');
      if (answered || !received[at]?.includes('\r\n\r\n')) return;
      answered = true;
      answer(socket);
    });
  });
  const port = await listenOn(server);
  const close = () =>
    new Promise<void>((done) => {
      for (const socket of open) socket.destroy();
      server.close(() => done());
    });
  return { port, url: `http://127.0.0.1:${port}/service.asmx`, received, open, close };
}

/** A POST with limits far from anything a test means to reach. */
export function post(url: string, change: Partial<HttpRequest> = {}): HttpRequest {
  return {
    url,
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    body: Buffer.from('سلام'),
    connectTimeout: 20_000,
    deadline: 20_000,
    maxReply: 1_000_000,
    ...change,
  };
}

/** A whole HTTP/1.1 reply as text. */
export function httpReply(body: string, status = '200 OK', headers: readonly string[] = []): string {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  return [`HTTP/1.1 ${status}`, length, ...headers, '', body].join('\r\n');
}
