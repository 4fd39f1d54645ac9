// @vitest-environment jsdom
import { APP } from '../../../shared/actors.ts';
import { describe, expect, test } from 'vitest';
import { BatchScreen } from '../../../renderer/bills/batch/batch.tsx';
import { en } from '../../../renderer/i18n/en.ts';
import type { Batch } from '../../../shared/batches.ts';
import { evidence } from '../../samples.ts';
import { alerts, button, dialog, errorAt, field, hasButton, key, notices, press, refused, show, type } from '../bridge.tsx';
import type { Table } from '../bridge.tsx';
import { batch, bill, idOf, status, wholeBatch } from '../samples.ts';

const { batch: words } = en;
const ID = idOf(50);
const page = (changes: Partial<Batch> = {}, table: Table = {}, more: Parameters<typeof wholeBatch>[1] = {}) =>
  show(<BatchScreen id={ID} status={status()} />, { 'batches.get': wholeBatch(changes, more), ...table });
const url = { paymentUrl: 'https://pay.example/777' };
const text = () => document.body.textContent;

describe('paying', () => {
  test('opens the page in the browser by its key, or draws it for a phone', async () => {
    const { inputs } = await page({}, { 'batches.openPayPage': url });
    await key('Alt+KeyO');
    expect(notices()).toEqual([words.opened]);
    await key('Alt+KeyQ');
    expect(document.querySelector('.qr')?.getAttribute('aria-label')).toContain('https://pay.example/777');
    await key('Alt+KeyQ');
    expect(document.querySelector('.qr')).toBeNull();
    const even = { evenIfDiffers: false, evenIfStrange: false };
    expect(inputs('batches.openPayPage')).toEqual([
      { id: ID, how: 'browser', ...even },
      { id: ID, how: 'qr', ...even },
    ]);
  });

  test('shows no way while the amounts differ, until that was seen; then says so to main', async () => {
    const bills = [bill(1, { state: 'awaiting', batch: ID, price: 999_000 }), bill(2, { state: 'awaiting', batch: ID })];
    const { inputs } = await page({ total: 1_101_000 }, { 'batches.openPayPage': url }, { bills, differs: true });
    expect(alerts().join('')).toContain('898,000');
    expect(alerts().join('')).toContain('999,000');
    expect(hasButton(words.openPage)).toBe(false);
    await key('Alt+KeyD');
    await key('Alt+KeyO');
    expect(inputs('batches.openPayPage')[0]).toMatchObject({ evenIfDiffers: true, evenIfStrange: false });
  });

  test('names what stands where the total should', async () => {
    await page({ total: null }, {}, { differs: true, unreadableTotal: '12,5x' });
    expect(alerts().join('')).toContain('12,5x');
  });

  test('asks for the name of a site that was never opened to be read first', async () => {
    const payPage = {
      address: 'http://10.0.0.7/x',
      host: '10.0.0.7',
      oddities: ['http', 'private', 'ip'],
      asks: true,
    } as const;
    const more = { payPage: { ...payPage, oddities: [...payPage.oddities] } };
    const { inputs } = await page({}, { 'batches.openPayPage': url }, more);
    expect(alerts().join('')).toContain('10.0.0.7');
    for (const mark of payPage.oddities) expect(alerts().join('')).toContain(words.hostMark[mark]);
    expect(hasButton(words.openPage)).toBe(false);
    await key('Alt+KeyH');
    await key('Alt+KeyO');
    expect(inputs('batches.openPayPage')[0]).toMatchObject({ evenIfStrange: true });
  });

  test('is not offered at an address that no payer should be sent to, and a refusal is said', async () => {
    await page({}, {}, { payPage: null });
    expect(text()).toContain(en.error['pay-page-bad']);
    expect(hasButton(words.openPage)).toBe(false);
    await page({}, { 'batches.openPayPage': refused('not-payable') });
    await key('Alt+KeyO');
    expect(alerts()).toContain(en.error['not-payable']);
  });
});

