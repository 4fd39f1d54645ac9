import { z } from 'zod';
import { SECRET_NAMES, SERVICES, Settings } from '../settings.ts';
import { ADDRESS_FAULTS } from './errors.ts';

/** Shapes of the calls about settings, secrets and the services' contracts. */

/** Milliseconds since 1970 (UTC). */
const At = z.number();

export const Difference = z.object({
  kind: z.enum([
    'namespace',
    'operation-missing',
    'parameter-missing',
    'parameter-extra',
    'parameter-renamed',
    'parameter-type',
    'soap-action',
    'reply-shape',
  ]),
  where: z.string(),
  bundled: z.string(),
  service: z.string(),
});
export type Difference = z.infer<typeof Difference>;

export const ContractReport = z.object({
  checkedAt: At,
  namespace: z.string(),
  differences: z.array(Difference),
  /** Whether the service's contract can be adopted: every operation and parameter the app needs is there. */
  adoptable: z.boolean(),
  adopted: z.boolean(),
});
export type ContractReport = z.infer<typeof ContractReport>;

/** Where a live service is. `plain`: what is sent there can be read on the way, so its secrets are stored knowingly. */
const Address = z.object({ origin: z.string(), fault: z.enum(ADDRESS_FAULTS).nullable(), plain: z.boolean() });

export const SettingsView = z.object({
  settings: Settings,
  /**
   * `elsewhere`: entered for another origin than its service's now, so that it is not sent; `waiting`: the system's keyring
   * has not answered yet, and what it says is told then.
   */
  secrets: z.record(z.enum(SECRET_NAMES), z.enum(['set', 'missing', 'unreadable', 'elsewhere', 'waiting'])),
  /** The origin each was entered for (scheme, host, port); null where there is none, or it cannot be opened. */
  enteredFor: z.record(z.enum(SECRET_NAMES), z.string().nullable()),
  addresses: z.record(z.enum(SERVICES), Address),
  /** `weak`: there is no keyring, so the seal keeps nobody out who can read the files; `waiting` as above. */
  seal: z.enum(['strong', 'weak', 'unavailable', 'waiting']),
  /** The namespace adopted from the service; null while the bundled contract is in use. */
  adoptedNamespace: z.string().nullable(),
  adoptedToshaNamespace: z.string().nullable(),
  /** Services whose contract was adopted once and cannot be used any more: the bundled one is in use. */
  unusableContracts: z.array(z.enum(SERVICES)),
  liveReady: z.boolean(),
  dataFolder: z.string(),
});
export type SettingsView = z.infer<typeof SettingsView>;
