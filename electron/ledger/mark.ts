import { createHmac, timingSafeEqual } from 'node:crypto';
import { Hold } from '../../shared/ledger.ts';
import type { LedgerReport } from '../../shared/ledger.ts';
import type { Mode } from '../../shared/settings.ts';
import { APP } from '../../shared/actors.ts';
import type { Actor } from '../../shared/actors.ts';
import { createTurns } from '../turns.ts';
import { CHAIN_START, canonicalJson } from './canonical.ts';
import type { Database } from './database.ts';
import { openingError } from './errors.ts';
import { storedJson } from './events.ts';
import type { EventLog, CoreKind } from './events.ts';
import { AGGREGATES } from './registry.ts';
import { readMark, writeMark } from './mark-file.ts';
import type { Kept, Place } from './mark-file.ts';

export interface MarkOptions {
  /** Outside of the ledger's own folder: a folder that is put back whole is noticed too. */
  file: string;
  mode: Mode;
  /** Whether a mark was made before: one that is gone is then noticed, not made anew. */
  mustExist: boolean;
  /** The mark is on the disk for the first time. */
  made: () => void;
}

/** Whose events these are. */
const LEDGER = 'ledger';
/** The events after whose commit something leaves the PC. */
const SENDS = `kind IN (${AGGREGATES.flatMap(({ sends }) => sends.map((kind) => `'${kind}'`)).join(', ')})`;
/** Milliseconds after an event in which the mark follows it; for sends it does not wait so long. */
const RENEW = 2000;

/**
 * What stands outside the ledger and tells its least age: the number and the hash of an event that it had, with the sends
 * until then. It is on the disk before anything leaves the PC; so where the ledger does not hold that event (its log was
 * lost, an older copy was put back), what it has as waiting to be sent may have been sent, and nothing is sent by itself until a
 * person decides. While that is open the mark stays as it is, and so finds it again after each start.
 *
 * The last end of the ledger is authenticated with a key that the operating system seals (seal-key.ts), as soon as the key
 * is there: who can write both files, but not open the seal, cannot make a past that the mark agrees with.
 */
export class Mark {
  readonly #db: Database;
  readonly #events: EventLog;
  readonly #options: MarkOptions;
  #kept: Kept | null;
  /** Of the writes, whatever became of the mark. */
  #n: number;
  #hold: Hold | null = null;
  #key: Buffer | null = null;
  #failed = false;
  #renewal: NodeJS.Timeout | null = null;
  /** The writes, one after the other; and the one that has not begun. */
  readonly #writes = createTurns();
  #next: Promise<void> | null = null;

