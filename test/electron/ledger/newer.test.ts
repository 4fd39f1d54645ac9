import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { APP, person } from '../../../shared/actors.ts';
import { createOutbox } from '../../../electron/links/outbox.ts';
import { createPoller } from '../../../electron/links/poller.ts';
import { accepted as answered, testClient, testLine } from '../links/counter.ts';
import { billFilter, batchAccepted, inBasket, submitted, submitting } from './bill-help.ts';
import { appendRaw, filter, invoice, opened, saved, sending, sent, tempFile, ticking, tool, unguarded } from './help.ts';

const AFTER_NEWER = "UPDATE projection SET version = 'of a newer version'";

/** What a newer version of the app leaves: events that this one does not know, and rows that only it can read. */
function fromNewer() {
  const file = tempFile();
  const ledger = opened(file);
  const queued = saved(ledger);
  const followed = saved(ledger, {}, sending(), sent('11'));
  const underWay = saved(ledger, {}, sending());
  const plain = saved(ledger);
  const bill = inBasket(ledger);
  const batch = submitted(ledger, [inBasket(ledger)], batchAccepted('B1'));
  ledger.links.asked([followed], 5);
  ledger.close();
  tool(file, (db) => {
    const moved = (table: string, id: string, kind: string, v: number, state: string) => {
      const seq = appendRaw(db, { subject: id, kind, v, data: { of: 'a newer version' } });
      db.prepare(`UPDATE ${table} SET state = ?, event = ? WHERE id = ?`).run(state, seq, id);
    };
    moved('links', queued, 'link.parked', 2, 'parked');
    moved('links', followed, 'link.paid', 99, 'paid');
    moved('links', underWay, 'link.sending', 3, 'sending');
    moved('bills', bill, 'bill.parked', 2, 'parked');
    moved('batches', batch, 'batch.parked', 2, 'awaiting');
    appendRaw(db, { subject: 'shift-1', kind: 'shift.opened' });
    appendRaw(db, { subject: 'settings', kind: 'settings.changed', v: 3 });
    db.exec("UPDATE projection SET version = 'of a newer version'");
  });
  return { file, queued, followed, underWay, plain, bill, batch };
}

