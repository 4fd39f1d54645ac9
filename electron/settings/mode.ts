import { z } from 'zod';
import type { SettingsView } from '../../shared/ipc.ts';
import { SIZPAY_SECRETS } from '../../shared/settings.ts';
import type { Mode } from '../../shared/settings.ts';
import type { PracticeShop } from '../practice/practice.ts';
import type { KeyValue, Seal } from '../services.ts';
import type { PayLinkService } from '../sizpay/outcome.ts';
import { payLinkWsdl } from '../sizpay/wsdl.ts';
import { createSecrets } from './secrets.ts';
import type { SecretsArea } from './secrets.ts';
import { createSettings } from './settings.ts';
import type { SettingsArea } from './settings.ts';

const Contract = z.object({ wsdl: z.string(), namespace: z.string() });
type Contract = z.infer<typeof Contract>;

/** What one mode's settings file holds: settings, sealed secrets, and the service's contract where it was adopted. */
export interface ModeSettings {
  mode: Mode;
  area: SettingsArea;
  secrets: SecretsArea;
  contract(): Contract | null;
  setContract(contract: Contract | null): void;
  /** How to reach the service now; null while something it needs is missing. Practice brings its own. */
  service(practice: PracticeShop | null): Promise<PayLinkService | null>;
  /** Whether key 1, key 2 and the link name are there, so that live can begin. */
  ready(): Promise<boolean>;
  secretStates(): Promise<SettingsView['secrets']>;
}

export function createModeSettings(mode: Mode, store: KeyValue, seal: Seal): ModeSettings {
  const area = createSettings(store, mode);
  const secrets = createSecrets(store, seal);
  const contract = () => Contract.safeParse(store.get('contract')).data ?? null;

  async function credentials() {
    const [userName, password] = await Promise.all(SIZPAY_SECRETS.map((name) => secrets.read(name)));
    const { payLinkName } = area.get();
    return userName && password && payLinkName ? { userName, password, payLinkName } : null;
  }

  return {
    mode,
    area,
    secrets,
    contract,
    setContract(adopted) {
      if (adopted === null) store.delete('contract');
      else store.set('contract', adopted);
    },
    async service(practice) {
      const { endpoint, transport, sendTimeout } = area.get();
      const wsdl = contract()?.wsdl ?? payLinkWsdl();
      const common = { transport, wsdl, deadline: sendTimeout * 1000 };
      if (practice !== null) return { ...common, endpoint: practice.endpoint, credentials: practice.credentials };
      const found = await credentials();
      return found === null ? null : { ...common, endpoint, credentials: found };
    },
    ready: async () => (await credentials()) !== null,
    async secretStates() {
      const [key1, key2] = await Promise.all([secrets.state('key1'), secrets.state('key2')]);
      return { key1, key2 };
    },
  };
}
