// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { SetupScreen } from '../../../renderer/settings/setup/setup.tsx';
import type { Input } from '../../../shared/contract/calls.ts';
import type { Settings } from '../../../shared/settings.ts';
import { alerts, button, errorAt, field, notices, press, refused, show, type } from '../bridge.tsx';
import type { Table } from '../bridge.tsx';
import { status, view } from '../samples.ts';

const { field: words } = en.settings;
const { setup } = en;

/** Main's side: what is stored is given back. */
function main(): Table {
  let stored = view({ payLinkName: 'old' });
  return {
    'settings.get': () => stored,
    'settings.put': ({ patch }: Input<'settings.put'>) =>
      (stored = { ...stored, settings: { ...stored.settings, ...(patch as Partial<Settings>) } }),
  };
}

const put = (table: Table, code: Parameters<typeof refused>[0], path?: string): Table => {
  const stores = table['settings.put'];
  const refuses = (input: Input<'settings.put'>) => {
    const names = path === undefined ? 'endpoint' : path.replace('patch.', '');
    if (!(names in input.patch)) return typeof stores === 'function' ? stores(input) : refused('internal');
    return refused(code, path === undefined ? {} : { issues: [{ path, code: 'endpoint-bad' }] });
  };
  return { ...table, 'settings.put': refuses };
};

const saveName = async () => {
  await type(field(words.payLinkName), 'shop');
  await press(button(setup.access.saveName));
};
const saveService = async (endpoint: string) => {
  await type(field(words.endpoint), endpoint);
  await press(button(setup.service.save));
};

describe('a section of set-up', () => {
  test('saves its own fields alone, and says so', async () => {
    const { inputs } = await show(<SetupScreen status={status()} />, main());
    await type(field(words.endpoint), 'https://half.example/typ');
    await saveName();
    expect(inputs('settings.put')).toEqual([{ mode: 'live', patch: { payLinkName: 'shop' } }]);
    expect(notices()).toEqual([setup.access.savedName]);
    expect(field(words.payLinkName).value).toBe('shop');
    expect(field(words.endpoint).value).toBe('https://half.example/typ');
  });

  test('keeps saying what is wrong in it while another is saved', async () => {
    await show(<SetupScreen status={status()} />, main());
    await saveService('nonsense');
    expect(errorAt(words.endpoint)).toBe(en.field['endpoint-bad']);
    await saveName();
    expect(notices()).toEqual([setup.access.savedName]);
    expect(errorAt(words.endpoint)).toBe(en.field['endpoint-bad']);
    await type(field(words.endpoint), 'https://right.example/');
    expect(errorAt(words.endpoint)).toBe('');
  });

  test('keeps what main found in it, until that field is typed in', async () => {
    await show(<SetupScreen status={status()} />, put(main(), 'bad-input', 'patch.endpoint'));
    await saveService('https://refused.example/');
    expect(errorAt(words.endpoint)).toBe(en.field['endpoint-bad']);
    await saveName();
    expect(errorAt(words.endpoint)).toBe(en.field['endpoint-bad']);
    await type(field(words.payLinkName), 'shop 2');
    expect(errorAt(words.endpoint)).toBe(en.field['endpoint-bad']);
    await type(field(words.endpoint), 'https://other.example/');
    expect(errorAt(words.endpoint)).toBe('');
  });

  test('tells of a failure where it was, and nowhere else', async () => {
    await show(<SetupScreen status={status()} />, put(main(), 'disk-full'));
    await type(field(words.payLinkName), 'shop');
    await saveService('https://right.example/');
    expect(alerts()).toEqual([en.error['disk-full']]);
    await press(button(setup.access.saveName));
    expect(alerts()).toEqual([en.error['disk-full']]);
    expect(notices()).toEqual([setup.access.savedName]);
  });
});
