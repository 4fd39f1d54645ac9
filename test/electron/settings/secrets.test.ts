import { describe, expect, it } from 'vitest';
import type { SecretName } from '../../../shared/settings.ts';
import type { Seal } from '../../../electron/host.ts';
import { createPatience } from '../../../electron/settings/patience.ts';
import { createSecrets } from '../../../electron/settings/secrets.ts';

const HERE = 'https://pay.example';
const ELSEWHERE = 'https://other.example';

function memory() {
  const values = new Map<string, unknown>();
  return {
    values,
    get: (key: string) => values.get(key),
    set: (key: string, value: unknown) => void values.set(key, value),
    setAll: (all: Readonly<Record<string, unknown>>) => {
      for (const [key, value] of Object.entries(all)) values.set(key, value);
    },
    delete: (key: string) => void values.delete(key),
  };
}

/** The secrets over a settings file, and a way to enter one. */
function secretsOver(store: ReturnType<typeof memory>, seal: Seal) {
  const secrets = createSecrets(
    store,
    seal,
    createPatience(() => undefined),
    () => HERE,
  );
  return { ...secrets, put: async (name: SecretName, value: string) => secrets.keep(name, await secrets.close(value, HERE)) };
}

/** A keyring whose key changes: what it opens, it seals anew with the key of now. */
function turningSeal(): Seal & { turn(): void } {
  let key = 1;
  return {
    turn: () => void (key += 1),
    strength: () => Promise.resolve('strong'),
    close: (text) => Promise.resolve(`${key}:${text}`),
    open: (sealed, onReseal) => {
      const [, with_, text = ''] = /^(\d+):(.*)$/su.exec(sealed) ?? [];
      if (with_ === undefined || Number(with_) < key - 1) return Promise.reject(new Error('key is gone'));
      if (Number(with_) < key) onReseal?.(`${key}:${text}`);
      return Promise.resolve(text);
    },
  };
}

describe('a secret', () => {
  it('is sealed anew when the keyring’s key changes, so that it outlives the old key', async () => {
    const [store, seal] = [memory(), turningSeal()];
    const secrets = secretsOver(store, seal);
    await secrets.put('key1', 'one');
    for (let n = 0; n < 3; n += 1) {
      seal.turn();
      expect(await secrets.read('key1', HERE)).toBe('one');
    }
  });

  it('that was replaced while its old seal was renewed stays the new one', async () => {
    const [store, seal] = [memory(), turningSeal()];
    const secrets = secretsOver(store, seal);
    await secrets.put('key1', 'old');
    seal.turn();
    const open = seal.open.bind(seal);
    seal.open = async (sealed, onReseal) => {
      store.set('sealed.key1', await secrets.close('new', HERE));
      return open(sealed, onReseal);
    };
    await secrets.read('key1', HERE);
    seal.open = open;
    expect(await secrets.read('key1', HERE)).toBe('new');
  });

  it('is opened once, however often it is asked for', async () => {
    const [store, seal] = [memory(), turningSeal()];
    const secrets = secretsOver(store, seal);
    await secrets.put('key1', 'one');
    let openings = 0;
    const open = seal.open.bind(seal);
    seal.open = (sealed, onReseal) => {
      openings += 1;
      return open(sealed, onReseal);
    };
    for (let n = 0; n < 5; n += 1) expect(await secrets.read('key1', HERE)).toBe('one');
    expect(openings).toBe(1);
    await secrets.put('key1', 'two');
    expect(await secrets.read('key1', HERE)).toBe('two');
    secrets.remove('key1');
    expect(await secrets.read('key1', HERE)).toBeNull();
  });

  it('that cannot be opened shows as unreadable, and is kept until it is replaced', async () => {
    const [store, seal] = [memory(), turningSeal()];
    const secrets = secretsOver(store, seal);
    await secrets.put('key1', 'one');
    seal.turn();
    seal.turn();
    expect(await secrets.state('key1', HERE)).toBe('unreadable');
    expect(store.values.size).toBe(1);
    await secrets.put('key1', 'two');
    expect(await secrets.state('key1', HERE)).toBe('set');
    secrets.remove('key1');
    expect(await secrets.state('key1', HERE)).toBe('missing');
  });

  it('is given out for the origin it was entered for, and for no other', async () => {
    const [store, seal] = [memory(), turningSeal()];
    const secrets = secretsOver(store, seal);
    await secrets.put('key1', 'one');
    expect(await secrets.read('key1', ELSEWHERE)).toBeNull();
    expect(await secrets.state('key1', ELSEWHERE)).toBe('elsewhere');
    expect(await secrets.enteredFor('key1')).toBe(HERE);
  });

  it.each(['plain', '7', '"x"', '{"v":1}', '{"v":2,"origin":"https://a","secret":"b"}'])(
    'that an earlier version sealed (%s) belongs to the former origin, and is sealed with it once opened',
    async (secret) => {
      const [store, seal] = [memory(), turningSeal()];
      store.set('sealed.key1', await seal.close(secret));
      expect(await secretsOver(store, seal).read('key1', ELSEWHERE)).toBeNull();
      const later = createSecrets(
        store,
        seal,
        createPatience(() => undefined),
        () => ELSEWHERE,
      );
      expect(await later.read('key1', HERE)).toBe(secret);
      expect(await later.enteredFor('key1')).toBe(HERE);
    },
  );
});
