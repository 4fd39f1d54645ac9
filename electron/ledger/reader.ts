import type { z } from 'zod';
import type { Row } from './database.ts';
import { LedgerError } from './errors.ts';
import { storedJson } from './events.ts';

/** Reads the columns of one row by type; what does not fit is damage, told with its place. */
export class Reader {
  readonly #row: Row;

  constructor(row: Row) {
    this.#row = row;
  }

  text(column: string): string {
    const value = this.#row[column];
    return typeof value === 'string' ? value : this.#damaged(column);
  }

  integer(column: string): number {
    const value = this.#row[column];
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : this.#damaged(column);
  }

  one<T extends string>(column: string, of: readonly T[]): T {
    const value = this.#row[column];
    return of.find((known) => known === value) ?? this.#damaged(column);
  }

  /** What is stored as JSON, as `schema` has it. */
  json<T>(column: string, schema: z.ZodType<T>): T {
    const read = schema.safeParse(storedJson(this.#row[column], `row ${String(this.#row['id'])} ${column}`));
    return read.success ? read.data : this.#damaged(column);
  }

  /** Null where the column is; else what `read` makes of it. */
  maybe<T>(column: string, read: (column: string) => T): T | null {
    return this.#row[column] === null ? null : read(column);
  }

  #damaged(column: string): never {
    throw new LedgerError('ledger-damaged', `row ${String(this.#row['id'])} ${column}`);
  }
}
