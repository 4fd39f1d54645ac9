import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, checkDigit, cleanBillId, faultsOf, meaningOf, pairKey, readBarcode } from '../../shared/bill-digits.ts';
import type { BillFault, BillPair, BillType } from '../../shared/bill-digits.ts';
import { persianDigits } from '../../shared/text.ts';

/** The test vectors of the rules: wire.md, "Bills". */
const RIGHT: [billId: string, payId: string, type: BillType, amount: number][] = [
  ['1117753200140', '12070160', 'landline', 120_000],
  ['1177809000142', '570108', 'landline', 5000],
  ['7748317800142', '1770160', 'landline', 17_000],
  ['2050327604613', '1070189', 'water', 10_000],
  ['9174639504124', '12908190', 'electricity', 129_000],
  ['1064348103115', '97570237', 'water', 975_000],
  ['3300959004310', '385620969', 'water', 3_856_000],
  ['9985235404124', '0000880000568', 'electricity', 8_800_000],
  ['9100074409153', '12908199', 'mobile', 129_000],
  ['1234567804229', '15000050302', 'electricity', 150_000_000],
  ['0001234502812', '35050220', 'water', 350_000],
  ['7748317800142', '1770160', 'landline', 17_000],
];

/** A valid pair, made by the rules themselves. */
const validPair: fc.Arbitrary<BillPair> = fc
  .record({
    file: fc.integer({ min: 1, max: 99_999_999 }),
    company: fc.integer({ min: 0, max: 999 }),
    type: fc.integer({ min: 0, max: 9 }),
    thousands: fc.integer({ min: 1, max: 99_999_999 }),
    year: fc.integer({ min: 0, max: 9 }),
    period: fc.integer({ min: 0, max: 99 }),
    zeros: fc.boolean(),
  })
  .map(({ file, company, type, thousands, year, period, zeros }) => {
    const bill = `${file}${String(company).padStart(3, '0')}${type}`;
    const billId = `${bill}${checkDigit(bill)}`;
    const pay = `${thousands}${year}${String(period).padStart(2, '0')}`;
    const first = `${pay}${checkDigit(pay)}`;
    const payId = `${first}${checkDigit(billId + first)}`;
    return { billId, payId: zeros ? payId.padStart(13, '0') : payId };
  });

describe('the rows of the table', () => {
  it.each(RIGHT)('%s %s is %s, %i rial', (billId, payId, type, amount) => {
    expect(faultsOf({ billId, payId })).toEqual([]);
    expect(meaningOf({ billId, payId })).toMatchObject({ type, amount });
  });
  it.each([
    ['1117753200140', '1770165', 'pay-id-check-2'],
    ['9174639504124', '12908197', 'pay-id-check-2'],
    ['9100074409151', '12908199', 'bill-id-check'],
  ])('%s %s is wrong: %s', (billId, payId, fault) => {
    expect(faultsOf({ billId, payId })).toContain(fault);
  });
  it('1770163 would be right', () => {
    expect(faultsOf({ billId: '1117753200140', payId: '1770163' })).toEqual([]);
  });
  it.each([
    ['9985235404124', '0000880000568', { typeCode: '2', company: '041', year: '0', period: '05' }],
    ['1117753200140', '1770163', { typeCode: '4', company: '001', year: '7', period: '01' }],
    ['2050327604613', '1070189', { typeCode: '1', company: '046', year: '7', period: '01' }],
  ])('%s %s has its groups', (billId, payId, groups) => {
    expect(meaningOf({ billId, payId })).toMatchObject(groups);
  });
  it('the barcode gives the pair', () => {
    expect(readBarcode('10643481031150000097570237')).toEqual({ billId: '1064348103115', payId: '97570237' });
  });
});

