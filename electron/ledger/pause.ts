import { z } from 'zod';
import { APP } from '../../shared/actors.ts';
import type { Actor } from '../../shared/actors.ts';
import type { Database } from './database.ts';
import { EVENT_VERSION } from './events.ts';
import type { EventLog } from './events.ts';

/** Why the outbox stopped by itself; `since` in milliseconds since 1970 (UTC). */
export interface OutboxPaused {
  cause: string;
  message: string;
  since: number;
}

const Paused = z.object({ cause: z.string(), message: z.string() });

/** Whose events these are. */
const OUTBOX = 'outbox';

/** The pause of the outbox after an event; null where it goes. Any other event leaves it as it was. */
function pauseAfter(before: OutboxPaused | null, kind: string, data: unknown, at: number): OutboxPaused | null {
  if (kind === 'outbox.resumed') return null;
  if (kind !== 'outbox.paused') return before;
  const { cause, message } = Paused.parse(data);
  return { cause, message, since: at };
}

/** The pause that its events make, as far as this version understands them. */
export function pauseOf(db: Database): OutboxPaused | null {
  return db
    .all('SELECT kind, data, at FROM events WHERE subject = ? AND v <= ? ORDER BY seq', OUTBOX, EVENT_VERSION)
    .reduce<OutboxPaused | null>(
      (before, { kind, data, at }) => pauseAfter(before, String(kind), JSON.parse(String(data)), Number(at)),
      null,
    );
}

/** The pause of the outbox: it survives a restart, and each change is an event. */
export class OutboxPause {
  readonly #db: Database;
  readonly #events: EventLog;

  constructor(db: Database, events: EventLog) {
    this.#db = db;
    this.#events = events;
  }

  get(): OutboxPaused | null {
    const row = this.#db.get('SELECT cause, message, since FROM outbox_pause');
    return row && { cause: String(row['cause']), message: String(row['message']), since: Number(row['since']) };
  }

  /** Pausing what is paused changes nothing: the first cause stands. */
  pause(cause: string, message: string): void {
    this.#db.transact(() => {
      if (this.get() === null) this.#record('outbox.paused', { cause, message }, APP);
    });
  }

  /** There is an event that only a newer version understands: what such a one left in the row is no telling of this one's. */
  pauseForNewer(): void {
    this.#db.transact(() => {
      this.#put(pauseOf(this.#db));
      this.pause('newer-version', '');
    });
  }

  resume(actor: Actor): void {
    this.#db.transact(() => {
      if (this.get() !== null) this.#record('outbox.resumed', {}, actor);
    });
  }

  #record(kind: 'outbox.paused' | 'outbox.resumed', data: object, actor: Actor): void {
    const kept = this.#events.append(OUTBOX, kind, data, actor);
    this.#put(pauseAfter(null, kind, kept.data, kept.at));
  }

  #put(paused: OutboxPaused | null): void {
    this.#db.run('DELETE FROM outbox_pause');
    if (!paused) return;
    const sql = 'INSERT INTO outbox_pause (one, cause, message, since) VALUES (1, ?, ?, ?)';
    this.#db.run(sql, paused.cause, paused.message, paused.since);
  }
}
