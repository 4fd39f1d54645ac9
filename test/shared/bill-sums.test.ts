import { describe, expect, it } from 'vitest';
import { amountsDiffer, billsTaken, sumOfBills } from '../../shared/bill-sums.ts';
import { batch, bill, idOf } from '../renderer/samples.ts';

/** Bills of 101 and 102 thousand rial in one batch, and one of 103 thousand that is in the basket again. */
const BATCH = idOf(50);
const first = bill(1, { state: 'awaiting', batch: BATCH });
const second = bill(2, { state: 'awaiting', batch: BATCH });
const back = bill(3, { batch: null });
const elsewhere = bill(3, { state: 'awaiting', batch: idOf(51) });

it('bills come to what their payment ids say', () => {
  expect([[], [first], [first, second, back]].map(sumOfBills)).toEqual([0, 101_000, 306_000]);
});

it('taken are those that are still of the batch', () => {
  expect(billsTaken({ id: BATCH }, [first, back, second, elsewhere])).toEqual([first, second]);
});

describe('the provider asks for another amount', () => {
  const differ = (total: number | null, price: number | null) =>
    amountsDiffer(batch({ id: BATCH, total }), [first, { ...second, price }, { ...back, price: 1 }]);

  it.each([
    [203_000, 102_000, false],
    [203_000, null, false],
    [null, 102_000, false],
    [null, null, false],
    [306_000, 102_000, true],
    [203_001, null, true],
    [0, null, true],
    [203_000, 102_001, true],
    [null, 0, true],
  ])('in all %j, for one bill %j: %j', (total, price, expected) => {
    expect(differ(total, price)).toBe(expected);
  });
});
