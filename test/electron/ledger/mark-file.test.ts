import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMark, writeMark } from '../../../electron/ledger/mark-file.ts';
import type { Kept } from '../../../electron/ledger/mark-file.ts';
import { tempFile } from './help.ts';

const SLOT = 4096;
const kept = (n: number): Kept => ({ n, seq: n * 7, hash: 'a'.repeat(64), at: n, sends: n, head: null });

test('what was written last is read, for this user alone', async () => {
  const file = tempFile('live.mark');
  expect(readMark(file)).toBeNull();
  for (let n = 1; n <= 5; n += 1) {
    await writeMark(file, kept(n));
    expect(readMark(file)).toEqual(kept(n));
  }
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  expect(statSync(file).size).toBe(2 * SLOT);
});

test('a write that was torn leaves the mark before it, and is gone over by the next one', async () => {
  const file = tempFile('live.mark');
  for (const n of [1, 2]) await writeMark(file, kept(n));
  const before = readFileSync(file);
  await writeMark(file, kept(3));
  const after = readFileSync(file);
  const byte = fc.integer({ min: 0, max: 255 });
  // Any sectors of the new slot may be on the disk, in any order, and rubbish in the place of the others.
  const torn = fc.array(fc.oneof(fc.constant('new'), fc.constant('old'), byte), { minLength: 8, maxLength: 8 });
  const written = async (sectors: readonly ('new' | 'old' | number)[]) => {
    const bytes = Buffer.from(before);
    sectors.forEach((sector, at) => {
      const from = SLOT + at * 512;
      if (sector === 'new') after.copy(bytes, from, from, from + 512);
      else if (sector !== 'old') bytes.fill(sector, from, from + 512);
    });
    writeFileSync(file, bytes);
    const whole = bytes.equals(after) || sectors[0] === 'new';
    const read = readMark(file);
    expect(read).toEqual(read?.n === 3 && whole ? kept(3) : kept(2));
    await writeMark(file, kept(4));
    expect(readMark(file)).toEqual(kept(4));
  };
  await fc.assert(fc.asyncProperty(torn, written));
});

test('a file of anything else says nothing', () => {
  const file = tempFile('live.mark');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
      writeFileSync(file, bytes);
      expect(readMark(file)).toBeNull();
    }),
  );
});

test.each<[string, Partial<Record<keyof Kept, unknown>>]>([
  ['no number of its own', { n: 0 }],
  ['an event before the first', { seq: -1 }],
  ['half an event', { seq: 1.5 }],
  ['an event without a hash', { hash: undefined }],
  ['fewer sends than none', { sends: -1 }],
  ['half a send', { sends: 0.5 }],
  ['no moment', { at: 'yesterday' }],
  ['half a seal', { head: { seq: 1, hash: 'a' } }],
  ['a seal of no event', { head: { seq: -1, hash: 'a', mac: 'a' } }],
])('a slot that is whole, and says %s, says nothing', async (_what, parts) => {
  const file = tempFile('live.mark');
  await writeMark(file, { ...kept(2), ...parts } as Kept);
  expect(readMark(file)).toBeNull();
  await writeMark(file, kept(1));
  expect(readMark(file)).toEqual(kept(1));
});

test('a seal is kept', async () => {
  const file = tempFile('live.mark');
  const sealed = { ...kept(1), head: { seq: 0, hash: 'b', mac: 'c' } };
  await writeMark(file, sealed);
  expect(readMark(file)).toEqual(sealed);
});

test('what the file system refuses is told as it is', async () => {
  const file = tempFile('live.mark');
  await expect(writeMark(dirname(file), kept(1))).rejects.toMatchObject({ code: 'EISDIR' });
  await expect(writeMark(join(file, 'none', 'live.mark'), kept(1))).rejects.toMatchObject({ code: 'ENOENT' });
  writeFileSync(file, '');
  await expect(writeMark(join(file, 'live.mark'), kept(1))).rejects.toMatchObject({ code: 'ENOTDIR' });
});
