import { randomBytes } from 'node:crypto';

/**
 * A new bill's ExtOrderID: a decimal number of at most 18 digits, since the document does not say how long or of what
 * characters it may be. It is kept with the bill, so it is the same over all attempts; the ledger refuses a second bill
 * with the same one.
 */
export function newExtOrderId(): string {
  return (randomBytes(8).readBigUInt64BE() >> 5n).toString();
}
