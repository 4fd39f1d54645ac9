import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { person } from '../../../shared/actors.ts';
import type { BatchEvent } from '../../../shared/batches.ts';
import { BillMoveError } from '../../../shared/bills.ts';
import type { BillEvent } from '../../../shared/bills.ts';
import { MoveError } from '../../../shared/links.ts';
import type { LinkEvent } from '../../../shared/links.ts';
import {
  accepted,
  added,
  back,
  batchAccepted,
  batchUnknown,
  failed,
  mismatch,
  paid,
  returned,
  submitting,
} from './bill-help.ts';
import { evidence, invoice, neverLeft, openedWithConnection, rejected, sending, sent, unknown } from './help.ts';

/**
 * What a sequence of events makes of a row, written by hand (design.md, "The life of a link" and what follows) and not from the app’s constants: by state, what an event leads to; what is not there is refused. `*` keeps the
 * state. Conditions beyond the state are in `refuses`.
 */
const LINK: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: { saved: 'queued' },
  queued: { sending: 'sending', closed: 'closed' },
  sending: { neverLeft: 'queued', sent: 'sent', rejected: 'rejected', unknown: 'unknown' },
  sent: { paid: 'paid', closed: 'closed', idGiven: '*' },
  rejected: { requeued: 'queued', closed: 'closed' },
  unknown: { decidedSent: 'sent', requeued: 'queued', closed: 'closed' },
  closed: { paid: 'paid', idGiven: '*', replaced: '*' },
  paid: { alarmSeen: '*' },
};
const BILL: typeof LINK = {
  none: { added: 'basket' },
  basket: { submitting: 'submitting', removed: 'removed' },
  submitting: { accepted: 'awaiting', back: 'basket' },
  awaiting: { paid: 'paid', failed: 'failed', abandoned: 'abandoned' },
  abandoned: { paid: 'paid', failed: 'failed', back: 'basket' },
  failed: { paid: 'paid' },
  paid: {},
  removed: {},
};
const ANY_BATCH = { alarm: '*', alarmSeen: '*' };
const BATCH: typeof LINK = {
  none: { submitting: 'submitting' },
  submitting: { accepted: 'awaiting', refused: 'refused', unknown: 'unknown', unsent: 'unsent', ...ANY_BATCH },
  awaiting: {
    settled: 'settled',
    failed: 'failed',
    abandoned: 'abandoned',
    settledByHand: 'settled',
    payPageOpened: '*',
    ...ANY_BATCH,
  },
  unknown: { submitting: 'submitting', givenUp: 'refused', ...ANY_BATCH },
  abandoned: { settled: 'settled', failed: 'failed', settledByHand: 'settled', ...ANY_BATCH },
  settled: { settled: 'settled', settledByHand: 'settled', ...ANY_BATCH },
  failed: { settled: 'settled', settledByHand: 'settled', ...ANY_BATCH },
  refused: ANY_BATCH,
  unsent: ANY_BATCH,
};

/** What SQLite's indexes are made of, by state. */
const LIVE_LINK = ['queued', 'sending', 'sent', 'unknown'];
const LIVE_BILL = ['basket', 'submitting', 'awaiting', 'abandoned'];

const kindsOf = (table: typeof LINK) => [...new Set(Object.values(table).flatMap((moves) => Object.keys(moves)))];
const steps = (table: typeof LINK) =>
  fc.array(fc.record({ kind: fc.constantFrom(...kindsOf(table)), odd: fc.boolean() }), { minLength: 1, maxLength: 14 });
/** Mostly what the table admits, so that histories go far. */
const walk = (table: typeof LINK) =>
  fc.tuple(steps(table), fc.infiniteStream(fc.nat(99))).map(([steps, picks]) => ({ steps, picks }));

function next(table: typeof LINK, state: string, step: { kind: string; odd: boolean }, pick: number): string {
  const moves = Object.keys(table[state] ?? {});
  return step.odd || moves.length === 0 ? step.kind : (moves[pick % moves.length] ?? step.kind);
}

let ids = 1000;

test('links: each row is what the table makes of its events', () => {
  const { ledger, connection } = openedWithConnection();
  fc.assert(
    fc.property(walk(LINK), fc.context(), ({ steps, picks }, log) => {
      const id = randomUUID();
      const other = randomUUID();
      ledger.links.record(other, { kind: 'link.saved', invoice: invoice(), replaces: null }, person(''));
      const is = {
        state: 'none',
        attempts: 0,
        id: null as string | null,
        alarm: null as string | null,
        by: null as string | null,
      };
      for (const step of steps) {
        const kind = next(LINK, is.state, step, picks.next().value);
        const wrongAttempt = step.odd && kind === 'sending';
        const sendId = String((ids += 1));
        const events: Record<string, LinkEvent> = {
          saved: { kind: 'link.saved', invoice: invoice(), replaces: null },
          sending: sending(is.attempts + (wrongAttempt ? 2 : 1)),
          neverLeft,
          sent: sent(sendId),
          rejected: rejected(),
          unknown,
          decidedSent: { kind: 'link.decidedSent', payLinkSendId: step.odd ? null : sendId },
          requeued: { kind: 'link.requeued' },
          idGiven: { kind: 'link.idGiven', payLinkSendId: sendId },
          closed: { kind: 'link.closed' },
          replaced: { kind: 'link.replaced', by: other },
          paid: { kind: 'link.paid', refNo: '1', alarm: step.odd ? null : 'paid-twice' },
          alarmSeen: { kind: 'link.alarmSeen' },
        };
        const refuses =
          wrongAttempt ||
          (kind === 'idGiven' && (is.id !== null || is.attempts === 0)) ||
          (kind === 'replaced' && is.by !== null) ||
          (kind === 'alarmSeen' && is.alarm === null);
        const to = refuses ? undefined : LINK[is.state]?.[kind];
        const act = () => ledger.links.record(id, events[kind]!, person(''));
        log.log(`${is.state} ${kind} -> ${to}`);
        if (to === undefined) {
          expect(act).toThrow(MoveError);
          continue;
        }
        act();
        is.state = to === '*' ? is.state : to;
        if (kind === 'sending') is.attempts += 1;
        if (kind === 'sent' || kind === 'idGiven' || (kind === 'decidedSent' && !step.odd)) is.id = sendId;
        if (kind === 'decidedSent' && step.odd) is.id = null;
        if (kind === 'paid') is.alarm = step.odd ? null : 'paid-twice';
        if (kind === 'alarmSeen') is.alarm = null;
        if (kind === 'replaced') is.by = other;
        const { state } = is;
        const live = LIVE_LINK.includes(state);
        expect(connection.prepare('SELECT * FROM links WHERE id = ?').get(id)).toMatchObject({
          state,
          attempts: is.attempts,
          pay_link_send_id: is.id,
          alarm: is.alarm,
          replaced_by: is.by,
          live: Number(live),
          holds: Number(live || state === 'paid'),
          decision: Number(state === 'unknown' || state === 'rejected' || is.alarm !== null),
          followed: Number((state === 'sent' || state === 'closed') && is.id !== null),
        });
      }
    }),
    { numRuns: 150 },
  );
  expect(ledger.check()).toMatchObject({ ok: true });
});

