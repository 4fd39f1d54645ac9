import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordPayment } from '../../../electron/links/payments.ts';
import { APP, person } from '../../../shared/actors.ts';
import type { Link } from '../../../shared/links.ts';
import { evidence, invoice } from '../../samples.ts';
import { testLedger } from './link-side.ts';

const HERE = 'https://pay.example/x.asmx';
const sara = person('سارا');

let book: ReturnType<typeof testLedger>;
beforeEach(() => {
  book = testLedger(() => 5);
});
afterEach(() => book.remove());

let lastId = 0;
function sent(replaces: string | null = null): Link {
  lastId += 1;
  const saved = { ...invoice, invoiceNo: `P-${lastId}` };
  const { id } = book.ledger.links.record(uuidv7(), { kind: 'link.saved', invoice: saved, replaces }, sara);
  book.ledger.links.record(id, { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint: HERE }, APP);
  return book.ledger.links.record(id, { kind: 'link.sent', payLinkSendId: String(lastId), message: '', evidence }, APP);
}

/** Links of which each took the place of the one before: the first is the oldest. */
function row(count: number): Link[] {
  const links: Link[] = [];
  while (links.length < count) {
    const old = links.at(-1);
    if (old !== undefined) book.ledger.links.record(old.id, { kind: 'link.closed' }, sara);
    const link = sent(old?.id);
    if (old !== undefined) book.ledger.links.record(old.id, { kind: 'link.replaced', by: link.id }, sara);
    links.push(link);
  }
  return links;
}
const pay = (link: Link | undefined, refNo: string | null = '7') =>
  recordPayment(book.ledger, link?.id ?? '', { paid: true, refNo }, HERE);

describe('a payment', () => {
  it('is recorded as the service said, by the app, with who said it', () => {
    const link = sent();
    expect(pay(link, '9007199254740993')).toMatchObject({ id: link.id, state: 'paid', refNo: '9007199254740993', alarm: null });
    const event = { kind: 'link.paid', refNo: '9007199254740993', alarm: null, service: HERE };
    expect(book.ledger.links.history(link.id).at(-1)).toMatchObject({ actor: APP, event });
  });

  it('is recorded once', () => {
    const link = sent();
    pay(link);
    const events = book.ledger.links.history(link.id).length;
    expect(pay(link, '8')).toBeNull();
    expect(book.ledger.links.history(link.id)).toHaveLength(events);
  });

  it('of a link that is not there is none', () => {
    expect(pay(undefined)).toBeNull();
  });

  it('of a link that was replaced, and of a closed one, is an alarm', () => {
    const [old] = row(2);
    expect(pay(old)?.alarm).toBe('paid-after-replaced');
    const closed = sent();
    book.ledger.links.record(closed.id, { kind: 'link.closed' }, sara);
    expect(pay(closed)?.alarm).toBe('paid-after-closed');
  });

  it.each([
    [0, 1],
    [1, 0],
    [0, 3],
    [1, 3],
    [2, 3],
    [0, 2],
  ])('of two in one row, near or far, is paid twice where the first came before: %i, then %i', (first, second) => {
    const links = row(4);
    expect(pay(links[first])?.alarm).not.toBe('paid-twice');
    expect(pay(links[second])?.alarm).toBe('paid-twice');
  });

  it('of two that have nothing to do with each other is an ordinary one', () => {
    expect([pay(sent())?.alarm, pay(sent())?.alarm]).toEqual([null, null]);
  });
});
