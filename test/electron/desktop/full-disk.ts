import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk of its own for a test, real and very small; null where this user may mount none. */
export function smallDisk(bytes: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'pishkhan-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filler = path.join(folder, 'filler');
  return {
    folder,
    /** Leaves so many bytes free; what holds the rest is made anew at each call. */
    leave(free: number, used: number): void {
      rmSync(filler, { force: true });
      writeFileSync(filler, Buffer.alloc(Math.max(0, bytes - used - free)));
    },
    makeRoom: () => rmSync(filler, { force: true }),
    remove(): void {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
