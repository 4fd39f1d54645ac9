import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupsOf } from '../../../renderer/bills/bill-groups.ts';
import type { Group } from '../../../renderer/bills/bill-groups.ts';
import { toldFaults } from '../../../renderer/bills/bill-words.ts';
import { BILL_FAULTS, faultsOf, meaningOf } from '../../../shared/bill-digits.ts';

const id = fc.stringMatching(/^\d{6,13}$/u);
const textOf = (groups: readonly Group[]) => groups.map(({ digits }) => digits).join('');
const find = (groups: readonly Group[], name: Group['name']) => groups.find((group) => group.name === name)?.digits;
const wrong = (groups: readonly Group[]) => groups.filter((group) => group.wrong).map(({ name }) => name);

describe('the groups of a bill', () => {
  test('are all of its digits, in their order, and say what the digits mean', () => {
    fc.assert(
      fc.property(id, id, (billId, payId) => {
        const { bill, pay } = groupsOf({ billId, payId }, []);
        expect([textOf(bill), textOf(pay)]).toEqual([billId, payId]);
        const meaning = meaningOf({ billId, payId });
        expect([find(bill, 'type'), find(bill, 'company')]).toEqual([meaning.typeCode, meaning.company]);
        expect([find(pay, 'year'), find(pay, 'period')]).toEqual([meaning.year, meaning.period]);
        expect(Number(find(pay, 'amount')) * 1000).toBe(meaning.amount);
      }),
    );
  });

  test('a fault is drawn in its own id, and nothing is drawn wrong without one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\da]{1,16}$/u), fc.stringMatching(/^[\da]{1,16}$/u), (billId, payId) => {
        const faults = faultsOf({ billId, payId });
        const { bill, pay } = groupsOf({ billId, payId }, faults);
        expect(wrong(bill).length > 0).toBe(faults.some((fault) => fault.startsWith('bill-id')));
        expect(wrong(pay).length > 0).toBe(faults.some((fault) => fault.startsWith('pay-id')));
        expect([textOf(bill), textOf(pay)]).toEqual([billId, payId]);
      }),
    );
  });

  test('half typed ids have the groups that are there so far', () => {
    const { bill, pay } = groupsOf({ billId: '140', payId: '' }, []);
    expect(bill.map(({ name, digits }) => [name, digits])).toEqual([
      ['company', '1'],
      ['type', '4'],
      ['check', '0'],
    ]);
    expect(pay).toEqual([]);
  });

  test('the wrong rows point at their group', () => {
    const drawn = (billId: string, payId: string) => {
      const { bill, pay } = groupsOf({ billId, payId }, toldFaults(faultsOf({ billId, payId })));
      return [...wrong(bill), ...wrong(pay)];
    };
    expect(drawn('1117753200140', '1770165')).toEqual(['check2']);
    expect(drawn('9174639504124', '12908197')).toEqual(['check2']);
    expect(drawn('9100074409151', '12908199')).toEqual(['check']);
  });
});

test('a check over both ids is told of only where each id is right by itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...BILL_FAULTS)), (faults) => {
      const told = toldFaults(faults);
      const own = faults.includes('bill-id-check') || faults.includes('pay-id-check-1');
      expect(told).toEqual(own ? faults.filter((fault) => fault !== 'pay-id-check-2') : faults);
      expect(told.length > 0).toBe(faults.length > 0);
    }),
  );
});
