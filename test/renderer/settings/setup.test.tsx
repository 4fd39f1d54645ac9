// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { SetupScreen } from '../../../renderer/settings/setup/setup.tsx';
import type { Input } from '../../../shared/contract/calls.ts';
import { SIZPAY_ENDPOINT } from '../../../shared/settings.ts';
import type { Settings } from '../../../shared/settings.ts';
import { alerts, button, dialog, errorAt, field, notices, press, refused, show, type } from '../bridge.tsx';
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

describe('going live', () => {
  const ask = async (mode: 'practice' | 'live', awaiting: number, table: Table = {}) => {
    const shown = await show(<SetupScreen status={status({ mode }, { awaiting })} />, { ...main(), ...table });
    await press(button(mode === 'live' ? setup.ready.goPractice : setup.ready.goLive));
    return shown;
  };

  test('says first what is real then, and may be left', async () => {
    const { inputs } = await ask('practice', 0);
    for (const part of [setup.toLive.sms, setup.toLive.money, setup.toLive.apart])
      expect(dialog()?.textContent).toContain(part);
    await press(button(setup.toLive.no));
    expect([dialog(), inputs('app.setMode')]).toEqual([null, []]);
  });

  test('is one act, and is said', async () => {
    const { inputs } = await ask('practice', 0, { 'app.setMode': status({ mode: 'live' }) });
    await press(button(setup.toLive.yes));
    expect(inputs('app.setMode')).toEqual([{ mode: 'live' }]);
    expect(notices()).toEqual([setup.ready.saidLive]);
  });

  test('and back names the batches that are waited for, and says why it failed', async () => {
    await ask('live', 2, { 'app.setMode': refused('practice-failed') });
    expect(dialog()?.textContent).toContain('2 batches of bills are awaiting payment');
    await press(button(setup.toPractice.yes));
    expect(dialog()?.textContent).toContain(en.error['practice-failed']);
  });
});

test('the published address of SizPay comes back by an act', async () => {
  await show(<SetupScreen status={status()} />, main());
  await type(field(words.endpoint), 'https://other.example/');
  await press(button(setup.service.again));
  expect(field(words.endpoint).value).toBe(SIZPAY_ENDPOINT);
});
