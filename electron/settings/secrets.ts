import { z } from 'zod';
import type { SecretName } from '../../shared/settings.ts';
import type { KeyValue, Seal } from '../host.ts';
import { WAITING } from './patience.ts';
import type { Ask } from './patience.ts';

/**
 * `elsewhere`: it was entered for another origin, and is not given out for this one; `waiting`: the keyring has not answered
 * yet.
 */
export type SecretState = 'set' | 'missing' | 'unreadable' | 'elsewhere' | 'waiting';

export interface Secrets {
  state(name: SecretName, origin: string): Promise<SecretState>;
  /** Seals a secret for one origin, storing nothing yet. */
  close(value: string, origin: string): Promise<string>;
  /** Stores what `close` gave. */
  keep(name: SecretName, sealed: string): void;
  remove(name: SecretName): void;
  /** The secret itself, for the main process alone; null where it is missing, unreadable or of another origin. */
  read(name: SecretName, origin: string): Promise<string | null>;
  /** The origin it was entered for; null where it is missing, or cannot be opened (yet). */
  enteredFor(name: SecretName): Promise<string | null>;
}

/** What is sealed. The origin is within, so that no hand on the settings file can make a key another service's. */
const Entered = z.object({ v: z.literal(1), origin: z.string(), secret: z.string() });
type Entered = Pick<z.infer<typeof Entered>, 'origin' | 'secret'>;

function enteredIn(text: string): Entered | null {
  try {
    return Entered.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * SizPay's keys and ToshaNet's name and password, sealed, each with the origin it was entered for. What was sealed for
 * another OS user cannot be opened: it shows as unreadable, and is entered again; nothing is thrown away before that.
 * @param ask how the keyring is asked for what is drawn; only what reads a secret waits for it
 * @param formerOrigin the origin of what an earlier version sealed, which was the secret alone
 */
export function createSecrets(store: KeyValue, seal: Seal, ask: Ask, formerOrigin: (name: SecretName) => string): Secrets {
  const key = (name: SecretName) => `sealed.${name}`;
  const sealed = (name: SecretName): string | null => {
    const value = store.get(key(name));
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const close = (value: string, origin: string) => seal.close(JSON.stringify({ v: 1, origin, secret: value }));
  /** What was opened, by its seal: the status asks for the secrets at every change, and a keyring is slow. */
  const opened = new Map<SecretName, { seal: string; entered: Entered }>();

  /** Unless another value was put meanwhile, the fresh seal takes the place of the old one. */
  function renew(name: SecretName, old: string, fresh: string): void {
    if (sealed(name) === old) store.set(key(name), fresh);
  }

  async function renewFormer(name: SecretName, old: string, { secret, origin }: Entered): Promise<void> {
    try {
      renew(name, old, await close(secret, origin));
    } catch {
      // The old seal still opens, and is renewed another time: there was no room on the disk, say.
    }
  }

  async function open(name: SecretName): Promise<Entered | null> {
    const value = sealed(name);
    if (value === null) return null;
    const known = opened.get(name);
    if (known?.seal === value) return known.entered;
    try {
      const text = await seal.open(value, (fresh) => renew(name, value, fresh));
      const found = enteredIn(text);
      const entered = found ?? { secret: text, origin: formerOrigin(name) };
      opened.set(name, { seal: value, entered });
      if (found === null) await renewFormer(name, value, entered);
      return entered;
    } catch {
      return null;
    }
  }

  const look = (name: SecretName, value: string) => ask(`${name} ${value}`, () => open(name));

  return {
    close,
    async read(name, origin) {
      const entered = await open(name);
      return entered?.origin === origin ? entered.secret : null;
    },
    async enteredFor(name) {
      const value = sealed(name);
      const entered = value === null ? null : await look(name, value);
      return entered === WAITING ? null : (entered?.origin ?? null);
    },
    async state(name, origin) {
      const value = sealed(name);
      if (value === null) return 'missing';
      const entered = await look(name, value);
      if (entered === WAITING) return WAITING;
      if (entered === null) return 'unreadable';
      return entered.origin === origin ? 'set' : 'elsewhere';
    },
    keep(name, value) {
      store.set(key(name), value);
    },
    remove(name) {
      store.delete(key(name));
      opened.delete(name);
    },
  };
}

/** Whether a settings file holds any secret. */
export function holdsSecrets(store: KeyValue, names: readonly SecretName[]): boolean {
  return names.some((name) => store.get(`sealed.${name}`) !== undefined);
}
