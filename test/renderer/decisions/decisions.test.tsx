// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { DecisionsScreen } from '../../../renderer/decisions/decisions.tsx';
import { en } from '../../../renderer/i18n/en.ts';
import type { BatchRow } from '../../../shared/contract/bills.ts';
import type { LinkRow } from '../../../shared/links.ts';
import { evidence } from '../../samples.ts';
import { alerts, button, dialog, key, notices, press, refused, show } from '../bridge.tsx';
import type { Table } from '../bridge.tsx';
import { batch, batchRow, idOf, link, wholeLink } from '../samples.ts';

const UNKNOWN = link({ id: idOf(1), invoiceNo: 'U', state: 'unknown', payLinkSendId: null, evidence });
const REJECTED = link({
  id: idOf(2),
  invoiceNo: 'R',
  state: 'rejected',
  payLinkSendId: null,
  cause: 'http-forbidden',
  message: 'نه',
});
const ALARMED = link({ id: idOf(3), invoiceNo: 'A', state: 'paid', alarm: 'paid-twice' });
const LOST = batchRow({ id: idOf(51), state: 'unknown', batchToken: null, evidence: { ...evidence, reason: 'reset' } });
const FORGED = batchRow({ id: idOf(52), alarm: 'return-mismatch', alarmWhat: ['bill-unknown 42'], alarmMore: 3 });

const decisions = (links: LinkRow[], batches: BatchRow[] = [], table: Table = {}) =>
  show(<DecisionsScreen />, {
    'links.list': { links, total: links.length },
    'batches.list': { batches, total: batches.length },
    ...table,
  });
const cards = () => [...document.querySelectorAll<HTMLElement>('[data-card]')];
const card = (name: string) => cards().find((one) => one.getAttribute('aria-label')?.startsWith(name)) as HTMLElement;
const done = { link: link() };

describe('the decisions', () => {
  test('are only what waits, by weight: alarms, then batches, then unknown, then rejected', async () => {
    const { inputs } = await decisions([REJECTED, UNKNOWN, ALARMED], [LOST, FORGED], { 'links.get': wholeLink() });
    expect(inputs('links.list')[0]).toMatchObject({ onlyDecisions: true });
    expect(inputs('batches.list')[0]).toMatchObject({ onlyDecisions: true });
    const names = cards().map((one) => one.getAttribute('aria-label') ?? '');
    expect([names[0], names[3], names[4]]).toEqual(['A', 'U', 'R']);
    expect(cards()[1]?.textContent).toContain(en.batchAlarm['return-mismatch']);
    expect(cards()[2]?.textContent).toContain(en.reason.reset);
  });

  test('are walked with Alt and the arrows, as far as they go', async () => {
    await decisions([UNKNOWN, REJECTED]);
    await key('Alt+ArrowDown');
    expect(document.activeElement).toBe(card('U'));
    await key('Alt+ArrowDown');
    await key('Alt+ArrowDown');
    expect(document.activeElement).toBe(card('R'));
    await key('Alt+ArrowUp');
    expect(document.activeElement).toBe(card('U'));
  });

  test('say so where nothing waits, and why they could not be read', async () => {
    await decisions([]);
    expect(document.querySelector('.empty')?.textContent).toContain(en.decisions.emptyHow);
    await decisions([], [], { 'links.list': refused('ledger-busy') });
    expect(alerts()).toContain(en.error['ledger-busy']);
  });

  test('say that there are more than are shown', async () => {
    await decisions([UNKNOWN], [], { 'links.list': { links: [UNKNOWN], total: 140 } });
    expect(document.body.textContent).toContain('The first 1 are shown');
  });
});

