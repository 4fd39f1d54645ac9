// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { SettingsScreen } from '../../../renderer/settings/settings.tsx';
import type { Input } from '../../../shared/contract/calls.ts';
import type { SettingsView } from '../../../shared/contract/settings.ts';
import type { Mode, Settings } from '../../../shared/settings.ts';
import {
  alerts,
  button,
  dialog,
  errorAt,
  field,
  hasButton,
  key,
  later,
  notices,
  press,
  refused,
  settled,
  show,
  type,
} from '../bridge.tsx';
import type { Table } from '../bridge.tsx';
import { status, view } from '../samples.ts';

const { settings: words } = en;

/** Main's side: what is stored is given back. */
function main(stored: SettingsView): Table {
  let now = stored;
  return {
    'app.status': status(),
    'settings.get': () => now,
    'settings.put': ({ patch }: Input<'settings.put'>) =>
      (now = { ...now, settings: { ...now.settings, ...(patch as Partial<Settings>) } }),
    'settings.putSecret': ({ name }: Input<'settings.putSecret'>) =>
      (now = { ...now, secrets: { ...now.secrets, [name]: 'set' } }),
    'settings.removeSecret': ({ name }: Input<'settings.removeSecret'>) =>
      (now = { ...now, secrets: { ...now.secrets, [name]: 'missing' } }),
  };
}

const screen = (mode: Mode = 'practice', table: Table = {}, stored = view()) =>
  show(<SettingsScreen status={status({ mode })} />, { ...main(stored), ...table });
const bar = () => document.querySelector('.save-bar')?.textContent ?? '';
const card = (title: string) =>
  [...document.querySelectorAll('.card')].find((one) => one.querySelector('h2')?.textContent === title) as HTMLElement;

/** What is typed outlives the screen, and so a test. */
afterEach(async () => {
  if (hasButton(words.save.undo)) await press(button(words.save.undo));
});

describe('the form', () => {
  test('saves what was typed, all of it, by its key, and nothing else', async () => {
    const { inputs } = await screen();
    await type(field(words.field.cashier), 'مریم');
    await type(field(words.field.sendTimeout), '۶۰');
    expect(bar()).toContain(words.field.cashier);
    await key('Ctrl+Enter');
    expect(inputs('settings.put')).toEqual([{ mode: 'practice', patch: { cashier: 'مریم', sendTimeout: 60 } }]);
    expect(notices()).toEqual([words.save.saved]);
    expect(bar()).toContain(words.save.clean);
    expect(field(words.field.sendTimeout).value).toBe('60');
  });

  test('that is wrong makes no call, names the fields, and goes to the first', async () => {
    const { inputs } = await screen();
    await type(field(words.field.sendsAtOnce), '9');
    await key('Ctrl+Enter');
    expect(inputs('settings.put')).toEqual([]);
    expect(alerts()).toEqual([expect.stringContaining(words.field.sendsAtOnce)]);
    expect(errorAt(words.field.sendsAtOnce)).toBe(en.field['number-bad']);
    await type(field(words.field.sendsAtOnce), '8');
    expect(errorAt(words.field.sendsAtOnce)).toBe('');
    expect(alerts()).toEqual([]);
  });

  test('is undone by an act, and a field typed back to what is stored is no change', async () => {
    await screen();
    await type(field(words.field.shopName), 'Shop');
    await press(button(words.save.undo));
    expect([field(words.field.shopName).value, hasButton(words.save.undo)]).toEqual(['', false]);
    await type(field(words.field.shopName), 'Shop');
    await type(field(words.field.shopName), '');
    expect(hasButton(words.save.undo)).toBe(false);
  });

  test('keeps what was typed while another screen is looked at, and what was typed while a save was under way', async () => {
    const stores = main(view())['settings.put'];
    const answer = later<SettingsView>();
    const shown = await screen('practice', { 'settings.put': () => answer.promise });
    await type(field(words.field.cashier), 'first');
    await shown.draw(null);
    await shown.draw(<SettingsScreen status={status()} />);
    expect(field(words.field.cashier).value).toBe('first');
    await key('Ctrl+Enter');
    await type(field(words.field.cashier), 'second');
    if (typeof stores === 'function')
      await answer.give((await stores({ mode: 'practice', patch: { cashier: 'first' } })) as SettingsView);
    expect(field(words.field.cashier).value).toBe('second');
    expect(bar()).toContain(words.field.cashier);
  });

  test('that could not be saved says why, and stays', async () => {
    await screen('practice', { 'settings.put': refused('disk-full') });
    await type(field(words.field.cashier), 'x');
    await key('Ctrl+Enter');
    expect(alerts()).toEqual([en.error['disk-full']]);
    expect(field(words.field.cashier).value).toBe('x');
  });

  test('shows what a pattern and an amount come to', async () => {
    await screen();
    await type(field(words.field.invoicePattern), 'A{n}');
    expect(card(words.sections.shop).textContent).toContain('A7');
    await type(field(words.field.amountWarning), '1000000');
    expect(card(words.sections.shop).textContent).toContain('100,000 toman');
  });

  test('has a row of steps added, changed, found wrong and taken away', async () => {
    const { inputs } = await screen();
    const groups = () => document.querySelectorAll('.poll-step').length;
    const before = groups();
    await press(button(words.poll.add));
    expect(groups()).toBe(before + 1);
    await key('Ctrl+Enter');
    expect(inputs('settings.put')).toEqual([]);
    expect(document.querySelector('.poll .field-error')).not.toBeNull();
    await press(button(`Remove row ${before + 1}`));
    expect(groups()).toBe(before);
    expect(bar()).toContain(words.save.clean);
  });
});

