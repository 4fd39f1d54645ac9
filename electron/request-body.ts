import type { IncomingMessage } from 'node:http';

/**
 * Reads the body of a request that came to this PC, as UTF-8. Null for one that is longer, and for a connection that broke:
 * what came of it is worth nothing. Never rejects. What is too long is not kept, and the answer need not wait for its end.
 * @param max bytes
 */
export function bodyOf(request: IncomingMessage, max: number): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= max) return void chunks.push(chunk);
      chunks.length = 0;
      resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('close', () => resolve(null));
    request.on('error', () => resolve(null));
  });
}
