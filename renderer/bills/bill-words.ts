import { useTranslation } from 'react-i18next';
import type { Batch } from '../../shared/batches.ts';
import type { Bill } from '../../shared/bills.ts';
import { faultsOf, meaningOf } from '../../shared/bill-digits.ts';
import type { BillFault, BillPair } from '../../shared/bill-digits.ts';
import type { Rial } from '../../shared/money.ts';
import { codeKey } from '../i18n/codes.ts';
import { useFormat } from '../base/use-format.ts';

/** A bill, or two ids that may become one. */
export type Billed = BillPair & Partial<Pick<Bill, 'price' | 'billType'>>;

/** Faults of length or of characters: nothing can be read from such ids. */
const unreadable = (fault: BillFault) => /-(?:missing|length|not-digits)$/u.test(fault);

/** What a bill comes to in rial: as the provider stated it, else by its payment id; null where that cannot be read. */
export function amountOfBill(bill: Billed): Rial | null {
  return bill.price ?? (faultsOf(bill).some(unreadable) ? null : meaningOf(bill).amount);
}

/** What the digits of a pair say, or null where they are too few or none. */
export function readable(pair: BillPair) {
  return faultsOf(pair).some(unreadable) ? null : meaningOf(pair);
}

/**
 * The faults to tell of: where a digit of one id is wrong already, the check over both ids fails as a consequence, and
 * would send the cashier to the wrong place.
 */
export function toldFaults(faults: readonly BillFault[]): BillFault[] {
  const own = faults.some((fault) => fault === 'bill-id-check' || fault === 'pay-id-check-1');
  return faults.filter((fault) => !own || fault !== 'pay-id-check-2');
}

/** Bills and batches in words. */
export function useBillWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const type = (bill: Billed): string => {
    const meaning = readable(bill);
    return bill.billType || t(`billType.${meaning?.type ?? 'other'}`);
  };
  return {
    /** The provider's word for the type, else the digit's. */
    type,
    amount: (bill: Billed) => {
      const amount = amountOfBill(bill);
      return amount === null ? '—' : format.rial(amount);
    },
    /** That it has landed in the basket, with what it comes to in words. */
    landed: (bill: Billed) =>
      t('bills.added', {
        type: type(bill),
        amount: format.rial(amountOfBill(bill) ?? 0),
        words: format.words(amountOfBill(bill) ?? 0),
      }),
    fault: (fault: string) => t(codeKey('billFault', fault), { code: fault }),
    /** The amount is what is to be paid, once the provider has said it: bills it refused are not in that. */
    batchName: ({ bills, total, expected }: Pick<Batch, 'bills' | 'total' | 'expected'>) =>
      t('batch.name', { count: bills.length, amount: format.rial(total ?? expected) }),
  };
}
