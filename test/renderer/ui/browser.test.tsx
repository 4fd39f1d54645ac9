// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { LinksScreen } from '../../../renderer/links/list/links.tsx';
import type { Input } from '../../../shared/contract/calls.ts';
import { button, field, hasButton, key, later, press, settled, show, type } from '../bridge.tsx';
import type { Shown, Table } from '../bridge.tsx';
import { idOf, link } from '../samples.ts';

/** Rows of a height, as a window would draw them: without one the list would draw every row there is. */
const height = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetHeight');
beforeEach(() => void Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 57 }));
afterEach(() => void (height && Object.defineProperty(HTMLElement.prototype, 'offsetHeight', height)));

const ALL = Array.from({ length: 250 }, (_, at) =>
  link({ id: idOf(at), invoiceNo: `N${at}`, customerName: at % 50 ? '' : 'زهرا' }),
);

/** Main's side: the links whose name has the text, by page. */
const list = ({ search, limit, offset }: Input<'links.list'>) => {
  const found = ALL.filter(({ customerName }) => customerName.includes(search));
  return { links: found.slice(offset, offset + limit), total: found.length };
};
const table: Table = { 'links.list': list };

const box = () => field(en.links.searchLabel);
const marked = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '');
const total = () => document.querySelector('.search-more [role="status"]')?.textContent;
const rows = () => [...document.querySelectorAll('[role="option"]')];
const opened = ({ place }: Shown) => place();

describe('a list', () => {
  test('has the focus in its search box, and marks its first row, of as many as there are', async () => {
    const shown = await show(<LinksScreen />, table);
    expect(document.activeElement).toBe(box());
    expect(marked()?.textContent).toContain('N0');
    expect([marked()?.getAttribute('aria-posinset'), marked()?.getAttribute('aria-setsize')]).toEqual(['1', '250']);
    expect(total()).toContain('250');
    expect(rows().length).toBeLessThan(60);
    expect(shown.inputs('links.list').map(({ offset }) => offset)).toEqual([0]);
  });

  test('is walked by the arrows, within its ends, and Enter opens what is marked', async () => {
    const shown = await show(<LinksScreen />, table);
    for (const step of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown', 'PageDown', 'PageUp'])
      await key(step, box());
    expect(marked()?.textContent).toContain('N2');
    await key('Enter', box());
    expect(opened(shown)).toEqual({ screen: 'link', id: idOf(2) });
  });

  test('opens the row that is pressed', async () => {
    const shown = await show(<LinksScreen />, table);
    await press(rows()[3] as Element);
    expect(opened(shown)).toEqual({ screen: 'link', id: idOf(3) });
  });

  test('asks for a page when its rows come into view', async () => {
    const { inputs } = await show(<LinksScreen />, table);
    for (let at = 0; at < 13; at += 1) await key('PageDown', box());
    await settled();
    expect(inputs('links.list').map(({ offset }) => offset)).toContain(100);
    expect(box().getAttribute('aria-activedescendant')).toBe('links-104');
  });

  test('opens a row that Enter asked for before it was there, unless something else was asked in between', async () => {
    const answer = later<ReturnType<typeof list>>();
    const shown = await show(<LinksScreen />, { 'links.list': () => answer.promise });
    await key('Enter', box());
    expect(opened(shown)).toEqual({ screen: 'counter' });
    await answer.give(list({ search: '', limit: 100, offset: 0 } as Input<'links.list'>));
    expect(opened(shown)).toEqual({ screen: 'link', id: idOf(0) });
  });

  test('does not open what was asked for, once the mark was moved on', async () => {
    const answer = later<ReturnType<typeof list>>();
    const shown = await show(<LinksScreen />, { 'links.list': () => answer.promise });
    await key('Enter', box());
    await key('ArrowDown', box());
    await answer.give(list({ search: '', limit: 100, offset: 0 } as Input<'links.list'>));
    expect(opened(shown)).toEqual({ screen: 'counter' });
  });
});

describe('a search', () => {
  test('asks for what is typed, begins at the first row, and Escape gives it up', async () => {
    const { inputs } = await show(<LinksScreen />, table);
    await key('ArrowDown', box());
    await type(box(), 'زهرا');
    await settled();
    expect(inputs('links.list').at(-1)).toMatchObject({ search: 'زهرا', offset: 0 });
    expect(total()).toContain('5');
    expect(marked()?.textContent).toContain('N0');
    await key('Escape', box());
    await settled();
    expect([box().value, total()]).toEqual(['', expect.stringContaining('250')]);
  });

  test('that finds nothing says so, with the way to clear it', async () => {
    await show(<LinksScreen />, table);
    expect(hasButton(en.browser.clearFilters)).toBe(false);
    await type(box(), 'nobody');
    await settled();
    expect(document.querySelector('.empty')?.textContent).toContain(en.browser.nothingFound);
    await press(button(en.browser.clearFilters));
    expect([box().value, rows().length > 0]).toEqual(['', true]);
  });

  test('is there on the way back, with its mark and its states', async () => {
    const shown = await show(<LinksScreen key="there" />, table);
    await type(box(), 'زهرا');
    await press(button(en.state.sent));
    await key('ArrowDown', box());
    await shown.draw(null);
    await shown.draw(<LinksScreen key="back" />);
    expect(box().value).toBe('زهرا');
    expect(shown.inputs('links.list').at(-1)).toMatchObject({ search: 'زهرا', states: ['sent'] });
    expect(marked()?.textContent).toContain('N50');
  });

  test('of an empty ledger says how to begin', async () => {
    await show(<LinksScreen />, { 'links.list': { links: [], total: 0 } });
    expect(document.querySelector('.empty')?.textContent).toContain(en.links.emptyHow);
  });
});
