import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { person } from '../../shared/actors.ts';
import { admitsBatch, applyBatchEvent, BATCH_MAX, BatchEvent, batchNeedsDecision } from '../../shared/batches.ts';
import type { Batch, BatchState } from '../../shared/batches.ts';
import { BillMoveError } from '../../shared/bills.ts';
import { evidence } from '../samples.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const BILL = '01890a5d-ac96-774b-bcce-b302099a8058';
const OTHER = '01890a5d-ac96-774b-bcce-b302099a8059';
const newer = { ...evidence, startedAt: 30, endedAt: 40, reason: 'cut' };

type Kind = BatchEvent['kind'];

const submitting: Extract<BatchEvent, { kind: 'batch.submitting' }> = {
  kind: 'batch.submitting',
  attempt: 2,
  bills: [OTHER],
  expected: 7,
  version: 'soap12',
  endpoint: 'http://other/',
  returnUrl: 'http://127.0.0.1:2/r/key',
  returnKey: 'key',
};
const returned = { kind: 'batch.returned', status: '0', message: 'done', via: 'receiver', alarm: null } as const;

/** One event of every kind, a return of either outcome: the compiler asks for a new kind in the type below. */
const EVENTS = {
  'batch.submitting': submitting,
  'batch.accepted': {
    kind: 'batch.accepted',
    batchToken: 'token',
    paymentUrl: 'https://pay/1',
    total: 101_000,
    status: '0',
    message: 'accepted',
    evidence: newer,
  },
  'batch.refused': { kind: 'batch.refused', cause: 'service-refused', status: '9', message: 'no', evidence: newer },
  'batch.unknown': { kind: 'batch.unknown', evidence: newer },
  'batch.unsent': { kind: 'batch.unsent', evidence: newer },
  'batch.givenUp': { kind: 'batch.givenUp' },
  'batch.abandoned': { kind: 'batch.abandoned' },
  'batch.payPageOpened': { kind: 'batch.payPageOpened', how: 'qr' },
  'batch.returned settled': { ...returned, outcome: 'settled' },
  'batch.returned failed': { ...returned, outcome: 'failed' },
  'batch.alarm': { kind: 'batch.alarm', alarm: 'return-mismatch', what: ['bills'], via: 'pasted', came: 'x' },
  'batch.alarmSeen': { kind: 'batch.alarmSeen' },
  'batch.settledByHand': { kind: 'batch.settledByHand', paid: [{ bill: BILL, saleReferenceId: '8' }], why: 'receipt' },
} satisfies Record<Exclude<Kind, 'batch.returned'>, BatchEvent> & Record<string, BatchEvent>;
type Name = keyof typeof EVENTS;
const NAMES = Object.keys(EVENTS) as Name[];

/** What is about no state: an alarm is recorded in each, and seen in each where there is one. */
const ALARM = 'the same' as const;
const ANYWHERE = { 'batch.alarm': ALARM, 'batch.alarmSeen': ALARM };

/** Written by hand, not read from the code: what each state takes, and where that leads. What is not here is refused. */
const TABLE: Record<BatchState, Partial<Record<Name, BatchState | typeof ALARM>>> = {
  submitting: {
    ...ANYWHERE,
    'batch.accepted': 'awaiting',
    'batch.refused': 'refused',
    'batch.unknown': 'unknown',
    'batch.unsent': 'unsent',
  },
  awaiting: {
    ...ANYWHERE,
    'batch.abandoned': 'abandoned',
    'batch.payPageOpened': 'awaiting',
    'batch.returned settled': 'settled',
    'batch.returned failed': 'failed',
    'batch.settledByHand': 'settled',
  },
  unknown: { ...ANYWHERE, 'batch.submitting': 'submitting', 'batch.givenUp': 'refused' },
  abandoned: {
    ...ANYWHERE,
    'batch.returned settled': 'settled',
    'batch.returned failed': 'failed',
    'batch.settledByHand': 'settled',
  },
  settled: { ...ANYWHERE, 'batch.returned settled': 'settled', 'batch.settledByHand': 'settled' },
  failed: { ...ANYWHERE, 'batch.returned settled': 'settled', 'batch.settledByHand': 'settled' },
  refused: { ...ANYWHERE },
  unsent: { ...ANYWHERE },
};
const STATES = Object.keys(TABLE) as BatchState[];

