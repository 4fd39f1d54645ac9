import { APP } from '../../../shared/actors.ts';
import type { DatabaseSync } from 'node:sqlite';
import { expect, describe, test } from 'vitest';
import { accepted, back, batchAccepted, inBasket, mismatch, paid, submitted } from './bill-help.ts';
import { opened, saved, tempFile, tool, unguarded } from './help.ts';

/** A closed ledger with a paid bill, one that came back, an alarmed batch of both, and a link. */
function populated(): { file: string; bill: string; other: string; batch: string } {
  const file = tempFile();
  const ledger = opened(file);
  const [bill, other] = [inBasket(ledger, { extOrderId: 'K-1' }), inBasket(ledger)];
  const batch = submitted(ledger, [bill, other], batchAccepted('B1'), mismatch);
  ledger.bills.record(bill, accepted(), APP);
  ledger.bills.record(bill, paid('900'), APP);
  ledger.bills.record(other, back('تکراری'), APP);
  saved(ledger);
  expect(ledger.check()).toMatchObject({ ok: true, events: 11, counts: { links: 1, bills: 2 }, problems: [] });
  ledger.close();
  return { file, bill, other, batch };
}

type Ids = Omit<ReturnType<typeof populated>, 'file'>;

function tampered(sql: (ids: Ids) => string): { problems: string[] } & Ids {
  const { file, ...ids } = populated();
  tool(file, (db) => {
    db.exec('PRAGMA foreign_keys = OFF');
    unguarded(db, () => db.exec(sql(ids)));
  });
  const { ok, problems } = opened(file).check();
  expect(ok).toBe(false);
  return { problems, ...ids };
}

describe('the check finds', () => {
  test.each([
    "state = 'basket'",
    "state = 'elsewhere'",
    "sale_reference_id = '901'",
    'price = 1',
    'paid_at = NULL',
    'holds = 0',
    'live = 1',
    "pair = ''",
    "source = 'typed'",
  ])('a bill with %s', (change) => {
    const { problems, bill } = tampered((ids) => `UPDATE bills SET ${change} WHERE id = '${ids.bill}'`);
    expect(problems).toEqual([`bill ${bill}`]);
  });

  test.each([
    "state = 'settled'",
    "state = 'elsewhere'",
    "batch_token = 'B2'",
    'total = NULL',
    "return_key = 'k'",
    'alarm = NULL',
    "alarm_what = '{}'",
    "evidence = '{}'",
    "bills = '[]'",
    'decision = 0',
  ])('a batch with %s', (change) => {
    const { problems, batch } = tampered((ids) => `UPDATE batches SET ${change} WHERE id = '${ids.batch}'`);
    expect(problems).toEqual([`batch ${batch}`]);
  });

  test('a bill with another id on it, and so the batch that is found by it', () => {
    const { problems, bill, batch } = tampered((ids) => `UPDATE bills SET ext_order_id = 'K-2' WHERE id = '${ids.bill}'`);
    expect(problems.toSorted()).toEqual([`batch ${batch}`, `bill ${bill}`]);
  });

  test('a bill that is gone, and a batch', () => {
    const lost = tampered(({ other }) => `DELETE FROM bills WHERE id = '${other}'`);
    expect(lost.problems).toContain(`bill ${lost.other}`);
    const { problems, batch } = tampered((ids) => `DELETE FROM batches WHERE id = '${ids.batch}'`);
    expect(problems).toContain(`batch ${batch}`);
  });

  test('what an event says that was changed', () => {
    const { problems, bill } = tampered(
      () => `UPDATE events SET data = replace(data, '"900"', '"901"') WHERE kind = 'bill.paid'`,
    );
    expect(problems).toEqual([expect.stringMatching(/^chain /u), `bill ${bill}`]);
  });

  test('an event that its bill could not take', () => {
    const { problems, bill } = tampered(() => "UPDATE events SET kind = 'bill.removed', data = '{}' WHERE kind = 'bill.paid'");
    expect(problems).toEqual([expect.stringMatching(/^chain /u), expect.stringMatching(/^event /u), `bill ${bill}`]);
  });

  test.each(['bills', 'batches'])('an index of words of %s that is not in step', (table) => {
    const index = `${table}_search`;
    expect(tampered(() => `INSERT INTO ${index} (rowid, folded) VALUES (99, 'چیز دیگر')`).problems).toContain('search');
    expect(tampered(() => `INSERT INTO ${index} (${index}) VALUES ('delete-all')`).problems).toContain('search');
  });
});

test('in steps, it lets the counter change bills and batches meanwhile, and finds what is wrong all the same', () => {
  const file = tempFile();
  const ledger = opened(file);
  const bills = ledger.transact(() => Array.from({ length: 250 }, () => inBasket(ledger)));
  ledger.transact(() => bills.slice(0, 200).forEach((bill) => submitted(ledger, [bill])));
  const steps = ledger.checkInSteps();
  let count = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    submitted(ledger, [bills[200 + count]!, inBasket(ledger)], batchAccepted(`B${count}`));
    ledger.bills.record(bills[count * 10]!, accepted(), APP);
    count += 1;
  }
  expect(count).toBeGreaterThan(8);
  expect(step.value).toMatchObject({ ok: true, counts: { bills: 250 + count }, problems: [] });
  ledger.close();
  const wrong = [bills[3]!, bills[249]!].toSorted();
  tool(file, (db) => {
    unguarded(db, () => db.exec(`UPDATE bills SET price = 1 WHERE id IN ('${wrong.join("', '")}')`));
  });
  expect(opened(file).check().problems).toEqual(wrong.map((id) => `bill ${id}`));
});

describe('the database itself refuses', () => {
  test.each([
    "UPDATE bills SET state = 'basket' WHERE id = '{bill}'",
    "UPDATE bills SET state = 'basket', event = (SELECT max(seq) FROM events) WHERE id = '{bill}'",
    "UPDATE bills SET ext_order_id = 'x', event = 99 WHERE id = '{bill}'",
    "DELETE FROM bills WHERE id = '{bill}'",
    "INSERT OR REPLACE INTO bills SELECT * FROM bills WHERE id = '{bill}'",
    "UPDATE batches SET alarm = NULL WHERE id = '{batch}'",
    "UPDATE batches SET bills = '[]', event = 99 WHERE id = '{batch}'",
    "DELETE FROM batches WHERE id = '{batch}'",
    "INSERT OR REPLACE INTO batches SELECT * FROM batches WHERE id = '{batch}'",
  ])('%s', (sql) => {
    const { file, bill, batch } = populated();
    const act = (db: DatabaseSync) => db.exec(sql.replaceAll('{bill}', bill).replaceAll('{batch}', batch));
    expect(() => tool(file, act)).toThrow(/bills: |batches: /u);
    expect(opened(file).check()).toMatchObject({ ok: true, events: 11 });
  });

  test('other ids for a bill, or other bills for a batch, even where nothing else guards them', () => {
    const { file, bill, batch } = populated();
    tool(file, (db) => db.exec('DROP TRIGGER bills_move; DROP TRIGGER batches_move'));
    const act = (sql: string) => () => tool(file, (db) => db.exec(sql));
    expect(act(`UPDATE bills SET pay_id = '1' WHERE id = '${bill}'`)).toThrow('bills: another bill');
    expect(act(`UPDATE batches SET bills = '["${bill}"]' WHERE id = '${batch}'`)).toThrow('batches: other bills');
    expect(opened(file).check().problems).toEqual(['schema-missing trigger bills_move', 'schema-missing trigger batches_move']);
  });
});
