import type { LedgerReport } from '../../shared/ipc.ts';
import { Link, applyLinkEvent } from '../../shared/links.ts';
import { CHAIN_START, canonicalJson, chainHash } from './canonical.ts';
import type { Database, Row } from './database.ts';
import { LedgerError } from './errors.ts';
import { linkEventOf } from './events.ts';
import { OUTBOX, type OutboxPaused, pauseAfter } from './pause.ts';
import { columnsOf, linkOf, placeAfter, type Replayed } from './rows.ts';

/** Past this many the rest is more of the same. */
const PROBLEMS_MAX = 200;
/** Events, or links, looked at in one step: some ten milliseconds. */
const STEP = 200;

type Tell = (problem: string) => void;
type Steps<T = void> = Generator<undefined, T>;

/**
 * Checks all of the ledger: SQLite's own structure, the chain of events, each row against the replay of its events, and
 * the search index. Damage is reported, never thrown. Problems are codes with a place: `sqlite …` (its own finding, or a
 * part that cannot be read), `foreign-key <table> <row>`, `chain <seq>`, `event <seq>`, `row <id>`, `search`, `outbox`.
 *
 * It stops after each step, so that whoever drives it can let the counter work meanwhile: changes made between two steps
 * are no damage to it.
 * @param now milliseconds since 1970 (UTC)
 */
export function* checkInSteps(db: Database, now: number): Steps<LedgerReport> {
  const problems: string[] = [];
  const tell: Tell = (problem) => {
    if (problems.length < PROBLEMS_MAX) problems.push(problem);
  };
  const parts: Record<string, (db: Database, tell: Tell) => Steps | void> = {
    integrity: checkIntegrity,
    references: checkReferences,
    search: checkSearch,
    events: checkChain,
    links: checkRows,
    outbox: checkPause,
  };
  for (const [part, check] of Object.entries(parts)) {
    try {
      yield* check(db, tell) ?? [];
    } catch (error) {
      tell(`sqlite ${part}: ${error instanceof LedgerError ? error.detail : String(error)}`);
    }
    yield;
  }
  const count = (table: 'events' | 'links') => {
    try {
      return db.number(`SELECT count(*) AS n FROM ${table}`);
    } catch {
      tell(`sqlite ${table}`);
      return 0;
    }
  };
  const counted = { events: count('events'), links: count('links') };
  return { ok: problems.length === 0, checkedAt: now, ...counted, problems };
}

/** The whole check at once. */
export function checkLedger(db: Database, now: number): LedgerReport {
  const steps = checkInSteps(db, now);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function checkIntegrity(db: Database, tell: Tell): void {
  for (const row of db.all('PRAGMA integrity_check')) {
    const found = String(row['integrity_check']);
    if (found !== 'ok') tell(`sqlite ${found}`);
  }
}

function checkReferences(db: Database, tell: Tell): void {
  for (const row of db.all('PRAGMA foreign_key_check')) tell(`foreign-key ${String(row['table'])} ${String(row['rowid'])}`);
}

/** FTS5 compares its index with the table's text itself, and throws where they differ. */
function checkSearch(db: Database, tell: Tell): void {
  try {
    db.run("INSERT INTO links_search (links_search, rank) VALUES ('integrity-check', 1)");
  } catch {
    tell('search');
  }
}

function* checkChain(db: Database, tell: Tell): Steps {
  let prev = CHAIN_START;
  let last = 0;
  for (;;) {
    const rows = db.all('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?', last || Number.MIN_SAFE_INTEGER, STEP);
    for (const row of rows) {
      if (!follows(row, last + 1, prev)) tell(`chain ${String(row['seq'])}`);
      // From here on as stored, so that one broken event is told once.
      last = Number(row['seq']);
      prev = String(row['hash']);
    }
    if (rows.length < STEP) return;
    yield;
  }
}

function follows(row: Row, seq: number, prev: string): boolean {
  const [who, subject, kind, data] = [row['who'], row['subject'], row['kind'], row['data']].map(String);
  if (who === undefined || subject === undefined || kind === undefined || data === undefined) return false;
  const hash = chainHash(prev, { seq, at: Number(row['at']), who, subject, kind, data });
  return row['seq'] === seq && row['prev'] === prev && row['hash'] === hash;
}

/** By ranges of ids, each read at one moment: a ledger of any size needs the memory of one step. */
function* checkRows(db: Database, tell: Tell): Steps {
  let after = '';
  for (;;) {
    const range = db.get(
      'SELECT max(subject) AS last, count(*) AS n FROM (SELECT DISTINCT subject FROM events WHERE subject > ? ORDER BY subject LIMIT ?)',
      after,
      STEP,
    );
    const isLast = Number(range?.['n']) < STEP;
    const until = isLast ? LAST_TEXT : String(range?.['last']);
    const rows = db.all('SELECT * FROM links WHERE id > ? AND id <= ?', after, until);
    compare(replayRange(db, after, until, tell), new Map(rows.map((row) => [String(row['id']), row])), tell);
    if (isLast) return;
    after = until;
    yield;
  }
}

/** No id comes after it. */
const LAST_TEXT = '\u{10ffff}';

function compare(links: ReadonlyMap<string, Replayed>, rows: ReadonlyMap<string, Row>, tell: Tell): void {
  for (const id of new Set([...links.keys(), ...rows.keys()])) {
    const [link, row] = [links.get(id), rows.get(id)];
    if (!link || !row || !isSound(row, link)) tell(`row ${id}`);
  }
}

function isSound(row: Row, replayed: Replayed): boolean {
  if (Object.entries(columnsOf(replayed)).some(([column, value]) => row[column] !== value)) return false;
  return Link.safeParse(linkOf(row)).success;
}

/** Each link of a range as its events make it; an event that cannot be applied is told and passed over. */
function replayRange(db: Database, after: string, until: string, tell: Tell): Map<string, Replayed> {
  const links = new Map<string, Replayed>();
  const sql = "SELECT * FROM events WHERE subject > ? AND subject <= ? AND kind GLOB 'link.*' ORDER BY subject, seq";
  for (const row of db.all(sql, after, until)) {
    const id = String(row['subject']);
    const link = replayed(id, links.get(id) ?? null, row);
    if (link) links.set(id, link);
    else tell(`event ${String(row['seq'])}`);
  }
  return links;
}

/** Null where the event is not one that the link can take. */
function replayed(id: string, before: Replayed | null, row: Row): Replayed | null {
  const seq = Number(row['seq']);
  try {
    const event = linkEventOf(row['kind'], JSON.parse(String(row['data'])), `event ${seq}`);
    const link = applyLinkEvent(before?.link ?? null, id, event, Number(row['at']), String(row['who']));
    return { link, event: seq, place: placeAfter(event.kind, seq, before?.place ?? 0) };
  } catch {
    return null;
  }
}

function checkPause(db: Database, tell: Tell): void {
  let paused: OutboxPaused | null = null;
  for (const row of db.all('SELECT kind, data, at FROM events WHERE subject = ? ORDER BY seq', OUTBOX)) {
    paused = pauseAfter(paused, String(row['kind']), JSON.parse(String(row['data'])), Number(row['at']));
  }
  const stored = db.get('SELECT cause, message, since FROM outbox_pause');
  if (canonicalJson(stored) !== canonicalJson(paused)) tell('outbox');
}