describe('events of a newer version', () => {
  test('are kept, counted, told, and are no damage; each row goes by what is understood', () => {
    const { file, queued, followed, underWay } = fromNewer();
    const ledger = opened(file);
    expect(ledger.check()).toMatchObject({ ok: true, problems: [], unknown: 7 });
    expect(ledger.links.get(queued)).toMatchObject({ state: 'queued' });
    expect(ledger.links.get(followed)).toMatchObject({ state: 'sent', askedAt: 5 });
    expect(ledger.links.history(queued).map(({ event }) => event?.kind)).toEqual(['link.saved', undefined]);
    expect(ledger.links.history(followed).at(-1)).toMatchObject({ actor: APP, event: null });
    expect(ledger.links.list(filter()).total).toBe(4);
    expect(ledger.bills.list(billFilter()).total).toBe(2);
    expect(ledger.links.get(underWay)?.attempts).toBe(1);
  });

  test('keep the app from doing anything by itself with what they are about; a person may', () => {
    const { file, queued, followed, plain, bill, batch } = fromNewer();
    const ledger = opened(file);
    expect(ledger.links.nextQueued(9, []).map(({ id }) => id)).toEqual([plain]);
    expect(ledger.links.followed(0, 'https://pay.example')).toEqual([]);
    expect(ledger.links.inState('sending')).toEqual([]);
    expect(ledger.bills.basket()).toEqual([]);
    expect(ledger.batches.inState('awaiting')).toEqual([]);
    const newer = expect.objectContaining({ code: 'ledger-newer' });
    expect(() => ledger.links.record(queued, sending(), APP)).toThrow(newer);
    expect(() => ledger.links.record(followed, { kind: 'link.paid', refNo: null, alarm: null }, APP)).toThrow(newer);
    expect(() => ledger.bills.record(bill, { kind: 'bill.removed' }, APP)).toThrow(newer);
    expect(() => ledger.batches.record(batch, { kind: 'batch.abandoned' }, APP)).toThrow(newer);
    expect(ledger.links.record(queued, { kind: 'link.closed' }, person('سارا'))).toMatchObject({ state: 'closed' });
    expect(ledger.check()).toMatchObject({ ok: true, unknown: 7 });
    ledger.close();
    const again = opened(file);
    expect(() => again.links.record(queued, { kind: 'link.paid', refNo: null, alarm: null }, APP)).toThrow(newer);
  });

  test('keep a link from being asked about, by a person too: what is answered could not be written', async () => {
    const { file, followed } = fromNewer();
    const ledger = opened(file);
    const service = testClient();
    const status = vi.spyOn(service.way.client, 'status');
    const poller = createPoller({
      ledger,
      line: testLine(),
      way: () => Promise.resolve(service.way),
      endpoint: () => 'https://pay.example/KimiaPayLinkSend.asmx',
      steps: () => [{ untilSeconds: 600, everySeconds: 15 }],
      now: ticking(),
      changed: () => undefined,
      tell: () => undefined,
    });
    onTestFinished(() => poller.stop());
    await expect(poller.askNow(followed)).rejects.toThrow('ledger-newer');
    expect(status).not.toHaveBeenCalled();
  });

  test('do not keep the outbox from opening, nor from sending what it understands', async () => {
    const { file, underWay, plain } = fromNewer();
    const ledger = opened(file);
    const service = testClient();
    const line = testLine();
    const outbox = createOutbox({
      ledger,
      line,
      way: () => Promise.resolve(service.way),
      sendsAtOnce: () => 9,
      changed: () => undefined,
      tell: () => undefined,
    });
    onTestFinished(async () => outbox.stop());
    outbox.kick();
    await vi.waitFor(() => expect(service.sent).toEqual([ledger.links.get(plain)?.invoiceNo]));
    service.end(answered());
    await vi.waitFor(() => expect(ledger.links.get(plain)?.state).toBe('sent'));
    expect(service.sent).toHaveLength(1);
    expect(ledger.links.get(underWay)?.state).toBe('sending');
  });

  test.each(['outbox.held', 'ledger.locked'])(
    'about all that is sent (%s) pause it, until a person says that it goes on',
    (kind) => {
      const file = tempFile();
      opened(file).close();
      tool(file, (db) => {
        appendRaw(db, { subject: kind.split('.')[0]!, kind });
        db.exec("UPDATE projection SET version = 'of a newer version'");
      });
      const ledger = opened(file);
      expect(ledger.outboxPause()).toMatchObject({ cause: 'newer-version' });
      expect(ledger.check()).toMatchObject({ ok: true, unknown: 1 });
      ledger.resumeOutbox(person('سارا'));
      ledger.close();
      tool(file, (db) => db.exec("UPDATE projection SET version = 'of another newer version'"));
      const again = opened(file);
      expect(again.outboxPause()).toBeNull();
      expect(again.check()).toMatchObject({ ok: true });
    },
  );

  test.each([
    ['outbox.held', 2, {}, null],
    ['outbox.held', 2, {}, 'held'],
    ['outbox.paused', 3, { why: 'of its own' }, 'held'],
    ['outbox.resumed', 3, { only: 'some' }, null],
  ])('of the outbox (%s v%i) are no damage, whatever the pause was by then', (kind, v, data, cause) => {
    const file = tempFile();
    opened(file).close();
    tool(file, (db) => {
      appendRaw(db, { subject: 'outbox', kind, v, data });
      if (cause !== null) db.prepare("INSERT INTO outbox_pause (one, cause, message, since) VALUES (1, ?, '', 5)").run(cause);
      db.exec(AFTER_NEWER);
    });
    const ledger = opened(file);
    expect(ledger.outboxPause()).toMatchObject({ cause: 'newer-version' });
    expect(ledger.check()).toMatchObject({ ok: true, problems: [], unknown: 1 });
    ledger.resumeOutbox(person('سارا'));
    expect([ledger.outboxPause(), ledger.check().ok]).toEqual([null, true]);
  });

  test('that gave away an invoice number leave it to who has it by now', () => {
    const file = tempFile();
    const before = opened(file);
    const parked = saved(before, { invoiceNo: '7' });
    before.close();
    tool(file, (db) => {
      const seq = appendRaw(db, { subject: parked, kind: 'link.parked' });
      db.prepare("UPDATE links SET state = 'parked', live = 0, holds = 0, event = ? WHERE id = ?").run(seq, parked);
    });
    const newer = opened(file);
    const other = saved(newer, { invoiceNo: '7' });
    newer.close();
    tool(file, (db) => db.exec(AFTER_NEWER));
    const ledger = opened(file);
    expect(ledger.check()).toMatchObject({ ok: true, problems: [], unknown: 1 });
    expect(ledger.links.nextQueued(9, []).map(({ id }) => id)).toEqual([other]);
  });

  test('of which one begins a thing that others name leave its row as it was, for a person', () => {
    const file = tempFile();
    const before = opened(file);
    const like = saved(before);
    before.close();
    tool(file, (db) => {
      const seq = appendRaw(db, { subject: 'imported', kind: 'link.imported' });
      const columns =
        'amount, mobile_no, customer_name, description, attempts, saved_by, saved_at, changed_at, place, day, folded';
      db.exec(`INSERT INTO links (id, invoice_no, state, event, live, holds, decision, followed, ${columns})
        SELECT 'imported', 'N', 'queued', ${seq}, 1, 1, 0, 0, ${columns} FROM links WHERE id = '${like}'`);
    });
    const newer = opened(file);
    newer.links.record('next', { kind: 'link.saved', invoice: invoice(), replaces: 'imported' }, person('سارا'));
    newer.links.asked(['imported'], 5);
    newer.close();
    tool(file, (db) => db.exec(AFTER_NEWER));
    const ledger = opened(file);
    expect(ledger.check()).toMatchObject({ ok: true, problems: [], unknown: 1, counts: { links: 3 } });
    expect(ledger.links.get('imported')).toMatchObject({ invoiceNo: 'N', askedAt: 5 });
    expect(ledger.links.nextQueued(9, []).map(({ id }) => id)).not.toContain('imported');
    ledger.links.record('imported', { kind: 'link.closed' }, person('سارا'));
    ledger.askRebuild(person('سارا'));
    expect([...ledger.rebuildInSteps()].length).toBeGreaterThan(0);
    expect(ledger.links.get('imported')).toMatchObject({ state: 'closed', askedAt: 5 });
    expect(ledger.check()).toMatchObject({ ok: true, problems: [] });
  });

  test('of a batch that names bills leave both, and the batch is submitted by nobody', () => {
    const file = tempFile();
    const before = opened(file);
    const bill = inBasket(before);
    const batch = submitted(before, [bill], { kind: 'batch.unknown', evidence: null });
    before.close();
    tool(file, (db) => {
      const seq = appendRaw(db, { subject: batch, kind: 'batch.split' });
      unguarded(db, () => {
        db.prepare("UPDATE events SET v = 9 WHERE subject = ? AND kind = 'batch.submitting'").run(batch);
        db.prepare('UPDATE batches SET event = ? WHERE id = ?').run(seq, batch);
      });
      db.exec(AFTER_NEWER);
    });
    const ledger = opened(file);
    expect([ledger.batches.get(batch)?.state, ledger.bills.get(bill)?.batch]).toEqual(['unknown', batch]);
    expect(() => ledger.batches.record(batch, submitting([bill], { attempt: 2 }), person('سارا'))).toThrow(
      expect.objectContaining({ code: 'ledger-newer' }),
    );
    expect(ledger.batches.record(batch, { kind: 'batch.givenUp' }, person('سارا'))).toMatchObject({ state: 'refused' });
  });

  test('of which one begins a thing make no row of it', () => {
    const file = tempFile();
    opened(file).close();
    tool(file, (db) => {
      appendRaw(db, { subject: 'x', kind: 'link.imported' });
      appendRaw(db, { subject: 'x', kind: 'link.closed' });
      db.exec("UPDATE projection SET version = 'of a newer version'");
    });
    const ledger = opened(file);
    expect(ledger.check()).toMatchObject({ ok: true, unknown: 1, counts: { links: 0 } });
    expect(ledger.links.history('x').map(({ event }) => event?.kind)).toEqual([undefined, 'link.closed']);
  });
});

test('an event of a known kind and version that cannot be read is damage all the same', () => {
  const file = tempFile();
  const ledger = opened(file);
  const id = saved(ledger);
  ledger.close();
  const seq = tool(file, (db) => {
    const at = appendRaw(db, { subject: id, kind: 'link.sent', data: { message: 1 } });
    unguarded(db, () => db.prepare('UPDATE links SET event = ? WHERE id = ?').run(at, id));
    return at;
  });
  expect(opened(file).check().problems).toContain(`event ${seq}`);
});
