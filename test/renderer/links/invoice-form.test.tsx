// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { InvoiceForm } from '../../../renderer/links/counter/invoice-form.tsx';
import type { Input } from '../../../shared/contract/calls.ts';
import type { Draft } from '../../../shared/draft.ts';
import { invoice } from '../../samples.ts';
import {
  alerts,
  button,
  dialog,
  field as labelled,
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
import { idOf, link, view, wholeLink } from '../samples.ts';

const EMPTY: Draft = { invoiceNo: '', amount: '', mobileNo: '', customerName: '', description: '', replaces: null };
const TYPED = { amount: '1250000', mobileNo: '09121234567', customerName: 'زهرا کریمی' };

/** Main's side of a draft: what is kept, and the next number. */
function main(kept: Draft | null = null, more: Table = {}) {
  const state = { kept, next: 7 };
  const table: Table = {
    'draft.get': () => ({ draft: state.kept }),
    'draft.put': ({ draft }: Input<'draft.put'>) => {
      state.kept = draft;
      return {};
    },
    'links.proposeInvoiceNo': () => ({ invoiceNo: String(state.next) }),
    'links.save': ({ invoice: { invoiceNo } }: Input<'links.save'>) => {
      state.next += 1;
      return { link: link({ invoiceNo, state: 'queued' }) };
    },
    'settings.get': view({ shopName: 'Books', amountWarning: 100_000_000 }),
    ...more,
  };
  return { state, table };
}

const form = (at = 'one', replaces: string | null = null) => <InvoiceForm key={at} mode="practice" replaces={replaces} />;
const field = (name: 'invoiceNo' | 'amount' | 'mobileNo' | 'customerName' | 'description') => labelled(en.counter[name]);
const values = () =>
  Object.fromEntries((['invoiceNo', 'amount', 'mobileNo', 'customerName'] as const).map((name) => [name, field(name).value]));
const fill = async (typed: Partial<Record<keyof typeof TYPED, string>> = TYPED) => {
  for (const [name, text] of Object.entries(typed)) await type(field(name as keyof typeof TYPED), text);
};
const CLEAR = { invoiceNo: '8', amount: '', mobileNo: '', customerName: '' };

describe('a save', () => {
  test('gives the invoice as the schema reads it, says so, and leaves an empty form with the next number', async () => {
    const { table, state } = main();
    const { inputs } = await show(form(), table);
    await fill({ ...TYPED, amount: '۱٬۲۵۰٬۰۰۰' });
    await key('Ctrl+Enter');
    expect(inputs('links.save')).toEqual([
      {
        mode: 'practice',
        replaces: null,
        evenIfSame: false,
        invoice: { invoiceNo: '7', amount: 1_250_000, mobileNo: '09121234567', customerName: 'زهرا کریمی', description: '' },
      },
    ]);
    expect(notices()).toEqual([expect.stringContaining('7')]);
    expect(values()).toEqual(CLEAR);
    expect(state.kept).toBeNull();
    expect(screen.queryByText(en.field['mobile-missing'])).toBeNull();
  });

  test('with a field at fault makes no call, says what is wrong and goes there', async () => {
    const { table } = main();
    const { inputs } = await show(form(), table);
    await fill({ ...TYPED, mobileNo: '0912' });
    await key('Ctrl+Enter');
    expect(inputs('links.save')).toEqual([]);
    expect(screen.getByText(en.field['mobile-bad'])).toBeDefined();
    expect(document.activeElement).toBe(field('mobileNo'));
  });

  test('of a taken number shows whose it is, and takes a free one', async () => {
    const holder = link({ id: idOf(9), customerName: 'Holder' });
    const { table, state } = main(null, { 'links.save': () => refused('invoice-taken', { link: holder }) });
    await show(form(), table);
    await fill();
    await key('Ctrl+Enter');
    expect(screen.getByText(en.field['invoice-taken'])).toBeDefined();
    expect(alerts().join('')).toContain('Holder');
    state.next = 12;
    await press(button(en.counter.takeProposed));
    expect(field('invoiceNo').value).toBe('12');
    expect(screen.queryByText('Holder')).toBeNull();
  });

  test('that looks like another asks, and saves only once it was said', async () => {
    const twin = link({ invoiceNo: '3' });
    const { table } = main(null, {
      'links.save': ({ evenIfSame }) =>
        evenIfSame ? { link: link({ invoiceNo: '7' }) } : refused('same-again', { link: twin }),
    });
    const { inputs } = await show(form(), table);
    await fill();
    await key('Ctrl+Enter');
    await press(button(en.counter.sameYes));
    expect(inputs('links.save').map(({ evenIfSame }) => evenIfSame)).toEqual([false, true]);
    expect(dialog()).toBeNull();
  });

  test('that failed keeps what was typed, and says why', async () => {
    const { table } = main(null, { 'links.save': refused('disk-full') });
    await show(form(), table);
    await fill();
    await key('Ctrl+Enter');
    expect(screen.getByText(en.error['disk-full'])).toBeDefined();
    expect(values()).toEqual({ ...CLEAR, ...TYPED, invoiceNo: '7' });
  });
});

describe('a save that is under way when its form is drawn anew', () => {
  async function away(more: (table: Table) => Table = (table) => table) {
    const answer = later<Awaited<{ link: ReturnType<typeof link> }> | ReturnType<typeof refused>>();
    const { table, state } = main();
    const shown = await show(form(), more({ ...table, 'links.save': () => answer.promise }));
    await fill();
    await key('Ctrl+Enter');
    await shown.draw(null);
    await shown.draw(form('two'));
    expect(values()).toEqual({ ...CLEAR, ...TYPED, invoiceNo: '7' });
    const done = async () => {
      state.next = 8;
      await answer.give({ link: link({ invoiceNo: '7' }) });
    };
    return { ...shown, state, done, refuse: () => answer.give(refused('disk-full')) };
  }

  test('leaves nothing of the saved invoice on the new form', async () => {
    const { state, done } = await away();
    await done();
    expect(values()).toEqual(CLEAR);
    expect(state.kept).toBeNull();
  });

  test('leaves what was typed over it', async () => {
    const { state, done, draw } = await away();
    await type(field('customerName'), 'Another');
    await done();
    expect(field('customerName').value).toBe('Another');
    await draw(null);
    expect(state.kept?.customerName).toBe('Another');
  });

  test('is heard by a form that is still reading what is kept', async () => {
    const reading = later<{ draft: Draft | null }>();
    const { draw, done, table, state } = await away();
    const kept = state.kept;
    await draw(null);
    table['draft.get'] = () => reading.promise;
    await draw(form('three'));
    await done();
    await reading.give({ draft: kept });
    await settled();
    expect(values()).toEqual(CLEAR);
  });

  test('leaves everything there where it failed, and says so aloud', async () => {
    const { refuse, state } = await away();
    await refuse();
    expect(values()).toEqual({ ...CLEAR, ...TYPED, invoiceNo: '7' });
    expect(state.kept?.customerName).toBe(TYPED.customerName);
    expect(notices()).toEqual([expect.stringContaining(en.error['disk-full'])]);
  });
});

describe('what is typed', () => {
  test('is put away soon, and is there again when the form comes back', async () => {
    const { table, state } = main();
    const { draw } = await show(form(), table);
    await fill({ amount: '500' });
    await draw(null);
    expect(state.kept).toEqual({ ...EMPTY, invoiceNo: '7', amount: '500' });
    await draw(form('two'));
    expect(field('amount').value).toBe('500');
  });

  test('is cleared by its key, and brought back by the notice', async () => {
    const { table } = main();
    await show(form(), table);
    await fill();
    await key('Alt+KeyN');
    expect(values()).toMatchObject({ amount: '', mobileNo: '' });
    await press(button(en.counter.bringBack));
    expect(values()).toMatchObject(TYPED);
  });

  test('gives way to a replacement, and can be brought back', async () => {
    const old = wholeLink({ ...invoice, id: idOf(4), invoiceNo: '2', amount: 700_000 });
    const { table, state } = main({ ...EMPTY, ...TYPED, invoiceNo: '5' }, { 'links.get': old });
    const { inputs } = await show(form('one', idOf(4)), table);
    expect(values()).toEqual({
      invoiceNo: '7',
      amount: '700000',
      mobileNo: invoice.mobileNo,
      customerName: invoice.customerName,
    });
    await key('Ctrl+Enter');
    expect(inputs('links.save')[0]).toMatchObject({ replaces: idOf(4), invoice: { invoiceNo: '7', amount: 700_000 } });
    state.next = 9;
    await press(button(en.counter.bringBack));
    expect(values()).toMatchObject(TYPED);
  });

  test('Enter goes through the fields to the button, and saves nothing', async () => {
    const { table } = main();
    const { inputs } = await show(form(), table);
    await fill();
    field('invoiceNo').focus();
    for (const name of ['amount', 'mobileNo', 'customerName', 'description'] as const) {
      await key('Enter');
      expect(document.activeElement).toBe(field(name));
    }
    await key('Enter');
    expect(document.activeElement?.textContent).toContain(en.counter.save);
    expect(inputs('links.save')).toEqual([]);
  });

  test('an amount above the warning and a description longer than the SMS are told at their fields', async () => {
    const { table } = main();
    await show(form(), table);
    await type(field('amount'), '200000000');
    expect(screen.getByTestId('amount-help').textContent).toContain('200,000,000');
    expect(within(screen.getByTestId('amount-help')).getByRole('status')).toBeDefined();
    await type(field('description'), 'a '.repeat(40));
    expect(screen.getByText(new RegExp(`^${en.counter.notInSms}`, 'u'))).toBeDefined();
    expect(screen.getByTestId('sms-preview').textContent).toContain('Books');
  });
});