  constructor(db: Database, events: EventLog, options: MarkOptions) {
    this.#db = db;
    this.#events = events;
    this.#options = options;
    this.#kept = readMark(options.file);
    this.#n = this.#kept?.n ?? 0;
    const open = this.#noticed();
    if (open?.mark?.seq === this.#kept?.seq) this.#hold = open;
    // A ledger that was sealed had a mark, whatever the settings say.
    const mustExist = options.mustExist || this.#lastOf('ledger.sealed') !== null;
    if (this.#kept === null ? mustExist : this.#faultAt(this.#kept) !== null)
      this.#notice(this.#kept === null ? 'no-mark' : 'older');
  }

  /** Why nothing is sent by itself, with what is known; null while it is. */
  hold(): Hold | null {
    return this.#hold;
  }

  /** Whether the last write of the mark failed: nothing leaves until one succeeds. */
  failed(): boolean {
    return this.#failed;
  }

  /** Tries again where the last write failed. Rejects with LedgerError while the mark cannot be written. */
  async ready(): Promise<void> {
    if (this.#failed) await this.keep();
  }

  /**
   * When it resolves, the ledger's present end is on the disk outside of it. Calls of one moment are served by one write,
   * which costs one fsync. Rejects with LedgerError, and while there is a hold.
   */
  async keep(): Promise<void> {
    if (this.#hold !== null) throw new Error('The ledger is not the one that was marked');
    await this.#write();
  }

  /** An event was appended: the mark follows it, but nobody waits for that. */
  touched(): void {
    if (this.#hold !== null) return;
    this.#renewal ??= setTimeout(() => {
      this.#renewal = null;
      void this.keep().catch(() => undefined);
    }, RENEW).unref();
  }

  /**
   * The ledger is taken as it is, by a person who saw the facts: an event has them, and the mark follows the ledger again.
   * Rejects with LedgerError where the mark cannot be written; then the hold stands.
   */
  async accept(actor: Actor): Promise<void> {
    if (this.#hold === null) return;
    const open = this.#hold;
    this.#append('ledger.accepted', { ...open, sealed: this.#key !== null }, actor);
    const before = this.#kept;
    this.#kept = null;
    try {
      await this.#write();
      this.#hold = null;
    } catch (error) {
      // It is open again, with the facts as they were: the next start looks for what was said last.
      this.#append('ledger.behind', open, APP);
      throw error;
    } finally {
      this.#kept ??= before;
    }
  }

  /**
   * From now on the end of the ledger is authenticated with `key`. One that is `fresh` begins with an event: what an
   * earlier key vouched for cannot be known any more. So does one of which the mark has no seal: it was lost, but where a
   * person took the ledger as it is before the keyring answered. Else what the mark has is verified, and where it does not
   * hold, nothing is sent by itself.
   */
  sealWith(key: Buffer, fresh: boolean): void {
    if (this.#key !== null) return;
    this.#key = key;
    const head = this.#kept?.head ?? null;
    const isFirst = head === null && this.#lastOf('ledger.sealed') === null;
    // A key without anything that it sealed: what there was is gone, or was taken away. While there is a hold, it is said.
    if (fresh || isFirst || (head === null && this.#hold === null))
      this.#append('ledger.sealed', { reason: this.#reason(fresh, isFirst) }, APP);
    else if (head !== null && (!this.#isOurs(head) || this.#faultAt(head) !== null)) this.#notice('seal');
    if (this.#hold === null) void this.keep().catch(() => undefined);
  }

  isSealed(): boolean {
    return this.#key !== null;
  }

  /** What is wrong, as codes with a place: see checkInSteps. */
  problems(): string[] {
    const head = this.#kept?.head ?? null;
    const faults = [this.#kept, head].map((place) => place && this.#faultAt(place)).filter((fault) => fault !== null);
    if (this.#key !== null && head !== null && !this.#isOurs(head)) faults.push(`seal-bad ${head.seq}`);
    return [...new Set(faults)];
  }

  /** How far the ledger's end is vouched for. */
  sealState(): LedgerReport['seal'] {
    const last = this.#lastOf('ledger.sealed');
    const since = last && { at: Number(last['at']), lost: String(last['data']).includes('"lost"') };
    if (this.#key === null) return { state: this.#failed ? 'none' : 'keyring', since };
    return { state: this.#kept?.head ? 'sealed' : 'none', since };
  }

  /** Writes nothing more. */
  close(): void {
    if (this.#renewal !== null) clearTimeout(this.#renewal);
    this.#renewal = null;
  }

  #write(): Promise<void> {
    return (this.#next ??= this.#writes.run(() => {
      this.#next = null;
      return this.#writeNow();
    }));
  }

  async #writeNow(): Promise<void> {
    const { file, made } = this.#options;
    try {
      const end = this.#end();
      const before = this.#kept;
      const head = this.#key === null ? (before?.head ?? null) : { seq: end.seq, hash: end.hash, mac: this.#mac(end) };
      if (!this.#failed && before?.seq === end.seq && before.head?.seq === head?.seq) return;
      const sends = (before?.sends ?? 0) + this.#sends(before?.seq ?? 0, end.seq);
      this.#n += 1;
      const kept = { n: this.#n, ...end, sends, head };
      await writeMark(file, kept);
      this.#kept = kept;
      this.#failed = false;
    } catch (error) {
      this.#failed = true;
      throw openingError(error, file);
    }
    made();
  }

  #end(): Place & { at: number } {
    const last = this.#db.get('SELECT seq, hash, at FROM events ORDER BY seq DESC LIMIT 1');
    return last ? { seq: Number(last['seq']), hash: String(last['hash']), at: Number(last['at']) } : START;
  }

  /** After the first, up to and with the last. */
  #sends(after: number, until: number): number {
    return this.#db.number(`SELECT count(*) AS n FROM events WHERE seq > ? AND seq <= ? AND ${SENDS}`, after, until);
  }

  /** What is wrong with the ledger where it does not hold an event: it ends before it, or has another in its place. */
  #faultAt({ seq, hash }: Place): string | null {
    if (seq === 0) return null;
    const found = this.#db.get('SELECT hash FROM events WHERE seq = ?', seq);
    if (found === null) return `shorter ${seq}`;
    return found['hash'] === hash ? null : `rewritten ${seq}`;
  }

  /** The facts as they were when it was first noticed: the ledger goes on meanwhile. */
  #notice(cause: Hold['cause']): void {
    if (this.#hold !== null) return;
    const kept = this.#kept;
    const mark = kept && { seq: kept.seq, at: kept.at };
    const { seq, at } = this.#end();
    const sends = kept !== null && seq < kept.seq ? Math.max(0, kept.sends - this.#sends(0, seq)) : null;
    this.#hold = { cause, end: { seq, at }, mark, sends };
    try {
      this.#append('ledger.behind', this.#hold, APP);
    } catch {
      // A full disk: it is noticed again at the next start.
    }
  }

  /** What the ledger itself says was noticed and not yet decided. */
  #noticed(): Hold | null {
    const [behind, accepted] = [this.#lastOf('ledger.behind'), this.#lastOf('ledger.accepted')];
    if (behind === null || Number(behind['seq']) < Number(accepted?.['seq'] ?? 0)) return null;
    return Hold.safeParse(storedJson(behind['data'], LEDGER)).data ?? null;
  }

  #lastOf(kind: CoreKind) {
    return this.#db.get(
      'SELECT seq, at, data FROM events WHERE subject = ? AND kind = ? ORDER BY seq DESC LIMIT 1',
      LEDGER,
      kind,
    );
  }

  /** Why the seals begin here. */
  #reason(fresh: boolean, isFirst: boolean): 'first' | 'accepted' | 'lost' {
    if (fresh) return isFirst ? 'first' : 'lost';
    const [accepted, sealed] = [this.#lastOf('ledger.accepted'), this.#lastOf('ledger.sealed')];
    const isOfAccepted = Number(accepted?.['seq'] ?? 0) > Number(sealed?.['seq'] ?? 0);
    return isOfAccepted && String(accepted?.['data']).includes('"sealed":false') ? 'accepted' : 'lost';
  }

  #append(kind: CoreKind, data: object, actor: Actor): void {
    this.#db.transact(() => void this.#events.append(LEDGER, kind, data, actor));
  }

  #mac({ seq, hash }: Place): string {
    const said = canonicalJson({ application: 'pishkhan', mode: this.#options.mode, seq, hash });
    return createHmac('sha256', this.#key ?? '')
      .update(said)
      .digest('hex');
  }

  #isOurs(head: NonNullable<Kept['head']>): boolean {
    const [theirs, ours] = [Buffer.from(head.mac, 'hex'), Buffer.from(this.#mac(head), 'hex')];
    return theirs.length === ours.length && timingSafeEqual(theirs, ours);
  }
}

/** The end of a ledger without events. */
const START = { seq: 0, hash: CHAIN_START, at: 0 };