describe('a pair', () => {
  it('made by the rules is accepted, whatever its type', () => {
    fc.assert(
      fc.property(validPair, (pair) => {
        expect(faultsOf(pair)).toEqual([]);
      }),
    );
  });

  it('with one digit of the bill id changed is refused', () => {
    let caught = 0;
    let tried = 0;
    fc.assert(
      fc.property(validPair, fc.nat(11), fc.integer({ min: 1, max: 9 }), (pair, at, by) => {
        const place = at % pair.billId.length;
        const changed = (Number(pair.billId[place]) + by) % 10;
        const billId = `${pair.billId.slice(0, place)}${changed}${pair.billId.slice(place + 1)}`;
        tried += 1;
        if (faultsOf({ ...pair, billId }).length > 0) caught += 1;
      }),
      { numRuns: 2000 },
    );
    // The check digit and check 2 both see it; what slips through has a remainder of 0 or 1 in both (they share a digit).
    expect(caught / tried).toBeGreaterThan(0.97);
  });

  it('with one digit of the payment id changed is refused nearly always', () => {
    let caught = 0;
    let tried = 0;
    fc.assert(
      fc.property(validPair, fc.nat(12), fc.integer({ min: 1, max: 9 }), (pair, at, by) => {
        const place = at % pair.payId.length;
        const changed = (Number(pair.payId[place]) + by) % 10;
        const payId = `${pair.payId.slice(0, place)}${changed}${pair.payId.slice(place + 1)}`;
        tried += 1;
        if (faultsOf({ ...pair, payId }).length > 0) caught += 1;
      }),
      { numRuns: 2000 },
    );
    expect(caught / tried).toBeGreaterThan(0.97);
  });

  it('of two bills mixed up passes about one time in ten', () => {
    let passed = 0;
    const runs = 5000;
    fc.assert(
      fc.property(validPair, validPair, ({ billId }, { payId }) => {
        if (faultsOf({ billId, payId }).length === 0) passed += 1;
      }),
      { numRuns: runs },
    );
    expect(passed / runs).toBeGreaterThan(0.05);
    expect(passed / runs).toBeLessThan(0.17);
  });

  it('never throws, and is never accepted with anything but digits', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (billId, payId) => {
        const faults = faultsOf({ billId, payId });
        if (faults.length === 0) expect(`${billId}${payId}`).toMatch(/^\d+$/u);
      }),
    );
  });

  it.each<[billId: string, payId: string, faults: BillFault[]]>([
    ['', '', ['bill-id-missing', 'pay-id-missing']],
    ['1117753200140', '', ['pay-id-missing']],
    ['', '1770163', ['bill-id-missing']],
    ['1117753200140', '177016x', ['pay-id-not-digits']],
    ['x117753200140', '1770163', ['bill-id-not-digits']],
    ['1117753200140x', '1770163', ['bill-id-not-digits']],
    ['x', '', ['bill-id-not-digits', 'pay-id-missing']],
    ['01117753200140', '1770163', ['bill-id-length']],
    ['1117753200140', '00000001770163', ['pay-id-length']],
    ['10012', '1770163', ['bill-id-length']],
    ['0000000010012', '1770163', ['bill-id-length']],
    ['1117753200140', '70163', ['pay-id-length']],
    ['0', '0', ['bill-id-length', 'pay-id-length']],
    ['1117753200141', '1770163', ['bill-id-check', 'pay-id-check-2']],
    ['1117753200140', '1770160', ['pay-id-check-2']],
  ])('%j %j has the faults %j', (billId, payId, faults) => {
    expect(faultsOf({ billId, payId })).toEqual(faults);
  });

  it.each(['0', '00', '00000000'])('with no amount, but its digits, is told that there is nothing to pay: %s', (zeros) => {
    const billId = '1117753200140';
    const first = `501${checkDigit('501')}`;
    const payId = `${zeros}${first}${checkDigit(billId + first)}`;
    expect(faultsOf({ billId, payId })).toEqual(['pay-id-amount']);
    expect(meaningOf({ billId, payId })).toMatchObject({ year: '5', period: '01', amount: 0 });
    const read = readBarcode(billId + payId.padStart(13, '0'));
    expect(read && faultsOf(read)).toEqual(['pay-id-amount']);
  });

  it('whose first check digit alone is wrong is refused for that', () => {
    const wrong = (first: string) => `${first}${checkDigit(`1117753200140${first}`)}`;
    expect(faultsOf({ billId: '1117753200140', payId: wrong('177016') })).toEqual([]);
    expect(faultsOf({ billId: '1117753200140', payId: wrong('177015') })).toEqual(['pay-id-check-1']);
  });

  it('of the shortest ids that have every group is taken', () => {
    const bill = '10011';
    const billId = `${bill}${checkDigit(bill)}`;
    const pay = '1701';
    const first = `${pay}${checkDigit(pay)}`;
    const payId = `${first}${checkDigit(billId + first)}`;
    expect([billId.length, payId.length, faultsOf({ billId, payId })]).toEqual([6, 6, []]);
  });

  it('is another pair with another digit, wherever it is', () => {
    expect(pairKey({ billId: '1117753200140', payId: '1770163' })).toBe('11177532001400000001770163');
    expect(pairKey({ billId: '10012', payId: '1' })).not.toBe(pairKey({ billId: '1001', payId: '21' }));
  });

  it('is the same pair however its zeros are written', () => {
    fc.assert(
      fc.property(validPair, ({ billId, payId }) => {
        expect(pairKey({ billId: billId.padStart(13, '0'), payId })).toBe(pairKey({ billId, payId: payId.padStart(13, '0') }));
      }),
    );
  });
});

describe('reading', () => {
  it('finds the same bill in its barcode, in any digits, with blanks', () => {
    fc.assert(
      fc.property(validPair, (pair) => {
        const printed = pair.billId.padStart(13, '0') + pair.payId.padStart(13, '0');
        for (const text of [printed, persianDigits(printed), ` ${printed.slice(0, 13)} ${printed.slice(13)}\t`]) {
          const read = readBarcode(text);
          expect(read && pairKey(read)).toBe(pairKey(pair));
          expect(read && faultsOf(read)).toEqual([]);
          expect(read && amountOf(read.payId)).toBe(amountOf(pair.payId));
        }
      }),
    );
  });
  it.each(['', '1', '1064348103115000009757023', '106434810311500000975702370', '1064348103115000009757023x'])(
    '%j is no barcode',
    (text) => {
      expect(readBarcode(text)).toBeNull();
    },
  );
  it('cleans what is typed or pasted, and keeps zeros', () => {
    expect(cleanBillId(' ۰۰۰۱ ۲۳۴۵-٠٢٨١٢ ')).toBe('0001234502812');
  });
});