describe('the card of a link', () => {
  test('takes its keys only while the focus is in it, and asks before two SMS are possible', async () => {
    const { inputs } = await decisions([UNKNOWN, REJECTED], [], { 'links.decide': done });
    await key('Alt+Digit2', document.body);
    expect(dialog()).toBeNull();
    await key('Alt+Digit2', card('U'));
    expect(dialog()?.textContent).toContain(en.decisions.sendAgainMeans);
    await press(button(en.decisions.sendAgainYes));
    expect(inputs('links.decide')).toEqual([{ id: UNKNOWN.id, decision: { kind: 'send-again' } }]);
    expect(notices()).toHaveLength(1);
  });

  test('of a rejected link sends it as it is, or corrects it on the counter', async () => {
    const shown = await decisions([REJECTED], [], { 'links.decide': done });
    expect(card('R').textContent).toContain(en.fix['http-forbidden']);
    await key('Alt+Digit2', card('R'));
    expect(shown.inputs('links.decide')).toEqual([{ id: REJECTED.id, decision: { kind: 'send-again' } }]);
    await key('Alt+Digit1', card('R'));
    expect(shown.place()).toEqual({ screen: 'counter', replaces: REJECTED.id });
  });

  test('closes only behind a question', async () => {
    const { inputs } = await decisions([REJECTED], [], { 'links.get': wholeLink(), 'links.decide': done });
    await key('Alt+Digit3', card('R'));
    expect(dialog()?.textContent).toContain(en.decisions.closeRejected);
    await press(button(en.link.closeYes));
    expect(inputs('links.decide')).toEqual([{ id: REJECTED.id, decision: { kind: 'close' } }]);
  });

  test('of an alarm shows both links, and is seen to by its key', async () => {
    const other = link({ id: idOf(9), invoiceNo: 'OTHER' });
    const table: Table = { 'links.get': wholeLink({}, { replaces: other }), 'links.seeAlarm': done };
    const shown = await decisions([ALARMED], [], table);
    expect(card('A').textContent).toContain('OTHER');
    await key('Alt+Digit1', card('A'));
    expect(shown.inputs('links.seeAlarm')).toEqual([{ id: ALARMED.id }]);
    await press(button(en.decisions.openLink));
    expect(shown.place()).toEqual({ screen: 'link', id: ALARMED.id });
  });

  test('an act that failed says why on its card', async () => {
    await decisions([REJECTED], [], { 'links.decide': refused('move-refused') });
    await key('Alt+Digit2', card('R'));
    expect(card('R').textContent).toContain(en.error['move-refused']);
  });
});

test('what was rejected goes out again all at once, where it is more than one', async () => {
  const another = link({ ...REJECTED, id: idOf(4), invoiceNo: 'R2' });
  const { inputs } = await decisions([REJECTED, another], [], { 'outbox.resume': { requeued: 2 } });
  await press(button(en.decisions.sendAllAgain));
  expect(inputs('outbox.resume')).toEqual([{ rejectedToo: true }]);
  expect(notices()[0]).toContain('2');
});

describe('the card of a batch', () => {
  test('with a forged return says what came and how many more, by the list alone', async () => {
    const shown = await decisions([], [FORGED], { 'batches.seeAlarm': { batch: batch() } });
    const said = cards()[0]?.textContent ?? '';
    expect(said).toContain('42');
    expect(said).toContain('3 more returns that disagree came.');
    await key('Alt+Digit1', cards()[0]);
    expect(shown.inputs('batches.seeAlarm')).toEqual([{ id: FORGED.id }]);
    expect(notices()).toEqual([en.batch.alarmSeen]);
  });

  test('whose submission is unknown is submitted again, or given up', async () => {
    const answer = { batch: batch() };
    const shown = await decisions([], [LOST], { 'batches.resubmit': answer, 'batches.giveUp': answer });
    await key('Alt+Digit1', cards()[0]);
    await key('Alt+Digit2', cards()[0]);
    expect([shown.inputs('batches.resubmit'), shown.inputs('batches.giveUp')]).toEqual([[{ id: LOST.id }], [{ id: LOST.id }]]);
    await press(button(en.batch.openBatch));
    expect(shown.place()).toEqual({ screen: 'batch', id: LOST.id });
  });
});