test('bills: each row is what the table makes of its events', () => {
  const { ledger, connection } = openedWithConnection();
  const nobody = person('');
  const first = randomUUID();
  ledger.bills.record(first, added(), nobody);
  const batch = randomUUID();
  ledger.batches.record(batch, submitting([first]), nobody);
  fc.assert(
    fc.property(walk(BILL), ({ steps, picks }) => {
      const id = randomUUID();
      let state = 'none';
      let of: string | null = null;
      for (const step of steps) {
        const kind = next(BILL, state, step, picks.next().value);
        const events: Record<string, BillEvent> = {
          added: added(),
          submitting: { kind: 'bill.submitting', batch },
          removed: { kind: 'bill.removed' },
          accepted: accepted(),
          back: back(),
          paid: paid(),
          failed,
          abandoned: { kind: 'bill.abandoned' },
        };
        const to = BILL[state]?.[kind];
        const act = () => ledger.bills.record(id, events[kind]!, nobody);
        if (to === undefined) {
          expect(act).toThrow(BillMoveError);
          continue;
        }
        act();
        state = to;
        if (kind === 'submitting') of = batch;
        if (kind === 'back') of = null;
        const live = LIVE_BILL.includes(state);
        expect(connection.prepare('SELECT * FROM bills WHERE id = ?').get(id)).toMatchObject({
          state,
          batch: of,
          live: Number(live),
          holds: Number(live || state === 'paid'),
        });
      }
    }),
    { numRuns: 150 },
  );
  expect(ledger.check()).toMatchObject({ ok: true });
});

test('batches: each row is what the table makes of its events', () => {
  const { ledger, connection } = openedWithConnection();
  const nobody = person('');
  const bill = randomUUID();
  ledger.bills.record(bill, added(), nobody);
  fc.assert(
    fc.property(walk(BATCH), ({ steps, picks }) => {
      const id = randomUUID();
      const returnKey = randomUUID();
      const is = { state: 'none', attempts: 0, alarm: null as string | null };
      for (const step of steps) {
        const kind = next(BATCH, is.state, step, picks.next().value);
        const again = { attempt: is.attempts + 1, returnKey: step.odd && is.attempts > 0 ? 'another' : returnKey };
        const said = { cause: 'c', status: '1', message: 'm', evidence: evidence() };
        const events: Record<string, BatchEvent> = {
          submitting: submitting([bill], again),
          accepted: batchAccepted('B'),
          refused: { kind: 'batch.refused', ...said },
          unknown: batchUnknown,
          unsent: { kind: 'batch.unsent', evidence: evidence() },
          givenUp: { kind: 'batch.givenUp' },
          abandoned: { kind: 'batch.abandoned' },
          payPageOpened: { kind: 'batch.payPageOpened', how: 'qr' },
          settled: returned('settled'),
          failed: returned('failed'),
          alarm: mismatch,
          alarmSeen: { kind: 'batch.alarmSeen' },
          settledByHand: { kind: 'batch.settledByHand', paid: [{ bill, saleReferenceId: '1' }], why: 'w' },
        };
        const refuses = (kind === 'submitting' && again.returnKey !== returnKey) || (kind === 'alarmSeen' && is.alarm === null);
        const to = refuses ? undefined : BATCH[is.state]?.[kind];
        const act = () => ledger.batches.record(id, events[kind]!, nobody);
        if (to === undefined) {
          expect(act).toThrow(BillMoveError);
          continue;
        }
        act();
        is.state = to === '*' ? is.state : to;
        if (kind === 'submitting') is.attempts += 1;
        if (kind === 'alarm') is.alarm = 'return-mismatch';
        if (kind === 'alarmSeen') is.alarm = null;
        expect(connection.prepare('SELECT * FROM batches WHERE id = ?').get(id)).toMatchObject({
          state: is.state,
          attempts: is.attempts,
          alarm: is.alarm,
          return_key: returnKey,
          decision: Number(is.state === 'unknown' || is.alarm !== null),
        });
      }
    }),
    { numRuns: 150 },
  );
  expect(ledger.check()).toMatchObject({ ok: true });
});
