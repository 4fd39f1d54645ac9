import type { z } from 'zod';
import { CallError, issuesOf } from '../../errors.ts';

/**
 * A value that a schema admits. What the form and the ledger have checked is checked again before it goes out. Throws
 * CallError `bad-input`.
 */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CallError('bad-input', { issues: issuesOf(parsed.error) });
}
