import { APP, person } from '../../../shared/actors.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as fc from 'fast-check';
import { createOutbox } from '../../../electron/links/outbox.ts';
import type { Outbox, OutboxOptions } from '../../../electron/links/outbox.ts';
import { LedgerError } from '../../../electron/ledger/ledger.ts';
import { accepted, lost, never, refused, testClient, testLedger, testLine } from './link-side.ts';

const counter = () => ({ book: testLedger(), line: testLine(), service: testClient(), told: [] as string[] });

let desk: ReturnType<typeof counter>;
let outbox: Outbox;

const open = (options: Partial<OutboxOptions> = {}): Outbox => {
  outbox = createOutbox({
    ledger: desk.book.ledger,
    line: desk.line,
    way: () => Promise.resolve(desk.service.way),
    sendsAtOnce: () => 1,
    changed: () => undefined,
    tell: ({ kind }) => desk.told.push(kind),
    retryWrite: 5,
    rest: 5,
    grace: 5,
    ...options,
  });
  return outbox;
};

const states = () =>
  desk.book.ledger.links
    .list({ search: '', states: [], day: null, onlyDecisions: false, limit: 100, offset: 0 })
    .links.toReversed()
    .map(({ state }) => state);

const sending = (count: number) => vi.waitFor(() => expect(desk.service.held.length).toBe(count));
const settled = (wanted: string[]) => vi.waitFor(() => expect(states()).toEqual(wanted));

beforeEach(() => {
  desk = counter();
});
afterEach(async () => {
  const stopped = outbox.stop();
  for (const one of desk.service.held) one.end(lost());
  await stopped;
  desk.book.remove();
});

