import { describe, expect, it } from 'vitest';
import type { Seal } from '../../../electron/services.ts';
import { createSecrets } from '../../../electron/settings/secrets.ts';

function memory() {
  const values = new Map<string, unknown>();
  return {
    values,
    get: (key: string) => values.get(key),
    set: (key: string, value: unknown) => void values.set(key, value),
    delete: (key: string) => void values.delete(key),
  };
}

/** A keyring whose key changes: what it opens, it seals anew with the key of now. */
function turningSeal(): Seal & { turn(): void } {
  let key = 1;
  return {
    turn: () => void (key += 1),
    strength: () => Promise.resolve('strong'),
    close: (text) => Promise.resolve(`${key}:${text}`),
    open: (sealed, onReseal) => {
      const [with_, text = ''] = sealed.split(':');
      if (with_ === undefined || Number(with_) < key - 1) return Promise.reject(new Error('key is gone'));
      if (Number(with_) < key) onReseal?.(`${key}:${text}`);
      return Promise.resolve(text);
    },
  };
}

describe('a secret', () => {
  it('is sealed anew when the keyring’s key changes, so that it outlives the old key', async () => {
    const [store, seal] = [memory(), turningSeal()];
    const secrets = createSecrets(store, seal);
    await secrets.put('key1', 'one');
    for (let n = 0; n < 3; n += 1) {
      seal.turn();
      expect(await secrets.read('key1')).toBe('one');
    }
  });

  it('that was replaced while its old seal was renewed stays the new one', async () => {
    const [store, seal] = [memory(), turningSeal()];
    const secrets = createSecrets(store, seal);
    await secrets.put('key1', 'old');
    seal.turn();
    const open = seal.open.bind(seal);
    seal.open = async (sealed, onReseal) => {
      store.set('sealed.key1', await seal.close('new'));
      return open(sealed, onReseal);
    };
    await secrets.read('key1');
    seal.open = open;
    expect(await secrets.read('key1')).toBe('new');
  });

  it('is opened once, however often it is asked for', async () => {
    const [store, seal] = [memory(), turningSeal()];
    const secrets = createSecrets(store, seal);
    await secrets.put('key1', 'one');
    let openings = 0;
    const open = seal.open.bind(seal);
    seal.open = (sealed, onReseal) => {
      openings += 1;
      return open(sealed, onReseal);
    };
    for (let n = 0; n < 5; n += 1) expect(await secrets.read('key1')).toBe('one');
    expect(openings).toBe(1);
    await secrets.put('key1', 'two');
    expect(await secrets.read('key1')).toBe('two');
    secrets.remove('key1');
    expect(await secrets.read('key1')).toBeNull();
  });

  it('that cannot be opened shows as unreadable, and is kept until it is replaced', async () => {
    const [store, seal] = [memory(), turningSeal()];
    const secrets = createSecrets(store, seal);
    await secrets.put('key1', 'one');
    seal.turn();
    seal.turn();
    expect(await secrets.state('key1')).toBe('unreadable');
    expect(store.values.size).toBe(1);
    await secrets.put('key1', 'two');
    expect(await secrets.state('key1')).toBe('set');
    secrets.remove('key1');
    expect(await secrets.state('key1')).toBe('missing');
  });
});
