import { z } from 'zod';
import { applyBatchEvent, Batch, BATCH_ALARMS, BATCH_STATES, BatchEvent, batchNeedsDecision } from '../../../shared/batches.ts';
import { Evidence } from '../../../shared/evidence.ts';
import { actorOfText, actorText } from '../actors.ts';
import type { Aggregate, Columns } from '../aggregate.ts';
import { canonicalJson } from '../canonical.ts';
import type { Database, Row } from '../database.ts';
import { answered } from '../lifts.ts';
import { Reader } from '../reader.ts';

const Texts = z.array(z.string());

function columnsOf(batch: Batch): Columns {
  return {
    id: batch.id,
    state: batch.state,
    bills: canonicalJson(batch.bills),
    expected: batch.expected,
    attempts: batch.attempts,
    return_url: batch.returnUrl,
    return_key: batch.returnKey,
    batch_token: batch.batchToken,
    payment_url: batch.paymentUrl,
    total: batch.total,
    cause: batch.cause,
    status: batch.status,
    message: batch.message,
    evidence: batch.evidence && canonicalJson(batch.evidence),
    alarm: batch.alarm,
    alarm_what: canonicalJson(batch.alarmWhat),
    saved_by: actorText(batch.savedBy),
    saved_at: batch.savedAt,
    changed_at: batch.changedAt,
    returned_at: batch.returnedAt,
    decision: Number(batchNeedsDecision(batch)),
  };
}

/** The batch of a row. Throws LedgerError `ledger-damaged` where a column cannot be what it should be. */
export function batchOf(row: Row): Batch {
  const read = new Reader(row);
  const text = (column: string) => read.text(column);
  const integer = (column: string) => read.integer(column);
  return {
    id: read.text('id'),
    state: read.one('state', BATCHES.states),
    bills: read.json('bills', Texts),
    expected: read.integer('expected'),
    attempts: read.integer('attempts'),
    returnUrl: read.text('return_url'),
    returnKey: read.text('return_key'),
    batchToken: read.maybe('batch_token', text),
    paymentUrl: read.maybe('payment_url', text),
    total: read.maybe('total', integer),
    cause: read.maybe('cause', text),
    status: read.maybe('status', text),
    message: read.maybe('message', text),
    evidence: read.maybe('evidence', (column) => read.json(column, Evidence)),
    alarm: read.maybe('alarm', (column) => read.one(column, BATCH_ALARMS)),
    alarmWhat: read.json('alarm_what', Texts),
    savedBy: actorOfText(read.text('saved_by')),
    savedAt: read.integer('saved_at'),
    changedAt: read.integer('changed_at'),
    returnedAt: read.maybe('returned_at', integer),
  };
}

/** The rows of a batch's bills, in the batch's order, with the columns that are asked for. */
export function rowsOfBills(db: Database, columns: string, bills: readonly string[]): Row[] {
  const sql = `SELECT ${columns} FROM json_each(?) AS listed CROSS JOIN bills ON bills.id = listed.value ORDER BY listed.key`;
  return db.all(sql, canonicalJson(bills));
}

/** A batch is found by the ids of its bills too: what is on the paper, and what was sent with it. */
function searched(batch: Batch, db: Database): (string | null)[] {
  const rows = rowsOfBills(db, 'bill_id, pay_id, ext_order_id', batch.bills);
  return [batch.batchToken, ...rows.flatMap((row) => Object.values(row).map(String))];
}

export const BATCHES: Aggregate<Batch, BatchEvent> = {
  table: 'batches',
  prefix: 'batch',
  problem: 'batch',
  event: BatchEvent,
  kinds: BatchEvent.options.map(({ shape }) => shape.kind.value),
  lifts: { 'batch.accepted': [answered], 'batch.refused': [answered], 'batch.alarm': [(data) => ({ came: '', ...data })] },
  sends: ['batch.submitting'],
  thing: Batch,
  states: BATCH_STATES,
  queues: [],
  apply: applyBatchEvent,
  columnsOf,
  searched,
  read: batchOf,
  taken: {},
  free: { return_key: '' },
  tidy: null,
  area: 'batches',
  badges: { decisions: 'decision = 1', awaiting: "state = 'awaiting'" },
};
