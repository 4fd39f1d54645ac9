import type { z } from 'zod';
import type { Actor } from '../../shared/actors.ts';
import { actorOfEvent } from './actors.ts';
import { CHAIN_START, canonicalJson, chainHash } from './canonical.ts';
import type { Database, Row } from './database.ts';
import { LedgerError } from './errors.ts';

/** What happens to the counter rather than to a thing of it. */
const NOTE_KINDS = [
  'settings.changed',
  'secret.set',
  'secret.removed',
  'mode.changed',
  'contract.adopted',
  'contract.reset',
  /** What an event just before tells could not be done: the disk was full. */
  'change.failed',
] as const;

/** An event of the counter itself. Values are plain, and never a secret. */
export interface NoteEvent {
  kind: (typeof NOTE_KINDS)[number];
  data: Record<string, string | number | boolean | null>;
}

/** The kinds that belong to no aggregate. */
export const CORE_KINDS = [
  ...NOTE_KINDS,
  'outbox.paused',
  'outbox.resumed',
  'ledger.behind',
  'ledger.accepted',
  'ledger.sealed',
  'ledger.rebuilding',
  'ledger.rebuilt',
] as const;
export type CoreKind = (typeof CORE_KINDS)[number];

/** An event as it was appended, read back from what is stored. */
export interface Appended {
  seq: number;
  /** Milliseconds since 1970 (UTC). */
  at: number;
  /** The version of what is stored. */
  v: number;
  actor: Actor;
  kind: string;
  data: unknown;
}

/** The event from its stored kind and data. Throws LedgerError `ledger-damaged` where it is none that `schema` knows. */
export function eventOf<E>(schema: z.ZodType<E>, kind: string, data: unknown, place: string): E {
  const read = schema.safeParse(typeof data === 'object' ? { ...data, kind } : data);
  if (read.success) return read.data;
  throw new LedgerError('ledger-damaged', place, { cause: read.error });
}

/** Reads stored JSON. Throws LedgerError `ledger-damaged` where it is none. */
export function storedJson(text: unknown, place: string): unknown {
  try {
    return JSON.parse(String(text));
  } catch (error) {
    throw new LedgerError('ledger-damaged', place, { cause: error });
  }
}

/** A row of the table `events` as it was appended. Throws LedgerError `ledger-damaged` where its data cannot be read. */
export function appendedOf(row: Row): Appended {
  const seq = Number(row['seq']);
  const data = storedJson(row['data'], `event ${seq}`);
  const v = Number(row['v']);
  return { seq, at: Number(row['at']), v, actor: actorOfEvent(v, String(row['who'])), kind: String(row['kind']), data };
}

/**
 * The least version in which events are stored now: since 2 their actors are whole, and their hash covers the version. A
 * kind whose data changes counts on from there (`Aggregate.lifts`).
 */
export const EVENT_VERSION = 2;

/** The append-only events. Each carries the hash of the one before. */
export class EventLog {
  readonly #db: Database;
  readonly #now: () => number;
  /** Told of each event, before its transaction ends. */
  appended: () => void = () => undefined;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Appends one event of version `v`; to be called inside a transaction, with the change it tells of. */
  append(subject: string, kind: string, data: object, actor: Actor, v = EVENT_VERSION): Appended {
    const last = this.#db.get('SELECT seq, hash FROM events WHERE seq = (SELECT max(seq) FROM events)');
    const prev = last ? String(last['hash']) : CHAIN_START;
    const event = {
      seq: Number(last?.['seq'] ?? 0) + 1,
      at: Math.trunc(this.#now()),
      v,
      who: canonicalJson(actor),
      subject,
      kind,
      data: canonicalJson(data),
    };
    this.#db.run(
      'INSERT INTO events (seq, at, v, who, subject, kind, data, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      event.seq,
      event.at,
      event.v,
      event.who,
      event.subject,
      event.kind,
      event.data,
      prev,
      chainHash(prev, event),
    );
    this.appended();
    const { seq, at, who } = event;
    return { seq, at, v, actor: actorOfEvent(v, who), kind, data: JSON.parse(event.data) };
  }
}
