import { APP, person } from '../../../shared/actors.ts';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { onTestFinished, vi } from 'vitest';
import type { Invoice } from '../../../shared/invoice.ts';
import type { Evidence } from '../../../shared/evidence.ts';
import type { LinkEvent } from '../../../shared/links.ts';
import { CHAIN_START, canonicalJson, chainHash } from '../../../electron/ledger/canonical.ts';
import { openLedger } from '../../../electron/ledger/ledger.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import type { LinkFilter } from '../../../electron/ledger/links/queries.ts';

/** 1405-01-01, noon in Tehran. */
export const NOON = Date.UTC(2026, 2, 21, 8, 30);
export const SECOND = 1000;

export function tempFile(name = 'ledger.db'): string {
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}

/** A clock that moves one second with each look. */
export function ticking(start = NOON): () => number {
  let at = start;
  return () => (at += SECOND);
}

export function opened(file = tempFile(), now: () => number = ticking()): Ledger {
  const ledger = openLedger({ file, now, mustExist: false });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** A ledger with the connection that it holds, to ask or limit SQLite itself. */
export function openedWithConnection(): { ledger: Ledger; connection: DatabaseSync } {
  const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
  const ledger = opened();
  const connection: unknown = exec.mock.contexts.at(-1);
  exec.mockRestore();
  if (!(connection instanceof DatabaseSync)) throw new Error('no connection was made');
  return { ledger, connection };
}

/** The value of a pragma that has one. */
export function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Another connection to a closed ledger, as someone with a database tool has it: nothing of the app's is set on it. */
export function tool<T>(file: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Appends an event as some other version of the app does, with its hash, and no row of it. */
export function appendRaw(
  db: DatabaseSync,
  { subject, kind, v = 2, data = {} }: { subject: string; kind: string; v?: number; data?: object },
): number {
  const last = db.prepare('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1').get();
  const [seq, prev] = [Number(last?.['seq'] ?? 0) + 1, String(last?.['hash'] ?? CHAIN_START)];
  const event = { seq, at: NOON, v, who: v === 1 ? 'app' : canonicalJson(APP), subject, kind, data: canonicalJson(data) };
  db.prepare('INSERT INTO events (seq, at, v, who, subject, kind, data, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    seq,
    event.at,
    v,
    event.who,
    subject,
    kind,
    event.data,
    prev,
    chainHash(prev, event),
  );
  return seq;
}

/** Works without what guards the tables, and makes it again, as someone would who means to change the past unseen. */
export function unguarded(db: DatabaseSync, work: () => void): void {
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  work();
  for (const { sql } of triggers) db.exec(String(sql));
}

/** The statements that `work` has SQLite prepare on a ledger. */
export function statementsOf(file: string, work: (ledger: Ledger) => void): string[] {
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  const ledger = openLedger({ file, now: ticking(), mustExist: true });
  prepare.mockClear();
  work(ledger);
  const statements = prepare.mock.calls.map(([sql]) => sql);
  prepare.mockRestore();
  ledger.close();
  return statements.filter((sql) => /^(?:SELECT|INSERT|UPDATE)/u.test(sql));
}

const planOf = (db: DatabaseSync, sql: string) =>
  db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((row) => String(row['detail']));

/** The steps of statements that read a whole table. */
export function scansOf(file: string, statements: readonly string[]): string[] {
  const isScan = (step: string) => /^SCAN (?:links|bills|batches|events|asked)\b(?! USING)/u.test(step);
  return tool(file, (db) => statements.flatMap((sql) => planOf(db, sql).filter(isScan)));
}

/** SQLite's plan for the first statement that `work` has it prepare. */
export function plansOf(file: string, work: (ledger: Ledger) => void): string[] {
  const sql = statementsOf(file, work)[0] ?? '';
  return tool(file, (db) => planOf(db, sql));
}

export function invoice(parts: Partial<Invoice> = {}): Invoice {
  return {
    invoiceNo: randomUUID(),
    amount: 150_000,
    mobileNo: '09121234567',
    customerName: 'مریم کریمی',
    description: 'دو جلد کتاب',
    ...parts,
  };
}

export function evidence(parts: Partial<Evidence> = {}): Evidence {
  return {
    transport: 'soap11',
    endpoint: 'https://pay.example/KimiaPayLinkSend.asmx',
    startedAt: NOON,
    endedAt: NOON + SECOND,
    bytesOut: 812,
    reason: 'reply',
    status: 200,
    reply: '<ResCod>1</ResCod>',
    ...parts,
  };
}

export const sending = (attempt = 1): LinkEvent => ({
  kind: 'link.sending',
  attempt,
  transport: 'soap11',
  endpoint: 'https://pay.example/KimiaPayLinkSend.asmx',
});
export const sent = (payLinkSendId: string): LinkEvent => ({
  kind: 'link.sent',
  payLinkSendId,
  message: 'ok',
  evidence: evidence(),
});
export const rejected = (cause = 'res-cod'): LinkEvent => ({
  kind: 'link.rejected',
  cause,
  message: 'نام کاربری نادرست است',
  evidence: evidence(),
});
export const unknown: LinkEvent = { kind: 'link.unknown', evidence: evidence({ reason: 'cut', status: null, reply: null }) };
export const neverLeft: LinkEvent = { kind: 'link.neverLeft', evidence: evidence({ reason: 'dns', bytesOut: 0 }) };

/** Saves a link and takes it through events; returns its id. */
export function saved(ledger: Ledger, parts: Partial<Invoice> = {}, ...then: LinkEvent[]): string {
  const id = randomUUID();
  ledger.links.record(id, { kind: 'link.saved', invoice: invoice(parts), replaces: null }, person('سارا'));
  for (const event of then) ledger.links.record(id, event, APP);
  return id;
}

export function filter(parts: Partial<LinkFilter> = {}): LinkFilter {
  return { search: '', states: [], day: null, onlyDecisions: false, limit: 50, offset: 0, ...parts };
}

/** Text with what goes wrong in databases: quotes, wildcards, NUL, half surrogates, both scripts. */
export const nastyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'B', '9', '%', '_', '"', "'", '*', '^', '(', ')', ':', '-', '\\', ' ', '\0'),
    fc.constantFrom('ی', 'ي', 'ک', 'ك', '۴', '٤', 'آ', '\u200c', '\ud800', '🙂', 'é'),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
  maxLength: 30,
});

