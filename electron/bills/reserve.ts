import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { PRIVATE } from '../files.ts';

/** Bytes of the file: some ten returns of 20 bills. */
const SIZE = 262_144;

/** A small file that holds its room from the start, so that a full disk can still take what must not be lost. */
export interface Reserve {
  /** The values it was given since it was last cleared, oldest first; of one that was cut off in the middle, nothing. */
  values(): unknown[];
  /** Puts one more value onto the disk, as JSON; false where it has no place or the disk refuses. */
  add(value: unknown): boolean;
  clear(): void;
  close(): void;
}

/** Written over and over again in place, a line of JSON for each value; what follows the last is zeros. */
class ReserveFile implements Reserve {
  readonly #fd: number;
  /** Bytes in use, and bytes in all. */
  #used = 0;
  #size: number;

  constructor(file: string) {
    this.#fd = openSync(file, constants.O_RDWR | constants.O_CREAT, PRIVATE);
    this.#size = fstatSync(this.#fd).size;
    try {
      if (this.#size < SIZE) this.#write(Buffer.alloc(SIZE - this.#size), this.#size);
    } catch {
      // The disk is full already: what there is of the file is used.
    }
    this.#size = fstatSync(this.#fd).size;
    this.#used = this.#content().length;
  }

  values(): unknown[] {
    return this.#content()
      .toString('utf8')
      .split('\n')
      .flatMap((line): unknown[] => {
        try {
          return [JSON.parse(line)];
        } catch {
          return [];
        }
      });
  }

  add(value: unknown): boolean {
    // A line of its own, whatever a broken one before it ended in.
    const line = Buffer.from(`\n${JSON.stringify(value)}\n`);
    if (this.#used + line.length > this.#size) return false;
    this.#write(line, this.#used);
    this.#used += line.length;
    return true;
  }

  clear(): void {
    this.#write(Buffer.alloc(this.#used), 0);
    this.#used = 0;
  }

  close(): void {
    closeSync(this.#fd);
  }

  #content(): Buffer {
    const all = Buffer.alloc(this.#size);
    readSync(this.#fd, all, 0, all.length, 0);
    const end = all.indexOf(0);
    return end === -1 ? all : all.subarray(0, end);
  }

  #write(bytes: Buffer, at: number): void {
    if (writeSync(this.#fd, bytes, 0, bytes.length, at) < bytes.length) throw new Error('The disk took a part only.');
    fsyncSync(this.#fd);
  }
}

/** Keeps nothing: what is given to it is held in memory alone. */
const NONE: Reserve = { values: () => [], add: () => false, clear: () => undefined, close: () => undefined };

/** Opens or makes the file, for this OS user only. Never throws, and neither do its calls: a counter starts without it. */
export function openReserve(file: string): Reserve {
  const attempt = <T>(act: () => T, otherwise: T): T => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  const reserve = attempt<Reserve>(() => new ReserveFile(file), NONE);
  return {
    values: () => attempt(() => reserve.values(), []),
    add: (value) => attempt(() => reserve.add(value), false),
    clear: () => attempt(() => reserve.clear(), undefined),
    close: () => attempt(() => reserve.close(), undefined),
  };
}
