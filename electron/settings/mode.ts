import { z } from 'zod';
import type { AccessFault, AddressFault } from '../../shared/contract/errors.ts';
import type { SettingsView } from '../../shared/contract/settings.ts';
import { ENDPOINT_OF, SECRET_NAMES, SECRETS_OF, serviceOf } from '../../shared/settings.ts';
import type { Mode, SecretName, Service, Settings } from '../../shared/settings.ts';
import type { PracticeShop } from '../practice/practice.ts';
import type { KeyValue, Seal } from '../host.ts';
import type { PayLinkService } from '../providers/sizpay/outcome.ts';
import { payLinkWsdl } from '../providers/sizpay/wsdl.ts';
import type { ToshaService } from '../providers/tosha/outcome.ts';
import { toshaWsdl } from '../providers/tosha/wsdl.ts';
import { addressFault, isPlain, originOf } from './address.ts';
import type { Ask } from './patience.ts';
import { createContracts } from './contracts.ts';
import type { ServiceContracts } from './contracts.ts';
import { createSecrets, holdsSecrets } from './secrets.ts';
import type { Secrets, SecretState } from './secrets.ts';
import { createSettings } from './settings.ts';
import type { SettingsValues } from './settings.ts';

/** The address of a service in the settings. */
export function endpointOf(settings: Settings, service: Service): string {
  return settings[ENDPOINT_OF[service]];
}

/** Where secrets that an earlier version sealed without an origin were entered for. */
const Former = z.object({ sizpay: z.string(), tosha: z.string() });
const FORMER = 'formerOrigins';

/**
 * The addresses that were set when this version first started: what was sealed before belongs to them. Remembered before
 * any call is answered; where the disk is full it holds for this run, and is remembered at a later one.
 */
function formerOrigins(store: KeyValue, settings: Settings): z.infer<typeof Former> {
  const known = Former.safeParse(store.get(FORMER));
  if (known.success) return known.data;
  const now = { sizpay: originOf(settings.endpoint), tosha: originOf(settings.toshaEndpoint) };
  try {
    if (holdsSecrets(store, SECRET_NAMES)) store.set(FORMER, now);
  } catch {
    // Nothing can be changed on a full disk either, so the same addresses are found again.
  }
  return now;
}

/** What one mode's settings file holds: settings, sealed secrets, and the services' contracts where they were adopted. */
export interface ModeSettings {
  mode: Mode;
  values: SettingsValues;
  secrets: Secrets;
  contracts: ServiceContracts;
  /** How to reach the service now; null where `accessFault` says why. Practice brings its own. */
  service(practice: PracticeShop | null): Promise<PayLinkService | null>;
  /** How to reach ToshaNet now; null where `accessFault` says why. Practice brings its own. */
  toshaService(practice: PracticeShop | null): Promise<ToshaService | null>;
  /** Why live does not speak to this address of a service; null where it does. */
  addressFault(service: Service, endpoint: string): AddressFault | null;
  /** Why live cannot call a service now; null where it can: its address will do, and its keys were entered for it. */
  accessFault(service: Service): Promise<AccessFault | null>;
  /** The secrets, for whom they were entered, and the addresses they would go to. */
  secretView(): Promise<Pick<SettingsView, 'secrets' | 'enteredFor' | 'addresses'>>;
}

/**
 * The one thing to say of several secrets: where they were entered for another address, entering them helps. What the keyring
 * has not told yet is not known, so it is said last.
 */
function worstOf(states: readonly SecretState[]): AccessFault | null {
  if (states.includes('elsewhere')) return 'credentials-elsewhere';
  if (states.includes('unreadable')) return 'credentials-unreadable';
  if (states.includes('missing')) return 'credentials-missing';
  return states.includes('waiting') ? 'keyring-waiting' : null;
}

async function ofEach<T>(find: (name: SecretName) => Promise<T>): Promise<Record<SecretName, T>> {
  const found = await Promise.all(SECRET_NAMES.map(async (name) => [name, await find(name)] as const));
  return Object.fromEntries(found) as Record<SecretName, T>;
}

/** @param ask how the keyring is asked for what is drawn */
export function createModeSettings(mode: Mode, store: KeyValue, seal: Seal, ask: Ask, allowLoopback: boolean): ModeSettings {
  const values = createSettings(store, mode);
  const former = formerOrigins(store, values.get());
  const secrets = createSecrets(store, seal, ask, (name) => former[serviceOf(name)]);
  const contracts = createContracts(store);
  const faultOf = (service: Service, endpoint: string) => addressFault(service, endpoint, allowLoopback);

  /** A service's two secrets for the address that is given with them: they go nowhere else. */
  async function credentialsFor(service: Service, endpoint: string) {
    if (faultOf(service, endpoint) !== null) return null;
    const origin = originOf(endpoint);
    const [userName, password] = await Promise.all(SECRETS_OF[service].map((name) => secrets.read(name, origin)));
    return userName && password ? { userName, password } : null;
  }

  const addressOf = (service: Service) => {
    const endpoint = endpointOf(values.get(), service);
    return { origin: originOf(endpoint), fault: faultOf(service, endpoint), plain: isPlain(endpoint) };
  };

  return {
    mode,
    values,
    secrets,
    contracts,
    async service(practice) {
      const { endpoint, transport, sendTimeout, payLinkName } = values.get();
      const wsdl = (await contracts.adopted('sizpay'))?.wsdl ?? payLinkWsdl();
      const common = { transport, wsdl, deadline: sendTimeout * 1000 };
      if (practice !== null)
        return { ...common, practice: true, endpoint: practice.endpoint, credentials: practice.credentials };
      const found = payLinkName === '' ? null : await credentialsFor('sizpay', endpoint);
      return found === null ? null : { ...common, endpoint, credentials: { ...found, payLinkName } };
    },
    async toshaService(practice) {
      const { toshaEndpoint: endpoint, toshaVersion, sendTimeout } = values.get();
      const wsdl = (await contracts.adopted('tosha'))?.wsdl ?? toshaWsdl();
      const common = { version: toshaVersion, wsdl, deadline: sendTimeout * 1000 };
      if (practice !== null)
        return { ...common, practice: true, endpoint: practice.toshaEndpoint, credentials: practice.toshaCredentials };
      const found = await credentialsFor('tosha', endpoint);
      return found === null ? null : { ...common, endpoint, credentials: found };
    },
    addressFault: faultOf,
    async accessFault(service) {
      const { origin, fault } = addressOf(service);
      if (fault !== null) return fault;
      const states = await Promise.all(SECRETS_OF[service].map((name) => secrets.state(name, origin)));
      const nameless = service === 'sizpay' && values.get().payLinkName === '';
      return worstOf(nameless ? [...states, 'missing'] : states);
    },
    async secretView() {
      const addresses = { sizpay: addressOf('sizpay'), tosha: addressOf('tosha') };
      return {
        secrets: await ofEach((name) => secrets.state(name, addresses[serviceOf(name)].origin)),
        enteredFor: await ofEach((name) => secrets.enteredFor(name)),
        addresses,
      };
    },
  };
}
