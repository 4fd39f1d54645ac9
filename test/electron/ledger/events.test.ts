import { describe, expect, test } from 'vitest';
import { APP, person } from '../../../shared/actors.ts';
import { appendRaw, NOON, opened, saved, sending, sent, tempFile, tool, unguarded } from './help.ts';

test('a clock with parts of a millisecond is stored in whole ones', () => {
  const ledger = opened(undefined, () => NOON + 0.75);
  const id = saved(ledger);
  expect(ledger.links.get(id)?.savedAt).toBe(NOON);
  expect(ledger.links.history(id)[0]?.at).toBe(NOON);
  ledger.pauseOutbox('res-cod', '');
  expect(ledger.check()).toMatchObject({ ok: true, checkedAt: NOON });
});

describe('an event that is none', () => {
  test('of what is no JSON is damage, told with its place', () => {
    const file = tempFile();
    const ledger = opened(file);
    const id = saved(ledger);
    ledger.close();
    tool(file, (db) => {
      db.exec('PRAGMA ignore_check_constraints = ON');
      unguarded(db, () => db.exec("UPDATE events SET data = '{' WHERE seq = 1"));
    });
    const again = opened(file);
    expect(() => again.links.history(id)).toThrow(
      expect.objectContaining({ code: 'ledger-damaged', detail: 'event 1', message: 'ledger-damaged: event 1' }),
    );
    expect(again.check().problems).toEqual(expect.arrayContaining(['chain 1', 'event 1', `row ${id}`]));
  });

  test.each(['5', '"x"', 'true'])('of what is no object is damage, though its kind says all: %s', (data) => {
    const file = tempFile();
    const ledger = opened(file);
    const id = saved(ledger);
    ledger.close();
    const seq = tool(file, (db) => {
      const at = appendRaw(db, { subject: id, kind: 'link.closed', data: JSON.parse(data) as object });
      unguarded(db, () => db.prepare('UPDATE links SET event = ? WHERE id = ?').run(at, id));
      return at;
    });
    const again = opened(file);
    expect(again.check().problems).toContain(`event ${seq}`);
    expect(() => again.links.history(id)).toThrow(expect.objectContaining({ detail: `event ${seq}` }));
  });

  test('is refused before it is one', () => {
    const ledger = opened();
    const id = saved(ledger, {}, sending());
    expect(() => ledger.links.record(id, { ...sent('1'), message: 5 } as never, APP)).toThrow(
      expect.objectContaining({ name: 'ZodError' }),
    );
    expect(ledger.check()).toMatchObject({ ok: true, events: 2 });
  });
});

test('each event is told of once, with the number after the one before, whoever it is of', () => {
  const ledger = opened();
  const id = saved(ledger);
  ledger.note('settings', { kind: 'mode.changed', data: { to: 'live' } }, person('سارا'));
  ledger.links.record(id, sending(), APP);
  expect(ledger.links.history(id)).toMatchObject([
    { seq: 1, actor: person('سارا'), event: { kind: 'link.saved' } },
    { seq: 3, actor: APP, event: { kind: 'link.sending' } },
  ]);
});
