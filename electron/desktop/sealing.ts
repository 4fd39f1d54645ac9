import { safeStorage } from 'electron';
import type { Seal } from '../services.ts';

/** Linux without a keyring falls to `basic_text`: a key that every program has. */
function hasKeyring(): boolean {
  if (process.platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}

/** Seals text for this OS user, as base64. `open` throws for text sealed by another user or another machine. */
export const seal: Seal = {
  async strength() {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'unavailable';
    return hasKeyring() ? 'strong' : 'weak';
  },
  async close(text) {
    return (await safeStorage.encryptStringAsync(text)).toString('base64');
  },
  async open(sealed) {
    return (await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result;
  },
};
