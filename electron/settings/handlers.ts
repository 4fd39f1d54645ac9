import type { ContractReport, SettingsView } from '../../shared/views.ts';
import type { Mode, Service, SettingsPatch } from '../../shared/settings.ts';
import { CallError } from '../errors.ts';
import type { Handlers } from '../ipc.ts';
import type { Host } from '../services.ts';
import type { Shop } from '../shop.ts';
import { checkContract } from '../sizpay/contract.ts';
import type { ContractFound } from '../soap/contract.ts';
import { checkToshaContract } from '../tosha/contract.ts';
import type { ModeSettings } from './mode.ts';

export interface SettingsOptions {
  host: Host;
  now: () => number;
  of: (mode: Mode) => ModeSettings;
  /** The open shop; null while its ledger cannot be used. */
  shop: () => Shop | null;
  /** What changed in the settings of a mode is in the ledger of the open shop, told, and used from now on. */
  changed: (mode: Mode, event: SettingsEvent) => void;
}

export type SettingsEvent =
  | { kind: 'settings.changed'; data: Record<string, string | number | boolean | null> }
  | { kind: 'secret.set' | 'secret.removed'; data: { name: string } }
  | { kind: 'contract.adopted'; data: { service: string; namespace: string } }
  | { kind: 'contract.reset'; data: { service: string } };

/** Practice has keys of its own, which nobody enters. */
const PRACTICE_SECRETS = { key1: 'set', key2: 'set', toshaUser: 'set', toshaPassword: 'set' } as const;

type SettingsHandlers = Pick<Handlers, Extract<keyof Handlers, `settings.${string}` | `contract.${string}`>>;

/** The calls about settings, secrets and the service's contract. */
export function settingsHandlers(options: SettingsOptions): SettingsHandlers {
  const { host, now, of, shop, changed } = options;

  async function view(mode: Mode): Promise<SettingsView> {
    const settings = of(mode);
    return {
      settings: settings.area.get(),
      secrets: mode === 'practice' ? PRACTICE_SECRETS : await settings.secretStates(),
      seal: await host.seal.strength(),
      adoptedNamespace: (await settings.contracts.adopted('sizpay'))?.namespace ?? null,
      adoptedToshaNamespace: (await settings.contracts.adopted('tosha'))?.namespace ?? null,
      unusableContracts: await settings.contracts.unusable(),
      liveReady: await of('live').ready(),
      dataFolder: host.dataDir,
    };
  }

  /** Practice's endpoint and keys are its own; live must never be pointed at them. */
  function refuseMixing(mode: Mode, patch: SettingsPatch): void {
    const practice = shop()?.practice?.endpoint;
    for (const endpoint of [patch.endpoint, patch.toshaEndpoint]) {
      if (endpoint === undefined) continue;
      if (mode === 'practice') throw new CallError('only-live');
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
    if (mode === 'live') return of(mode).area.get()[service === 'sizpay' ? 'endpoint' : 'toshaEndpoint'];
    const practice = shop()?.practice ?? null;
    if (practice === null) throw new CallError('only-in-practice');
    return service === 'sizpay' ? practice.endpoint : practice.toshaEndpoint;
  }

  function readContract(mode: Mode, service: Service): Promise<ContractFound> {
    const read = service === 'sizpay' ? checkContract : checkToshaContract;
    return read(contractEndpoint(mode, service), of(mode).area.get().sendTimeout * 1000);
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
    'settings.put': ({ mode, patch }) => {
      refuseMixing(mode, patch);
      of(mode).area.put(patch);
      const data = Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, loggable(value)]));
      changed(mode, { kind: 'settings.changed', data });
      return view(mode);
    },
    'settings.putSecret': async ({ mode, name, value }) => {
      refusePractice(mode);
      await of(mode).secrets.put(name, value);
      changed(mode, { kind: 'secret.set', data: { name } });
      return view(mode);
    },
    'settings.removeSecret': ({ mode, name }) => {
      refusePractice(mode);
      of(mode).secrets.remove(name);
      changed(mode, { kind: 'secret.removed', data: { name } });
      return view(mode);
    },
    'contract.check': async ({ mode, service }) => {
      const found = await readContract(mode, service);
      return report(found, (await of(mode).contracts.adopted(service))?.wsdl === found.wsdl);
    },
    'contract.adopt': async ({ mode, service }) => {
      const found = await readContract(mode, service);
      if (!found.adoptable) throw new CallError('contract-incompatible');
      of(mode).contracts.adopt(service, found);
      changed(mode, { kind: 'contract.adopted', data: { service, namespace: found.namespace } });
      return report(found, true);
    },
    'contract.reset': ({ mode, service }) => {
      of(mode).contracts.reset(service);
      changed(mode, { kind: 'contract.reset', data: { service } });
      return {};
    },
  };
}
