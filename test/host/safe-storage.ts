import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app } from './app.ts';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** The key lies beside what it seals: it keeps secrets out of sight, not out of reach, and says `basic_text`. */
function key(): Buffer {
  const file = path.join(app.getPath('userData'), 'stand-in.key');
  try {
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 });
  } catch {
    // It is there already.
  }
  return readFileSync(file);
}

/** The part of Electron's `safeStorage` that the app uses. */
export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => 'basic_text' as const,
  encryptStringAsync(text: string) {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, key(), nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), body]));
  },
  async decryptStringAsync(sealed: Buffer) {
    const decipher = createDecipheriv(CIPHER, key(), sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    const text = Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
    return { result: text.toString('utf8'), shouldReEncrypt: false };
  },
} satisfies Pick<
  typeof Electron.safeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;