/** A batch with something in every field, so that a fact that is lost shows. */
const FULL: Batch = Object.freeze({
  id: ID,
  state: 'submitting',
  bills: [BILL],
  expected: 101_000,
  attempts: 1,
  returnUrl: 'http://127.0.0.1:1/r/key',
  returnKey: 'key',
  batchToken: 'before',
  paymentUrl: 'https://pay/before',
  total: 5,
  cause: 'cause of before',
  status: 'before',
  message: 'words of before',
  evidence,
  alarm: 'return-contradiction',
  alarmWhat: ['token'],
  savedBy: person('سارا'),
  savedAt: 10,
  changedAt: 20,
  returnedAt: null,
});

const AT = 1_000;
const apply = (batch: Batch | null, event: BatchEvent, at = AT) => applyBatchEvent(batch, ID, event, at, person('رضا'));

/** What an event changes beside the state and the time of change, by hand. */
const CHANGES: Record<Name, Partial<Batch>> = {
  'batch.submitting': { attempts: 2, returnUrl: 'http://127.0.0.1:2/r/key' },
  'batch.accepted': {
    batchToken: 'token',
    paymentUrl: 'https://pay/1',
    total: 101_000,
    status: '0',
    message: 'accepted',
    evidence: newer,
    cause: null,
  },
  'batch.refused': { cause: 'service-refused', status: '9', message: 'no', evidence: newer },
  'batch.unknown': { evidence: newer },
  'batch.unsent': { evidence: newer },
  'batch.givenUp': { cause: 'given-up' },
  'batch.abandoned': {},
  'batch.payPageOpened': {},
  'batch.returned settled': { status: '0', message: 'done', returnedAt: AT },
  'batch.returned failed': { status: '0', message: 'done', returnedAt: AT },
  'batch.alarm': { alarm: 'return-mismatch', alarmWhat: ['bills'] },
  'batch.alarmSeen': { alarm: null, alarmWhat: [] },
  'batch.settledByHand': {},
};

const cells = STATES.flatMap((state) => NAMES.map((name) => ({ state, name, to: TABLE[state][name] ?? null })));

describe('the life of a batch', () => {
  it.each(cells.filter(({ to }) => to !== null))('$state takes $name and becomes $to', ({ state, name, to }) => {
    const after = { ...FULL, ...CHANGES[name], state: to === ALARM ? state : to, changedAt: AT };
    expect(apply({ ...FULL, state }, EVENTS[name])).toEqual(after);
  });

  it.each(cells.filter(({ to }) => to === null))('$state refuses $name', ({ state, name }) => {
    const refusal = expect.objectContaining({ name: 'BillMoveError', from: state, event: EVENTS[name].kind });
    expect(() => apply({ ...FULL, state }, EVENTS[name])).toThrow(refusal);
  });

  it.each(STATES)('admits of what is %s what it takes, and nothing else', (state) => {
    for (const name of NAMES) {
      if (name === 'batch.returned settled' || name === 'batch.returned failed') continue;
      expect([name, admitsBatch({ ...FULL, state }, name)]).toEqual([name, TABLE[state][name] !== undefined]);
    }
    expect(admitsBatch({ ...FULL, state, alarm: null }, 'batch.alarmSeen')).toBe(false);
  });

  it.each(NAMES.filter((name) => name !== 'batch.submitting'))('does not begin with %s', (name) => {
    expect(() => apply(null, EVENTS[name])).toThrow(BillMoveError);
  });

  it('begins with its first attempt, with nothing known of an answer', () => {
    expect(() => apply(null, submitting)).toThrow(BillMoveError);
    const { endpoint: _endpoint, version: _version, kind: _kind, attempt: _attempt, ...told } = submitting;
    expect(apply(null, { ...submitting, attempt: 1 })).toEqual({
      ...told,
      id: ID,
      state: 'submitting',
      attempts: 1,
      batchToken: null,
      paymentUrl: null,
      total: null,
      cause: null,
      status: null,
      message: null,
      evidence: null,
      alarm: null,
      alarmWhat: [],
      savedBy: person('رضا'),
      savedAt: AT,
      changedAt: AT,
      returnedAt: null,
    });
  });

  it('is tried again by the next attempt alone, under the return key that the first one named', () => {
    const unknown: Batch = { ...FULL, state: 'unknown', attempts: 3 };
    expect(apply(unknown, { ...submitting, attempt: 4 })).toMatchObject({ attempts: 4, returnKey: 'key' });
    for (const attempt of [1, 3, 5]) expect(() => apply(unknown, { ...submitting, attempt })).toThrow(BillMoveError);
    expect(() => apply(unknown, { ...submitting, attempt: 4, returnKey: 'another' })).toThrow(BillMoveError);
  });

  it('keeps the evidence it has where an outcome brings none', () => {
    expect(apply(FULL, { kind: 'batch.unknown', evidence: null }).evidence).toEqual(evidence);
  });
});

