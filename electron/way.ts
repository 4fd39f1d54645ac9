import type { AccessFault } from '../shared/contract/errors.ts';
import type { Service } from '../shared/settings.ts';
import { keepFound } from './keep-found.ts';
import type { PracticeShop } from './practice/practice.ts';
import type { ModeSettings } from './settings/mode.ts';

/** The way to a service: how it is reached now, and who speaks to it so. */
export interface Way<S, C> {
  service: S;
  client: C;
}

export interface WaysOptions<S, C> {
  to: Service;
  practice: PracticeShop | null;
  settings: ModeSettings;
  /** How the service is reached as it is set now; null where something is missing. */
  find: () => Promise<S | null>;
  clientOf: (service: S) => C;
}

/** The way to a service as it is set, kept until the settings or the secrets change. */
export interface Ways<S, C> {
  /** The way, or why live cannot call the service: also while the keyring does not answer, for which nobody waits here. */
  get(): Promise<{ way: Way<S, C> } | { fault: AccessFault }>;
  /** Settings or secrets changed. */
  forget(): void;
}

export function createWays<S, C>({ to, practice, settings, find, clientOf }: WaysOptions<S, C>): Ways<S, C> {
  const kept = keepFound(async () => {
    const service = await find();
    return service === null ? null : { service, client: clientOf(service) };
  });
  return {
    async get() {
      const fault = practice === null ? await settings.accessFault(to) : null;
      const way = fault === null ? await kept.get() : null;
      return way === null ? { fault: fault ?? 'credentials-missing' } : { way };
    },
    forget: () => kept.forget(),
  };
}
