import { z } from 'zod';
import { calls } from '../../shared/contract/calls.ts';
import { createBatchStore } from './batches.ts';
import type { BatchStore } from './batches.ts';
import { openDatabase } from './database.ts';

const COLUMNS = `CAST(id AS TEXT) AS payLinkSendId, at, mobile_no AS mobileNo, invoice_no AS invoiceNo, amount,
  customer_name AS customerName, description, state, ref_no AS refNo`;

/** One sent link as the service keeps it: all of a phone message but its words. */
const StoredMessage = calls['practice.get'].output.shape.messages.element.omit({ text: true });
export type StoredMessage = z.infer<typeof StoredMessage>;
type NewMessage = Omit<StoredMessage, 'payLinkSendId' | 'state' | 'refNo'>;

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
  batches: BatchStore;
  /** The port that the shop last listened on; null before the first time. */
  port(): number | null;
  keepPort(port: number): void;
  close(): void;
}

/** An id as SQLite's key; null for text that no message of ours can have. */
function key(payLinkSendId: string): number | null {
  return /^[1-9]\d{0,14}$/u.test(payLinkSendId) ? Number(payLinkSendId) : null;
}

/** Twelve digits with a leading zero, as real reference numbers have: whoever makes a number of one loses it. */
function refNoOf(id: number): string {
  return `074${String(id).padStart(9, '0')}`;
}

/**
 * Opens the memory of both services. Throws `practice-failed` where the file cannot be used.
 * @param file where the SQLite file is, or is made; its folder must exist
 */
export function openStore(file: string): PracticeStore {
  const database = openDatabase(file);
  const insert = database.prepare(
    `INSERT INTO message (at, mobile_no, invoice_no, amount, customer_name, description) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const byId = database.prepare(`SELECT ${COLUMNS} FROM message WHERE id = ?`);
  const latest = database.prepare(`SELECT ${COLUMNS} FROM message ORDER BY id DESC LIMIT ?`);
  const pay = database.prepare(`UPDATE message SET state = 'paid', ref_no = ? WHERE id = ? AND state <> 'paid'`);
  const cancel = database.prepare(`UPDATE message SET state = 'cancelled' WHERE id = ? AND state <> 'paid'`);
  const port = database.prepare('SELECT port FROM listener');
  const keepPort = database.prepare(
    'INSERT INTO listener (only, port) VALUES (1, ?) ON CONFLICT DO UPDATE SET port = excluded.port',
  );
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
    batches: createBatchStore(database),
    port: () =>
      z
        .number()
        .nullable()
        .parse(port.get()?.['port'] ?? null),
    keepPort: (taken) => void keepPort.run(taken),
    close: () => database.close(),
  };
}
