import { describe, expect, it } from 'vitest';
import { createAlarms } from '../../../electron/bills/alarms.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { APP, person } from '../../../shared/actors.ts';
import type { BatchEvent } from '../../../shared/batches.ts';
import { BillMoveError } from '../../../shared/bills.ts';
import { accepted, batchAccepted, inBasket, submitted } from '../ledger/bill-help.ts';
import { opened } from '../ledger/help.ts';

const sara = person('سارا');
type Alarm = Extract<BatchEvent, { kind: 'batch.alarm' }>;

/** Alarms of a batch that is waited for, over a ledger that may be full. */
function scene() {
  const real = opened();
  let full = false;
  const record: Ledger['batches']['record'] = (id, event, actor) => {
    if (full) throw new Error('the disk is full');
    return real.batches.record(id, event, actor);
  };
  const ledger: Ledger = { ...real, batches: { ...real.batches, record } };
  const bill = inBasket(real);
  const id = submitted(real, [bill], batchAccepted('B1'));
  real.bills.record(bill, accepted(), APP);
  const alarms = createAlarms(ledger);
  const batch = () => real.batches.get(id) ?? expect.fail('no batch');
  return {
    ledger: real,
    id,
    alarms,
    batch,
    raise: (what: string[], came = 'came', alarm: Alarm['alarm'] = 'return-mismatch') =>
      alarms.raise(batch(), alarm, what, came, 'receiver') !== null,
    more: () => alarms.more(batch()),
    /** The alarms in the ledger, as events. */
    written: () =>
      real.batches.history(id).flatMap(({ event, actor }) => (event?.kind === 'batch.alarm' ? [{ ...event, actor }] : [])),
    fill: (now: boolean) => {
      full = now;
    },
  };
}

describe('an alarm', () => {
  it('is an event where it is the first of its kind, in what it is and in what is wrong', () => {
    const { raise, written, batch } = scene();
    expect([raise(['token']), raise(['token']), raise(['items']), raise(['token', 'items'])]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(raise(['token'], 'came', 'return-contradiction')).toBe(true);
    expect(raise(['token', 'items'], 'other words')).toBe(false);
    expect(written().map(({ what }) => what)).toEqual([['token'], ['items'], ['token', 'items'], ['token']]);
    expect(written()[0]).toMatchObject({ actor: APP, via: 'receiver', came: 'came', alarm: 'return-mismatch' });
    expect(batch()).toMatchObject({ alarm: 'return-contradiction', alarmWhat: ['token'] });
  });

  it('of what is wrong twice is none that is wrong once', () => {
    const { raise } = scene();
    expect([raise(['a', 'b']), raise(['ab'])]).toEqual([true, true]);
  });

  it('keeps so much of what came and of what is wrong, and no more', () => {
    const { raise, written } = scene();
    raise(
      Array.from({ length: 41 }, (_, n) => `bill-unknown ${n}`),
      `x${'y'.repeat(16_384)}\u202e`,
    );
    expect(written()[0]?.what.length).toBe(40);
    expect(written()[0]?.came).toBe(`x${'y'.repeat(16_383)}`);
  });

  it('is the twentieth of its batch at most, until a person has seen them', () => {
    const { raise, alarms, id } = scene();
    const raised = Array.from({ length: 25 }, (_, n) => raise([`bill-unknown ${n}`])).filter(Boolean);
    expect(raised.length).toBe(20);
    alarms.see(id, sara);
    expect(raise(['bill-unknown 1'])).toBe(true);
  });
});

describe('the number of those that came', () => {
  it('is none without an alarm; the one that is shown is not in it, nor one that is a payment’s', () => {
    const { alarms, more, raise, batch, ledger, id } = scene();
    expect(more()).toBe(0);
    raise(['token']);
    expect(more()).toBe(0);
    raise(['items']);
    expect(more()).toBe(1);
    alarms.count(batch(), 'pasted');
    expect(more()).toBe(2);
    const late = { outcome: 'settled', status: '0', message: '', via: 'receiver', alarm: 'paid-late' } as const;
    ledger.batches.record(id, { kind: 'batch.returned', ...late }, APP);
    expect(more()).toBe(3);
  });

  it('is written each time that it has doubled, and tells how the last came', () => {
    const { alarms, raise, batch, written, more } = scene();
    raise(['token'], 'the first');
    const writes = Array.from({ length: 40 }, (_, n) => {
      const before = written().length;
      alarms.count(batch(), n % 2 === 0 ? 'pasted' : 'receiver');
      return written().length > before ? n + 1 : 0;
    });
    expect(writes.filter(Boolean)).toEqual([1, 3, 7, 15, 31]);
    expect(written().slice(1)).toMatchObject(
      [1, 2, 4, 8, 16].map((count) => ({ more: count, came: '', via: 'pasted', what: ['token'], actor: APP })),
    );
    expect([more(), batch().alarmWhat]).toEqual([40, ['token']]);
  });

  it('is not lost where the ledger cannot take it: it is written with the next one that it can', () => {
    const { alarms, raise, batch, written, more, fill } = scene();
    raise(['token']);
    fill(true);
    for (let n = 0; n < 3; n += 1) alarms.count(batch(), 'receiver');
    expect([written().length, more()]).toEqual([1, 3]);
    fill(false);
    alarms.count(batch(), 'receiver');
    expect([written().at(-1)?.more, more()]).toEqual([4, 4]);
  });

  it('is written when the counter closes, as far as the ledger takes it', () => {
    const { alarms, raise, batch, written, fill } = scene();
    raise(['token']);
    for (let n = 0; n < 2; n += 1) alarms.count(batch(), 'receiver');
    expect(written().length).toBe(2);
    fill(true);
    alarms.settle();
    fill(false);
    expect(written().length).toBe(2);
    alarms.settle();
    alarms.settle();
    expect(written().map(({ more }) => more)).toEqual([undefined, 1, 1]);
  });

  it('of nothing that was raised is no event', () => {
    const { alarms, batch, ledger, id } = scene();
    const before = ledger.batches.history(id).length;
    alarms.count(batch(), 'receiver');
    alarms.settle();
    expect(ledger.batches.history(id).length).toBe(before);
  });
});

describe('a person who has seen them', () => {
  it('has what was counted written before; then it begins anew', () => {
    const { alarms, raise, batch, written, more, id, ledger } = scene();
    raise(['token']);
    for (let n = 0; n < 2; n += 1) alarms.count(batch(), 'receiver');
    expect(alarms.see(id, sara)).toMatchObject({ alarm: null });
    expect(written().map((event) => event.more)).toEqual([undefined, 1, 1]);
    expect(ledger.batches.history(id).at(-1)).toMatchObject({ actor: sara, event: { kind: 'batch.alarmSeen' } });
    expect(more()).toBe(0);
    expect(raise(['token'])).toBe(true);
    expect(more()).toBe(0);
    alarms.settle();
    expect(written().length).toBe(4);
  });

  it('changes all of it or nothing, and what was counted is still counted', () => {
    const { alarms, raise, batch, written, more, id, ledger } = scene();
    raise(['token']);
    for (let n = 0; n < 2; n += 1) alarms.count(batch(), 'receiver');
    const unseen = createAlarms(ledger);
    unseen.see(id, sara);
    // Another has seen the same one: there is no alarm to see any more.
    const before = written().length;
    expect(() => alarms.see(id, sara)).toThrow(BillMoveError);
    expect(written().length).toBe(before);
    raise(['items']);
    expect(more()).toBe(1);
  });
});
