import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { seal } from '../../../electron/desktop/sealing.ts';

const keyring = vi.hoisted(() => ({
  isAsyncEncryptionAvailable: vi.fn<() => Promise<boolean>>(),
  getSelectedStorageBackend: vi.fn<() => string>(),
  encryptStringAsync: vi.fn<(text: string) => Promise<Buffer>>(),
  decryptStringAsync: vi.fn<(sealed: Buffer) => Promise<{ result: string; shouldReEncrypt: boolean }>>(),
}));
vi.mock('electron', () => ({ safeStorage: keyring }));

const AWAY = 'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.';
const OTHERS = 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.';

/** A keyring whose seals begin with `prefix`, in Electron's order of bytes. */
function withKeyring({ prefix = 'v11', backend = 'gnome_libsecret', platform = 'linux' } = {}) {
  const was = process.platform;
  Object.defineProperty(process, 'platform', { value: platform });
  onTestFinished(() => void Object.defineProperty(process, 'platform', { value: was }));
  vi.resetAllMocks();
  keyring.isAsyncEncryptionAvailable.mockResolvedValue(true);
  keyring.getSelectedStorageBackend.mockReturnValue(backend);
  keyring.encryptStringAsync.mockImplementation(async (text) => Buffer.from(`${prefix}${text}`));
  keyring.decryptStringAsync.mockImplementation(async (sealed) => ({
    result: sealed.toString('utf8').slice(prefix.length),
    shouldReEncrypt: false,
  }));
}

describe('how strong the seal is', () => {
  it.each([
    ['a keyring', {}, 'strong'],
    ['no keyring', { backend: 'basic_text' }, 'weak'],
    ['a keyring that is named but not used', { prefix: 'v10' }, 'weak'],
    ['Windows, where v10 is the own key of the user', { prefix: 'v10', platform: 'win32' }, 'strong'],
  ])('%s', async (_, options, strength) => {
    withKeyring(options);
    expect(await seal.strength()).toBe(strength);
  });

  it('is none where Electron says so, cannot say, or says yes and cannot seal', async () => {
    withKeyring();
    keyring.encryptStringAsync.mockRejectedValueOnce(new Error('Error while encrypting'));
    expect(await seal.strength()).toBe('unavailable');
    keyring.isAsyncEncryptionAvailable.mockRejectedValueOnce(new Error('no'));
    expect(await seal.strength()).toBe('unavailable');
    keyring.isAsyncEncryptionAvailable.mockResolvedValueOnce(false);
    expect(await seal.strength()).toBe('unavailable');
    expect(await seal.strength()).toBe('strong');
  });
});

describe('opening', () => {
  it('gives what was closed', async () => {
    withKeyring();
    expect(await seal.open(await seal.close('کلید'))).toBe('کلید');
  });

  it('asks a keyring that is away once more, and then gives up', async () => {
    withKeyring();
    const sealed = await seal.close('key');
    keyring.decryptStringAsync.mockRejectedValueOnce(new Error(AWAY));
    expect(await seal.open(sealed)).toBe('key');
    keyring.decryptStringAsync.mockClear().mockRejectedValue(new Error(AWAY));
    await expect(seal.open(sealed)).rejects.toThrow(AWAY);
    expect(keyring.decryptStringAsync).toHaveBeenCalledTimes(2);
  });

  it("asks once for another user's seal", async () => {
    withKeyring();
    keyring.decryptStringAsync.mockRejectedValue(new Error(OTHERS));
    await expect(seal.open('AAAA')).rejects.toThrow(OTHERS);
    expect(keyring.decryptStringAsync).toHaveBeenCalledTimes(1);
  });
});

describe('a seal with an old key', () => {
  /** The old key's seals open, with the wish for a new one; so do the new key's, where it is `neverContent`. */
  function withOldKey(neverContent = false) {
    withKeyring({ prefix: 'new' });
    keyring.decryptStringAsync.mockImplementation(async (sealed) => {
      const text = sealed.toString('utf8');
      return { result: text.slice(3), shouldReEncrypt: neverContent || text.startsWith('old') };
    });
    return Buffer.from('oldkey').toString('base64');
  }

  it('is opened, and a fresh one offered', async () => {
    const old = withOldKey();
    const onReseal = vi.fn<(fresh: string) => void>();
    expect(await seal.open(old, onReseal)).toBe('key');
    expect(onReseal.mock.calls).toEqual([[Buffer.from('newkey').toString('base64')]]);
    const fresh = onReseal.mock.calls[0]?.[0] ?? '';
    onReseal.mockClear();
    expect(await seal.open(fresh, onReseal)).toBe('key');
    expect(onReseal).not.toHaveBeenCalled();
  });

  it('is not replaced again and again', async () => {
    const old = withOldKey(true);
    let kept = old;
    const onReseal = vi.fn<(fresh: string) => void>((fresh) => void (kept = fresh));
    for (let look = 0; look < 3; look += 1) expect(await seal.open(kept, onReseal)).toBe('key');
    expect(onReseal).toHaveBeenCalledTimes(1);
  });

  it('opens though no fresh one can be made or kept', async () => {
    const old = withOldKey();
    const full = () => {
      throw new Error('ENOSPC');
    };
    expect(await seal.open(old, full)).toBe('key');
    keyring.encryptStringAsync.mockRejectedValue(new Error('Error while encrypting'));
    expect(await seal.open(old, () => expect.fail('there is none'))).toBe('key');
    expect(await seal.open(old)).toBe('key');
  });
});
