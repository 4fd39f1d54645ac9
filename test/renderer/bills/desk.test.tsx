// @vitest-environment jsdom
import { act, fireEvent } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { BillsScreen } from '../../../renderer/bills/desk/bills.tsx';
import { forgetRefused } from '../../../renderer/bills/desk/refused.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { faultsOf, pairKey, readBarcode } from '../../../shared/bill-digits.ts';
import type { BillPair } from '../../../shared/bill-digits.ts';
import type { Bill } from '../../../shared/bills.ts';
import type { Input } from '../../../shared/contract/calls.ts';
import type { PairVerdict } from '../../../shared/contract/bills.ts';
import type { Status } from '../../../shared/contract/status.ts';
import { persianDigits } from '../../../shared/text.ts';
import { barcodeOf, billNo } from '../../bill-samples.ts';
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
import { batch, batchRow, bill, idOf, status } from '../samples.ts';

const { bills: words } = en;
const WRONG: BillPair = { billId: '1117753200141', payId: '12070160' };

/** Main's side: a basket that takes good pairs, once each. */
function main(basket: Bill[] = [], more: Table = {}) {
  const taken = new Map(basket.map((one) => [pairKey(one), one]));
  const judge = (pair: BillPair): PairVerdict => {
    const faults = faultsOf(pair);
    const there = taken.get(pairKey(pair)) ?? null;
    return { pair, faults, bill: there, verdict: faults.length > 0 ? 'bad' : there ? 'taken' : 'added' };
  };
  const table: Table = {
    'bills.list': () => ({ bills: [...taken.values()].toReversed(), total: taken.size }),
    'bills.check': ({ pairs }) => ({ verdicts: pairs.map(judge) }),
    'bills.add': ({ pairs }: Input<'bills.add'>) => {
      const verdicts = pairs.map(judge);
      for (const { pair, verdict } of verdicts)
        if (verdict === 'added') taken.set(pairKey(pair), bill(1, { ...pair, id: idOf(500 + taken.size) }));
      return { verdicts };
    },
    'bills.remove': ({ id }) => {
      const [key_, gone] = [...taken].find(([, one]) => one.id === id) ?? [];
      taken.delete(key_ ?? '');
      return { bill: gone ?? bill() };
    },
    'batches.list': { batches: [], total: 0 },
    ...more,
  };
  return { table, taken };
}

const desk = (table: Table, of: Status = status()) => show(<BillsScreen status={of} />, table);
const idFields = () => [field(words.billId), field(words.payId)] as const;
const typePair = async ({ billId, payId }: BillPair) => {
  const [first, second] = idFields();
  await type(first, billId);
  await type(second, payId);
};
const rows = () => [...document.querySelectorAll('[role="grid"] [role="row"]')];
const paste = (text: string, at: Element) =>
  act(async () => void fireEvent.paste(at, { clipboardData: { getData: () => text } }));

beforeEach(() => forgetRefused());

