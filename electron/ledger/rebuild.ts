import { createHash } from 'node:crypto';
import { APP } from '../../shared/actors.ts';
import type { Actor } from '../../shared/actors.ts';
import { actorOfText, actorText } from './actors.ts';
import type { Columns, Registered } from './aggregate.ts';
import type { Database, Row } from './database.ts';
import { isConstraint, mayPass } from './errors.ts';
import { EVENT_VERSION } from './events.ts';
import type { CoreKind, EventLog } from './events.ts';
import { PROJECTION } from './projection.ts';
import { AGGREGATES, knownKinds, knownVersion } from './registry.ts';
import { between, isSound, staysAsFound, LAST_TEXT, nextRange, oneOf, pairsOf } from './replay.ts';
import type { Pair, Which } from './replay.ts';
import { isIndexSound } from './search.ts';
import { writeRow } from './table.ts';

/** Subjects looked at in one step: some ten milliseconds. */
const STEP = 100;
/** Steps that opening does by itself: a small ledger is done then, and nothing waits. */
const AT_ONCE = 10;
/** Whose events these are. */
const LEDGER = 'ledger';

/** Why rows are made anew: the app's rules are others than those they were made by; or a person asked for it. */
export type RebuildCause = 'version' | 'asked';

/** The rules that rows are made by: their version, and the events that are understood. */
function currentVersion(): string {
  const kinds = createHash('sha256').update(knownKinds().join('\n')).digest('hex').slice(0, 16);
  return `${PROJECTION} ${kinds}`;
}

/**
 * Makes rows anew from their events: where the app's rules changed, and as a remedy for rows that disagree. A step is one
 * transaction, which has how far it came, so that a kill in the middle loses nothing and the counter works between two.
 * What hangs on a row hangs on its `n`, which stays. Rows that name each other come in different steps: references are not
 * looked at in one, the check looks at all of them. What cannot be made is left as it is, and the check tells it.
 */
export class Rebuild {
  readonly #db: Database;
  readonly #events: EventLog;
  readonly #pause: () => void;

  /** @param pause stops the outbox, until a person says that it goes on */
  constructor(db: Database, events: EventLog, pause: () => void) {
    this.#db = db;
    this.#events = events;
    this.#pause = pause;
  }

  /** Whether rows are being made anew: until then nothing relies on what is new in them. */
  pending(): boolean {
    return this.#state() !== null;
  }

