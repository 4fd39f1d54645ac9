import type { Actor } from '../../shared/actors.ts';
import type { DatabaseSync } from 'node:sqlite';
import type { Draft } from '../../shared/draft.ts';
import type { Hold, LedgerReport } from '../../shared/ledger.ts';
import { backupTo } from './backup.ts';
import { checkInSteps, checkLedger } from './check.ts';
import { Database } from './database.ts';
import { Drafts } from './drafts.ts';
import { meaningOf } from './errors.ts';
import { EventLog } from './events.ts';
import type { NoteEvent } from './events.ts';
import { Mark } from './mark.ts';
import type { MarkOptions } from './mark.ts';
import { MIGRATIONS } from './migrations.ts';
import { openFile } from './open.ts';
import { OutboxPause } from './pause.ts';
import type { OutboxPaused } from './pause.ts';
import { Rebuild } from './rebuild.ts';
import { AGGREGATES, REGISTRY } from './registry.ts';

export { LedgerError, TakenError } from './errors.ts';
export type { NoteEvent } from './events.ts';

export interface LedgerOptions {
  file: string;
  /** Milliseconds since 1970 (UTC). */
  now: () => number;
  /** Whether a ledger was here before: a missing file is then refused, not made anew. */
  mustExist: boolean;
  /** Without one, nothing outside the ledger tells its least age, and nothing vouches for its end. */
  mark?: MarkOptions;
}

type Both<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer A) => void ? A : never;
/** What all parts of the registry open. */
type Parts = Both<ReturnType<(typeof REGISTRY)[number]['open']>>;

/**
 * The ledger of one mode (design.md, "The ledger"). Every call is synchronous, and what it changed is on the
 * disk when it returns, unless it is inside `transact`: then when that returns. Calls that change something throw
 * LedgerError (`disk-full`, `ledger-damaged`, `ledger-unreadable`), with nothing changed.
 */
export interface Ledger extends Parts {
  /** One transaction around several calls; nested ones join, and undo only their own part when they throw. */
  transact<T>(work: () => T): T;
  /** Appends an event that changes no row. */
  note(subject: string, event: NoteEvent, actor: Actor): void;
  pauseOutbox(cause: string, message: string): void;
  resumeOutbox(actor: Actor): void;
  outboxPause(): OutboxPaused | null;
  draft(): Draft | null;
  putDraft(draft: Draft | null): void;
  /** Reports damage, never throws it. */
  check(): LedgerReport;
  /** The same check, a little with each step: drive it between other work, and drop it once the ledger is closed. */
  checkInSteps(): Generator<undefined, LedgerReport>;
  /** Whether rows are still made anew for this version (rebuild.ts): nothing leaves before that is done. */
  isRebuilding(): boolean;
  /** What is left of that, a little with each step: drive it between other work. */
  rebuildInSteps(): Generator<undefined, void>;
  /** All rows are to be made anew from their events, by a person who was told that some disagree: drive `rebuildInSteps`. */
  askRebuild(actor: Actor): void;
  /** The areas (`changed`) of what it has, each once. */
  areas: readonly string[];
  /** How many things a badge counts, over all aggregates that have it: `decisions`, say. */
  badge(name: string): number;
  /** Why nothing may be sent by itself (mark.ts); null while it may. */
  hold(): Hold | null;
  /** A person takes the ledger as it is. Rejects with LedgerError, and the hold stands, where the mark cannot be written. */
  acceptHold(actor: Actor): Promise<void>;
  /**
   * When it resolves, the ledger's present end is on the disk outside of it: before anything leaves the PC. Rejects with
   * LedgerError, and while there is a hold.
   */
  keepMark(): Promise<void>;
  /** Rejects with LedgerError while the mark could not be written, and still cannot be. */
  markReady(): Promise<void>;
  markFailed(): boolean;
  /** From now on the ledger's end is authenticated with this key, a `fresh` one or the one before. */
  sealWith(key: Buffer, fresh: boolean): void;
  isSealed(): boolean;
  /** Copies the ledger to a new private file; throws EEXIST where there is one. */
  backup(to: string): void;
  close(): void;
}

/**
 * Opens or makes the ledger, for this process alone. Throws LedgerError; a file it refuses is left as it is.
 * A process opens a file once at a time, and reads it in no other way meanwhile: on POSIX, closing any other handle on the
 * file would give up the lock that keeps other processes out.
 */
export function openLedger(options: LedgerOptions): Ledger {
  const raw = openFile(options.file, options.mustExist, MIGRATIONS);
  try {
    return ledgerOver(raw, options);
  } catch (error) {
    raw.close();
    throw error;
  }
}

/** The ledger over a connection that openFile made. */
function ledgerOver(raw: DatabaseSync, { now, mark: marked }: LedgerOptions): Ledger {
  const db = new Database(raw);
  const events = new EventLog(db, now);
  const pause = new OutboxPause(db, events);
  const drafts = new Drafts(db);
  const mark = marked ? new Mark(db, events, marked) : null;
  events.appended = () => mark?.touched();
  const rebuild = new Rebuild(db, events, () => pause.pauseForNewer());
  rebuild.open();
  // Each part opens its own piece of `Parts`, which TypeScript cannot follow through a list.
  const parts = Object.assign({}, ...REGISTRY.map((part) => part.open(db, events, now))) as Parts;
  return {
    ...parts,
    transact: (work) => db.transact(work),
    note: (subject, event, actor) => db.transact(() => void events.append(subject, event.kind, event.data, actor)),
    pauseOutbox: (cause, message) => pause.pause(cause, message),
    resumeOutbox: (actor) => pause.resume(actor),
    outboxPause: () => pause.get(),
    draft: () => drafts.get(),
    putDraft: (draft) => drafts.put(draft),
    check: () => checkLedger(db, mark, rebuild, Math.trunc(now())),
    checkInSteps: () => checkInSteps(db, mark, rebuild, Math.trunc(now())),
    isRebuilding: () => rebuild.pending(),
    rebuildInSteps: () => rebuild.inSteps(),
    askRebuild: (actor) => rebuild.ask(actor),
    areas: [...new Set(AGGREGATES.map(({ area }) => area))],
    badge: (name) =>
      AGGREGATES.reduce((sum, { table, badges }) => {
        const where = badges[name];
        return where === undefined ? sum : sum + db.number(`SELECT count(*) AS n FROM ${table} WHERE ${where}`);
      }, 0),
    hold: () => mark?.hold() ?? null,
    acceptHold: async (actor) => mark?.accept(actor),
    keepMark: async () => mark?.keep(),
    markReady: async () => mark?.ready(),
    markFailed: () => mark?.failed() ?? false,
    sealWith: (key, fresh) => mark?.sealWith(key, fresh),
    isSealed: () => mark?.isSealed() ?? false,
    backup: (to) => backup(raw, to),
    close() {
      mark?.close();
      db.close();
    },
  };
}

function backup(raw: DatabaseSync, to: string): void {
  try {
    backupTo(raw, to);
  } catch (error) {
    throw meaningOf(error);
  }
}