describe('typing a bill', () => {
  test('explains it as it is typed, puts it into the basket by Enter, and begins the next', async () => {
    const { table } = main();
    const { inputs, changed } = await desk(table);
    const { billId, payId } = billNo(7);
    const [first, second] = idFields();
    expect(document.activeElement).toBe(first);
    await type(first, persianDigits(billId));
    expect(document.querySelector('.entry-explained')?.textContent).toContain(words.waitingForPay);
    await key('Enter', first);
    expect(document.activeElement).toBe(second);
    await type(second, payId);
    expect(document.querySelector('.bill-meaning')?.textContent).toContain('107,000');
    await key('Enter', second);
    expect(inputs('bills.add')).toEqual([{ pairs: [billNo(7)], source: 'typed' }]);
    expect(idFields().map(({ value }) => value)).toEqual(['', '']);
    expect(document.activeElement).toBe(first);
    expect(notices()[0]).toContain('107,000');
    await changed('bills');
    expect(rows()).toHaveLength(1);
  });

  test('a wrong digit is told at its field once that was left, and goes nowhere', async () => {
    const { table } = main();
    const { inputs } = await desk(table);
    await type(field(words.billId), WRONG.billId);
    expect(errorAt(words.billId)).toBe('');
    await type(field(words.payId), WRONG.payId);
    expect([errorAt(words.billId), errorAt(words.payId)]).toEqual([en.billFault['bill-id-check'], '']);
    expect(document.querySelector('.bill-group.wrong')?.textContent).toContain(en.billGroup.check);
    await key('Enter');
    expect(inputs('bills.add')).toEqual([]);
    expect(document.activeElement).toBe(field(words.billId));
  });

  test('a bill that is there already says where, and stays typed', async () => {
    const { table } = main([bill(7, { state: 'basket' })]);
    const shown = await desk(table);
    await typePair(billNo(7));
    await key('Enter');
    expect(alerts().join('')).toContain(words.taken);
    expect(field(words.billId).value).toBe(billNo(7).billId);
    await press(button(words.open));
    expect(shown.place()).toEqual({ screen: 'bill', id: idOf(107) });
  });

  test('a whole barcode pasted into a field fills both', async () => {
    const { table } = main();
    await desk(table);
    await type(field(words.billId), barcodeOf(billNo(3)));
    const pair = readBarcode(barcodeOf(billNo(3)));
    expect(idFields().map(({ value }) => value)).toEqual([pair?.billId, pair?.payId]);
  });

  test('that failed says why, and keeps what was typed for another try', async () => {
    const { table } = main([], { 'bills.add': refused('disk-full') });
    await desk(table);
    await typePair(billNo(7));
    await press(button(words.add));
    expect(alerts()).toEqual([en.error['disk-full']]);
    await type(field(words.payId), '1');
    expect(alerts()).toEqual([]);
    expect(field(words.billId).value).toBe(billNo(7).billId);
  });

  test('is there again on the way back', async () => {
    const { table } = main();
    const { draw } = await desk(table);
    await typePair(WRONG);
    await draw(null);
    await draw(<BillsScreen status={status()} />);
    expect(idFields().map(({ value }) => value)).toEqual([WRONG.billId, WRONG.payId]);
  });

  test('an answer that comes after the screen was left is told with the bill’s id', async () => {
    const answer = later<{ verdicts: PairVerdict[] }>();
    const { table } = main([], { 'bills.add': () => answer.promise });
    const { draw } = await desk(table);
    await typePair(billNo(7));
    await key('Enter');
    await draw(null);
    await answer.give({ verdicts: [{ pair: billNo(7), verdict: 'taken', faults: [], bill: bill(7) }] });
    expect(notices()[0]).toContain(billNo(7).billId);
  });
});

describe('the basket', () => {
  test('sums all of it, also beyond a page and beyond the rows that are drawn', async () => {
    const all = Array.from({ length: 620 }, (_, at) => bill(at + 1));
    const page = ({ limit, offset }: Input<'bills.list'>) => ({ bills: all.slice(offset, offset + limit), total: all.length });
    const { inputs } = await desk({ ...main().table, 'bills.list': page });
    expect(inputs('bills.list').map(({ offset }) => offset)).toEqual([0, 500]);
    const sum = all.reduce((rial, _, at) => rial + (101 + at) * 1000, 0);
    expect(document.querySelector('.basket-amount')?.textContent).toContain(sum.toLocaleString('en'));
    expect(document.querySelector('.basket-sum')?.textContent).toContain('31 batches');
    expect(document.body.textContent).toContain('520 more bills');
    expect(rows()).toHaveLength(100);
  });

  test('gives a bill back that was removed, by its button or its key', async () => {
    const { table, taken } = main([bill(1), bill(2)]);
    const shown = await desk(table);
    await press(button('Remove the bill', rows()[0]));
    expect([...taken.values()].map(({ id }) => id)).toEqual([idOf(101)]);
    await shown.changed('bills');
    await press(button(words.undo));
    expect(taken.size).toBe(2);
    expect(notices().at(-1)).toContain('Back in the basket');
    await key('Delete', rows()[0]?.querySelector('[role="gridcell"]') ?? undefined);
    expect(taken.size).toBe(1);
  });

  test('shows the provider’s words on what came back, and opens a bill', async () => {
    const { table } = main([bill(1, { status: '7', message: 'تکراری' }), bill(2, { status: '9' })]);
    const shown = await desk(table);
    expect(document.body.textContent).toContain('تکراری');
    expect(document.body.textContent).toContain('code \u20689\u2069');
    await press(rows()[1] as Element);
    expect(shown.place()).toEqual({ screen: 'bill', id: idOf(101) });
  });

  test('is submitted once however often the key is pressed, and one batch is opened', async () => {
    const answer = later<{ batches: ReturnType<typeof batch>[] }>();
    const { table } = main([bill(1)], { 'bills.submit': () => answer.promise });
    const shown = await desk(table);
    await key('Ctrl+Enter');
    await key('Ctrl+Enter');
    expect(shown.inputs('bills.submit')).toEqual([{}]);
    expect(hasButton(words.submitting)).toBe(true);
    await answer.give({ batches: [batch()] });
    expect(shown.place()).toEqual({ screen: 'batch', id: idOf(50) });
    expect(notices()[0]).toContain('1 batch');
  });

  test('of several batches opens none, and one that failed says why', async () => {
    const { table } = main([bill(1)], { 'bills.submit': { batches: [batch(), batch({ id: idOf(51) })] } });
    const shown = await desk(table, status({ line: { state: 'down', reason: 'dns', since: 0 } }));
    expect(document.querySelector('.basket-sum')?.textContent).toContain(words.offline);
    await press(button(words.submit));
    expect(shown.place()).toEqual({ screen: 'counter' });
    shown.table['bills.submit'] = refused('credentials-missing');
    await press(button(words.submit));
    expect(alerts()).toEqual([en.error['credentials-missing']]);
  });
});

