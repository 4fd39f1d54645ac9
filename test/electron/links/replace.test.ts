import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallError } from '../../../electron/errors.ts';
import { linksHandlers } from '../../../electron/links/calls.ts';
import { APP, person } from '../../../shared/actors.ts';
import { Invoice } from '../../../shared/invoice.ts';
import type { LinkEvent } from '../../../shared/links.ts';
import { evidence, invoice } from '../../samples.ts';
import { testLedger } from './link-side.ts';

let book: ReturnType<typeof testLedger>;
beforeEach(() => {
  book = testLedger();
});
afterEach(() => book.remove());

const sending: LinkEvent = { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint: 'http://x/' };
const sent: LinkEvent = { kind: 'link.sent', payLinkSendId: '134', message: '', evidence };
const paid: LinkEvent = { kind: 'link.paid', refNo: '074000000134', alarm: null };

/** A link that went through these events, and what saving another in its place comes to. */
async function replacing(...events: LinkEvent[]) {
  const old = book.save();
  for (const event of events) book.ledger.links.record(old.id, event, APP);
  const before = { link: book.ledger.links.get(old.id), history: book.ledger.links.history(old.id) };
  const handlers = linksHandlers({
    ledger: book.ledger,
    outbox: { kick: () => undefined, resume: () => 0, stop: () => Promise.resolve() },
    poller: { askNow: () => expect.fail('nobody asks'), wake: () => undefined, forgive: () => undefined, stop: async () => {} },
    now: Date.now,
    mode: 'practice',
    endpoint: () => 'http://x/',
    invoicePattern: () => '{n}',
    changed: () => undefined,
  });
  const input = {
    invoice: Invoice.parse({ ...invoice, invoiceNo: 'new' }),
    replaces: old.id,
    evenIfSame: true,
    mode: 'practice',
  } as const;
  try {
    const { link } = await handlers['links.save'](input, person('سارا'));
    return { link, old: book.ledger.links.get(old.id), code: null };
  } catch (error) {
    const after = { link: book.ledger.links.get(old.id), history: book.ledger.links.history(old.id) };
    expect(after).toEqual(before);
    return { link: null, old: after.link, code: error instanceof CallError ? error.error.code : String(error) };
  }
}

describe('a link', () => {
  it.each<[string, ...LinkEvent[]]>([
    ['is under way', sending],
    ['is paid', sending, sent, paid],
    ['was closed, and then paid', sending, sent, { kind: 'link.closed' }, paid],
  ])('that %s cannot be replaced, and stays as it was', async (_name, ...events) => {
    expect((await replacing(...events)).code).toBe('not-replaceable');
  });

  it.each<[string, ...LinkEvent[]]>([
    ['waits'],
    ['was sent', sending, sent],
    ['was rejected', sending, { kind: 'link.rejected', cause: 'x', message: '', evidence }],
    ['may have been sent', sending, { kind: 'link.unknown', evidence: null }],
    ['is closed', { kind: 'link.closed' }],
  ])('that %s is closed by another that takes its place', async (_name, ...events) => {
    const { link, old } = await replacing(...events);
    expect(old).toMatchObject({ state: 'closed', replacedBy: link?.id });
    expect(link).toMatchObject({ state: 'queued', replaces: old?.id });
  });

  it('is replaced once', async () => {
    const other = book.save();
    const old = await replacing({ kind: 'link.closed' }, { kind: 'link.replaced', by: other.id });
    expect([old.code, old.old?.replacedBy]).toEqual(['not-replaceable', other.id]);
  });
});