  /** To be called once, at opening. Throws LedgerError where it cannot be noted; what cannot be made is left for later. */
  open(): void {
    const version = currentVersion();
    if (this.#db.get('SELECT version FROM projection')?.['version'] === version && !this.pending()) return;
    this.#unbound(() => {
      if (this.#state()?.['version'] === version) return;
      this.#begin('version', APP);
      this.#newerFirst();
    });
    try {
      this.#unbound(() => {
        for (let steps = 0; steps < AT_ONCE && this.#step(); steps += 1);
      });
    } catch {
      // The counter works all the same: it goes on in steps, and what stops it is told by the check.
    }
  }

  /** Makes all rows anew because a person asked for it; what is under way already is done with. */
  ask(actor: Actor): void {
    this.#db.transact(() => this.#begin('asked', actor));
  }

  /** What is left, a little with each step. */
  *inSteps(): Generator<undefined, void> {
    while (this.#step()) yield;
  }

  #state(): Row | null {
    return this.#db.get('SELECT * FROM rebuild');
  }

  #begin(cause: RebuildCause, actor: Actor): void {
    this.#db.run('DELETE FROM rebuild');
    this.#db.run(
      "INSERT INTO rebuild (one, version, cause, who, pass, part, after, looked, changed, again, open) VALUES (1, ?, ?, ?, 1, 0, '', 0, 0, 0, 0)",
      currentVersion(),
      cause,
      actorText(actor),
    );
  }

  /**
   * What only a newer version understands, before anything relies on it: those things are marked, so that the app by itself
   * does nothing with them; and where the outbox or the ledger itself has such an event, nothing is sent by itself.
   */
  #newerFirst(): void {
    const newer = this.#db
      .all('SELECT DISTINCT kind, v FROM events')
      .map((row) => ({ kind: String(row['kind']), v: Number(row['v']) }))
      .filter(({ kind, v }) => v > (knownVersion(kind) ?? 0));
    const resumed = this.#db.number(
      "SELECT max(seq) AS n FROM events WHERE subject = 'outbox' AND kind = 'outbox.resumed' AND v <= ?",
      EVENT_VERSION,
    );
    for (const { kind, v } of newer) {
      const rows = this.#db.all('SELECT seq, subject FROM events WHERE kind = ? AND v = ? ORDER BY seq', kind, v);
      const of = AGGREGATES.find(({ prefix }) => kind.startsWith(`${prefix}.`));
      const isOfAll = of === undefined ? /^(?:outbox|ledger)\./u.test(kind) : !this.#marked(of, rows);
      // Who resumed after it has decided.
      if (isOfAll && Number(rows.at(-1)?.['seq']) > resumed) this.#pause();
    }
  }

  /** One transaction in which a row may name one that is not there: a later step makes it. The check tells what stays so. */
  #unbound<T>(work: () => T): T {
    this.#db.run('PRAGMA foreign_keys = OFF');
    try {
      return this.#db.transact(work);
    } finally {
      this.#db.run('PRAGMA foreign_keys = ON');
    }
  }

  /** Marks the things of events as those of a newer version; whether that could be done for all that have a row. */
  #marked(of: Registered, events: readonly Row[]): boolean {
    const which = oneOf(events.map(({ subject }) => String(subject)));
    this.#tried(of, which);
    return this.#db.get(`SELECT 1 FROM ${of.table} WHERE newer = 0 AND ${which.of('id')}`, ...which.binds) === null;
  }

  /** One step; whether there is more. */
  #step(): boolean {
    return this.#unbound(() => {
      const state = this.#state();
      if (state === null) return false;
      const of = AGGREGATES[Number(state['part'])];
      if (of === undefined) return this.#turn(state);
      const [from, until] = nextRange(this.#db, String(state['after']), STEP);
      const { looked, again } = this.#tried(of, between(from, until));
      const isLast = until === LAST_TEXT;
      this.#db.run(
        'UPDATE rebuild SET part = part + ?, after = ?, looked = looked + ?, again = max(again, ?)',
        Number(isLast),
        isLast ? '' : until,
        looked,
        Number(again),
      );
      return true;
    });
  }

  /** All parts are done: once more where a row was in another's way, else it is told and forgotten. */
  #turn(state: Row): boolean {
    if (state['again'] === 1 && state['pass'] === 1) {
      this.#db.run("UPDATE rebuild SET pass = 2, part = 0, after = '', again = 0");
      return true;
    }
    const [version, cause] = [String(state['version']), String(state['cause'])];
    if (cause === 'asked') this.#tidy();
    if (cause === 'asked' || Number(state['changed']) > 0) {
      const counts = { looked: Number(state['looked']), changed: Number(state['changed']) };
      this.#append('ledger.rebuilt', { version, cause, ...counts }, actorOfText(String(state['who'])));
    }
    this.#db.run('INSERT OR REPLACE INTO projection (one, version) VALUES (1, ?)', version);
    this.#db.run('DELETE FROM rebuild');
    return false;
  }

  #tidy(): void {
    for (const { table, tidy } of AGGREGATES) {
      if (tidy !== null) this.#db.run(tidy);
      if (!isIndexSound(this.#db, table)) this.#db.run(`INSERT INTO ${table}_search (${table}_search) VALUES ('rebuild')`);
    }
  }

  #append(kind: CoreKind, data: object, actor: Actor): number {
    return this.#events.append(LEDGER, kind, data, actor).seq;
  }

  /** What would fail at each try does not keep the rest from being made: those rows stay as they are. */
  #tried(of: Registered, which: Which): { looked: number; again: boolean } {
    try {
      return this.#db.transact(() => this.#remake(of, which));
    } catch (error) {
      if (mayPass(error)) throw error;
      return { looked: 0, again: true };
    }
  }

  /** Puts the rows of a range right. `again`: one was in another's way, and comes right the next time. */
  #remake(of: Registered, which: Which): { looked: number; again: boolean } {
    // A thing with an event that cannot be what it says keeps its row as it is, and so does a row without events unless a
    // person asked: the check tells them, and nothing is made of half a story.
    const pairs = pairsOf(this.#db, of, which, () => undefined);
    const asked = this.#state()?.['cause'] === 'asked';
    const mayMake = ({ events }: Pair) => events === 'sound' || (asked && events === 'none');
    const wrong = [...pairs].filter(([, pair]) => mayMake(pair) && !isSound(of, pair));
    if (wrong.length === 0) return { looked: pairs.size, again: false };
    this.#open();
    const free = Object.keys(of.free);
    const sql = `UPDATE ${of.table} SET (${free.join(', ')}) = (${free.map(() => '?').join(', ')}) WHERE id = ?`;
    for (const [id, pair] of wrong)
      if (pair.row !== null && !staysAsFound(of, pair)) this.#db.run(sql, ...Object.values(of.free), id);
    const left = wrong.filter(([id, pair]) => !this.#put(of, id, pair));
    if (of.tidy !== null && wrong.some(([, { made }]) => made === null)) this.#db.run(of.tidy);
    this.#db.run('UPDATE rebuild SET open = 0, changed = changed + ?', wrong.length - left.length);
    return { looked: pairs.size, again: left.length > 0 };
  }

  /** From here to the end of the step rows may change without an event of their own; the first time with one that says so. */
  #open(): void {
    const state = this.#state();
    if (state?.['event'] === null) {
      const { version, cause, who } = state;
      const event = this.#append('ledger.rebuilding', { version, cause }, actorOfText(String(who)));
      this.#db.run('UPDATE rebuild SET event = ?', event);
    }
    this.#db.run('UPDATE rebuild SET open = 1');
  }

  /** Writes one row, or all of it that no other row is in the way of; whether it is whole. */
  #put(of: Registered, id: string, pair: Pair): boolean {
    const { row, made } = pair;
    if (made === null) {
      const sql = staysAsFound(of, pair) ? `UPDATE ${of.table} SET newer = 1` : `DELETE FROM ${of.table}`;
      this.#db.run(`${sql} WHERE id = ?`, id);
      return true;
    }
    const write = (columns: Columns) => this.#written(of, columns, row === null);
    if (write(made)) return true;
    write({ ...made, ...of.free });
    return false;
  }

  /** Whether the table took it: mostly another row is in the way of one that it does not take. */
  #written(of: Registered, columns: Columns, isNew: boolean): boolean {
    try {
      this.#db.transact(() => writeRow(this.#db, of.table, columns, isNew));
      return true;
    } catch (error) {
      if (isConstraint(error)) return false;
      throw error;
    }
  }
}
