// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { PracticeScreen } from '../../../renderer/practice/practice.tsx';
import type { PhoneMessage, Practice, PracticeBatch } from '../../../shared/contract/practice.ts';
import { alerts, button, errorAt, field, hasButton, key, notices, press, refused, show, type } from '../bridge.tsx';
import type { Table } from '../bridge.tsx';
import { billNo } from '../../bill-samples.ts';

const { practice: words } = en;

const message = (n: number, changes: Partial<PhoneMessage> = {}): PhoneMessage => ({
  payLinkSendId: String(130 + n),
  mobileNo: '09121234567',
  at: n,
  text: `پیامک ${n}`,
  invoiceNo: `N${n}`,
  amount: 1_250_000,
  customerName: '',
  description: 'سه جلد کتاب',
  state: 'unpaid',
  refNo: null,
  ...changes,
});
const pay = (changes: Partial<PracticeBatch> = {}): PracticeBatch => ({
  batchToken: '777',
  paymentUrl: 'http://127.0.0.1/p/777',
  at: 1,
  total: 203_000,
  bills: [1, 2].map((n) => ({ ...billNo(n), price: 101_000, billType: 'برق', accepted: n === 1 })),
  state: 'unpaid',
  returned: null,
  ...changes,
});
const shop = (changes: Partial<Practice> = {}): Practice => ({
  fault: 'none',
  endpoint: 'http://127.0.0.1/',
  messages: [],
  returnForm: 'placeholders',
  refuseBills: 0,
  batches: [],
  ...changes,
});
const screen = (practice: Practice, table: Table = {}) => show(<PracticeScreen />, { 'practice.get': practice, ...table });
const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
const radio = (value: string) =>
  [...document.querySelectorAll<HTMLInputElement>('.faults input')].find((one) => one.value === value);

describe('the customer’s phone', () => {
  test('has each SMS word for word, and the newest one’s pay page open', async () => {
    await screen(shop({ messages: [message(2), message(1, { state: 'paid', refNo: '000123' })] }));
    expect([...document.querySelectorAll('.phone-sms-text')].map((one) => one.textContent)).toEqual(['پیامک 2', 'پیامک 1']);
    expect(text('.pay-page')).toContain('132');
    expect(text('.pay-page')).toContain(words.page.nothing);
    await press(document.querySelectorAll('.phone [role="option"]')[1] as Element);
    expect(text('.pay-page')).toContain('000123');
    expect(hasButton(words.page.pay)).toBe(false);
  });

  test('pays by its key, and says with which reference', async () => {
    const paid = shop({ messages: [message(1, { state: 'paid', refNo: '000777' })] });
    const shown = await screen(shop({ messages: [message(1)] }), { 'practice.pay': paid });
    await key('Alt+KeyP');
    expect(shown.inputs('practice.pay')).toEqual([{ payLinkSendId: '131' }]);
    expect(notices()[0]).toContain('000777');
  });

  test('cancels by its key, and can pay after all', async () => {
    const left = shop({ messages: [message(1, { state: 'cancelled' })] });
    const shown = await screen(shop({ messages: [message(1)] }), { 'practice.cancel': left });
    await key('Alt+KeyC');
    expect(shown.inputs('practice.cancel')).toEqual([{ payLinkSendId: '131' }]);
    shown.table['practice.get'] = left;
    await shown.changed('practice');
    expect(text('.pay-page')).toContain(words.page.cancelledHint);
    expect(hasButton(words.page.pay)).toBe(true);
  });

  test('without a message says how one comes, and a payment that failed says why', async () => {
    await screen(shop());
    expect(text('.phone')).toContain(words.phone.emptyHint);
    await screen(shop({ messages: [message(1)] }), { 'practice.pay': refused('not-found') });
    await key('Alt+KeyP');
    expect(alerts()).toEqual([en.error['not-found']]);
  });
});

describe('the faults', () => {
  test('are switched on, shown on top while one is, and switched off by the key', async () => {
    const shown = await screen(shop(), { 'practice.setFault': shop({ fault: 'reply-lost' }) });
    await press(radio('reply-lost') as Element);
    expect(shown.inputs('practice.setFault')).toEqual([{ fault: 'reply-lost' }]);
    shown.table['practice.get'] = shop({ fault: 'reply-lost' });
    await shown.changed('practice');
    expect(alerts().join('')).toContain(words.fault['reply-lost'].what);
    await key('Alt+Digit0');
    expect(shown.inputs('practice.setFault').at(-1)).toEqual({ fault: 'none' });
    expect(notices()).toEqual([words.faults.saidOff]);
  });
});

describe('the payer of bills', () => {
  test('sees which bills were accepted, and pays all, all but the last, or cancels', async () => {
    const done = shop({ batches: [pay({ state: 'paid', returned: '200' })] });
    const { inputs } = await screen(shop({ batches: [pay()] }), { 'practice.payBatch': done });
    expect(
      [...document.querySelectorAll('.practice-bills li')].map((one) => one.textContent.includes(words.bills.accepted)),
    ).toEqual([true, false]);
    await key('Alt+KeyB');
    await press(button(words.bills.payPartly));
    await press(button(words.bills.cancel));
    expect(inputs('practice.payBatch').map(({ act }) => act)).toEqual(['pay', 'pay-partly', 'cancel']);
    expect(notices()[0]).toContain('200');
  });

  test.each([
    ['none', words.bills.returnedNone],
    ['unreached', words.bills.returnedUnreached],
  ])('reads how the return went: %s', async (returned, said) => {
    await screen(shop({ batches: [pay({ state: 'partly', returned })] }));
    expect(text('.pay-page')).toContain(said);
    expect(hasButton(words.bills.again)).toBe(true);
  });

  test('comes back in the form that is chosen', async () => {
    const { inputs } = await screen(shop(), { 'practice.setReturnForm': shop({ returnForm: 'forged' }) });
    await press(radio('forged') as Element);
    expect(inputs('practice.setReturnForm')).toEqual([{ returnForm: 'forged' }]);
  });

  test('has bills refused, as many as are written in any digits', async () => {
    const { inputs } = await screen(shop(), { 'practice.setRefuseBills': shop({ refuseBills: 2 }) });
    await type(field(words.bills.refuse), '21');
    await press(button(words.bills.refuseSet));
    expect(errorAt(words.bills.refuse)).toBe(en.field['number-bad']);
    await type(field(words.bills.refuse), '۲');
    await press(button(words.bills.refuseSet));
    expect(inputs('practice.setRefuseBills')).toEqual([{ count: 2 }]);
    expect(notices()[0]).toContain('2');
  });
});

test('in live there is no customer’s phone', async () => {
  await show(<PracticeScreen />, { 'practice.get': refused('only-in-practice') });
  expect(text('.empty')).toContain(words.onlyInPracticeHint);
});
