import { z } from 'zod';
import { Batch } from '../batches.ts';
import { Link } from '../links.ts';

/** How a call is refused: codes and plain facts; words are the renderer's. */

/** Every error a call can answer with: `error.<code>` in the catalogues. */
export const ERROR_CODES = [
  'bad-input',
  'not-allowed',
  'not-found',
  'move-refused',
  'invoice-taken',
  'same-again',
  'id-taken',
  'other-mode',
  'not-replaceable',
  'credentials-missing',
  'credentials-unreadable',
  'credentials-elsewhere',
  'keyring-waiting',
  'endpoint-plain-http',
  'endpoint-loopback',
  'plain-http',
  'only-in-practice',
  'only-live',
  'contract-unreachable',
  'contract-unreadable',
  'contract-incompatible',
  'endpoint-is-practice',
  'ledger-missing',
  'ledger-newer',
  'event-newer',
  'ledger-damaged',
  'ledger-busy',
  'ledger-unreadable',
  'ledger-behind',
  'disk-full',
  'practice-failed',
  'bill-taken',
  'basket-empty',
  'not-payable',
  'total-differs',
  'strange-pay-page',
  'pay-page-bad',
  'already-paid',
  'return-unreadable',
  'return-unmatched',
  'return-mismatch',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why live does not speak to an address: http, where only https will do; or this PC. */
export const ADDRESS_FAULTS = ['endpoint-plain-http', 'endpoint-loopback'] as const satisfies readonly ErrorCode[];
export type AddressFault = (typeof ADDRESS_FAULTS)[number];

/**
 * Why live cannot call a service. `credentials-elsewhere`: its keys were entered for another address; `keyring-waiting`: the
 * system's keyring has not answered yet.
 */
export const ACCESS_FAULTS = [
  ...ADDRESS_FAULTS,
  'credentials-missing',
  'credentials-unreadable',
  'credentials-elsewhere',
  'keyring-waiting',
] as const satisfies readonly ErrorCode[];
export type AccessFault = (typeof ACCESS_FAULTS)[number];

export const AppError = z.object({
  code: z.enum(ERROR_CODES),
  /** Of bad input: the field and what is wrong with it, as codes. */
  issues: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
  /** The link an answer is about: the one that holds the invoice number, or looks like the new one. */
  link: Link.optional(),
  /** The batch an answer is about. */
  batch: Batch.optional(),
  /** A path, a version or another plain fact, never a sentence and never a secret. */
  detail: z.string().optional(),
});
export type AppError = z.infer<typeof AppError>;
