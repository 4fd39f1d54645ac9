import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutbox } from '../../../electron/links/outbox.ts';
import type { Outbox, OutboxOptions } from '../../../electron/links/outbox.ts';
import { UNMARKED } from '../../../electron/ledger/marked.ts';
import { APP, person } from '../../../shared/actors.ts';
import type { SendOutcome } from '../../../electron/providers/sizpay/outcome.ts';
import { evidence } from '../../samples.ts';
import { accepted, lost, never, refused, testClient, testLedger, testLine } from './link-side.ts';

/** What a send leaves in the ledger, on the line and on the screen; and when the outbox looks for the next. */

const ENDPOINT = 'http://127.0.0.1:1/KimiaPayLinkSend.asmx';
const counter = () => ({ book: testLedger(), line: testLine(), service: testClient(), told: [] as string[], changes: 0 });

let desk: ReturnType<typeof counter>;
let outbox: Outbox;

function open(options: Partial<OutboxOptions> = {}): Outbox {
  outbox = createOutbox({
    ledger: desk.book.ledger,
    line: desk.line,
    way: () => Promise.resolve(desk.service.way),
    sendsAtOnce: () => 1,
    changed: () => (desk.changes += 1),
    tell: ({ kind }) => desk.told.push(kind),
    retryWrite: 5,
    rest: 5,
    grace: 5,
    ...options,
  });
  return outbox;
}
const sending = (count: number) => vi.waitFor(() => expect(desk.service.held.length).toBe(count));
const stateOf = (id: string) => desk.book.ledger.links.get(id)?.state;
const moment = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeEach(() => {
  desk = counter();
});
afterEach(async () => {
  const stopped = outbox.stop();
  for (const one of desk.service.held) one.end(lost());
  await stopped;
  desk.book.remove();
});

describe('a send', () => {
  it.each<[string, SendOutcome, object, (string | null)[]]>([
    [
      'sent',
      { ...accepted(), payLinkSendId: '77' } as SendOutcome,
      { kind: 'link.sent', payLinkSendId: '77', message: 'ok', evidence, service: ENDPOINT },
      [null],
    ],
    [
      'rejected',
      refused('no'),
      { kind: 'link.rejected', cause: 'service-refused', message: 'no', evidence, service: ENDPOINT },
      [null],
    ],
    ['unknown', lost(), { kind: 'link.unknown', evidence }, [null]],
    ['queued', never(), { kind: 'link.neverLeft', evidence }, ['refused']],
  ])('that ends %s is told step by step, by the app, and the line knows', async (state, outcome, end, sightings) => {
    const { id } = desk.book.save();
    open().kick();
    await sending(1);
    expect(desk.changes).toBe(1);
    desk.service.end(outcome);
    await vi.waitFor(() => expect(stateOf(id)).toBe(state));
    await vi.waitFor(() => expect(desk.changes).toBe(2));
    const begin = { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint: ENDPOINT };
    const [, ...steps] = desk.book.ledger.links.history(id);
    expect(steps.map(({ actor, event }) => [actor, event])).toEqual([
      [APP, begin],
      [APP, end],
    ]);
    expect(desk.line.sightings).toEqual(sightings);
    expect(desk.told).toEqual(state === 'unknown' ? ['unknown'] : []);
  });

  it('that never began, since its mark could not be written, says nothing of the line', async () => {
    const { id } = desk.book.save();
    open().kick();
    await sending(1);
    desk.service.end({ kind: 'neverSent', reason: 'refused', evidence: { ...evidence, reason: UNMARKED } });
    await vi.waitFor(() => expect(desk.book.ledger.links.history(id).length).toBeGreaterThan(2));
    await moment();
    expect(desk.line.sightings).toEqual([]);
  });

  it('that is answered with another link’s id keeps the answer, and why it is doubted', async () => {
    const [first, second] = [desk.book.save(), desk.book.save()];
    open().kick();
    const same = accepted();
    for (let n = 0; n < 2; n += 1) {
      await sending(1);
      desk.service.end(same);
      await vi.waitFor(() => expect(stateOf((n === 0 ? first : second).id)).not.toMatch(/queued|sending/u));
    }
    expect(desk.book.ledger.links.get(second.id)).toMatchObject({
      state: 'unknown',
      payLinkSendId: null,
      evidence: { ...evidence, reason: 'id-reused' },
    });
  });

  it('whose outcome is in the ledger stays so when something breaks after it', async () => {
    const { id } = desk.book.save();
    const line = { ...desk.line, exchange: () => () => expect.fail('the line is broken') };
    open({ line }).kick();
    await sending(1);
    desk.service.end(accepted());
    await vi.waitFor(() => expect(desk.changes).toBe(2));
    expect([stateOf(id), desk.book.ledger.links.history(id).length]).toEqual(['sent', 3]);
  });
});

