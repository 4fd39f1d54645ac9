import { randomBytes } from 'node:crypto';
import type { KeyValue, Seal } from '../services.ts';

const KEY = 'sealedLedgerKey';

/**
 * The key of a mode that authenticates the end of its ledger: 32 random bytes, sealed by the operating system in the
 * mode's settings. One that is not there, or that this OS user cannot open, is begun anew (`fresh`). Rejects while the
 * keyring is away, or the settings cannot be written.
 */
export async function openSealKey(store: KeyValue, seal: Seal): Promise<{ key: Buffer; fresh: boolean }> {
  const sealed = store.get(KEY);
  const opened = async (text: string) => Buffer.from(await seal.open(text, (renewed) => store.set(KEY, renewed)), 'base64');
  if (typeof sealed === 'string') {
    try {
      return { key: await opened(sealed), fresh: false };
    } catch (error) {
      if ((await seal.strength()) === 'unavailable') throw error;
    }
    // A keyring that was just being unlocked is there by now; what it still refuses is another user's, or damaged.
    const again = await opened(sealed).catch(() => null);
    if (again !== null) return { key: again, fresh: false };
  }
  const key = randomBytes(32);
  store.set(KEY, await seal.close(key.toString('base64')));
  return { key, fresh: true };
}
