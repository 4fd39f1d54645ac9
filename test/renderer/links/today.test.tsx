// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { CounterScreen } from '../../../renderer/links/counter/counter.tsx';
import { jalaliDay } from '../../../shared/days.ts';
import { button, press, refused, show } from '../bridge.tsx';
import type { Table } from '../bridge.tsx';
import { idOf, link, view, wholeLink } from '../samples.ts';

const form: Table = {
  'draft.get': { draft: null },
  'links.proposeInvoiceNo': { invoiceNo: '7' },
  'settings.get': view(),
};
const counter = (table: Table) => show(<CounterScreen mode="practice" replaces={null} />, { ...form, ...table });
const today = () => [...document.querySelectorAll('.today-list [role="option"]')];
const card = () => document.querySelectorAll('.card')[1]?.textContent ?? '';

test('today’s links stand beside the form, with what was paid of them, and change as main tells', async () => {
  const links = [link({ id: idOf(1), state: 'paid', amount: 500_000 }), link({ id: idOf(2), invoiceNo: 'N2' })];
  const shown = await counter({ 'links.list': { links, total: 2 } });
  expect(shown.inputs('links.list')[0]).toMatchObject({ day: jalaliDay(Date.now()), onlyDecisions: false });
  expect(today().map((row) => row.textContent.includes(en.state.paid))).toEqual([true, false]);
  expect(card()).toContain('500,000');
  shown.table['links.list'] = { links: [link({ id: idOf(2), invoiceNo: 'N2', state: 'paid' })], total: 1 };
  await shown.changed('links');
  expect(today().map((row) => row.textContent.includes(en.state.paid))).toEqual([true]);
  await press(today()[0] as Element);
  expect(shown.place()).toEqual({ screen: 'link', id: idOf(2) });
});

test('a day of more links than are drawn leads to the list of all', async () => {
  const links = Array.from({ length: 120 }, (_, at) => link({ id: idOf(at) }));
  const shown = await counter({ 'links.list': { links, total: 600 } });
  expect(today()).toHaveLength(100);
  await press(button(en.counter.todayMore));
  expect(shown.place()).toEqual({ screen: 'links' });
});

test('a day without links says how one comes, and a list that failed says why', async () => {
  await counter({ 'links.list': { links: [], total: 0 } });
  expect(card()).toContain(en.counter.todayEmptyHow);
  await counter({ 'links.list': refused('ledger-busy') });
  expect(document.body.textContent).toContain(en.error['ledger-busy']);
});

test('a replacement says that the old link stays payable, and can be given up', async () => {
  const table: Table = {
    'links.list': { links: [], total: 0 },
    'draft.put': {},
    'links.get': wholeLink({ id: idOf(4), invoiceNo: 'OLD' }),
  };
  const shown = await show(<CounterScreen mode="practice" replaces={idOf(4)} />, { ...form, ...table });
  const notice = document.querySelector('.invoice .banner')?.textContent ?? '';
  expect([notice.includes('OLD'), notice.includes(en.counter.replacingMeans)]).toEqual([true, true]);
  await press(button(en.counter.stopReplacing));
  expect(shown.place()).toEqual({ screen: 'counter' });
});
