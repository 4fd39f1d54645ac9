import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttempts } from '../../electron/attempts.ts';
import { LedgerError, TakenError } from '../../electron/ledger/ledger.ts';
import type { Ledger } from '../../electron/ledger/ledger.ts';
import { BillMoveError } from '../../shared/bills.ts';
import { MoveError } from '../../shared/links.ts';
import { testLedger } from './links/link-side.ts';

let book: ReturnType<typeof testLedger>;
beforeEach(() => {
  book = testLedger();
});
afterEach(() => book.remove());

const to = { transport: 'soap11', endpoint: 'http://x/' } as const;
const attemptsOver = (part: Partial<Ledger> = {}, grace = 5) =>
  createAttempts({ ledger: { ...book.ledger, ...part }, retryWrite: 1, grace });
const ticks = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('what is sent', () => {
  it('leaves only once the mark is on the disk', async () => {
    const log: string[] = [];
    const keepMark = () => ticks().then(() => void log.push('marked'));
    await attemptsOver({ keepMark }).send(to, 1, () => Promise.resolve(log.push('sent')));
    expect(log).toEqual(['marked', 'sent']);
  });

  it('does not leave where the mark cannot be written, and says that it never did', async () => {
    const keepMark = () => Promise.reject(new LedgerError('disk-full', 'x.mark'));
    const outcome = await attemptsOver({ keepMark }).send(to, 7, () => expect.fail('it was sent'));
    expect(outcome).toMatchObject({ kind: 'neverSent', evidence: { ...to, startedAt: 7, bytesOut: 0, reason: 'unmarked' } });
  });
});

describe('how it ended', () => {
  it.each([
    ['a full disk', new LedgerError('disk-full', 'x')],
    ['a ledger that cannot be read just now', new LedgerError('ledger-unreadable', 'x')],
    ['an error nobody foresaw', new Error('x')],
  ])('is written however often this stands in the way: %s', async (_name, error) => {
    let left = 7;
    const write = () => {
      if (left-- > 0) throw error;
      return 'written';
    };
    expect(await attemptsOver().write(write)).toBe('written');
  });

  it.each([
    ['a damaged ledger', new LedgerError('ledger-damaged', 'x')],
    ['a thing that a newer version changed', new LedgerError('event-newer', 'x')],
    ['an event that a link does not admit', new MoveError('paid', 'link.sent')],
    ['an event that a batch does not admit', new BillMoveError('settled', 'batch.accepted')],
    ['an id that another has', new TakenError('id-taken')],
  ])('is not tried again where that cannot help: %s', async (_name, error) => {
    let tries = 0;
    const write = () => {
      tries += 1;
      throw error;
    };
    await expect(attemptsOver().write(write)).rejects.toBe(error);
    expect(tries).toBe(1);
  });

  it('is left to the next start where all stop on a full disk', async () => {
    const attempts = attemptsOver();
    const full = new LedgerError('disk-full', 'x');
    let tries = 0;
    const writing = attempts.start('1', () =>
      attempts.write(() => {
        tries += 1;
        throw full;
      }),
    );
    await ticks();
    await attempts.stop();
    await writing;
    const before = tries;
    expect(before).toBeGreaterThan(1);
    await ticks();
    expect(tries).toBe(before);
  });
});

describe('what is under way', () => {
  it('is counted until it has ended, however it does', async () => {
    const attempts = attemptsOver();
    let end: () => void = () => undefined;
    const one = attempts.start('1', () => new Promise((resolve) => (end = resolve)));
    const two = attempts.start('2', () => Promise.reject(new Error('x')));
    expect([attempts.count(), attempts.ids()]).toEqual([2, ['1', '2']]);
    end();
    await Promise.all([one, two]);
    expect([attempts.count(), attempts.ids()]).toEqual([0, []]);
  });

  it('ends by itself within its grace when all stop', async () => {
    const attempts = attemptsOver({}, 60_000);
    let cut: AbortSignal | null = null;
    void attempts.start('1', () => attempts.send(to, 1, (signal) => ((cut = signal), ticks())).then(() => undefined));
    await attempts.stop();
    expect([attempts.isStopping(), attempts.count(), cut]).toMatchObject([true, 0, { aborted: false }]);
  });

  it('is cut after it, and its end waited for', async () => {
    const attempts = attemptsOver({}, 1);
    let ended = false;
    const work = (cut: AbortSignal) =>
      new Promise<void>((resolve) => {
        cut.addEventListener('abort', () => {
          ended = true;
          resolve();
        });
      });
    void attempts.start('1', () => attempts.send(to, 1, work).then(() => undefined));
    await attempts.stop();
    expect(ended).toBe(true);
  });
});