describe('the return', () => {
  const ADDRESS = 'http://127.0.0.1/r/1?Status=0';

  test('is pasted by its key, and said to be read', async () => {
    const { inputs } = await page({}, { 'batches.pasteReturn': { batch: batch({ state: 'settled' }) } });
    expect(text()).toContain(words.returnComes);
    await key('Alt+KeyV');
    expect(document.activeElement).toBe(field(words.pasteTitle));
    await press(button(words.paste));
    expect(errorAt(words.pasteTitle)).toBe(en.field['text-missing']);
    await type(field(words.pasteTitle), `  ${ADDRESS} `);
    await press(button(words.paste));
    expect(inputs('batches.pasteReturn')).toEqual([{ address: ADDRESS }]);
    expect(notices()[0]).toContain(en.batchState.settled);
    expect(field(words.pasteTitle).value).toBe('');
  });

  test('of another batch is recorded there, with the way to it', async () => {
    const other = batch({ id: idOf(70), state: 'failed' });
    const shown = await page({}, { 'batches.pasteReturn': { batch: other } });
    await type(field(words.pasteTitle), ADDRESS);
    await press(button(words.paste));
    await press(button(en.notice.open));
    expect(shown.place()).toEqual({ screen: 'batch', id: idOf(70) });
  });

  test('that does not agree says so, until something else is typed', async () => {
    await page({}, { 'batches.pasteReturn': refused('return-mismatch') }, { returnComes: false });
    expect(text()).toContain(words.returnElsewhere);
    await type(field(words.pasteTitle), ADDRESS);
    await press(button(words.paste));
    expect(alerts()).toEqual([en.error['return-mismatch']]);
    await type(field(words.pasteTitle), 'x');
    expect(alerts()).toEqual([]);
  });

  test('is replaced by a person’s word only with a receipt for each bill, and why', async () => {
    const { inputs } = await page({}, { 'batches.settleByHand': { batch: batch({ state: 'settled' }) } });
    await key('Alt+KeyP');
    const ticks = () => [...(dialog()?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]') ?? [])];
    expect(ticks()).toHaveLength(2);
    await press(button(words.byHandYes));
    expect(dialog()?.textContent).toContain(en.field['settle-none']);
    await press(ticks()[0] as Element);
    await press(button(words.byHandYes));
    expect(errorAt(words.byHandRef)).toBe(en.field['receipt-missing']);
    expect(errorAt(words.byHandWhy)).toBe(en.field['why-missing']);
    await type(field(words.byHandRef), '۱۲۳۴');
    await type(field(words.byHandWhy), 'I saw the receipt');
    await press(button(words.byHandYes));
    expect(inputs('batches.settleByHand')).toHaveLength(1);
    expect(inputs('batches.settleByHand')[0]).toMatchObject({ id: ID, paid: [{ bill: idOf(101) }], why: 'I saw the receipt' });
    expect(dialog()).toBeNull();
    expect(notices()).toHaveLength(1);
  });
});

describe('the acts on a batch', () => {
  const answer = { batch: batch() };

  test('abandoning says first that the page stays payable', async () => {
    const { inputs } = await page({}, { 'batches.abandon': answer });
    await key('Alt+KeyA');
    expect(dialog()?.textContent).toContain(words.abandonMeans);
    await press(button(words.abandonYes));
    expect(inputs('batches.abandon')).toEqual([{ id: ID }]);
    expect([dialog(), notices()]).toEqual([null, [words.abandoned]]);
  });

  test('an unknown submission goes again or is given up, with the evidence', async () => {
    const table: Table = { 'batches.resubmit': answer, 'batches.giveUp': answer };
    const { inputs } = await page({ state: 'unknown', batchToken: null, evidence }, table);
    expect(text()).toContain(words.resubmitMeans);
    expect(document.querySelector('.evidence')?.textContent).toContain(evidence.endpoint);
    await key('Alt+KeyR');
    await key('Alt+KeyG');
    expect([inputs('batches.resubmit'), inputs('batches.giveUp')]).toEqual([[{ id: ID }], [{ id: ID }]]);
    expect(notices()).toEqual([words.resubmitted, words.givenUp]);
  });

  test('unpaid bills go into a new basket at once, abandoned ones only behind a question', async () => {
    const verdict = { pair: { billId: '1', payId: '2' }, faults: [], bill: null } as const;
    const verdicts = [
      { ...verdict, faults: [], verdict: 'added' as const },
      { ...verdict, faults: [], verdict: 'taken' as const },
    ];
    const bills = (state: 'failed' | 'abandoned') => [bill(1, { state, batch: ID }), bill(2, { state: 'paid', batch: ID })];
    const one = await page({ state: 'settled' }, { 'batches.rebasket': { verdicts } }, { bills: bills('failed') });
    expect(document.querySelector('.batch-outcome')?.textContent).toBe('Bills paid: 1; not paid: 1.');
    await key('Alt+KeyB');
    expect(one.inputs('batches.rebasket')).toEqual([{ id: ID }]);
    expect(notices()[0]).toContain('1 were not');
    const other = await page({ state: 'abandoned' }, { 'batches.rebasket': { verdicts } }, { bills: bills('abandoned') });
    await press(button('Put 1 unpaid bill'));
    expect(dialog()?.textContent).toContain(words.rebasketMeans);
    expect(other.inputs('batches.rebasket')).toEqual([]);
    await press(button(words.rebasketYes));
    expect(other.inputs('batches.rebasket')).toEqual([{ id: ID }]);
  });

  test('an alarm says what came and how many more, until it was seen', async () => {
    const changes = { alarm: 'return-mismatch', alarmWhat: ['token', 'amount 42'] } as const;
    const { inputs } = await page(
      { ...changes, alarmWhat: [...changes.alarmWhat] },
      { 'batches.seeAlarm': answer },
      { alarmMore: 2 },
    );
    const said = document.querySelector('.page-state')?.textContent ?? '';
    for (const part of [en.alarmWhat.token, '42', '2 more returns']) expect(said).toContain(part);
    await key('Alt+KeyS');
    expect(inputs('batches.seeAlarm')).toEqual([{ id: ID }]);
  });

  test('one that failed says why, in its question where there is one', async () => {
    await page({ state: 'unknown' }, { 'batches.giveUp': refused('move-refused') });
    await key('Alt+KeyG');
    expect(alerts()).toEqual([en.error['move-refused']]);
    await page({}, { 'batches.abandon': refused('disk-full') });
    await key('Alt+KeyA');
    await press(button(words.abandonYes));
    expect(dialog()?.textContent).toContain(en.error['disk-full']);
  });
});

test('a refused batch shows the service’s words and what to do', async () => {
  await page({ state: 'refused', cause: 'service-refused', message: 'رمز نادرست', paymentUrl: null });
  const said = document.querySelector('.refusal')?.textContent ?? '';
  expect([said.includes('رمز نادرست'), said.includes(words.serviceFix)]).toEqual([true, true]);
  await page({ state: 'refused', cause: 'given-up', paymentUrl: null });
  expect(document.querySelector('.refusal')).toBeNull();
});

test('its bills open, its history tells what came, and one that is not there says so', async () => {
  const event = {
    kind: 'batch.alarm',
    alarm: 'return-mismatch',
    what: ['token'],
    via: 'pasted',
    came: 'http://x/r?<b>',
  } as const;
  const history = [{ seq: 1, at: 0, actor: APP, event: { ...event, what: [...event.what] } }];
  const shown = await page({}, {}, { history });
  expect(document.querySelector('.history .reply')?.textContent).toBe('http://x/r?<b>');
  expect(document.querySelector('.history-alarm')?.textContent).toBe(en.alarmWhat.token);
  await press(document.querySelector(`[aria-label="${words.billsLabel}"] [role="option"]`) as Element);
  expect(shown.place()).toEqual({ screen: 'bill', id: idOf(101) });
  await page({}, { 'batches.get': refused('not-found') });
  expect(document.querySelector('h1')?.textContent).toBe(words.notFound);
});