describe('a list of bills', () => {
  const GOOD = billNo(40);
  const LIST = [
    `${GOOD.billId},${GOOD.payId}`,
    `${WRONG.billId},${WRONG.payId}`,
    'nonsense',
    `${GOOD.billId},${GOOD.payId}`,
  ].join('\n');
  const verdicts = () => [...document.querySelectorAll('.import-row')].map((row) => row.getAttribute('data-verdict'));

  test('is judged row by row, what is wrong first; only what is good goes in, and the wrong stays in sight', async () => {
    const { table, taken } = main();
    const { inputs } = await desk(table);
    await key('Alt+KeyI');
    await type(field(en.billImport.lines), LIST);
    await press(button(en.billImport.check));
    expect(verdicts()).toEqual(['bad', 'unread', 'taken', 'good']);
    expect(inputs('bills.add')).toEqual([]);
    await press(button('Put 1 good bill'));
    expect(inputs('bills.add')).toEqual([{ pairs: [GOOD], source: 'paste' }]);
    expect([taken.size, dialog()]).toEqual([1, null]);
    expect(document.querySelector('.refused-bills')?.textContent).toContain(en.billFault['bill-id-check']);
    await press(button(words.correct));
    expect(idFields().map(({ value }) => value)).toEqual([WRONG.billId, WRONG.payId]);
    expect(document.querySelector('.refused-bills')).toBeNull();
  });

  test('may be pasted anywhere, and of more than one line into a field too', async () => {
    const { table } = main();
    await desk(table);
    await paste(LIST, document.body);
    await settled();
    expect(verdicts()).toHaveLength(4);
    await press(button(en.app.cancel));
    await paste(LIST, field(words.billId));
    await settled();
    expect(verdicts()).toHaveLength(4);
    await press(button(en.billImport.other));
    expect(field(en.billImport.lines).value).toBe('');
  });

  test('may be a file; one that is too big is refused unread', async () => {
    const { table } = main();
    const { inputs } = await desk(table);
    await press(button(en.billImport.button));
    const chooser = () => dialog()?.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement;
    const choose = async (file: File) => {
      await act(async () => void fireEvent.change(chooser(), { target: { files: [file] } }));
      await settled();
    };
    await choose(new File([new Uint8Array(3 * 1024 * 1024)], 'big.csv'));
    expect(alerts()).toEqual([en.billImport.fileTooBig]);
    await choose(new File([LIST], 'bills.csv'));
    await press(button('Put 1 good bill'));
    expect(inputs('bills.add')[0]?.source).toBe('file');
  });

  test('with nothing good in it adds nothing', async () => {
    const { table } = main();
    await desk(table);
    await paste('nonsense', document.body);
    await settled();
    expect(button(en.billImport.noGood).disabled).toBe(true);
  });
});

test('what keeps bills from being submitted, or returns from coming, is said on top, with the way to mend it', async () => {
  const of = status({}, { accessFault: 'credentials-missing', awaiting: 1, receiver: 'moved' });
  const shown = await desk(main().table, of);
  expect(document.body.textContent).toContain(words.access['credentials-missing']);
  expect(document.body.textContent).toContain(en.batch.returnMoved);
  await press(button(words.openSetup));
  expect(shown.place()).toEqual({ screen: 'setup' });
});

test('batches of today and those awaited stand in one list, and open', async () => {
  const old = batchRow({ id: idOf(60), savedAt: 1 });
  const today = batchRow({ id: idOf(61), state: 'settled', savedAt: Date.now() });
  const past = batchRow({ id: idOf(62), state: 'settled', savedAt: 1 });
  const list = ({ states }: Input<'batches.list'>) => {
    const batches = states.length > 0 ? [old] : [today, past, old];
    return { batches, total: batches.length };
  };
  const shown = await desk({ ...main().table, 'batches.list': list });
  const options = [...document.querySelectorAll(`[aria-label="${words.batchesList}"] [role="option"]`)];
  expect(options.map((row) => row.textContent.includes(en.batchState.settled))).toEqual([true, false]);
  await press(options[1] as Element);
  expect(shown.place()).toEqual({ screen: 'batch', id: idOf(60) });
});
