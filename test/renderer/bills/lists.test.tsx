// @vitest-environment jsdom
import { APP } from '../../../shared/actors.ts';
import { describe, expect, test } from 'vitest';
import { BillScreen } from '../../../renderer/bills/bill/bill.tsx';
import { BillsListScreen } from '../../../renderer/bills/list/bills-list.tsx';
import { en } from '../../../renderer/i18n/en.ts';
import type { Bill } from '../../../shared/bills.ts';
import { button, field, hasButton, key, notices, press, refused, settled, show, type } from '../bridge.tsx';
import type { Table } from '../bridge.tsx';
import { batchRow, bill, idOf, wholeBatch } from '../samples.ts';

const { billsList: words } = en;

describe('all bills and batches', () => {
  const table: Table = {
    'bills.list': { bills: [bill(1, { state: 'paid' }), bill(2)], total: 2 },
    'batches.list': { batches: [batchRow()], total: 1 },
  };
  const options = () => [...document.querySelectorAll('[role="option"]')];

  test('are two lists, each with its own search and states, kept while the other is looked at', async () => {
    const shown = await show(<BillsListScreen />, table);
    await type(field(words.searchBills), '1234');
    await press(button(en.billState.paid));
    await settled();
    expect(shown.inputs('bills.list').at(-1)).toMatchObject({ search: '1234', states: ['paid'] });
    await key('Alt+Digit2');
    expect(field(words.searchBatches).value).toBe('');
    expect(shown.inputs('batches.list').at(-1)).toMatchObject({ search: '', states: [], onlyDecisions: false });
    await key('Alt+Digit1');
    expect(field(words.searchBills).value).toBe('1234');
  });

  test('open a bill and a batch', async () => {
    const shown = await show(<BillsListScreen />, table);
    await press(options()[1] as Element);
    expect(shown.place()).toEqual({ screen: 'bill', id: idOf(102) });
    await press(button(words.batches));
    await press(options()[0] as Element);
    expect(shown.place()).toEqual({ screen: 'batch', id: idOf(50) });
  });
});

describe('one bill', () => {
  const ID = idOf(101);
  const page = (changes: Partial<Bill>, table: Table = {}) =>
    show(<BillScreen id={ID} />, { 'bills.get': { bill: bill(1, changes), history: [] }, ...table });

  test('that was paid shows its reference, its batch and its history', async () => {
    const event = { kind: 'bill.paid', status: '0', message: 'موفق', saleReferenceId: '9007199254740993', token: '' } as const;
    const paid = bill(1, { state: 'paid', batch: idOf(50), saleReferenceId: '9007199254740993', paidAt: 1, price: 101_000 });
    const shown = await show(<BillScreen id={ID} />, {
      'bills.get': { bill: paid, history: [{ seq: 1, at: 0, actor: APP, event }] },
      'batches.get': wholeBatch({ state: 'settled' }),
    });
    expect(document.querySelector('.facts')?.textContent).toContain('9007199254740993');
    expect(document.querySelector('.facts')?.textContent).toContain(en.batchState.settled);
    expect(document.querySelector('.history')?.textContent).toContain('موفق');
    expect(hasButton(en.bill.remove)).toBe(false);
    await press(button(en.bill.openBatch));
    expect(shown.place()).toEqual({ screen: 'batch', id: idOf(50) });
  });

  test('in the basket is removed by its key, and brought back by the notice', async () => {
    const { inputs } = await page(
      {},
      { 'bills.remove': { bill: bill(1, { state: 'removed' }) }, 'bills.add': { verdicts: [] } },
    );
    await key('Delete');
    expect(inputs('bills.remove')).toEqual([{ id: ID }]);
    expect(notices()[0]).toContain('101,000');
    await press(button(en.bills.undo));
    expect(inputs('bills.add')).toEqual([{ pairs: [{ billId: bill(1).billId, payId: bill(1).payId }], source: 'scan' }]);
  });

  test('that tries another again leads to it', async () => {
    const shown = await page({ again: idOf(9) });
    await press(button(en.bill.againOpen));
    expect(shown.place()).toEqual({ screen: 'bill', id: idOf(9) });
  });

  test('that could not be removed says why, and one that is not there says so', async () => {
    await page({}, { 'bills.remove': refused('move-refused') });
    await press(button(en.bill.remove));
    expect(document.body.textContent).toContain(en.error['move-refused']);
    await page({}, { 'bills.get': refused('not-found') });
    expect(document.querySelector('h1')?.textContent).toBe(en.bill.notFound);
  });
});
