import { setTimeout as sleep } from 'node:timers/promises';
import { safeStorage } from 'electron';
import type { DecryptStringAsyncReturnValue } from 'electron';
import type { Seal } from '../host.ts';

/** Milliseconds before a keyring that is busy or just being unlocked is asked once more. */
const SECOND_TRY = 300;

/** What Linux's Chromium puts before what it sealed with a key that is the same in every program. */
const FIXED_KEY = 'v10';

/** Something sealed, to see with what; null where nothing can be sealed, whatever Electron says of it. */
async function sample(): Promise<Buffer | null> {
  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
    return await safeStorage.encryptStringAsync('sample');
  } catch {
    return null;
  }
}

/** Linux without a keyring seals with a key that every program has. Elsewhere `v10` marks the system's own key. */
function isWeak(sealed: Buffer): boolean {
  if (process.platform !== 'linux') return false;
  return safeStorage.getSelectedStorageBackend() === 'basic_text' || sealed.toString('latin1', 0, 3) === FIXED_KEY;
}

/** Electron rejects with no code; its words alone tell a keyring that is away from a seal that is another user's. */
function mayPass(error: unknown): boolean {
  return error instanceof Error && error.message.includes('temporarily unavailable');
}

async function opened(sealed: Buffer): Promise<DecryptStringAsyncReturnValue> {
  try {
    return await safeStorage.decryptStringAsync(sealed);
  } catch (error) {
    if (!mayPass(error)) throw error;
    await sleep(SECOND_TRY);
    return safeStorage.decryptStringAsync(sealed);
  }
}

async function close(text: string): Promise<string> {
  return (await safeStorage.encryptStringAsync(text)).toString('base64');
}

/** Seals made to replace old ones. One that Electron wants replaced again is left: each look would rewrite the file. */
const renewed = new Set<string>();

async function renew(text: string, onReseal: (fresh: string) => void): Promise<void> {
  try {
    const fresh = await close(text);
    renewed.add(fresh);
    onReseal(fresh);
  } catch {
    // The old seal still opens.
  }
}

/**
 * Seals text for this OS user, as base64. `open` rejects for text sealed by another user or another machine, and while
 * the keyring is away. Where the system has a newer key it gives `onReseal` a fresh seal to be kept in the old one's place.
 */
export const seal = {
  async strength() {
    const sealed = await sample();
    if (sealed === null) return 'unavailable';
    return isWeak(sealed) ? 'weak' : 'strong';
  },
  close,
  async open(sealed: string, onReseal?: (fresh: string) => void) {
    const { result, shouldReEncrypt } = await opened(Buffer.from(sealed, 'base64'));
    if (shouldReEncrypt && onReseal !== undefined && !renewed.has(sealed)) await renew(result, onReseal);
    return result;
  },
} satisfies Seal;
