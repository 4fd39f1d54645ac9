import type { LedgerReport } from '../../shared/ledger.ts';
import { after } from './aggregate.ts';
import type { Aggregate, Replayed } from './aggregate.ts';
import { batchesIn } from './batch-rows.ts';
import { BILLS } from './bill-rows.ts';
import { CHAIN_START, canonicalJson, chainHash } from './canonical.ts';
import type { Database, Row } from './database.ts';
import { LedgerError } from './errors.ts';
import { appendedOf } from './events.ts';
import type { EventKind } from './events.ts';
import { LINKS } from './link-rows.ts';
import type { Mark } from './mark.ts';
import { OUTBOX, pauseAfter } from './pause.ts';
import type { OutboxPaused } from './pause.ts';
import { schemaProblems } from './schema.ts';

/** Past this many the rest is more of the same. */
const PROBLEMS_MAX = 200;
/** Events, or subjects of events, looked at in one step: some ten milliseconds. */
const STEP = 200;

type Tell = (problem: string) => void;
type Steps<T = void> = Generator<undefined, T>;

/**
 * Checks all of the ledger: SQLite's own structure, the schema, the chain of events and its mark outside, each row against
 * the replay of its events, and the search index. Damage is reported, never thrown. Problems are codes with a place:
 * `sqlite …` (its own finding, or a part that cannot be read), `schema-missing|foreign|changed <what>`, `foreign-key <table>
 * <row>`, `chain <seq>`, `event <seq>`, `row <id>` (a link's), `bill <id>`, `batch <id>`, `search`, `outbox`; and of the mark
 * `shorter <seq>` and `rewritten <seq>` (the ledger has no such event, or another), `seal-bad <seq>` (another than this user's
 * key sealed it). Where a bill's ids were changed, its batch is told too: it is found by them.
 *
 * It stops after each step, so that whoever drives it can let the counter work meanwhile: changes made between two steps
 * are no damage to it.
 * @param now milliseconds since 1970 (UTC)
 */
export function* checkInSteps(db: Database, mark: Mark | null, now: number): Steps<LedgerReport> {
  const problems: string[] = [];
  const tell: Tell = (problem) => {
    if (problems.length < PROBLEMS_MAX) problems.push(problem);
  };
  const parts: Record<string, (db: Database, tell: Tell) => Steps | void> = {
    integrity: checkIntegrity,
    schema: checkSchema,
    references: checkReferences,
    search: checkSearch,
    events: checkChain,
    rows: checkRows,
    outbox: checkPause,
    mark: () => mark?.problems().forEach(tell),
  };
  for (const [part, check] of Object.entries(parts)) {
    try {
      yield* check(db, tell) ?? [];
    } catch (error) {
      tell(`sqlite ${part}: ${error instanceof LedgerError ? error.detail : String(error)}`);
    }
    yield;
  }
  const count = (table: 'events' | 'links' | 'bills') => {
    try {
      return db.number(`SELECT count(*) AS n FROM ${table}`);
    } catch {
      tell(`sqlite ${table}`);
      return 0;
    }
  };
  const counted = { events: count('events'), links: count('links'), bills: count('bills') };
  const seal = mark?.sealState() ?? { state: 'none', since: null };
  return { ok: problems.length === 0, checkedAt: now, ...counted, problems, seal };
}

