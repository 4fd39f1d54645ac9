import { chmodSync, closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivateFile, makeWhole, placeFirst, PRIVATE, wholeOf } from '../files.ts';
import { LedgerError, openingError } from './errors.ts';
import { APPLICATION_ID, migrate } from './migrate.ts';
import type { Migration } from './migrations.ts';

/** Milliseconds to wait for another process that is just closing the ledger. */
const BUSY_TIMEOUT = 1000;

const CONNECTION = {
  timeout: BUSY_TIMEOUT,
  enableForeignKeyConstraints: true,
  enableDoubleQuotedStringLiterals: false,
  allowExtension: false,
  defensive: true,
};

/**
 * Set before the first read. EXCLUSIVE is the "one writer": the OS holds the lock, so that a killed process leaves none
 * behind, and a second process is refused at its first read.
 */
const BEFORE_READING = `
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA recursive_triggers = ON;
PRAGMA synchronous = FULL;
`;

/** Does `work` on a fresh connection, which is closed again, and so gives up its lock, where anything throws. */
function connected(file: string, work: (db: DatabaseSync) => void): DatabaseSync {
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(file, CONNECTION);
    db.exec(BEFORE_READING);
    work(db);
    return db;
  } catch (error) {
    db?.close();
    throw error;
  }
}

/** Whether there is a file. Throws where that cannot be known: a folder nobody may look into is not an empty one. */
function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Makes a new ledger whole under another name, then gives it its own: a start that is cut short never leaves an empty file
 * in the ledger's place.
 */
function make(file: string, migrations: readonly Migration[]): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const whole = `${wholeOf(file)}-${process.pid}`;
  const makeIt = () => {
    makePrivateFile(whole);
    connected(whole, (db) => {
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      migrate(db, null, migrations);
    }).close();
  };
  makeWhole(file, makeIt, whole);
  placeFirst(file, whole);
}

/**
 * Whether a file begins as a ledger of this app does. Read without SQLite, which would take an empty file for a new
 * database, and drop the log beside a file that it cannot read. Both numbers are there from the making on.
 */
function isLedger(file: string): boolean {
  const header = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  const [userVersion, applicationId] = [header.readUInt32BE(60), header.readUInt32BE(68)];
  return header.toString('latin1', 0, 16) === 'SQLite format 3\0' && applicationId === APPLICATION_ID && userVersion > 0;
}

function openOrMake(file: string, mustExist: boolean, migrations: readonly Migration[]): DatabaseSync {
  const wasThere = isThere(file);
  // A log without its file: the ledger was here, and a new one would be read together with the old one's log.
  if (!wasThere && (mustExist || isThere(`${file}-wal`))) throw new LedgerError('ledger-missing', file);
  if (!wasThere) make(file, migrations);
  if (!isLedger(file)) throw new LedgerError('ledger-damaged', file);
  chmodSync(file, PRIVATE);
  return connected(file, (db) => {
    migrate(db, file, migrations);
    db.exec('PRAGMA journal_mode = WAL');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  });
}

/**
 * Opens the ledger's file, for this process alone, at the newest schema. A file that is not there is made, unless
 * `mustExist`. A file that is empty, cut short or no ledger is refused and left as it is.
 * Throws LedgerError, for whatever the file system or SQLite refuses too.
 */
export function openFile(file: string, mustExist: boolean, migrations: readonly Migration[]): DatabaseSync {
  try {
    return openOrMake(file, mustExist, migrations);
  } catch (error) {
    throw openingError(error, file);
  }
}
