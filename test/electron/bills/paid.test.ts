import { expect, it } from 'vitest';
import { recordPaid } from '../../../electron/bills/paid.ts';
import { APP, person } from '../../../shared/actors.ts';
import { accepted, batchAccepted, failed, inBasket, newPair, submitted } from '../ledger/bill-help.ts';
import { opened } from '../ledger/help.ts';

const sara = person('سارا');
const WORDS = { status: '0', message: 'پرداخت شد', saleReferenceId: '9007199254740993', token: 'T' };

/** A bill that failed, over a ledger. */
function scene() {
  const ledger = opened();
  const pair = newPair();
  const id = inBasket(ledger, pair);
  submitted(ledger, [id], batchAccepted('B1'));
  for (const event of [accepted(), failed]) ledger.bills.record(id, event, APP);
  const bill = ledger.bills.get(id) ?? expect.fail('no bill');
  return { ledger, pair, bill };
}

it('is recorded in the name of who says so; where its pair was not entered again, nothing else', () => {
  const { ledger, bill } = scene();
  const other = inBasket(ledger);
  recordPaid(ledger, bill, { ...WORDS, byHand: true }, sara);
  expect(ledger.bills.history(bill.id).at(-1)).toMatchObject({
    actor: sara,
    event: { kind: 'bill.paid', ...WORDS, byHand: true },
  });
  expect(ledger.bills.get(other)?.state).toBe('basket');
});

it('takes its pair out of the basket, in the same name', () => {
  const { ledger, pair, bill } = scene();
  const again = inBasket(ledger, { ...pair, again: bill.id });
  recordPaid(ledger, bill, WORDS, sara);
  expect(ledger.bills.history(again).at(-1)).toMatchObject({ actor: sara, event: { kind: 'bill.removed' } });
});

it('leaves its pair where it is under way', () => {
  const { ledger, pair, bill } = scene();
  const again = inBasket(ledger, { ...pair, again: bill.id });
  submitted(ledger, [again]);
  recordPaid(ledger, bill, WORDS, sara);
  expect(ledger.bills.get(again)?.state).toBe('submitting');
});