/** The whole check at once. */
export function checkLedger(db: Database, mark: Mark | null, now: number): LedgerReport {
  const steps = checkInSteps(db, mark, now);
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

function checkSchema(db: Database, tell: Tell): void {
  schemaProblems(db).forEach(tell);
}

function checkReferences(db: Database, tell: Tell): void {
  for (const row of db.all('PRAGMA foreign_key_check')) tell(`foreign-key ${String(row['table'])} ${String(row['rowid'])}`);
}

/** FTS5 compares its index with the table's text itself, and throws where they differ. */
function checkSearch(db: Database, tell: Tell): void {
  const isSound = (index: string) => {
    try {
      db.run(`INSERT INTO ${index} (${index}, rank) VALUES ('integrity-check', 1)`);
      return true;
    } catch {
      return false;
    }
  };
  if (!['links_search', 'bills_search', 'batches_search'].every(isSound)) tell('search');
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
  const hash = chainHash(prev, { seq, at: Number(row['at']), v: Number(row['v']), who, subject, kind, data });
  return row['seq'] === seq && row['prev'] === prev && row['hash'] === hash;
}

/** A range of subjects: after the first, up to and with the last. */
type Range = readonly [after: string, until: string];

/** By ranges of ids, each read at one moment: a ledger of any size needs the memory of one step. */
function* checkRows(db: Database, tell: Tell): Steps {
  const batches = batchesIn(db);
  let from = '';
  for (;;) {
    const found = db.get(
      'SELECT max(subject) AS last, count(*) AS n FROM (SELECT DISTINCT subject FROM events WHERE subject > ? ORDER BY subject LIMIT ?)',
      from,
      STEP,
    );
    const isLast = Number(found?.['n']) < STEP;
    const range: Range = [from, isLast ? LAST_TEXT : String(found?.['last'])];
    checkRange(db, LINKS, range, tell);
    checkRange(db, BILLS, range, tell);
    checkRange(db, batches, range, tell);
    if (isLast) return;
    from = range[1];
    yield;
  }
}

/** No id comes after it. */
const LAST_TEXT = '\u{10ffff}';

/** Each row of a range against the replay of its events. */
function checkRange<T, E extends { kind: EventKind }>(db: Database, of: Aggregate<T, E>, range: Range, tell: Tell): void {
  const rows = db.all(`SELECT * FROM ${of.table} WHERE id > ? AND id <= ?`, ...range);
  const rowOf = new Map(rows.map((row) => [String(row['id']), row]));
  const replayOf = replayRange(db, of, range, tell);
  for (const id of new Set([...replayOf.keys(), ...rowOf.keys()])) {
    const [replayed, row] = [replayOf.get(id), rowOf.get(id)];
    if (!replayed || !row || !isSound(of, row, replayed)) tell(`${of.problem} ${id}`);
  }
}

/** Whether a row has what its events made of the thing, and the thing can be read back from it. */
function isSound<T, E extends { kind: EventKind }>(of: Aggregate<T, E>, row: Row, replayed: Replayed<T>): boolean {
  if (Object.entries(of.columnsOf(replayed)).some(([column, value]) => row[column] !== value)) return false;
  return of.thing.safeParse(of.read(row)).success;
}

/** Each thing of a range as its events make it; an event that cannot be applied is told and passed over. */
function replayRange<T, E extends { kind: EventKind }>(
  db: Database,
  of: Aggregate<T, E>,
  range: Range,
  tell: Tell,
): Map<string, Replayed<T>> {
  const things = new Map<string, Replayed<T>>();
  const sql = 'SELECT * FROM events WHERE subject > ? AND subject <= ? AND kind GLOB ? ORDER BY subject, seq';
  for (const row of db.all(sql, ...range, of.kinds)) {
    const id = String(row['subject']);
    try {
      things.set(id, after(of, things.get(id) ?? null, id, appendedOf(row)));
    } catch {
      tell(`event ${String(row['seq'])}`);
    }
  }
  return things;
}

function checkPause(db: Database, tell: Tell): void {
  let paused: OutboxPaused | null = null;
  for (const row of db.all('SELECT kind, data, at FROM events WHERE subject = ? ORDER BY seq', OUTBOX)) {
    paused = pauseAfter(paused, String(row['kind']), JSON.parse(String(row['data'])), Number(row['at']));
  }
  const stored = db.get('SELECT cause, message, since FROM outbox_pause');
  if (canonicalJson(stored) !== canonicalJson(paused)) tell('outbox');
}