describe('the keys of live', () => {
  const row = (name: string) => document.querySelector(`.secret[aria-label="${name}"]`) as HTMLElement;

  test('are not asked for in practice, where set-up is the way to them', async () => {
    const shown = await screen();
    expect(row(words.secret.key1)).toBeNull();
    await press(button(words.secret.toSetup));
    expect(shown.place()).toEqual({ screen: 'setup' });
  });

  test('are entered, and never shown', async () => {
    const missing = view({}, { secrets: { ...view().secrets, key2: 'missing' } });
    const { inputs } = await screen('live', {}, missing);
    await press(button(words.secret.enter, row(words.secret.key2)));
    expect(row(words.secret.key2).textContent).toContain(en.field['text-missing']);
    await type(field('Key 2 from'.replace('Key 2', '\u2068Key 2\u2069')), 'geheim');
    await press(button(words.secret.enter, row(words.secret.key2)));
    expect(inputs('settings.putSecret')).toEqual([{ mode: 'live', name: 'key2', value: 'geheim', evenIfPlain: false }]);
    expect(row(words.secret.key2).textContent).toContain(words.secret.set);
    expect(document.body.innerHTML).not.toContain('geheim');
  });

  test('are replaced by an act, or kept', async () => {
    await screen('live');
    await press(button(words.secret.replace, row(words.secret.key1)));
    await vi.waitFor(() => expect(row(words.secret.key1).querySelector('input')).toBe(document.activeElement));
    await press(button(words.secret.cancel, row(words.secret.key1)));
    expect(row(words.secret.key1).querySelector('input')).toBeNull();
  });

  test('are removed only behind a question, and a failure is said in it', async () => {
    const shown = await screen('live', { 'settings.removeSecret': refused('disk-full') });
    await press(button(words.secret.remove, row(words.secret.key1)));
    await press(button(words.secret.remove));
    expect(dialog()?.textContent).toContain(en.error['disk-full']);
    Object.assign(shown.table, main(view()));
    await press(button(words.secret.remove));
    expect(dialog()).toBeNull();
    expect(row(words.secret.key1).textContent).toContain(words.secret.missing);
  });

  test('say what is wrong with them, and where they go', async () => {
    const { secrets, enteredFor, addresses } = view();
    await screen(
      'live',
      {},
      view(
        {},
        {
          seal: 'weak',
          secrets: { ...secrets, key1: 'elsewhere', key2: 'unreadable' },
          enteredFor: { ...enteredFor, key1: 'https://old.example' },
          addresses: { ...addresses, tosha: { origin: 'http://ws.example', fault: null, plain: true } },
        },
      ),
    );
    expect(row(words.secret.key1).textContent).toContain('old.example');
    expect(row(words.secret.key2).textContent).toContain(words.secret.unreadableHint);
    expect(document.body.textContent).toContain(words.secret.weak);
  });

  test('go over plain http only once that was said to be known', async () => {
    const { addresses } = view();
    const plain = view({}, { addresses: { ...addresses, tosha: { origin: 'http://ws.example', fault: null, plain: true } } });
    const { inputs } = await screen('live', {}, plain);
    await press(document.querySelector('.tick input') as Element);
    await type(row(words.secret.toshaUser).querySelector('input') as Element, 'user');
    await press(button(words.secret.enterTosha, row(words.secret.toshaUser)));
    expect(inputs('settings.putSecret')).toEqual([{ mode: 'live', name: 'toshaUser', value: 'user', evenIfPlain: true }]);
  });

  test('cannot be stored where nothing can be sealed', async () => {
    await screen('live', {}, view({}, { seal: 'unavailable' }));
    expect(document.body.textContent).toContain(words.secret.unavailable);
    expect(row(words.secret.toshaUser).querySelector('input')).toBeNull();
  });
});

