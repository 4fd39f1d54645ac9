import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { calls } from '../../shared/ipc.ts';
import { CallError } from '../errors.ts';

const VERSION = 1;
/** The sequence starts one below the first id, the document's own example (134). */
const SCHEMA = `
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
  PRAGMA user_version = ${VERSION};
`;

const COLUMNS = `CAST(id AS TEXT) AS payLinkSendId, at, mobile_no AS mobileNo, invoice_no AS invoiceNo, amount,
  customer_name AS customerName, description, state, ref_no AS refNo`;

/** One sent link as the service keeps it: all of a phone message but its words. */
const StoredMessage = calls['practice.get'].output.shape.messages.element.omit({ text: true });
export type StoredMessage = z.infer<typeof StoredMessage>;
export type NewMessage = Omit<StoredMessage, 'payLinkSendId' | 'state' | 'refNo'>;

/** The practice service's own memory: every change is on the disk before the call returns. */
export interface PracticeStore {
  /** Returns the new message's id; ids never repeat. */
  add(message: NewMessage): string;
  find(payLinkSendId: string): StoredMessage | null;
  newest(limit: number): StoredMessage[];
  /** Paying what is paid changes nothing. Returns whether there is such a message. */
  pay(payLinkSendId: string): boolean;
  /** Marks that the customer left the pay page; what is paid stays paid. Returns whether there is such a message. */
  cancel(payLinkSendId: string): boolean;
  close(): void;
}

function prepare(database: DatabaseSync): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version === 0) database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
  else if (version !== VERSION) throw new Error(`schema ${version}`);
}

/** Opens the file, making it (0600) where there is none. Throws `practice-failed` where it cannot be used. */
function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    database = new DatabaseSync(file);
    prepare(database);
    return database;
  } catch (error) {
    database?.close();
    throw new CallError('practice-failed', { detail: `${file}: ${error instanceof Error ? error.message : 'unusable'}` });
  }
}

/** An id as SQLite's key; null for text that no message of ours can have. */
function key(payLinkSendId: string): number | null {
  return /^[1-9]\d{0,14}$/u.test(payLinkSendId) ? Number(payLinkSendId) : null;
}

/** Twelve digits with a leading zero, as real reference numbers have: whoever makes a number of one loses it. */
function refNoOf(id: number): string {
  return `074${String(id).padStart(9, '0')}`;
}

/** @param file where the SQLite file is, or is made; its folder must exist */
export function openStore(file: string): PracticeStore {
  const database = openDatabase(file);
  const insert = database.prepare(
    `INSERT INTO message (at, mobile_no, invoice_no, amount, customer_name, description) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const byId = database.prepare(`SELECT ${COLUMNS} FROM message WHERE id = ?`);
  const latest = database.prepare(`SELECT ${COLUMNS} FROM message ORDER BY id DESC LIMIT ?`);
  const pay = database.prepare(`UPDATE message SET state = 'paid', ref_no = ? WHERE id = ? AND state <> 'paid'`);
  const cancel = database.prepare(`UPDATE message SET state = 'cancelled' WHERE id = ? AND state <> 'paid'`);
  const find = (id: number) => StoredMessage.nullable().parse(byId.get(id) ?? null);
  const change = (payLinkSendId: string, apply: (id: number) => void): boolean => {
    const id = key(payLinkSendId);
    if (id === null || find(id) === null) return false;
    apply(id);
    return true;
  };
  return {
    add: ({ at, mobileNo, invoiceNo, amount, customerName, description }) =>
      String(insert.run(at, mobileNo, invoiceNo, amount, customerName, description).lastInsertRowid),
    find: (payLinkSendId) => {
      const id = key(payLinkSendId);
      return id === null ? null : find(id);
    },
    newest: (limit) => z.array(StoredMessage).parse(latest.all(limit)),
    pay: (payLinkSendId) => change(payLinkSendId, (id) => pay.run(refNoOf(id), id)),
    cancel: (payLinkSendId) => change(payLinkSendId, (id) => cancel.run(id)),
    close: () => database.close(),
  };
}
