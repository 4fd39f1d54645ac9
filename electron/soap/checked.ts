import type { z } from 'zod';
import { CallError } from '../errors.ts';

/**
 * A value that a schema admits. What the form and the ledger have checked is checked again before it goes out. Throws
 * CallError `bad-input`.
 */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.message }));
  throw new CallError('bad-input', { issues });
}
