// @vitest-environment jsdom
import { APP, person } from '../../../shared/actors.ts';
import { describe, expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { LinkScreen } from '../../../renderer/links/link/link.tsx';
import type { LinkRow } from '../../../shared/links.ts';
import { evidence } from '../../samples.ts';
import { alerts, button, dialog, errorAt, field, hasButton, key, notices, press, refused, show, type } from '../bridge.tsx';
import type { Table } from '../bridge.tsx';
import { idOf, link, wholeLink } from '../samples.ts';

const ID = idOf(1);
const page = (changes: Partial<LinkRow>, table: Table = {}, more: Parameters<typeof wholeLink>[1] = {}) =>
  show(<LinkScreen id={ID} />, { 'links.get': wholeLink(changes, more), ...table });
const done = { link: link() };

const UNKNOWN = { state: 'unknown', payLinkSendId: null, evidence } as const;

describe('an unknown link', () => {
  test('says what that means, and what is known of the attempt', async () => {
    await page(UNKNOWN, {}, { history: [{ seq: 1, at: 0, actor: APP, event: { kind: 'link.unknown', evidence } }] });
    expect(document.querySelector('.page-meaning')?.textContent).toBe(en.meaning.unknown);
    expect(document.querySelector('.history')?.textContent).toContain(en.reason.late);
    expect(document.querySelector('.evidence')?.textContent).toContain(evidence.endpoint);
  });

  test('is said to have arrived, with its id in any digits or without one', async () => {
    const { inputs } = await page(UNKNOWN, { 'links.decide': done });
    await key('Alt+Digit1');
    await type(field(en.link.payLinkSendId), 'x');
    await press(button(en.decisions.hasSmsYes));
    expect(errorAt(en.link.payLinkSendId)).toBe(en.field['id-bad']);
    await type(field(en.link.payLinkSendId), '۹۰۰۷۱۹۹۲۵۴۷۴۰۹۹۳');
    await press(button(en.decisions.hasSmsYes));
    await key('Alt+Digit1');
    await press(button(en.decisions.hasSmsYes));
    expect(inputs('links.decide').map(({ decision }) => decision)).toEqual([
      { kind: 'has-sms', payLinkSendId: '9007199254740993' },
      { kind: 'has-sms', payLinkSendId: null },
    ]);
    expect(dialog()).toBeNull();
    expect(notices()[0]).toContain('050830-1');
  });

  test('goes out again only behind a question', async () => {
    const { inputs } = await page(UNKNOWN, { 'links.decide': done });
    await key('Alt+Digit2');
    expect(dialog()?.textContent).toContain(en.decisions.sendAgainMeans);
    expect(inputs('links.decide')).toEqual([]);
    await press(button(en.decisions.sendAgainYes));
    expect(inputs('links.decide')).toEqual([{ id: ID, decision: { kind: 'send-again' } }]);
  });

  test('that could not be decided keeps the question open, and says why', async () => {
    await page(UNKNOWN, { 'links.decide': refused('disk-full') });
    await key('Alt+Digit2');
    await press(button(en.decisions.sendAgainYes));
    expect(dialog()?.textContent).toContain(en.error['disk-full']);
    await press(button(en.app.cancel));
    expect([dialog(), alerts()]).toEqual([null, [en.error['disk-full']]]);
  });
});

describe('closing', () => {
  const unknownBefore = { history: [{ seq: 1, at: 0, actor: APP, event: { kind: 'link.unknown', evidence: null } }] } as const;

  test.each([
    ['a sent link', {}, {}, en.link.closePayable],
    ['one that was never sent', { state: 'queued' }, {}, en.link.closeQueued],
    ['a rejected one', { state: 'rejected' }, {}, en.decisions.closeRejected],
    ['a rejected one that was unknown before', { state: 'rejected' }, unknownBefore, en.decisions.closeMeans],
  ] as const)('%s says what stays payable, and is told', async (_what, changes, more, means) => {
    const { inputs } = await page(
      changes,
      { 'links.decide': done },
      { history: [...((more as typeof unknownBefore).history ?? [])] },
    );
    await key('Alt+KeyC');
    expect(dialog()?.textContent).toContain(means);
    await press(button(en.link.closeYes));
    expect(inputs('links.decide')).toEqual([{ id: ID, decision: { kind: 'close' } }]);
    expect([dialog(), notices().length]).toEqual([null, 1]);
  });

  test('is not offered where a link cannot be closed', async () => {
    await page({ state: 'paid' });
    await key('Alt+KeyC');
    expect([dialog(), hasButton(en.link.close)]).toEqual([null, false]);
  });
});

describe('a sent link', () => {
  test('is asked about, and what came of it is said', async () => {
    const table: Table = { 'links.checkNow': { asked: 1, answered: 1, paid: 1, failure: null } };
    const shown = await page({}, table);
    await press(button(en.link.checkNow));
    expect(shown.inputs('links.checkNow')).toEqual([{ id: ID }]);
    expect(notices().at(-1)).toContain('1');
    shown.table['links.checkNow'] = { asked: 1, answered: 0, paid: 0, failure: 'late' };
    await press(button(en.link.checkNow));
    expect(notices().at(-1)).toContain(en.reason.late);
    shown.table['links.checkNow'] = { asked: 0, answered: 0, paid: 0, failure: null };
    await press(button(en.link.checkNow));
    expect(notices().at(-1)).toBe(en.status.checkedNone);
    shown.table['links.checkNow'] = refused('internal');
    await press(button(en.link.checkNow));
    expect(notices().at(-1)).toContain(en.error.internal);
  });

  test('is replaced on the counter', async () => {
    const shown = await page({});
    await key('Alt+KeyR');
    expect(shown.place()).toEqual({ screen: 'counter', replaces: ID });
  });

  test('without an id takes one from the panel, never an empty one', async () => {
    const { inputs } = await page({ payLinkSendId: null }, { 'links.giveId': done });
    expect(document.querySelector('.page-meaning')?.textContent).toBe(en.meaning.sentWithoutId);
    await key('Alt+KeyI');
    await press(button(en.link.giveIdYes));
    expect(errorAt(en.link.payLinkSendId)).toBe(en.field['text-missing']);
    await type(field(en.link.payLinkSendId), '۱۳۷');
    await press(button(en.link.giveIdYes));
    expect(inputs('links.giveId')).toEqual([{ id: ID, payLinkSendId: '137' }]);
  });
});

test('a rejected link shows the service’s words and what to do, and goes again as it is or corrected', async () => {
  const shown = await page({ state: 'rejected', cause: 'http-forbidden', message: 'نه' }, { 'links.decide': done });
  const said = document.querySelector('.refusal')?.textContent ?? '';
  expect([said.includes('نه'), said.includes(en.fix['http-forbidden'])]).toEqual([true, true]);
  await key('Alt+Digit2');
  expect(shown.inputs('links.decide')).toEqual([{ id: ID, decision: { kind: 'send-again' } }]);
  await press(button(en.decisions.correct));
  expect(shown.place()).toEqual({ screen: 'counter', replaces: ID });
});

test('an alarm is said whole, with the other link, until it was seen', async () => {
  const other = link({ id: idOf(2), invoiceNo: '99', state: 'paid' });
  const shown = await page({ state: 'paid', alarm: 'paid-twice' }, { 'links.seeAlarm': done }, { replacedBy: other });
  expect(document.querySelector('.page-state')?.textContent).toContain(en.alarm['paid-twice']);
  await key('Alt+KeyS');
  expect(shown.inputs('links.seeAlarm')).toEqual([{ id: ID }]);
  await press(button('Invoice \u206899'));
  expect(shown.place()).toEqual({ screen: 'link', id: idOf(2) });
});

test('a link that is not there says so, with the way back', async () => {
  const shown = await show(<LinkScreen id={ID} />, { 'links.get': refused('not-found') });
  expect(document.querySelector('h1')?.textContent).toBe(en.link.notFound);
  await press(button(en.nav.back));
  expect(shown.place()).toEqual({ screen: 'links' });
});

test('a link of another service names it, and an event of a newer version is told as one', async () => {
  const event = { seq: 1, at: 1, actor: person('مریم'), event: null };
  await page({ service: 'https://one.example' }, {}, { otherService: true, history: [event] });
  const said = document.body.textContent;
  for (const part of [en.link.otherService, 'https://one.example', en.event.newer, 'مریم']) expect(said).toContain(part);
});