const someEvidence = fc.record({ reply: fc.option(nastyText), reason: nastyText }).map((parts) => evidence(parts));

/** Any event but the first, sensible or not; `id` numbers are few, so that they collide. */
export const anyEvent: fc.Arbitrary<LinkEvent> = fc.oneof(
  fc.integer({ min: 1, max: 3 }).map(sending),
  someEvidence.map((evidence): LinkEvent => ({ kind: 'link.neverLeft', evidence })),
  fc
    .record({ payLinkSendId: fc.constantFrom('9007199254740993', '12', '13'), message: nastyText, evidence: someEvidence })
    .map((facts): LinkEvent => ({ kind: 'link.sent', ...facts })),
  fc
    .record({ cause: nastyText, message: nastyText, evidence: someEvidence })
    .map((facts): LinkEvent => ({ kind: 'link.rejected', ...facts })),
  fc.option(someEvidence).map((evidence): LinkEvent => ({ kind: 'link.unknown', evidence })),
  fc.option(fc.constantFrom('12', '14')).map((payLinkSendId): LinkEvent => ({ kind: 'link.decidedSent', payLinkSendId })),
  fc.constant<LinkEvent>({ kind: 'link.requeued' }),
  fc.constantFrom('12', '15').map((payLinkSendId): LinkEvent => ({ kind: 'link.idGiven', payLinkSendId })),
  fc.constant<LinkEvent>({ kind: 'link.closed' }),
  fc
    .record({ refNo: fc.option(nastyText), alarm: fc.constantFrom(null, 'paid-twice' as const) })
    .map((facts): LinkEvent => ({ kind: 'link.paid', ...facts })),
  fc.constant<LinkEvent>({ kind: 'link.alarmSeen' }),
);
