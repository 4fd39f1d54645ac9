import { APP, person } from '../../../shared/actors.ts';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { CHAIN_START, chainHash } from '../../../electron/ledger/canonical.ts';
import { opened, rejected, saved, sending, sent, tempFile, tool, unguarded } from './help.ts';

/** A closed ledger with a paid, a rejected and a queued link, and a paused outbox. */
function populated(): { file: string; ids: string[] } {
  const file = tempFile();
  const ledger = opened(file);
  const ids = [
    saved(ledger, {}, sending(), sent('11'), { kind: 'link.paid', refNo: '900', alarm: null }),
    saved(ledger, {}, sending(), rejected()),
    saved(ledger),
  ];
  ledger.pauseOutbox('res-cod', '');
  expect(ledger.check()).toMatchObject({ ok: true, events: 9, counts: { links: 3 }, problems: [] });
  ledger.close();
  return { file, ids };
}

/** Makes the chain of events anew, as someone would who changed one of them. */
function rechain(db: DatabaseSync): void {
  let prev = CHAIN_START;
  for (const row of db.prepare('SELECT * FROM events ORDER BY seq').all()) {
    const [seq, at, v] = [Number(row['seq']), Number(row['at']), Number(row['v'])];
    const [who, subject, kind, data] = [row['who'], row['subject'], row['kind'], row['data']].map(String) as [
      string,
      string,
      string,
      string,
    ];
    const hash = chainHash(prev, { seq, at, v, who, subject, kind, data });
    db.prepare('UPDATE events SET prev = ?, hash = ? WHERE seq = ?').run(prev, hash, seq);
    prev = hash;
  }
}

function tampered(sql: (ids: string[]) => string): { problems: string[]; ids: string[] } {
  const { file, ids } = populated();
  tool(file, (db) => {
    db.exec('PRAGMA foreign_keys = OFF');
    unguarded(db, () => db.exec(sql(ids)));
  });
  const { ok, problems } = opened(file).check();
  expect(ok).toBe(false);
  return { problems, ids };
}

describe('the check finds', () => {
  test('an event that was changed', () => {
    const { problems } = tampered(() => "UPDATE events SET who = 'دیگری' WHERE seq = 7");
    expect(problems).toContain('chain 7');
  });

  test('an event that names another before it', () => {
    expect(tampered(() => 'UPDATE events SET prev = hash WHERE seq = 7').problems).toEqual(['chain 7']);
  });

  test('what an event says that was changed, and the row that no longer follows from it', () => {
    const { problems, ids } = tampered(() => `UPDATE events SET data = replace(data, '"900"', '"901"') WHERE seq = 4`);
    expect(problems).toEqual(['chain 4', `row ${ids[0]}`]);
  });

  test('an event that was changed with its hash', () => {
    const { file, ids } = populated();
    tool(file, (db) => {
      const row = db.prepare('SELECT * FROM events WHERE seq = 3').get()!;
      const event = { seq: 3, at: 1, v: 2, who: 'x', subject: String(row['subject']), kind: String(row['kind']), data: '{}' };
      const hash = chainHash(String(row['prev']), { ...event, data: String(row['data']) });
      unguarded(db, () => db.prepare("UPDATE events SET at = 1, who = 'x', hash = ? WHERE seq = 3").run(hash));
    });
    expect(opened(file).check().problems).toEqual(['chain 4', `row ${ids[0]}`]);
  });

  test('an event that was taken out, from the middle or from the end', () => {
    expect(tampered(() => 'DELETE FROM events WHERE seq = 6').problems).toContain('chain 7');
    const { problems, ids } = tampered(() => 'DELETE FROM events WHERE seq = 8 OR seq = 9');
    expect(problems).toEqual([`row ${ids[2]}`, 'outbox']);
  });

  test.each([
    'amount = 1',
    "state = 'sent'",
    "state = 'elsewhere'",
    "ref_no = '901'",
    "evidence = '{}'",
    'holds = 0',
    'place = 2',
    "day = '1400-01-01'",
    "pay_link_send_id = '11 '",
  ])('a row with %s', (change) => {
    const { problems, ids } = tampered(([id]) => `UPDATE links SET ${change} WHERE id = '${id}'`);
    expect(problems).toContain(`row ${ids[0]}`);
    expect(problems.filter((problem) => !problem.includes(ids[0]!) && problem !== 'search')).toEqual([]);
  });

  test('a row that is gone, and one that no event made', () => {
    const { problems, ids } = tampered(([id]) => `DELETE FROM links WHERE id = '${id}'`);
    expect(problems).toContain(`row ${ids[0]}`);
    const copy = randomUUID();
    const columns =
      'state, amount, mobile_no, customer_name, description, attempts, saved_by, saved_at, changed_at, event, place';
    const more = tampered(
      ([id]) => `INSERT INTO links (id, invoice_no, ${columns}, day, folded, live, holds, decision, followed)
        SELECT '${copy}', 'X', ${columns}, day, folded, live, holds, decision, followed FROM links WHERE id = '${id}'`,
    );
    expect(more.problems).toContain(`row ${copy}`);
  });

  test('an index of words that is not in step', () => {
    expect(tampered(() => "INSERT INTO links_search (rowid, folded) VALUES (99, 'چیز دیگر')").problems).toContain('search');
    expect(tampered(() => "INSERT INTO links_search (links_search) VALUES ('delete-all')").problems).toContain('search');
  });

  test('a pause that no event made', () => {
    expect(tampered(() => 'DELETE FROM outbox_pause').problems).toEqual(['outbox']);
    expect(tampered(() => "UPDATE outbox_pause SET cause = 'x'").problems).toEqual(['outbox']);
  });

  test('a broken reference', () => {
    const { problems } = tampered(() => 'INSERT INTO asked (n, at) VALUES (99, 1)');
    expect(problems).toEqual(['foreign-key asked 99']);
  });
});

