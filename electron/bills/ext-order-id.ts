/**
 * A bill's ExtOrderID: a decimal number of at most 19 digits out of its UUIDv7 (48 bits of time, 12 of sequence or chance),
 * since the document does not say how long or of what characters it may be. It stays the same over all attempts.
 */
export function extOrderIdOf(uuidv7: string): string {
  const [high = '', low = '', third = ''] = uuidv7.split('-');
  return BigInt(`0x${high}${low}${third.slice(1)}`).toString();
}
