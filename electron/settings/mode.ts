import type { SettingsView } from '../../shared/views.ts';
import { SECRET_NAMES, SIZPAY_SECRETS, TOSHA_SECRETS } from '../../shared/settings.ts';
import type { Mode } from '../../shared/settings.ts';
import type { PracticeShop } from '../practice/practice.ts';
import type { KeyValue, Seal } from '../services.ts';
import type { PayLinkService } from '../sizpay/outcome.ts';
import { payLinkWsdl } from '../sizpay/wsdl.ts';
import type { ToshaService } from '../tosha/outcome.ts';
import { toshaWsdl } from '../tosha/wsdl.ts';
import { createContracts } from './contracts.ts';
import type { ContractsArea } from './contracts.ts';
import { createSecrets } from './secrets.ts';
import type { SecretsArea } from './secrets.ts';
import { createSettings } from './settings.ts';
import type { SettingsArea } from './settings.ts';

/** What one mode's settings file holds: settings, sealed secrets, and the services' contracts where they were adopted. */
export interface ModeSettings {
  mode: Mode;
  area: SettingsArea;
  secrets: SecretsArea;
  contracts: ContractsArea;
  /** How to reach the service now; null while something it needs is missing. Practice brings its own. */
  service(practice: PracticeShop | null): Promise<PayLinkService | null>;
  /** How to reach ToshaNet now; null while its name or password is missing. Practice brings its own. */
  toshaService(practice: PracticeShop | null): Promise<ToshaService | null>;
  toshaReady(): Promise<boolean>;
  /** Whether key 1, key 2 and the link name are there, so that live can begin. */
  ready(): Promise<boolean>;
  secretStates(): Promise<SettingsView['secrets']>;
}

export function createModeSettings(mode: Mode, store: KeyValue, seal: Seal): ModeSettings {
  const area = createSettings(store, mode);
  const secrets = createSecrets(store, seal);
  const contracts = createContracts(store);

  async function credentials() {
    const [userName, password] = await Promise.all(SIZPAY_SECRETS.map((name) => secrets.read(name)));
    const { payLinkName } = area.get();
    return userName && password && payLinkName ? { userName, password, payLinkName } : null;
  }

  async function toshaCredentials() {
    const [userName, password] = await Promise.all(TOSHA_SECRETS.map((name) => secrets.read(name)));
    return userName && password ? { userName, password } : null;
  }

  return {
    mode,
    area,
    secrets,
    contracts,
    async service(practice) {
      const { endpoint, transport, sendTimeout } = area.get();
      const wsdl = (await contracts.adopted('sizpay'))?.wsdl ?? payLinkWsdl();
      const common = { transport, wsdl, deadline: sendTimeout * 1000 };
      if (practice !== null) return { ...common, endpoint: practice.endpoint, credentials: practice.credentials };
      const found = await credentials();
      return found === null ? null : { ...common, endpoint, credentials: found };
    },
    async toshaService(practice) {
      const { toshaEndpoint, toshaVersion, sendTimeout } = area.get();
      const wsdl = (await contracts.adopted('tosha'))?.wsdl ?? toshaWsdl();
      const common = { version: toshaVersion, wsdl, deadline: sendTimeout * 1000 };
      if (practice !== null) return { ...common, endpoint: practice.toshaEndpoint, credentials: practice.toshaCredentials };
      const found = await toshaCredentials();
      return found === null ? null : { ...common, endpoint: toshaEndpoint, credentials: found };
    },
    toshaReady: async () => (await toshaCredentials()) !== null,
    ready: async () => (await credentials()) !== null,
    async secretStates() {
      const states = await Promise.all(SECRET_NAMES.map(async (name) => [name, await secrets.state(name)] as const));
      return Object.fromEntries(states) as SettingsView['secrets'];
    },
  };
}