describe('the alarms of a batch', () => {
  it('are raised by a return that has one, and kept by a return that has none', () => {
    const late = { ...EVENTS['batch.returned settled'], alarm: 'paid-late' as const };
    expect(apply({ ...FULL, state: 'abandoned' }, late)).toMatchObject({ alarm: 'paid-late', alarmWhat: [] });
  });

  it('of money that came late stay, whatever else comes, until they are seen', () => {
    const late: Batch = { ...FULL, state: 'settled', alarm: 'paid-late', alarmWhat: [] };
    expect(apply(late, EVENTS['batch.alarm'])).toMatchObject({ alarm: 'paid-late', alarmWhat: [] });
  });

  it.each(STATES)('of a batch that is %s are seen only where there is one', (state) => {
    expect(() => apply({ ...FULL, state, alarm: null }, EVENTS['batch.alarmSeen'])).toThrow(BillMoveError);
  });
});

const steps = fc.array(
  fc.record({ name: fc.constantFrom(...NAMES), attempt: fc.integer({ min: 1, max: 4 }), key: fc.boolean() }),
  {
    maxLength: 40,
  },
);
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never;

function eventOf({ name, attempt, key }: Step): BatchEvent {
  return name === 'batch.submitting' ? { ...submitting, attempt, returnKey: key ? 'key' : 'another' } : EVENTS[name];
}

/** Whether the table, and the two rules beside it, let the batch take a step. */
function takes(batch: Batch, { name, attempt, key }: Step): boolean {
  if (TABLE[batch.state][name] === undefined) return false;
  if (name === 'batch.alarmSeen') return batch.alarm !== null;
  return name !== 'batch.submitting' || (key && attempt === batch.attempts + 1);
}

function play(history: readonly Step[], check: (before: Batch, step: Step, after: Batch) => void): Batch {
  let batch = Object.freeze(apply(null, { ...submitting, attempt: 1 }, 0));
  for (const [at, step] of history.entries()) {
    if (!takes(batch, step)) {
      expect(() => apply(batch, eventOf(step), at + 1)).toThrow(BillMoveError);
      continue;
    }
    const after = Object.freeze(apply(batch, eventOf(step), at + 1));
    const to = TABLE[batch.state][step.name];
    expect(after.state).toBe(to === ALARM ? batch.state : to);
    check(batch, step, after);
    batch = after;
  }
  return batch;
}

describe('any history of a batch', () => {
  it('goes as the table says, and never changes its bills, its sum or its return key', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const end = play(history, (before, _step, after) => expect(after.attempts).toBeGreaterThanOrEqual(before.attempts));
        expect(end).toMatchObject({
          id: ID,
          bills: [OTHER],
          expected: 7,
          returnKey: 'key',
          savedBy: person('رضا'),
          savedAt: 0,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('has a token and a pay page wherever a payer can be', () => {
    fc.assert(
      fc.property(steps, (history) => {
        play(history, (_before, _step, after) => {
          const wasAccepted = ['awaiting', 'settled', 'failed', 'abandoned'].includes(after.state);
          expect(after.batchToken !== null && after.paymentUrl !== null).toBe(wasAccepted);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('reaches every state', () => {
    const reached = new Set<BatchState>(['submitting']);
    fc.assert(
      fc.property(steps, (history) => {
        play(history, (_before, _step, { state }) => reached.add(state));
      }),
      { numRuns: 500 },
    );
    expect([...reached].toSorted()).toEqual(STATES.toSorted());
  });
});

describe('a person is asked', () => {
  it.each(STATES)('about a batch that is %s where it is unknown or has an alarm', (state) => {
    expect(batchNeedsDecision({ state, alarm: null })).toBe(state === 'unknown');
    expect(batchNeedsDecision({ state, alarm: 'paid-late' })).toBe(true);
  });
});

describe('a batch on its way', () => {
  it('has a bill in it; that it has at most twenty is a rule of sending, not of what was recorded', () => {
    const of = (count: number) =>
      BatchEvent.safeParse({ ...submitting, bills: Array.from({ length: count }, () => BILL) }).success;
    expect(BATCH_MAX).toBe(20);
    expect([0, 1, 20, 21].map(of)).toEqual([false, true, true, true]);
  });
});
