import type { Checked } from '../../shared/contract/calls.ts';
import type { SettingsView } from '../../shared/contract/settings.ts';
import { ENDPOINT_OF, SERVICES, serviceOf } from '../../shared/settings.ts';
import type { Mode, SettingsPatch } from '../../shared/settings.ts';
import { CallError } from '../errors.ts';
import type { Host } from '../host.ts';
import type { Handlers } from '../ipc.ts';
import type { PracticeShop } from '../practice/practice.ts';
import { isPlain, originOf } from './address.ts';
import { contractHandlers } from './contract-calls.ts';
import type { ContractOptions } from './contract-calls.ts';
import { endpointOf } from './mode.ts';
import type { ModeSettings } from './mode.ts';
import type { Ask } from './patience.ts';

export interface SettingsOptions extends ContractOptions {
  host: Host;
  /** How the keyring is asked for what is drawn. */
  ask: Ask;
}

/** Practice has keys of its own, which nobody enters. */
const PRACTICE_SECRETS = {
  secrets: { key1: 'set', key2: 'set', toshaUser: 'set', toshaPassword: 'set' },
  enteredFor: { key1: null, key2: null, toshaUser: null, toshaPassword: null },
} as const;

type SettingsHandlers = Pick<Handlers, Extract<keyof Handlers, `settings.${string}` | `contract.${string}`>>;

/** The calls about settings, secrets and the services' contracts. */
export function settingsHandlers(options: SettingsOptions): SettingsHandlers {
  const { of, practice, change } = options;
  const view = (mode: Mode) => viewOf(options, mode);
  return {
    'settings.get': ({ mode }) => view(mode),
    'settings.put': async ({ mode, patch }, actor) => {
      refuseAddresses(of(mode), patch, practice());
      const data = Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, loggable(value)]));
      await change(mode, { kind: 'settings.changed', data }, actor, () => of(mode).values.put(patch));
      return view(mode);
    },
    'settings.putSecret': async (input, actor) => {
      const { mode, name } = input;
      refusePractice(mode);
      const sealed = await sealedSecret(of(mode), input);
      await change(mode, { kind: 'secret.set', data: { name } }, actor, () => of(mode).secrets.keep(name, sealed));
      return view(mode);
    },
    'settings.removeSecret': async ({ mode, name }, actor) => {
      refusePractice(mode);
      await change(mode, { kind: 'secret.removed', data: { name } }, actor, () => of(mode).secrets.remove(name));
      return view(mode);
    },
    ...contractHandlers(options),
  };
}

async function viewOf({ host, ask, of }: SettingsOptions, mode: Mode): Promise<SettingsView> {
  const settings = of(mode);
  return {
    settings: settings.values.get(),
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
function refuseAddresses(settings: ModeSettings, patch: SettingsPatch, practice: PracticeShop | null): void {
  for (const service of SERVICES) {
    const field = ENDPOINT_OF[service];
    const endpoint = patch[field];
    if (endpoint === undefined) continue;
    refusePractice(settings.mode);
    const fault = settings.addressFault(service, endpoint);
    if (fault !== null) throw new CallError(fault, { issues: [{ path: `patch.${field}`, code: fault }] });
    if (practice !== null && new URL(practice.endpoint).host === new URL(endpoint).host)
      throw new CallError('endpoint-is-practice');
  }
}

function refusePractice(mode: Mode): void {
  if (mode === 'practice') throw new CallError('only-live');
}

/** The secret, sealed for the address that its service has now. */
function sealedSecret(settings: ModeSettings, input: Checked<'settings.putSecret'>): Promise<string> {
  const service = serviceOf(input.name);
  const endpoint = endpointOf(settings.values.get(), service);
  const fault = settings.addressFault(service, endpoint);
  if (fault !== null) throw new CallError(fault);
  if (isPlain(endpoint) && !input.evenIfPlain) throw new CallError('plain-http');
  return settings.secrets.close(input.value, originOf(endpoint));
}

const loggable = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value);
