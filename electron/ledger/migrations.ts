import type { DatabaseSync } from 'node:sqlite';
import { REGISTRY } from './registry.ts';

/** One step of the schema. A step that was released is never edited: a new one follows it. */
export interface Migration {
  /** The `user_version` it leads to; the list has 1, 2, 3 … in order. */
  version: number;
  up: (db: DatabaseSync) => void;
}

/** Events are only ever added: the database refuses anything else, whoever asks. */
const VERSION_1 = `
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject <> ''),
  kind TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  prev TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX events_of_subject ON events (subject, seq);
CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
  OR NEW.prev IS NOT coalesce((SELECT hash FROM events WHERE seq = NEW.seq - 1), '${'0'.repeat(64)}')
BEGIN SELECT RAISE(ABORT, 'events: not the next one'); END;
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events: never changed'); END;
CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events: never deleted'); END;

CREATE TABLE outbox_pause (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  cause TEXT NOT NULL,
  message TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE TABLE draft (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL CHECK (json_valid(data))) STRICT;
`;

/**
 * Each event has the version in which it is stored; those that were there are of version 1. `projection` says which version
 * of the app's rules the rows were made by (projection.ts); none yet. `rebuild` is there while rows are made anew
 * (rebuild.ts): only while it is `open`, inside one transaction, may a row change without an event of its own, and it opens
 * only with an event that tells of it.
 */
const VERSION_3 = `
ALTER TABLE events ADD COLUMN v INTEGER NOT NULL DEFAULT 1 CHECK (v > 0);
CREATE TABLE projection (one INTEGER PRIMARY KEY CHECK (one = 1), version TEXT NOT NULL) STRICT;
CREATE TABLE rebuild (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  version TEXT NOT NULL,
  cause TEXT NOT NULL,
  who TEXT NOT NULL,
  event INTEGER,
  pass INTEGER NOT NULL,
  part INTEGER NOT NULL,
  after TEXT NOT NULL,
  looked INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  again INTEGER NOT NULL CHECK (again IN (0, 1)),
  open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT;
CREATE TRIGGER rebuild_shut BEFORE INSERT ON rebuild WHEN NEW.open = 1
BEGIN SELECT RAISE(ABORT, 'rebuild: not told'); END;
CREATE TRIGGER rebuild_told BEFORE UPDATE ON rebuild
WHEN NEW.open = 1 AND NOT EXISTS (
  SELECT 1 FROM events WHERE seq = NEW.event AND subject = 'ledger' AND kind = 'ledger.rebuilding')
BEGIN SELECT RAISE(ABORT, 'rebuild: not told'); END;
`;

const CORE: Readonly<Record<number, string>> = { 1: VERSION_1, 3: VERSION_3 };
const SCHEMAS: readonly Readonly<Record<number, string>>[] = [CORE, ...REGISTRY.map(({ schema }) => schema)];
const NEWEST = Math.max(...SCHEMAS.flatMap((schema) => Object.keys(schema).map(Number)));

/** Each version is made of the core's schema and of the parts', in the registry's order. */
export const MIGRATIONS: readonly Migration[] = Array.from({ length: NEWEST }, (_, at) => ({
  version: at + 1,
  up: (db) => SCHEMAS.forEach((schema) => db.exec(schema[at + 1] ?? '')),
}));
