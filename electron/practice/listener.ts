import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { CallError } from '../errors.ts';
import { HOST } from './http.ts';

/** A loopback listener that can go and come back on the same port, as a line does. */
export interface Listener {
  /** http://127.0.0.1:port, the same for as long as the listener lives. */
  origin: string;
  port: number;
  /** Takes the port again. Throws `practice-failed` where something else has taken it meanwhile. */
  open(): Promise<void>;
  /** Connections are cut, new ones refused. */
  close(): Promise<void>;
}

function listen(port: number, handle: RequestListener): Promise<Server> {
  const server = createServer(handle);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new CallError('practice-failed', { detail: `${HOST}:${port} ${error.code ?? ''}`.trim() })),
    );
    server.listen(port, HOST, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Listens on 127.0.0.1, on a free port where the wanted one is taken. Throws `practice-failed`.
 * @param wanted null for any
 */
export async function openListener(handle: RequestListener, wanted: number | null): Promise<Listener> {
  let server: Server | null = await listen(wanted ?? 0, handle).catch(() => listen(0, handle));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new CallError('practice-failed', { detail: 'no port' });
  const { port } = address;
  return {
    origin: `http://${HOST}:${port}`,
    port,
    open: async () => {
      server ??= await listen(port, handle);
    },
    close: async () => {
      const closing = server;
      server = null;
      if (closing) await close(closing);
    },
  };
}
