import type { Batch, BatchAlarm, BatchEvent } from '../../shared/batches.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { APP } from '../../shared/actors.ts';
import type { Actor } from '../../shared/actors.ts';
import { plainText } from '../providers/soap/text.ts';

export type Via = 'receiver' | 'pasted';
type AlarmEvent = Extract<BatchEvent, { kind: 'batch.alarm' }>;

/** Bounds on what alarms keep: whoever knows a batch's address can send as many returns as they like. */
const CAME_MAX = 16_384;
const WHAT_MAX = 40;
/** Returns that are kept as they came, from one "seen" to the next. */
const KEPT_MAX = 20;

/** The returns of a batch that disagree: the first of each kind is an event, the others are counted. */
export interface Alarms {
  /** Records one that is the first of its kind since the alarm was last seen; null for one that is to be counted. */
  raise(batch: Batch, alarm: BatchAlarm, what: readonly string[], came: string, via: Via): Batch | null;
  /** Counts one more. Never throws: a count that cannot be written now is written with the next one. */
  count(batch: Batch, via: Via): void;
  /** How many came since the alarm was last seen, beside the one that the batch shows. */
  more(batch: Batch): number;
  /** The cashier has seen them. What was counted is written first; then the next one raises the alarm again. */
  see(id: string, actor: Actor): Batch;
  /** Writes what was counted, as far as the ledger takes it. */
  settle(): void;
}

const totalOf = (events: readonly AlarmEvent[]) => events.reduce((sum, { more }) => sum + (more ?? 1), 0);
const isKept = ({ more }: AlarmEvent) => more === undefined;

export function createAlarms(ledger: Ledger): Alarms {
  /** Of each batch, what was counted and is not in the ledger yet. */
  const counted = new Map<string, { count: number; via: Via }>();

  function sinceSeen(id: string): AlarmEvent[] {
    const events = ledger.batches.history(id).flatMap(({ event }) => event ?? []);
    const seen = events.findLastIndex(({ kind }) => kind === 'batch.alarmSeen');
    return events.slice(seen + 1).filter((event) => event.kind === 'batch.alarm');
  }

  /** One event for all that were counted; it changes nothing of what the batch shows. */
  function write(id: string, since: readonly AlarmEvent[]): void {
    const pending = counted.get(id);
    const last = since.findLast(isKept);
    if (pending === undefined || last === undefined) return;
    ledger.batches.record(id, { ...last, came: '', via: pending.via, more: pending.count }, APP);
  }

  /** Writes it where `when` says so of all that are in the ledger. Where the ledger cannot take it, it stays counted here. */
  function tryWrite(id: string, when: (written: number) => boolean): void {
    try {
      const since = sinceSeen(id);
      if (!when(totalOf(since))) return;
      write(id, since);
      counted.delete(id);
    } catch {
      // Written with the next one, or when it is seen.
    }
  }

  return {
    raise(batch, alarm, all, came, via) {
      const what = all.slice(0, WHAT_MAX);
      const kept = sinceSeen(batch.id).filter(isKept);
      const isKnown = kept.some((event) => event.alarm === alarm && event.what.join() === what.join());
      if (isKnown || kept.length >= KEPT_MAX) return null;
      const event = { kind: 'batch.alarm', alarm, what, via, came: plainText(came.slice(0, CAME_MAX)) } as const;
      return ledger.batches.record(batch.id, event, APP);
    },
    count({ id }, via) {
      const count = (counted.get(id)?.count ?? 0) + 1;
      counted.set(id, { count, via });
      // As many as are written already: a flood costs an event each time that it has doubled.
      tryWrite(id, (written) => count >= written);
    },
    more({ id, alarm }) {
      if (alarm === null) return 0;
      const shown = alarm === 'paid-late' ? 0 : 1;
      return totalOf(sinceSeen(id)) + (counted.get(id)?.count ?? 0) - shown;
    },
    see(id, actor) {
      const batch = ledger.transact(() => {
        write(id, sinceSeen(id));
        return ledger.batches.record(id, { kind: 'batch.alarmSeen' }, actor);
      });
      counted.delete(id);
      return batch;
    },
    settle() {
      for (const id of counted.keys()) tryWrite(id, () => true);
    },
  };
}
