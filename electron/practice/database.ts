import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { CallError } from '../errors.ts';

/** The phone. The sequence starts one below the first id, the document's own example (134). */
const MESSAGES = `
  CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    mobile_no TEXT NOT NULL,
    invoice_no TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    customer_name TEXT NOT NULL,
    description TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'unpaid' CHECK (state IN ('unpaid', 'paid', 'cancelled')),
    ref_no TEXT UNIQUE,
    CHECK ((state = 'paid') = (ref_no IS NOT NULL))
  ) STRICT;
  INSERT INTO sqlite_sequence (name, seq) VALUES ('message', 133);
`;

/** The pay pages of bills, and the port they were at: an address that was given out must lead there after a restart. */
const BATCHES = `
  CREATE TABLE batch (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    token TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    return_url TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'unpaid' CHECK (state IN ('unpaid', 'paid', 'partly', 'cancelled')),
    returned TEXT
  ) STRICT;
  CREATE TABLE bill (
    batch INTEGER NOT NULL REFERENCES batch (seq),
    place INTEGER NOT NULL,
    bill_id TEXT NOT NULL,
    pay_id TEXT NOT NULL,
    pair_key TEXT NOT NULL,
    ext_order_id TEXT NOT NULL,
    price INTEGER NOT NULL,
    token TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('refused', 'unpaid', 'paid', 'left', 'paid-before')),
    sale_reference_id TEXT UNIQUE,
    PRIMARY KEY (batch, place),
    CHECK ((state = 'paid') = (sale_reference_id IS NOT NULL))
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX bill_paid_once ON bill (pair_key) WHERE state = 'paid';
  CREATE TABLE listener (only INTEGER PRIMARY KEY CHECK (only = 1), port INTEGER NOT NULL) STRICT;
`;

/** Each brings a file of the version before it to its own version, which is its place in the list, from 1. */
const MIGRATIONS = [MESSAGES, BATCHES] as const;

function migrate(database: DatabaseSync): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > MIGRATIONS.length) throw new Error(`schema ${version}`);
  const steps = MIGRATIONS.slice(version);
  if (steps.length > 0) {
    database.exec(`BEGIN IMMEDIATE; ${steps.join('')} PRAGMA user_version = ${MIGRATIONS.length}; COMMIT;`);
  }
}

/** Opens the file, making it (0600) where there is none. Throws `practice-failed` where it cannot be used. */
export function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    database = new DatabaseSync(file);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw new CallError('practice-failed', { detail: `${file}: ${error instanceof Error ? error.message : 'unusable'}` });
  }
}

/** Does `work` in one transaction: all of it is kept, or none. */
export function transact<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
