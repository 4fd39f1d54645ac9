import type { ContractReport, SettingsView } from '../../shared/ipc.ts';
import type { Mode, SettingsPatch } from '../../shared/settings.ts';
import { CallError } from '../errors.ts';
import type { Handlers } from '../ipc.ts';
import type { Host } from '../services.ts';
import type { Shop } from '../shop.ts';
import { checkContract } from '../sizpay/contract.ts';
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
  | { kind: 'contract.adopted'; data: { namespace: string } }
  | { kind: 'contract.reset'; data: Record<string, never> };

type SettingsHandlers = Pick<Handlers, Extract<keyof Handlers, `settings.${string}` | `contract.${string}`>>;

/** The calls about settings, secrets and the service's contract. */
export function settingsHandlers(options: SettingsOptions): SettingsHandlers {
  const { host, now, of, shop, changed } = options;

  const practiceEndpoint = () => shop()?.practice?.endpoint ?? null;

  async function view(mode: Mode): Promise<SettingsView> {
    const settings = of(mode);
    return {
      settings: settings.area.get(),
      secrets: mode === 'practice' ? { key1: 'set', key2: 'set' } : await settings.secretStates(),
      seal: await host.seal.strength(),
      adoptedNamespace: settings.contract()?.namespace ?? null,
      liveReady: await of('live').ready(),
      dataFolder: host.dataDir,
    };
  }

  /** Practice's endpoint and keys are its own; live must never be pointed at them. */
  function refuseMixing(mode: Mode, patch: SettingsPatch): void {
    if (patch.endpoint === undefined) return;
    if (mode === 'practice') throw new CallError('only-live');
    const practice = practiceEndpoint();
    if (practice !== null && new URL(practice).host === new URL(patch.endpoint).host)
      throw new CallError('endpoint-is-practice');
  }

  function refusePractice(mode: Mode): void {
    if (mode === 'practice') throw new CallError('only-live');
  }

  const loggable = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value);

  async function readContract(mode: Mode) {
    const endpoint = mode === 'practice' ? practiceEndpoint() : of(mode).area.get().endpoint;
    if (endpoint === null) throw new CallError('only-in-practice');
    return checkContract(endpoint, of(mode).area.get().sendTimeout * 1000);
  }

  const report = (found: Awaited<ReturnType<typeof readContract>>, adopted: boolean): ContractReport => ({
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
    'contract.check': async ({ mode }) => {
      const found = await readContract(mode);
      return report(found, of(mode).contract()?.wsdl === found.wsdl);
    },
    'contract.adopt': async ({ mode }) => {
      const found = await readContract(mode);
      if (!found.adoptable) throw new CallError('contract-incompatible');
      of(mode).setContract({ wsdl: found.wsdl, namespace: found.namespace });
      changed(mode, { kind: 'contract.adopted', data: { namespace: found.namespace } });
      return report(found, true);
    },
    'contract.reset': ({ mode }) => {
      of(mode).setContract(null);
      changed(mode, { kind: 'contract.reset', data: {} });
      return {};
    },
  };
}