describe('what cannot be looked at is told, and the rest is looked at all the same', () => {
  test('a table that is gone', () => {
    const { file } = populated();
    tool(file, (db) => db.exec('DROP TABLE links'));
    const report = opened(file).check();
    expect(report).toMatchObject({ ok: false, disagree: false, events: 9, counts: { links: 0, bills: 0 } });
    expect(report.problems).toEqual(
      expect.arrayContaining(['schema-missing table links', 'sqlite rows: Error: no such table: links', 'sqlite links']),
    );
  });

  test('pages that SQLite cannot read: in its own words', () => {
    const { file } = populated();
    const root = tool(file, (db) => {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
      return Number(db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'outbox_pause'").get()?.['rootpage']);
    });
    const bytes = readFileSync(file);
    const size = bytes.readUInt16BE(16);
    bytes.fill(0x55, (root - 1) * size, root * size);
    writeFileSync(file, bytes);
    const { ok, problems, counts, events } = opened(file).check();
    expect({ ok, counts, events }).toMatchObject({ ok: false, counts: { links: 3 }, events: 9 });
    const malformed = 'database disk image is malformed';
    expect(problems).toEqual([`sqlite integrity: ${malformed}`, `sqlite outbox: ${malformed}`]);
  });

  test('a row that the rules of its table do not admit', () => {
    const { file } = populated();
    tool(file, (db) => {
      db.exec('PRAGMA ignore_check_constraints = ON');
      unguarded(db, () => db.exec("UPDATE links SET live = 5 WHERE state = 'queued'"));
    });
    expect(opened(file).check().problems).toContain('sqlite CHECK constraint failed in links');
  });

  test('a schema that is not this version’s', () => {
    expect(tampered(() => 'DROP INDEX links_by_time').problems).toContain('schema-missing index links_by_time');
  });
});

test('no more than 200 problems are told, and all are looked for', () => {
  const file = tempFile();
  const ledger = opened(file);
  ledger.transact(() => Array.from({ length: 205 }, () => saved(ledger)));
  ledger.close();
  tool(file, (db) => unguarded(db, () => db.exec("UPDATE links SET amount = 1; UPDATE events SET who = 'x' WHERE seq > 3")));
  const { ok, problems, disagree } = opened(file).check();
  expect({ ok, disagree, told: problems.length }).toEqual({ ok: false, disagree: false, told: 200 });
  expect(new Set(problems).size).toBe(200);
});

test('rows are not offered to be made of events that are wrong, also where that is found past what is told', () => {
  const file = tempFile();
  const ledger = opened(file);
  const ids = ledger.transact(() => Array.from({ length: 205 }, () => saved(ledger))).toSorted();
  ledger.close();
  tool(file, (db) =>
    unguarded(db, () => {
      db.exec('UPDATE links SET amount = 1');
      db.exec(`UPDATE events SET kind = 'link.sent' WHERE subject = '${ids.at(-1)}'`);
      rechain(db);
    }),
  );
  const { problems, disagree } = opened(file).check();
  expect(problems).toEqual(ids.slice(0, 200).map((id) => `row ${id}`));
  expect(disagree).toBe(false);
});

test('the chain is followed over all steps, to the last event', () => {
  for (const length of [200, 201, 400]) {
    const file = tempFile();
    const ledger = opened(file);
    ledger.transact(() =>
      Array.from({ length }, () => ledger.note('settings', { kind: 'settings.changed', data: {} }, person(''))),
    );
    expect(ledger.check()).toMatchObject({ ok: true, events: length, unknown: 0 });
    ledger.close();
    tool(file, (db) => unguarded(db, () => db.exec(`UPDATE events SET who = 'x' WHERE seq IN (1, ${length})`)));
    expect(opened(file).check().problems).toEqual(['chain 1', `chain ${length}`]);
  }
});

describe('in steps', () => {
  test('it lets the counter change links meanwhile, and finds what is wrong all the same', () => {
    const file = tempFile();
    const ledger = opened(file);
    const ids = ledger.transact(() => Array.from({ length: 450 }, () => saved(ledger)));
    const steps = ledger.checkInSteps();
    let count = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      saved(ledger);
      ledger.links.record(ids[count * 30]!, sending(), APP);
      ledger.pauseOutbox('res-cod', '');
      count += 1;
    }
    expect(count).toBeGreaterThan(8);
    expect(step.value).toMatchObject({ ok: true, counts: { links: 450 + count }, problems: [] });
    ledger.close();
    const wrong = [ids[3]!, ids[449]!].toSorted();
    tool(file, (db) => {
      unguarded(db, () => db.exec(`UPDATE links SET amount = 1 WHERE id IN ('${wrong.join("', '")}')`));
    });
    expect(opened(file).check().problems).toEqual(wrong.map((id) => `row ${id}`));
  });
});

