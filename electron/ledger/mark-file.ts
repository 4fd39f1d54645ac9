import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { keep, PRIVATE } from '../files.ts';

const Place = z.object({ seq: z.number().int().min(0), hash: z.string() });
/** An event by its number and its hash. */
export type Place = z.infer<typeof Place>;

const Kept = Place.extend({
  /** Counts the writes: of the two slots, the one with more is the newer. */
  n: z.number().int().positive(),
  /** Of that event; milliseconds since 1970 (UTC). */
  at: z.number(),
  /** Events up to that one after which something left the PC (`Aggregate.sends`). */
  sends: z.number().int().min(0),
  /** The last end of the ledger that was sealed; `mac` in hexadecimal digits. Null before the first. */
  head: Place.extend({ mac: z.string() }).nullable(),
});
/** What the mark says: the ledger had this event, and was sealed at `head`. */
export type Kept = z.infer<typeof Kept>;

/**
 * Two slots, written by turns in the file's own place: a write that a power cut tears is the newer slot's, its checksum says
 * so, and the older one stands. (A new file and a rename would need two fsyncs, its own and its folder's.) A slot is as long
 * as the largest sector or page that is written at once, so that no write touches both.
 */
const SLOT = 4096;

const checksum = (text: string) => createHash('sha256').update(text).digest('hex');

function slotOf(kept: Kept): Buffer {
  const text = JSON.stringify(kept);
  return Buffer.from(`${checksum(text)} ${text}`.padEnd(SLOT - 1).concat('\n'));
}

function keptIn(slot: string): Kept | null {
  const text = slot.slice(65).trimEnd();
  return slot.slice(0, 64) === checksum(text) ? (Kept.safeParse(JSON.parse(text)).data ?? null) : null;
}

/** What the mark's file says; null where there is none, or none that can be read. */
export function readMark(file: string): Kept | null {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    return null;
  }
  const [first, second] = [keptIn(text.slice(0, SLOT)), keptIn(text.slice(SLOT, 2 * SLOT))];
  return (first?.n ?? 0) > (second?.n ?? 0) ? first : second;
}

async function put(handle: FileHandle, kept: Kept): Promise<void> {
  const { bytesWritten } = await handle.write(slotOf(kept), 0, SLOT, (kept.n % 2) * SLOT);
  if (bytesWritten < SLOT) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
  await handle.datasync();
}

/** Writes the mark; it is on the disk when this resolves. Rejects with the file system's error; the mark before it stands. */
export async function writeMark(file: string, kept: Kept): Promise<void> {
  let isNew = false;
  const handle = await open(file, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    isNew = true;
    return open(file, 'wx', PRIVATE);
  });
  try {
    await put(handle, kept);
  } finally {
    await handle.close();
  }
  if (isNew) keep(file);
}
