import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP, person } from '../../../shared/actors.ts';
import { serviceAt } from '../../../shared/evidence.ts';
import { linksHandlers } from '../../../electron/links/calls.ts';
import { evidence } from '../../samples.ts';
import { testLedger } from './link-side.ts';

const ONE = 'https://one.example/KimiaPayLinkSend.asmx';
const OTHER = 'https://other.example/KimiaPayLinkSend.asmx';

let book: ReturnType<typeof testLedger>;
let endpoint = ONE;
let handlers: ReturnType<typeof linksHandlers>;
beforeEach(() => {
  book = testLedger();
  endpoint = ONE;
  handlers = linksHandlers({
    ledger: book.ledger,
    outbox: { kick: () => undefined, resume: () => 0, stop: () => Promise.resolve() },
    poller: { askNow: () => expect.fail('nobody asks'), wake: () => undefined, forgive: () => undefined, stop: async () => {} },
    now: Date.now,
    mode: 'live',
    endpoint: () => endpoint,
    invoicePattern: () => '{n}',
    changed: () => undefined,
  });
});
afterEach(() => book.remove());

function unknownAt(to: string): string {
  const { id } = book.save();
  book.ledger.links.record(id, { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint: to }, APP);
  book.ledger.links.record(id, { kind: 'link.unknown', evidence }, APP);
  return id;
}
const has = (id: string, payLinkSendId: string) =>
  handlers['links.decide']({ id, decision: { kind: 'has-sms', payLinkSendId } }, person('sara'));

describe('a link of another service than the one set', () => {
  it('says so, while it is followed', async () => {
    const id = unknownAt(ONE);
    await has(id, '11');
    const other = async () => (await handlers['links.get']({ id }, person('sara'))).otherService;
    expect([await other(), book.ledger.links.elsewhere(serviceAt(ONE))]).toEqual([false, 0]);
    endpoint = OTHER;
    expect([await other(), book.ledger.links.elsewhere(serviceAt(OTHER))]).toEqual([true, 1]);
    endpoint = 'https://ONE.example:443/another.asmx';
    expect(await other()).toBe(false);
  });

  it('may have an id that a link of the one set has, and that by hand too; the event says which was set', async () => {
    await has(unknownAt(ONE), '11');
    expect(() => has(unknownAt(ONE), '11')).toThrow('id-taken');
    const id = unknownAt(OTHER);
    await has(id, '11');
    expect(book.ledger.links.get(id)).toMatchObject({ state: 'sent', service: 'https://other.example' });
    expect(book.ledger.links.history(id).at(-1)?.event).toMatchObject({ kind: 'link.decidedSent', endpoint: ONE });
  });
});

it.each([
  ['https://pysrvc.sizpay.ir/KimiaPayLinkSend.asmx', 'https://pysrvc.sizpay.ir'],
  ['HTTPS://Pysrvc.SizPay.ir:443', 'https://pysrvc.sizpay.ir'],
  ['http://ws.toshanet.ir:80/a?b#c', 'http://ws.toshanet.ir'],
  ['https://pay.example:8443/x', 'https://pay.example:8443'],
  ['http://127.0.0.1:40123/x', 'http://127.0.0.1'],
  ['http://localhost:1', 'http://localhost'],
  ['http://[::1]:1/x', 'http://[::1]'],
  ['', ''],
])('the service at %s is %s', (at, service) => {
  expect(serviceAt(at)).toBe(service);
});
