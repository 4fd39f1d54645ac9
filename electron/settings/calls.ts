import type { ContractReport, SettingsView } from '../../shared/contract/settings.ts';
import { serviceOf } from '../../shared/settings.ts';
import type { Mode, Service, SettingsPatch } from '../../shared/settings.ts';
import { CallError } from '../errors.ts';
import type { Handlers } from '../ipc.ts';
import type { Host } from '../host.ts';
import type { Shop } from '../open-mode.ts';
import { checkContract } from '../providers/sizpay/contract.ts';
import type { ContractFound } from '../providers/soap/contract.ts';
import { checkToshaContract } from '../providers/tosha/contract.ts';
import { isPlain, originOf } from './address.ts';
import { endpointOf } from './mode.ts';
import type { ModeSettings } from './mode.ts';
import type { Ask } from './patience.ts';

export interface SettingsOptions {
  host: Host;
  /** How the keyring is asked for what is drawn. */
  ask: Ask;
  now: () => number;
  of: (mode: Mode) => ModeSettings;
  /** The open shop; null while its ledger cannot be used. */
  shop: () => Shop | null;
  /**
   * A change of a mode's settings: its event is in the ledger of that mode, then `apply` makes it, it is told, and used
   * from now on. Rejects with the ledger's code, and nothing changed, where the ledger cannot take the event.
   */
  change: (mode: Mode, event: SettingsEvent, apply: () => void) => Promise<void>;
}

type SettingsEvent =
  | { kind: 'settings.changed'; data: Record<string, string | number | boolean | null> }
  | { kind: 'secret.set' | 'secret.removed'; data: { name: string } }
  | { kind: 'contract.adopted'; data: { service: string; namespace: string } }
  | { kind: 'contract.reset'; data: { service: string } };

/** Practice has keys of its own, which nobody enters. */
const PRACTICE_SECRETS = {
  secrets: { key1: 'set', key2: 'set', toshaUser: 'set', toshaPassword: 'set' },
  enteredFor: { key1: null, key2: null, toshaUser: null, toshaPassword: null },
} as const;

const ENDPOINTS = { endpoint: 'sizpay', toshaEndpoint: 'tosha' } as const;

type SettingsHandlers = Pick<Handlers, Extract<keyof Handlers, `settings.${string}` | `contract.${string}`>>;

/** The calls about settings, secrets and the service's contract. */
export function settingsHandlers(options: SettingsOptions): SettingsHandlers {
  const { host, ask, now, of, shop, change } = options;

  async function view(mode: Mode): Promise<SettingsView> {
    const settings = of(mode);
    return {
      settings: settings.area.get(),
      ...(await settings.secretView()),
      ...(mode === 'practice' && PRACTICE_SECRETS),
      seal: await ask('strength', () => host.seal.strength()),
      adoptedNamespace: (await settings.contracts.adopted('sizpay'))?.namespace ?? null,
      adoptedToshaNamespace: (await settings.contracts.adopted('tosha'))?.namespace ?? null,
      unusableContracts: await settings.contracts.unusable(),
      liveReady: (await of('live').accessFault('sizpay')) === null,
      dataFolder: host.dataDir,
    };
  }

  /** Practice's endpoint and keys are its own; live must never be pointed at them, nor at an address it does not speak to. */
  function refuseAddresses(mode: Mode, patch: SettingsPatch): void {
    const practice = shop()?.practice?.endpoint;
    for (const [field, service] of Object.entries(ENDPOINTS) as [keyof typeof ENDPOINTS, Service][]) {
      const endpoint = patch[field];
      if (endpoint === undefined) continue;
      if (mode === 'practice') throw new CallError('only-live');
      const fault = of(mode).addressFault(service, endpoint);
      if (fault !== null) throw new CallError(fault, { issues: [{ path: `patch.${field}`, code: fault }] });
      if (practice !== undefined && new URL(practice).host === new URL(endpoint).host)
        throw new CallError('endpoint-is-practice');
    }
  }

  function refusePractice(mode: Mode): void {
    if (mode === 'practice') throw new CallError('only-live');
  }

  const loggable = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value);

  function contractEndpoint(mode: Mode, service: Service): string {
    if (mode === 'live') {
      const endpoint = endpointOf(of(mode).area.get(), service);
      const fault = of(mode).addressFault(service, endpoint);
      if (fault !== null) throw new CallError(fault);
      return endpoint;
    }
    const practice = shop()?.practice ?? null;
    if (practice === null) throw new CallError('only-in-practice');
    return service === 'sizpay' ? practice.endpoint : practice.toshaEndpoint;
  }

  /** Readings under way, by address: a page can ask as often as it likes, and each is a connection. */
  const readings = new Map<string, Promise<ContractFound>>();

  function contractAt(endpoint: string, service: Service, deadline: number): Promise<ContractFound> {
    const key = `${service} ${endpoint}`;
    const read = service === 'sizpay' ? checkContract : checkToshaContract;
    const reading = readings.get(key) ?? read(endpoint, deadline).finally(() => readings.delete(key));
    readings.set(key, reading);
    return reading;
  }

  async function readContract(mode: Mode, service: Service): Promise<ContractFound> {
    const found = await contractAt(contractEndpoint(mode, service), service, of(mode).area.get().sendTimeout * 1000);
    if (mode === 'live' && found.practice) throw new CallError('endpoint-is-practice');
    return found;
  }

  const report = (found: ContractFound, adopted: boolean): ContractReport => ({
    checkedAt: now(),
    namespace: found.namespace,
    differences: found.differences,
    adoptable: found.adoptable,
    adopted,
  });

  return {
    'settings.get': ({ mode }) => view(mode),
    'settings.put': async ({ mode, patch }) => {
      refuseAddresses(mode, patch);
      const data = Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, loggable(value)]));
      await change(mode, { kind: 'settings.changed', data }, () => of(mode).area.put(patch));
      return view(mode);
    },
    'settings.putSecret': async ({ mode, name, value, evenIfPlain }) => {
      refusePractice(mode);
      const settings = of(mode);
      const { secrets } = settings;
      const service = serviceOf(name);
      const endpoint = endpointOf(settings.area.get(), service);
      const fault = settings.addressFault(service, endpoint);
      if (fault !== null) throw new CallError(fault);
      if (isPlain(endpoint) && !evenIfPlain) throw new CallError('plain-http');
      const sealed = await secrets.close(value, originOf(endpoint));
      await change(mode, { kind: 'secret.set', data: { name } }, () => secrets.keep(name, sealed));
      return view(mode);
    },
    'settings.removeSecret': async ({ mode, name }) => {
      refusePractice(mode);
      await change(mode, { kind: 'secret.removed', data: { name } }, () => of(mode).secrets.remove(name));
      return view(mode);
    },
    'contract.check': async ({ mode, service }) => {
      const found = await readContract(mode, service);
      return report(found, (await of(mode).contracts.adopted(service))?.wsdl === found.wsdl);
    },
    'contract.adopt': async ({ mode, service }) => {
      const found = await readContract(mode, service);
      if (!found.adoptable) throw new CallError('contract-incompatible');
      const { namespace } = found;
      const adopt = () => of(mode).contracts.adopt(service, found);
      await change(mode, { kind: 'contract.adopted', data: { service, namespace } }, adopt);
      return report(found, true);
    },
    'contract.reset': async ({ mode, service }) => {
      await change(mode, { kind: 'contract.reset', data: { service } }, () => of(mode).contracts.reset(service));
      return {};
    },
  };
}
