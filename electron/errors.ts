import { z } from 'zod';
import { BillMoveError } from '../shared/bills.ts';
import { MoveError } from '../shared/links.ts';
import { ERROR_CODES } from '../shared/contract/errors.ts';
import type { AppError, ErrorCode } from '../shared/contract/errors.ts';

/** A refusal that a handler means: it reaches the renderer as a value with its code. */
export class CallError extends Error {
  override name = 'CallError';
  readonly error: AppError;

  constructor(code: ErrorCode, facts: Omit<AppError, 'code'> = {}) {
    super(code);
    this.error = { code, ...facts };
  }
}

/** An error of an area that has a code of the contract, and a plain fact beside it or not (the ledger's, say). */
const Coded = z.object({ code: z.enum(ERROR_CODES), detail: z.string().optional() });

/** The file system's words for a disk, or a user's share of it, with no room. */
const NO_ROOM: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** What a schema refused, each with its place and its code. */
export function issuesOf(error: z.ZodError): NonNullable<AppError['issues']> {
  return error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.message }));
}

/**
 * An error as a value. The message of an error nobody foresaw stays here: node-soap's hold the request with its
 * credentials, so only the error's class name goes out.
 */
export function asAppError(error: unknown): AppError {
  if (error instanceof CallError) return error.error;
  if (error instanceof MoveError || error instanceof BillMoveError) {
    return { code: 'move-refused', detail: `${error.from ?? ''} ${error.event}` };
  }
  const coded = Coded.safeParse(error);
  if (coded.success) return coded.data;
  if (error instanceof Error && 'code' in error && NO_ROOM.includes(error.code)) return { code: 'disk-full' };
  return { code: 'internal', detail: error instanceof Error ? error.name : typeof error };
}
