import { createHash } from 'node:crypto';

/**
 * One value, one text: JSON without blanks, keys sorted by UTF-16 unit at every depth, absent (undefined) keys left out.
 * Half a surrogate pair becomes U+FFFD, because SQLite's UTF-8 cannot hold it. Throws TypeError for what JSON cannot say.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`No JSON for ${typeof value}`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** What the chain covers of an event. `data` is the text as stored, so that nothing needs to be parsed to check it. */
export interface ChainedEvent {
  seq: number;
  /** Milliseconds since 1970 (UTC). */
  at: number;
  /** The version of what is stored. */
  v: number;
  /** Of version 1 a bare name, after it the actor's canonical JSON. */
  who: string;
  subject: string;
  kind: string;
  data: string;
}

/** `prev` of the first event. */
export const CHAIN_START = '0'.repeat(64);

/** The hash of an event: SHA-256 over `prev` and the event's canonical JSON, as 64 hexadecimal digits. */
export function chainHash(prev: string, event: ChainedEvent): string {
  const { seq, at, v, who, subject, kind, data } = event;
  // An event of version 1 has no `v`: its hash stays what it was.
  const covered = { seq, at, v: v === 1 ? undefined : v, who, subject, kind, data };
  return createHash('sha256').update(prev).update(canonicalJson(covered)).digest('hex');
}
