import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { person } from '../../shared/actors.ts';
import { applyBillEvent, BillMoveError, holdsPair, isLiveBill } from '../../shared/bills.ts';
import type { Bill, BillEvent, BillState } from '../../shared/bills.ts';
import { billNo } from '../bill-samples.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const OTHER = '01890a5d-ac96-774b-bcce-b302099a8058';
const BATCH = '01890a5d-ac96-774b-bcce-b302099a8059';
const pair = billNo(1);

type Kind = BillEvent['kind'];

/** One event of every kind: the compiler asks for a new one here. */
const EVENTS: { [K in Kind]: Extract<BillEvent, { kind: K }> } = {
  'bill.added': { kind: 'bill.added', ...pair, extOrderId: '71', source: 'scan', again: OTHER },
  'bill.removed': { kind: 'bill.removed' },
  'bill.submitting': { kind: 'bill.submitting', batch: BATCH },
  'bill.accepted': { kind: 'bill.accepted', status: '0', message: 'accepted', price: 101_000, billType: 'برق' },
  'bill.back': { kind: 'bill.back', status: '9', message: 'refused' },
  'bill.paid': { kind: 'bill.paid', status: '0', message: 'paid', saleReferenceId: '9007199254740993', token: '55' },
  'bill.failed': { kind: 'bill.failed', status: '-1', message: 'cancelled' },
  'bill.abandoned': { kind: 'bill.abandoned' },
};
const KINDS = Object.keys(EVENTS) as Kind[];

/** Written by hand, not read from the code: what each state takes, and where that leads. What is not here is refused. */
const TABLE: Record<BillState, Partial<Record<Kind, BillState>>> = {
  basket: { 'bill.removed': 'removed', 'bill.submitting': 'submitting' },
  submitting: { 'bill.accepted': 'awaiting', 'bill.back': 'basket' },
  awaiting: { 'bill.paid': 'paid', 'bill.failed': 'failed', 'bill.abandoned': 'abandoned' },
  abandoned: { 'bill.paid': 'paid', 'bill.failed': 'failed', 'bill.back': 'basket' },
  failed: { 'bill.paid': 'paid' },
  paid: {},
  removed: {},
};
const STATES = Object.keys(TABLE) as BillState[];

/** A bill with something in every field, so that a fact that is lost shows. */
const FULL: Bill = Object.freeze({
  id: ID,
  state: 'basket',
  ...pair,
  extOrderId: '70',
  source: 'typed',
  again: null,
  batch: OTHER,
  status: 'before',
  message: 'words of before',
  price: 1,
  billType: 'آب',
  saleReferenceId: null,
  token: null,
  savedBy: person('سارا'),
  savedAt: 10,
  changedAt: 20,
  paidAt: null,
});

const AT = 1_000;
const apply = (bill: Bill | null, event: BillEvent, at = AT) => applyBillEvent(bill, ID, event, at, person('رضا'));

/** What an event changes beside the state and the time of change, by hand. */
const CHANGES: Record<Exclude<Kind, 'bill.added'>, Partial<Bill>> = {
  'bill.removed': {},
  'bill.submitting': { batch: BATCH, status: null, message: null },
  'bill.accepted': { status: '0', message: 'accepted', price: 101_000, billType: 'برق' },
  'bill.back': { batch: null, status: '9', message: 'refused', price: null, billType: null },
  'bill.paid': { status: '0', message: 'paid', saleReferenceId: '9007199254740993', token: '55', paidAt: AT },
  'bill.failed': { status: '-1', message: 'cancelled' },
  'bill.abandoned': {},
};

const cells = STATES.flatMap((state) => KINDS.map((kind) => ({ state, kind, to: TABLE[state][kind] ?? null })));