describe('the database itself refuses', () => {
  const guarded = (sql: string | ((db: DatabaseSync) => void)) => {
    const { file, ids } = populated();
    const act = () => tool(file, (db) => (typeof sql === 'string' ? db.exec(sql.replaceAll('{id}', ids[0]!)) : sql(db)));
    expect(act).toThrow(/events: |links: /u);
    expect(opened(file).check()).toMatchObject({ ok: true, events: 9 });
  };
  const columns = 'seq, at, who, subject, kind, data, prev, hash, v';

  test.each([
    "UPDATE events SET who = 'x' WHERE seq = 9",
    'UPDATE OR REPLACE events SET seq = 8 WHERE seq = 9',
    'DELETE FROM events WHERE seq = 9',
    `INSERT OR REPLACE INTO events (${columns}) SELECT seq, at, 'x', subject, kind, data, prev, hash, v FROM events WHERE seq = 9`,
    `INSERT OR IGNORE INTO events (${columns}) SELECT 11, at, who, subject, kind, data, hash, hash, v FROM events WHERE seq = 9`,
    `INSERT INTO events (${columns}) SELECT 10, at, who, subject, kind, data, prev, hash, v FROM events WHERE seq = 9`,
    `INSERT INTO events (${columns}) SELECT NULL, at, who, subject, kind, data, hash, hash, v FROM events WHERE seq = 9`,
    "UPDATE links SET state = 'paid' WHERE id = '{id}'",
    "UPDATE links SET state = 'paid', event = 9 WHERE id = '{id}'",
    "DELETE FROM links WHERE id = '{id}'",
    "INSERT OR REPLACE INTO links SELECT * FROM links WHERE id = '{id}'",
  ])('%s', (sql) => guarded(sql));

  test('a first event that follows nothing', () => {
    const file = tempFile();
    opened(file).close();
    const event = { seq: 1, at: 1, v: 1, who: 'x', subject: 's', kind: 'k', data: '{}' };
    const insert = (prev: string) =>
      tool(file, (db) => {
        const sql = `INSERT INTO events (${columns}) VALUES (1, 1, 'x', 's', 'k', '{}', ?, ?, 1)`;
        db.prepare(sql).run(prev, chainHash(prev, event));
      });
    expect(() => insert('1'.repeat(64))).toThrow('events: not the next one');
    insert(CHAIN_START);
    expect(opened(file).check().ok).toBe(true);
  });
});
