import type { LedgerReport } from '../../shared/ledger.ts';
import { CHAIN_START, canonicalJson, chainHash } from './canonical.ts';
import type { Database, Row } from './database.ts';
import { LedgerError } from './errors.ts';
import type { Mark } from './mark.ts';
import { pauseOf } from './pause.ts';
import type { Rebuild } from './rebuild.ts';
import { AGGREGATES, knownVersion } from './registry.ts';
import { between, isSound, LAST_TEXT, nextRange, pairsOf } from './replay.ts';
import { schemaProblems } from './schema.ts';
import { isIndexSound } from './search.ts';

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
 * <row>`, `chain <seq>`, `event <seq>`, `<problem> <id>` (of a row, as its aggregate calls it), `search`, `outbox`; and of the mark
 * `shorter <seq>` and `rewritten <seq>` (the ledger has no such event, or another), `seal-bad <seq>` (another than this user's
 * key sealed it). Where a row was changed, others that are found by it are told too.
 *
 * It stops after each step, so that whoever drives it can let the counter work meanwhile: changes made between two steps
 * are no damage to it.
 * @param now milliseconds since 1970 (UTC)
 */
export function* checkInSteps(db: Database, mark: Mark | null, rebuild: Rebuild, now: number): Steps<LedgerReport> {
  const problems: string[] = [];
  let unsound = false;
  const tell: Tell = (problem) => {
    unsound ||= isOfEvents(problem);
    if (problems.length < PROBLEMS_MAX) problems.push(problem);
  };
  let unknown = 0;
  /** Rows or their index are not what the events make of them, and the events hold. */
  let disagree = false;
  const row: Tell = (problem) => {
    disagree = true;
    tell(problem);
  };
  const parts: Record<string, (db: Database, tell: Tell) => Steps | void> = {
    // Rows that are being made anew disagree until that is done.
    rebuild: () => rebuild.inSteps(),
    integrity: checkIntegrity,
    schema: checkSchema,
    references: checkReferences,
    search: () => checkSearch(db, row),
    events: () => checkChain(db, tell, () => (unknown += 1)),
    rows: () => checkRows(db, tell, row),
    outbox: checkPause,
    mark: () => mark?.problems().forEach(tell),
  };
  for (const [part, check] of Object.entries(parts)) {
    try {
      yield* check(db, tell) ?? [];
    } catch (error) {
      // What cannot be read cannot be made anew either; rows that could not be made anew may come right another time.
      unsound ||= part !== 'rebuild';
      tell(`sqlite ${part}: ${error instanceof LedgerError ? error.detail : String(error)}`);
    }
    yield;
  }
  const count = (table: string) => {
    try {
      return db.number(`SELECT count(*) AS n FROM ${table}`);
    } catch {
      tell(`sqlite ${table}`);
      return 0;
    }
  };
  const events = count('events');
  const counts = Object.fromEntries(AGGREGATES.map(({ table }) => [table, count(table)]));
  const seal = mark?.sealState() ?? { state: 'none', since: null };
  return {
    ok: problems.length === 0,
    checkedAt: now,
    events,
    counts,
    unknown,
    problems,
    disagree: disagree && !unsound,
    seal,
  };
}

/** Whether a problem is one of the events themselves: rows made of them would be no better. */
function isOfEvents(problem: string): boolean {
  return /^(?:chain|event|shorter|rewritten|seal-bad) /u.test(problem);
}

/** The whole check at once. */
export function checkLedger(db: Database, mark: Mark | null, rebuild: Rebuild, now: number): LedgerReport {
  const steps = checkInSteps(db, mark, rebuild, now);
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

function checkSearch(db: Database, tell: Tell): void {
  if (!AGGREGATES.every(({ table }) => isIndexSound(db, table))) tell('search');
}

/** `newer` is told of each event that only a newer version understands: it is kept, and no damage. */
function* checkChain(db: Database, tell: Tell, newer: () => void): Steps {
  let prev = CHAIN_START;
  let last = 0;
  for (;;) {
    const rows = db.all('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?', last || Number.MIN_SAFE_INTEGER, STEP);
    for (const row of rows) {
      if (!follows(row, last + 1, prev)) tell(`chain ${String(row['seq'])}`);
      if (isNewer(row)) newer();
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

/** By ranges of ids, each read at one moment: a ledger of any size needs the memory of one step. */
function* checkRows(db: Database, tell: Tell, tellRow: Tell): Steps {
  let after = '';
  for (;;) {
    const [from, until] = nextRange(db, after, STEP);
    for (const of of AGGREGATES) {
      const fault = (seq: string) => tell(`event ${seq}`);
      for (const [id, pair] of pairsOf(db, of, between(from, until), fault))
        if (!isSound(of, pair)) tellRow(`${of.problem} ${id}`);
    }
    if (until === LAST_TEXT) return;
    after = until;
    yield;
  }
}

function checkPause(db: Database, tell: Tell): void {
  const stored = db.get('SELECT cause, message, since FROM outbox_pause');
  if (canonicalJson(stored) !== canonicalJson(pauseOf(db))) tell('outbox');
}

/** Whether only a newer version understands an event. */
function isNewer({ kind, v }: Row): boolean {
  return Number(v) > (knownVersion(String(kind)) ?? 0);
}
