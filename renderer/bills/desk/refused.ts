import { useSyncExternalStore } from 'react';
import { pairKey } from '../../../shared/bill-digits.ts';
import type { PairVerdict } from '../../../shared/contract/bills.ts';

/**
 * Bills that did not get into the basket: they stay in sight until somebody corrects them or puts them aside, so that
 * one bad scan among many is not lost. Kept beside the screens, because a scan comes on any of them.
 */

let refused: readonly PairVerdict[] = [];
const watchers = new Set<() => void>();

function change(next: readonly PairVerdict[]): void {
  refused = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Notes what was refused, newest first, each pair once; forgets pairs that have got in since. */
export function noteVerdicts(verdicts: readonly PairVerdict[]): void {
  const keys = new Set(verdicts.map(({ pair }) => pairKey(pair)));
  const fresh = verdicts.filter(({ verdict }) => verdict !== 'added');
  change([...fresh.toReversed(), ...refused.filter(({ pair }) => !keys.has(pairKey(pair)))]);
}

export function putAside(verdict: PairVerdict): void {
  change(refused.filter((one) => one !== verdict));
}

/** Another counter's ledger is open now: what was refused before is not its own. */
export function forgetRefused(): void {
  change([]);
}

export function useRefused(): readonly PairVerdict[] {
  return useSyncExternalStore(watch, () => refused);
}
