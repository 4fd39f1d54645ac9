import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../../shared/actors.ts';
import type { LedgerReport } from '../../shared/ledger.ts';
import { keepFound } from '../keep-found.ts';
import type { KeyValue, Seal } from '../keeping.ts';
import type { Ledger } from './ledger.ts';
import { openSealKey } from './seal-key.ts';

/** Milliseconds that the integrity check waits for the keyring, and then says that it did not answer; so does the first send. */
const KEYRING_WAIT = 2000;

/** Milliseconds until rows that could not be written are tried again. */
const RETRY = 2000;

export interface CheckingOptions {
  ledger: Ledger;
  /** Has the sealed key of the ledger's end. */
  store: KeyValue;
  seal: Seal;
  /** A check ended, the ledger's end was sealed, or rows were made anew. */
  changed: () => void;
}

/** The integrity check of an open ledger, between other work, with the seal of its end that the check tells of. */
export interface Checking {
  /** Rejects when it is stopped meanwhile. */
  check(): Promise<LedgerReport>;
  /**
   * Nothing is sent before it: the seal was looked at, unless the keyring is slow or away (live's keys come from the same
   * one), and the rows are those of this version.
   */
  ready: Promise<unknown>;
  /**
   * Makes rows that disagree with their events anew, by a person, and checks again; where none do, or the events are not
   * sound themselves, it only checks. Rejects when it is stopped meanwhile.
   */
  rebuild(actor: Actor): Promise<LedgerReport>;
  /** What the last check found; null while the first one runs. */
  ok(): boolean | null;
  /** The ledger is about to be closed. */
  stop(): void;
}

export function createChecking({ ledger, store, seal, changed }: CheckingOptions): Checking {
  let report: LedgerReport | null = null;
  let stopped = false;
  const key = keepFound(() => openSealKey(store, seal));

  /** The keyring may be slow or away: nothing but the check and the first send waits for it, and not for long. */
  async function sealLedger(): Promise<void> {
    const found = ledger.isSealed() ? null : await key.get();
    if (found === null || stopped) return;
    // The mark first: a sealed ledger without one is taken for one that lost it.
    if (ledger.hold() === null) await ledger.keepMark();
    if (stopped || ledger.isSealed()) return;
    found.keep();
    ledger.sealWith(found.key, found.fresh);
    changed();
  }

  const trySeal = () => Promise.race([sealLedger().catch(() => undefined), sleep(KEYRING_WAIT, undefined, { ref: false })]);

  function goOn(): void {
    if (stopped) throw Object.assign(new Error('stopped'), { code: 'internal', detail: 'stopped' });
  }

  /** A large ledger takes seconds, a full disk longer: the counter works meanwhile. */
  async function makeRows(): Promise<void> {
    const isOpen = () => !stopped;
    while (isOpen()) {
      try {
        if (!ledger.isRebuilding()) return;
        for (const _ of ledger.rebuildInSteps()) {
          await setImmediate();
          if (stopped) return;
        }
        changed();
      } catch {
        await sleep(RETRY, undefined, { ref: false });
      }
    }
  }

  const checking: Checking = {
    ready: Promise.all([trySeal(), makeRows()]),
    async rebuild(actor) {
      const found = await checking.check();
      if (!found.disagree) return found;
      ledger.askRebuild(actor);
      await makeRows();
      return checking.check();
    },
    async check() {
      await trySeal();
      // What happened until now is vouched for before it is said how far that goes.
      if (!stopped) await ledger.keepMark().catch(() => undefined);
      goOn();
      const steps = ledger.checkInSteps();
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) {
          report = step.value;
          changed();
          return step.value;
        }
        // The counter works on between two steps: a large ledger takes seconds to check.
        await setImmediate();
        goOn();
      }
    },
    ok: () => report?.ok ?? null,
    stop() {
      stopped = true;
    },
  };
  return checking;
}