describe('the life of a bill', () => {
  it.each(cells.filter(({ to }) => to !== null))('$state takes $kind and becomes $to', ({ state, kind, to }) => {
    const changes = kind === 'bill.added' ? {} : CHANGES[kind];
    expect(apply({ ...FULL, state }, EVENTS[kind])).toEqual({ ...FULL, ...changes, state: to, changedAt: AT });
  });

  it.each(cells.filter(({ to }) => to === null))('$state refuses $kind', ({ state, kind }) => {
    const refusal = expect.objectContaining({ name: 'BillMoveError', from: state, event: kind });
    expect(() => apply({ ...FULL, state }, EVENTS[kind])).toThrow(refusal);
  });

  it.each(KINDS.filter((kind) => kind !== 'bill.added'))('does not begin with %s', (kind) => {
    expect(() => apply(null, EVENTS[kind])).toThrow(BillMoveError);
  });

  it('begins in the basket, with nothing known but what was entered', () => {
    expect(apply(null, EVENTS['bill.added'])).toEqual({
      id: ID,
      state: 'basket',
      ...pair,
      extOrderId: '71',
      source: 'scan',
      again: OTHER,
      batch: null,
      status: null,
      message: null,
      price: null,
      billType: null,
      saleReferenceId: null,
      token: null,
      savedBy: person('رضا'),
      savedAt: AT,
      changedAt: AT,
      paidAt: null,
    });
  });

  it('has no words of the provider where it came back with its whole batch', () => {
    const back = apply({ ...FULL, state: 'submitting' }, { kind: 'bill.back', status: '', message: '' });
    expect(back).toMatchObject({ state: 'basket', batch: null, status: null, message: null });
  });
});

const histories = fc.array(fc.constantFrom(...KINDS), { maxLength: 40 });

/** Plays what is admitted, and hands each step to the check; what is refused leaves the bill as it was. */
function play(kinds: readonly Kind[], check: (before: Bill, kind: Kind, after: Bill) => void): Bill {
  let bill = Object.freeze(apply(null, EVENTS['bill.added'], 0));
  for (const [at, kind] of kinds.entries()) {
    const to = TABLE[bill.state][kind];
    if (to === undefined) {
      expect(() => apply(bill, EVENTS[kind], at + 1)).toThrow(BillMoveError);
      continue;
    }
    const after = Object.freeze(apply(bill, EVENTS[kind], at + 1));
    expect(after.state).toBe(to);
    check(bill, kind, after);
    bill = after;
  }
  return bill;
}

describe('any history of a bill', () => {
  it('goes as the table says, and never changes what was entered', () => {
    const { id, billId, payId, extOrderId, source, again, savedBy, savedAt } = apply(null, EVENTS['bill.added'], 0);
    fc.assert(
      fc.property(histories, (kinds) => {
        const end = play(kinds, (_before, _kind, after) => expect(after.id).toBe(id));
        expect(end).toMatchObject({ id, billId, payId, extOrderId, source, again, savedBy, savedAt });
      }),
    );
  });

  it('ends with a payment, which keeps its reference and its time', () => {
    fc.assert(
      fc.property(histories, (kinds) => {
        let paidAt: number | null = null;
        const end = play(kinds, (before, kind, after) => {
          expect(before.state).not.toBe('paid');
          if (kind === 'bill.paid') ({ paidAt } = after);
        });
        expect(end.state === 'paid').toBe(paidAt !== null);
        expect(end.paidAt).toBe(paidAt);
        expect(end.saleReferenceId).toBe(paidAt === null ? null : '9007199254740993');
      }),
    );
  });

  it('has a batch exactly while it is out of the basket', () => {
    fc.assert(
      fc.property(histories, (kinds) => {
        play(kinds, (_before, _kind, { state, batch }) => {
          expect(batch !== null).toBe(state !== 'basket' && state !== 'removed');
        });
      }),
    );
  });

  it('reaches every state', () => {
    const reached = new Set<BillState>(['basket']);
    fc.assert(
      fc.property(histories, (kinds) => {
        play(kinds, (_before, _kind, { state }) => reached.add(state));
      }),
      { numRuns: 500 },
    );
    expect([...reached].toSorted()).toEqual(STATES.toSorted());
  });
});

describe('who keeps a pair', () => {
  const HOLDS: Record<BillState, { live: boolean; holds: boolean }> = {
    basket: { live: true, holds: true },
    submitting: { live: true, holds: true },
    awaiting: { live: true, holds: true },
    abandoned: { live: true, holds: true },
    paid: { live: false, holds: true },
    failed: { live: false, holds: false },
    removed: { live: false, holds: false },
  };

  it.each(STATES)('%s', (state) => {
    expect({ live: isLiveBill(state), holds: holdsPair(state) }).toEqual(HOLDS[state]);
  });
});
