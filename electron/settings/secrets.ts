import type { SecretName } from '../../shared/settings.ts';
import type { KeyValue, Seal } from '../services.ts';

export type SecretState = 'set' | 'missing' | 'unreadable';

export interface SecretsArea {
  state(name: SecretName): Promise<SecretState>;
  put(name: SecretName, value: string): Promise<void>;
  remove(name: SecretName): void;
  /** The secret itself, for the main process alone; null where it is missing or cannot be opened. */
  read(name: SecretName): Promise<string | null>;
}

/**
 * SizPay's keys, sealed. What was sealed for another OS user cannot be opened: it shows as unreadable, and is entered
 * again; nothing is thrown away before that.
 */
export function createSecrets(store: KeyValue, seal: Seal): SecretsArea {
  const key = (name: SecretName) => `sealed.${name}`;
  const sealed = (name: SecretName): string | null => {
    const value = store.get(key(name));
    return typeof value === 'string' && value !== '' ? value : null;
  };
  /** What was opened, by its seal: the status asks for the secrets at every change, and a keyring is slow. */
  const opened = new Map<SecretName, { seal: string; secret: string }>();
  const read = async (name: SecretName): Promise<string | null> => {
    const value = sealed(name);
    if (value === null) return null;
    const known = opened.get(name);
    if (known?.seal === value) return known.secret;
    // Unless another value was put meanwhile, the fresh seal takes the place of the old one.
    const renew = (fresh: string) => {
      if (sealed(name) === value) store.set(key(name), fresh);
    };
    try {
      const secret = await seal.open(value, renew);
      opened.set(name, { seal: value, secret });
      return secret;
    } catch {
      return null;
    }
  };
  return {
    read,
    async state(name) {
      if (sealed(name) === null) return 'missing';
      return (await read(name)) === null ? 'unreadable' : 'set';
    },
    async put(name, value) {
      store.set(key(name), await seal.close(value));
    },
    remove(name) {
      store.delete(key(name));
      opened.delete(name);
    },
  };
}