describe('the outbox looks', () => {
  it('again whether it may, once the way is found: what came between holds', async () => {
    for (const stop of [
      () => desk.line.set('down'),
      () => desk.book.ledger.pauseOutbox('x', ''),
      () => {
        void outbox.stop();
      },
    ]) {
      desk.book.remove();
      desk = counter();
      desk.book.save();
      const found = Promise.withResolvers<typeof desk.service.way>();
      open({ way: () => found.promise }).kick();
      stop();
      found.resolve(desk.service.way);
      await moment();
      expect(desk.service.sent).toEqual([]);
    }
  });

  it('not at all while the ledger is held', async () => {
    desk.book.save();
    let held = true;
    const ledger = { ...desk.book.ledger, hold: () => (held ? ({ cause: 'no-mark' } as never) : null) };
    const way = vi.fn(() => Promise.resolve(desk.service.way));
    open({ ledger, way }).kick();
    await moment();
    expect(way).not.toHaveBeenCalled();
    held = false;
    outbox.kick();
    await sending(1);
  });

  it('for a way only where something is queued', async () => {
    const way = vi.fn(() => Promise.resolve(desk.service.way));
    open({ way }).kick();
    await moment();
    expect(way).not.toHaveBeenCalled();
  });

  it('once at a time, and once more for all that asked meanwhile', async () => {
    desk.book.save();
    const looks: (() => void)[] = [];
    const way = () => new Promise<null>((resolve) => looks.push(() => resolve(null)));
    open({ way, noService: 60_000 });
    for (let n = 0; n < 5; n += 1) outbox.kick();
    await moment();
    expect(looks.length).toBe(1);
    looks[0]?.();
    await moment();
    expect(looks.length).toBe(2);
    looks[1]?.();
    await moment();
    expect(looks.length).toBe(2);
    outbox.kick();
    await moment();
    expect(looks.length).toBe(3);
  });

  it('again by itself where the secrets or the ledger could not be read', async () => {
    desk.book.save();
    let tries = 0;
    const way = () => ((tries += 1) < 4 ? Promise.reject(new Error('keyring')) : Promise.resolve(desk.service.way));
    open({ way, retryWrite: 1 }).kick();
    await sending(1);
    expect(tries).toBe(4);
  });

  it('for the next as soon as one has ended', async () => {
    for (let n = 0; n < 3; n += 1) desk.book.save();
    open().kick();
    for (const sent of [1, 2, 3]) {
      await sending(1);
      expect(desk.service.sent.length).toBe(sent);
      desk.service.end(accepted());
    }
    await vi.waitFor(() => expect(desk.book.ledger.links.counts().sending).toBe(0));
  });
});

describe('a pause', () => {
  it('is told once, however many that were under way are rejected after it', async () => {
    for (let n = 0; n < 4; n += 1) desk.book.save();
    open({ sendsAtOnce: () => 4 }).kick();
    await sending(4);
    for (let n = 0; n < 4; n += 1) desk.service.end(refused('no'));
    await vi.waitFor(() => expect(desk.book.ledger.links.inState('rejected').length).toBe(4));
    await moment();
    expect(desk.told).toEqual(['paused']);
  });

  it('ends by a person’s act, which changes something, forgets the rejections, and leaves them where not told to', async () => {
    for (let n = 0; n < 4; n += 1) desk.book.save();
    open().kick();
    for (let n = 0; n < 2; n += 1) {
      await sending(1);
      desk.service.end(refused('no'));
    }
    await vi.waitFor(() => expect(desk.book.ledger.outboxPause()).not.toBeNull());
    await vi.waitFor(() => expect(desk.changes).toBe(4));
    expect(outbox.resume(person('sara'), false)).toBe(0);
    expect(desk.changes).toBe(5);
    expect(desk.book.ledger.links.inState('rejected').length).toBe(2);
    await sending(1);
    desk.service.end(refused('no'));
    await sending(1);
    expect(desk.book.ledger.outboxPause()).toBeNull();
  });
});