describe('the outbox', () => {
  it('sends in the order saved, as many at once as set', async () => {
    for (let n = 0; n < 5; n += 1) desk.book.save();
    open({ sendsAtOnce: () => 2 }).kick();
    await sending(2);
    expect(desk.service.sent).toEqual(['N-1', 'N-2']);
    desk.service.end(accepted());
    await vi.waitFor(() => expect(desk.service.sent).toEqual(['N-1', 'N-2', 'N-3']));
    for (let n = 0; n < 4; n += 1) {
      await vi.waitFor(() => expect(desk.service.held.length).toBeGreaterThan(0));
      desk.service.end(accepted());
    }
    await settled(['sent', 'sent', 'sent', 'sent', 'sent']);
    expect(desk.service.sent).toEqual(['N-1', 'N-2', 'N-3', 'N-4', 'N-5']);
  });

  it('has the attempt in the ledger before the request is made', async () => {
    desk.book.save();
    let seen: string | undefined;
    const client = {
      ...desk.service.client,
      send: (...given: Parameters<typeof desk.service.client.send>) => (
        (seen = states()[0]),
        desk.service.client.send(...given)
      ),
    };
    open({ way: () => Promise.resolve({ ...desk.service.way, client }) }).kick();
    await sending(1);
    expect(seen).toBe('sending');
  });

  it('makes unknown what it finds under way at start, and does not send it', async () => {
    const link = desk.book.save();
    desk.book.ledger.links.record(
      link.id,
      { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint: 'http://127.0.0.1:1/KimiaPayLinkSend.asmx' },
      APP,
    );
    desk.book.reopen();
    open().kick();
    expect(states()).toEqual(['unknown']);
    desk.book.save();
    outbox.kick();
    await sending(1);
    expect(desk.service.sent).toEqual(['N-2']);
  });

  it('queues again what never left, keeps the order, and waits for the line', async () => {
    desk.book.save();
    desk.book.save();
    open().kick();
    await sending(1);
    desk.service.end(never());
    await settled(['queued', 'queued']);
    expect(desk.line.sightings).toEqual(['refused']);
    outbox.kick();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(desk.service.sent).toEqual(['N-1']);
    desk.line.set('up');
    outbox.kick();
    await sending(1);
    expect(desk.service.sent).toEqual(['N-1', 'N-1']);
  });

  it('leaves an unknown link to a person, and goes on with the next', async () => {
    desk.book.save();
    desk.book.save();
    open().kick();
    await sending(1);
    desk.service.end(lost());
    await sending(1);
    desk.service.end(accepted());
    await settled(['unknown', 'sent']);
    expect(desk.told).toEqual(['unknown']);
    expect(desk.service.sent).toEqual(['N-1', 'N-2']);
  });

  it('rests for a while after each further unknown in a row, then goes on', async () => {
    for (let n = 0; n < 3; n += 1) desk.book.save();
    open({ rest: 50 }).kick();
    await sending(1);
    desk.service.end(lost());
    await sending(1);
    desk.service.end(lost());
    await settled(['unknown', 'unknown', 'queued']);
    expect(desk.service.held).toEqual([]);
    await sending(1);
    desk.service.end(accepted());
    await settled(['unknown', 'unknown', 'sent']);
  });

  it('pauses after two rejections in a row with the same cause; the rest stays queued', async () => {
    for (let n = 0; n < 4; n += 1) desk.book.save();
    open().kick();
    await sending(1);
    desk.service.end(refused('wrong password'));
    await sending(1);
    desk.service.end(refused('wrong password'));
    await settled(['rejected', 'rejected', 'queued', 'queued']);
    expect(desk.book.ledger.outboxPause()).toMatchObject({ cause: 'service-refused', message: 'wrong password' });
    expect(desk.told).toEqual(['paused']);
    outbox.kick();
    expect(desk.service.sent.length).toBe(2);
  });

  it('does not pause for two different causes, nor when one was accepted between', async () => {
    for (let n = 0; n < 5; n += 1) desk.book.save();
    open().kick();
    for (const outcome of [refused('a'), refused('b'), accepted(), refused('b'), accepted()]) {
      await sending(1);
      desk.service.end(outcome);
    }
    await settled(['rejected', 'rejected', 'sent', 'rejected', 'sent']);
    expect(desk.book.ledger.outboxPause()).toBeNull();
  });

  it('goes on by one act, with the rejected again', async () => {
    for (let n = 0; n < 3; n += 1) desk.book.save();
    open().kick();
    for (const outcome of [refused(), refused()]) {
      await sending(1);
      desk.service.end(outcome);
    }
    await settled(['rejected', 'rejected', 'queued']);
    expect(outbox.resume(person('sara'), true)).toBe(2);
    for (let n = 0; n < 3; n += 1) {
      await sending(1);
      desk.service.end(accepted());
    }
    await settled(['sent', 'sent', 'sent']);
  });

  it('stays paused over a restart', async () => {
    desk.book.save();
    desk.book.ledger.pauseOutbox('service-refused', 'no');
    desk.book.reopen();
    open().kick();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(desk.service.sent).toEqual([]);
    expect(outbox.resume(person('sara'), false)).toBe(0);
    await sending(1);
  });

  it('leaves a rejected link whose number was taken meanwhile', async () => {
    const old = desk.book.save({ invoiceNo: 'A' });
    open().kick();
    await sending(1);
    desk.service.end(refused());
    await settled(['rejected']);
    desk.line.set('down');
    desk.book.save({ invoiceNo: 'A' });
    expect(outbox.resume(person('sara'), true)).toBe(0);
    expect(desk.book.ledger.links.get(old.id)?.state).toBe('rejected');
  });

  it('waits without credentials', async () => {
    desk.book.save();
    open({ way: () => Promise.resolve(null) }).kick();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(states()).toEqual(['queued']);
  });

  it('goes on by itself once the credentials can be had', async () => {
    desk.book.save();
    let locked = true;
    open({ way: () => Promise.resolve(locked ? null : desk.service.way), noService: 5 }).kick();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(states()).toEqual(['queued']);
    locked = false;
    await sending(1);
  });

  it('leaves nothing in sending when an error of our own comes before the request', async () => {
    desk.book.save();
    open({
      changed: () => {
        throw new Error('no screen');
      },
    }).kick();
    await settled(['unknown']);
    expect(desk.service.sent).toEqual([]);
  });

  it('takes words that differ only in a number for the same words', async () => {
    for (let n = 0; n < 3; n += 1) desk.book.save();
    open().kick();
    for (const outcome of [refused('busy, code 4711'), refused('busy, code ۴۷۱۲')]) {
      await sending(1);
      desk.service.end(outcome);
    }
    await settled(['rejected', 'rejected', 'queued']);
    expect(desk.book.ledger.outboxPause()).not.toBeNull();
  });

  it('does nothing more once it is stopped', async () => {
    desk.book.save();
    desk.line.set('down');
    open();
    await outbox.stop();
    desk.line.set('up');
    outbox.kick();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(desk.service.sent).toEqual([]);
  });

  it('takes an id that another link has for a contradiction', async () => {
    desk.book.save();
    desk.book.save();
    open().kick();
    const first = accepted();
    await sending(1);
    desk.service.end(first);
    await sending(1);
    desk.service.end(first);
    await settled(['sent', 'unknown']);
  });

  it('makes unknown, not queued, what an error of our own interrupted', async () => {
    desk.book.save();
    open().kick();
    await sending(1);
    desk.service.held.shift()?.fail(new Error('bug'));
    await settled(['unknown']);
  });

  it('gives a send under way a moment when it stops, then cuts it', async () => {
    desk.book.save();
    open().kick();
    await sending(1);
    const stopped = outbox.stop();
    const [held] = desk.service.held;
    await vi.waitFor(() => expect(held?.signal?.aborted).toBe(true));
    desk.service.end(lost());
    await stopped;
    expect(states()).toEqual(['unknown']);
  });

  it('writes what became of a send however long the disk is full', async () => {
    desk.book.save();
    const { ledger } = desk.book;
    let refusals = 0;
    const record: typeof ledger.links.record = (id, event, actor) => {
      if (event.kind === 'link.sent' && (refusals += 1) < 9) throw new LedgerError('disk-full', 'ledger.db');
      return ledger.links.record(id, event, actor);
    };
    open({ ledger: { ...ledger, links: { ...ledger.links, record } }, retryWrite: 1 }).kick();
    await sending(1);
    desk.service.end(accepted());
    await settled(['sent']);
    expect(desk.service.sent).toEqual(['N-1']);
  });

  it('sends nothing that it could not note before, and tries again', async () => {
    desk.book.save();
    const { ledger } = desk.book;
    let refusals = 0;
    const record: typeof ledger.links.record = (id, event, actor) => {
      if (event.kind === 'link.sending' && (refusals += 1) < 4) throw new LedgerError('disk-full', 'ledger.db');
      expect(desk.service.sent).toEqual([]);
      return ledger.links.record(id, event, actor);
    };
    open({ ledger: { ...ledger, links: { ...ledger.links, record } }, retryWrite: 1 }).kick();
    await sending(1);
    expect([refusals, desk.service.sent]).toEqual([4, ['N-1']]);
  });

  /** Looks again until it is so, counting looks instead of time. */
  async function until(isSo: () => boolean): Promise<void> {
    for (let looks = 0; !isSo(); looks += 1) {
      if (looks > 5000) expect.fail('it never came to be so');
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  it('never sends a link again by itself once it may have left, whatever comes back', async () => {
    const STATE = { accepted: 'sent', refused: 'rejected', lost: 'unknown', never: 'queued' } as const;
    const outcome = fc.constantFrom(...(Object.keys(STATE) as (keyof typeof STATE)[]));
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        async (outcomes, atOnce) => {
          desk = counter();
          const links = Array.from({ length: 5 }, () => desk.book.save());
          open({ sendsAtOnce: () => atOnce, rest: 0 }).kick();
          const { ledger } = desk.book;
          /** How each attempt of a link ended, by its invoice number. */
          const ends = new Map(links.map(({ invoiceNo }) => [invoiceNo, [] as (keyof typeof STATE)[]]));
          for (const kind of outcomes) {
            if (ledger.outboxPause() !== null) outbox.resume(person('sara'), false);
            await until(() => desk.service.held.length > 0 || ledger.links.counts().queued === 0);
            const next = desk.service.held[0];
            // All that was queued has ended in another way: nothing more may be sent.
            if (next === undefined) break;
            const ended = () => ledger.links.inState('sending').every(({ invoiceNo }) => invoiceNo !== next.invoiceNo);
            desk.service.end({ accepted, refused, lost, never }[kind]());
            ends.get(next.invoiceNo)?.push(kind);
            await until(ended);
            desk.line.set('up');
            outbox.kick();
          }
          const stopped = outbox.stop();
          for (const one of desk.service.held) one.end(lost());
          await stopped;
          const mayHaveLeft = [...ends.values()].map((of) => of.filter((kind) => kind !== 'never').length);
          expect(Math.max(...mayHaveLeft)).toBeLessThanOrEqual(1);
          // What may have left is the last of its attempts, and the ledger says how that ended.
          for (const { id, invoiceNo } of links) {
            const last = ends.get(invoiceNo)?.at(-1);
            if (last !== undefined && last !== 'never') expect(ledger.links.get(id)?.state).toBe(STATE[last]);
          }
          expect(ends.values().reduce((sum, of) => sum + of.length, 0)).toBeGreaterThan(0);
          desk.book.remove();
        },
      ),
      { numRuns: 25 },
    );
    desk = counter();
    open();
  });
});
