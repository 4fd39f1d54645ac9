import { Settings } from '../../shared/settings.ts';
import type { Mode, SettingsPatch } from '../../shared/settings.ts';
import type { KeyValue } from '../host.ts';

/** What is set in one mode. */
export interface SettingsValues {
  get(): Settings;
  put(patch: SettingsPatch): Settings;
}

/** Practice invoices are numbered apart, so that no practice number can be taken for a real one. */
const DEFAULTS: Record<Mode, SettingsPatch> = { live: {}, practice: { invoicePattern: 'T{yy}{mm}{dd}-{n}' } };

/**
 * The settings of one mode over its electron-store file. A value that does not fit any more (an older version wrote it,
 * or a hand) counts as not set, so that a damaged setting can never keep the counter from opening.
 */
export function createSettings(store: KeyValue, mode: Mode): SettingsValues {
  const read = (): Settings => {
    const stored: Record<string, unknown> = { ...DEFAULTS[mode] };
    for (const [key, schema] of Object.entries(Settings.shape)) {
      const value = store.get(key);
      const checked = value === undefined ? null : schema.safeParse(value);
      if (checked?.success) stored[key] = checked.data;
    }
    return Settings.parse(stored);
  };
  return {
    get: read,
    put(patch) {
      store.setAll(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)));
      return read();
    },
  };
}
