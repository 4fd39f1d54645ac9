export type LedgerErrorCode =
  | 'ledger-missing'
  | 'ledger-newer'
  | 'ledger-damaged'
  | 'ledger-busy'
  | 'ledger-unreadable'
  | 'disk-full';

/** Why the ledger cannot be used, or a change could not be kept. Nothing was changed. */
export class LedgerError extends Error {
  override name = 'LedgerError';
  readonly code: LedgerErrorCode;
  /** A path, a version or SQLite's own words: a plain fact, never a sentence for the cashier. */
  readonly detail: string;

  constructor(code: LedgerErrorCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Another thing holds what an event would give to this one: `invoice-taken`, say (`Aggregate.taken`). Nothing was changed. */
export class TakenError extends Error {
  override name = 'TakenError';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** SQLite's primary result codes that mean something to the counter. */
const MEANING = new Map<number, LedgerErrorCode>([
  [3, 'ledger-unreadable'],
  [5, 'ledger-busy'],
  [6, 'ledger-busy'],
  [8, 'ledger-unreadable'],
  [10, 'ledger-unreadable'],
  [11, 'ledger-damaged'],
  [13, 'disk-full'],
  [14, 'ledger-unreadable'],
  [23, 'ledger-unreadable'],
  [26, 'ledger-damaged'],
]);

const CONSTRAINT_TRIGGER = 1811;
const CONSTRAINT_UNIQUE = 2067;
/** Of all constraints: the primary code. */
const CONSTRAINT = 19;

/** SQLite's extended result code of an error that node:sqlite threw; null for any other error. */
function resultCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
}

/** Whether a table did not take a row: another is in its way, what it names is not there, or it cannot be so. */
export function isConstraint(error: unknown): boolean {
  return ((resultCode(error) ?? 0) & 0xff) === CONSTRAINT;
}

/** An error of node:sqlite as the ledger's own where it has one; any other error as it is. */
export function meaningOf(error: unknown): unknown {
  const result = resultCode(error);
  if (result === null || !(error instanceof Error)) return error;
  const code = MEANING.get(result & 0xff);
  return code ? new LedgerError(code, error.message, { cause: error }) : error;
}

/** What an error of node:sqlite says is taken, by the end of its words; null where it is another error. */
export function takenBy(error: unknown, taken: Readonly<Record<string, string>>): TakenError | null {
  const result = resultCode(error);
  if (!(error instanceof Error) || (result !== CONSTRAINT_UNIQUE && result !== CONSTRAINT_TRIGGER)) return null;
  const found = Object.entries(taken).find(([end]) => error.message.endsWith(end));
  return found === undefined ? null : new TakenError(found[1], { cause: error });
}

/** What the file system's refusals mean where it is more than that it refuses. */
const MEANING_OF_FILES = new Map<string, LedgerErrorCode>([
  ['EBUSY', 'ledger-busy'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
]);

/** The code of an error of node:fs (`EACCES`); null for any other error. */
function fileCode(error: unknown): string | null {
  const isSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  return isSystem && typeof error.code === 'string' ? error.code : null;
}

/**
 * An error of opening the ledger's file as the ledger's own: the detail of what the file system or SQLite refuses is the
 * file and the refusal's code, and nothing more. An error of neither is given back as it is.
 */
export function openingError(error: unknown, file: string): unknown {
  const code = fileCode(error);
  if (code !== null) {
    const meaning = MEANING_OF_FILES.get(code) ?? 'ledger-unreadable';
    return new LedgerError(meaning, `${file} ${code}`, { cause: error });
  }
  const result = resultCode(error);
  if (result === null) return error;
  const meaning = MEANING.get(result & 0xff) ?? 'ledger-unreadable';
  return new LedgerError(meaning, `${file} SQLite ${result}`, { cause: error });
}
