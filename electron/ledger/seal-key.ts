import { randomBytes } from 'node:crypto';
import type { KeyValue, Seal } from '../keeping.ts';

const KEY = 'sealedLedgerKey';

export interface SealKey {
  key: Buffer;
  /** It is new, and what an earlier one vouched for cannot be known any more. */
  fresh: boolean;
  /** Stores a fresh one, just before it is used: one that is stored and sealed nothing looks like one that was robbed. */
  keep(): void;
}

const found = (key: Buffer): SealKey => ({ key, fresh: false, keep: () => undefined });

/**
 * The key of a mode that authenticates the end of its ledger: 32 random bytes, sealed by the operating system in the
 * mode's settings. One that is not there, or that this OS user cannot open, is begun anew (`fresh`). Rejects while the
 * keyring is away.
 */
export async function openSealKey(store: KeyValue, seal: Seal): Promise<SealKey> {
  const sealed = store.get(KEY);
  const opened = async (text: string) => Buffer.from(await seal.open(text, (renewed) => store.set(KEY, renewed)), 'base64');
  if (typeof sealed === 'string') {
    try {
      return found(await opened(sealed));
    } catch (error) {
      if ((await seal.strength()) === 'unavailable') throw error;
    }
    // A keyring that was just being unlocked is there by now; what it still refuses is another user's, or damaged.
    const again = await opened(sealed).catch(() => null);
    if (again !== null) return found(again);
  }
  const key = randomBytes(32);
  const closed = await seal.close(key.toString('base64'));
  return { key, fresh: true, keep: () => store.set(KEY, closed) };
}
