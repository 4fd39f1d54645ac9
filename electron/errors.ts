import type { AppError, ErrorCode } from '../shared/views.ts';

/** A refusal that a handler means: it reaches the renderer as a value with its code. */
export class CallError extends Error {
  override name = 'CallError';
  readonly error: AppError;

  constructor(code: ErrorCode, facts: Omit<AppError, 'code'> = {}) {
    super(code);
    this.error = { code, ...facts };
  }
}