describe('the contract', () => {
  const report = { checkedAt: 1, namespace: 'urn:x', differences: [], adoptable: true, adopted: false };
  const difference = { kind: 'parameter-extra', where: 'PayLinkSend', bundled: '', service: 'Extra' } as const;
  const first = () => card(words.sections.contract);

  test('that is the same is said to be', async () => {
    const { inputs } = await screen('practice', { 'contract.check': report });
    await press(button(words.contract.check, first()));
    expect(inputs('contract.check')).toEqual([{ service: 'sizpay', mode: 'practice' }]);
    expect(first().textContent).toContain(words.contract.same);
  });

  test('that differs shows how, and is adopted by an act, then put away again', async () => {
    const differs = { ...report, differences: [difference] };
    const adopted = view({}, { adoptedNamespace: 'urn:x' });
    const shown = await screen(
      'practice',
      {
        'contract.check': differs,
        'contract.adopt': { ...differs, adopted: true },
        'contract.reset': {},
      },
      adopted,
    );
    await press(button(words.contract.check, first()));
    expect(first().textContent).toContain('Extra');
    await press(button(words.contract.adopt, first()));
    expect(notices()).toEqual([words.contract.saidAdopted]);
    expect(first().textContent).toContain(words.contract.nowAdopted);
    await press(button(words.contract.reset, first()));
    expect(shown.inputs('contract.reset')).toHaveLength(1);
    expect(first().querySelector('.settings-differences')).toBeNull();
  });

  test('that cannot be read or used says so', async () => {
    const shown = await screen('practice', { 'contract.check': { ...report, differences: [difference], adoptable: false } });
    await press(button(words.contract.check, first()));
    expect(first().textContent).toContain(words.contract.unfit);
    expect(hasButton(words.contract.adopt)).toBe(false);
    shown.table['contract.check'] = refused('contract-unreachable');
    await press(button(words.contract.check, first()));
    expect(first().textContent).toContain(en.error['contract-unreachable']);
  });
});

test('the ledger is checked by an act, and each problem is a sentence', async () => {
  const seal = { state: 'sealed', since: { at: 1, lost: true } } as const;
  const counts = { links: 3, bills: 4, batches: 1 };
  const problems = ['chain 41', 'odd thing'];
  const report = { ok: false, checkedAt: 1, events: 12, counts, unknown: 0, problems, disagree: false, seal };
  await screen('practice', { 'ledger.check': report });
  await press(button(words.ledger.check));
  const said = card(words.sections.ledger).textContent;
  expect(said).toContain('The chain is broken at event 41.');
  for (const part of [words.ledger.bad, 'odd thing', words.ledger.seal.sealed, words.ledger.sealLost])
    expect(said).toContain(part);
});

test('rows that disagree with sound events can be made anew, and what a newer version wrote is counted', async () => {
  const seal = { state: 'sealed', since: null } as const;
  const counts = { links: 3, bills: 4, batches: 1 };
  const sound = { ok: true, checkedAt: 1, events: 12, counts, unknown: 0, problems: [], disagree: false, seal };
  const report = { ...sound, ok: false, unknown: 2, problems: ['row 1', 'search'], disagree: true };
  const { inputs } = await screen('practice', { 'ledger.check': report, 'ledger.rebuild': sound });
  expect(hasButton(words.ledger.rebuild)).toBe(false);
  await press(button(words.ledger.check));
  expect(card(words.sections.ledger).textContent).toContain(words.ledger.unknown_other.replace('{{count}}', '2'));
  await press(button(words.ledger.rebuild));
  expect(inputs('ledger.rebuild')).toEqual([{}]);
  expect(card(words.sections.ledger).textContent).toContain(words.ledger.ok);
  expect(hasButton(words.ledger.rebuild)).toBe(false);
});

test('links that another service sent are told where the address is, while they wait for their payment', async () => {
  const said = words.field.otherService_one.replace('{{count}}', '1');
  const live = (otherService: number) => show(<SettingsScreen status={status({ mode: 'live', otherService })} />, main(view()));
  await live(0);
  expect(card(words.sections.sending).textContent).not.toContain('another service');
  await live(1);
  expect(document.body.textContent).toContain(said);
});

test('the language changes at once, and where this app keeps what it keeps is said', async () => {
  const { inputs } = await screen('practice', { 'app.setLanguage': {} });
  expect(card(words.sections.about).textContent).toContain('/data');
  await press(
    [...document.querySelectorAll('.settings-choice input')].find((one) => (one as HTMLInputElement).value === 'fa') as Element,
  );
  await settled();
  expect(inputs('app.setLanguage')).toEqual([{ language: 'fa' }]);
  expect(document.documentElement.dir).toBe('rtl');
});

test('settings that could not be read say why', async () => {
  await screen('practice', { 'settings.get': refused('disk-full') });
  expect(alerts()).toEqual([en.error['disk-full']]);
});
