import { APP, person } from '../../../shared/actors.ts';
import * as fc from 'fast-check';
import type { TFunction } from 'i18next';
import { describe, expect, test } from 'vitest';
import { createWords } from '../../../renderer/i18n/index.ts';
import { actsOf } from '../../../renderer/links/link/acts.ts';
import { sentence } from '../../../renderer/links/link/sentence.ts';
import { applyLinkEvent, MoveError } from '../../../shared/links.ts';
import type { Evidence } from '../../../shared/evidence.ts';
import type { Link, LinkEvent } from '../../../shared/links.ts';

const invoice = { invoiceNo: '12', amount: 150_000, mobileNo: '09123456789', customerName: '', description: '' };
const evidence: Evidence = {
  transport: 'soap11',
  endpoint: 'http://127.0.0.1/',
  startedAt: 0,
  endedAt: 1,
  bytesOut: 800,
  reason: 'late',
  status: null,
  reply: null,
};

/** Every kind of event, with and without what may be missing in it. */
const EVENTS: readonly LinkEvent[] = [
  { kind: 'link.saved', invoice, replaces: null },
  { kind: 'link.saved', invoice, replaces: '0192d3c4-0000-7000-8000-000000000000' },
  { kind: 'link.sending', attempt: 2, transport: 'json', endpoint: 'http://127.0.0.1/' },
  { kind: 'link.neverLeft', evidence: { ...evidence, reason: 'dns' } },
  { kind: 'link.sent', payLinkSendId: '9007199254740993', message: 'ok', evidence },
  { kind: 'link.rejected', cause: 'http-forbidden', message: '', evidence },
  { kind: 'link.rejected', cause: 'a-code-of-tomorrow', message: '', evidence },
  { kind: 'link.unknown', evidence },
  { kind: 'link.unknown', evidence: null },
  { kind: 'link.decidedSent', payLinkSendId: '134' },
  { kind: 'link.decidedSent', payLinkSendId: null },
  { kind: 'link.requeued' },
  { kind: 'link.idGiven', payLinkSendId: '134' },
  { kind: 'link.closed' },
  { kind: 'link.replaced', by: '0192d3c4-0000-7000-8000-000000000001' },
  { kind: 'link.paid', refNo: '000123', alarm: null },
  { kind: 'link.paid', refNo: null, alarm: 'paid-twice' },
  { kind: 'link.alarmSeen' },
];

describe.each(['fa', 'en'] as const)('the history in %s', (language) => {
  const t: TFunction = createWords(language).t;

  test.each(EVENTS)('$kind is a sentence with every value in it', (event) => {
    const text = sentence(event, t);
    expect(text).toMatch(/\.$/u);
    expect(text).not.toMatch(/\{\{|undefined|null|event\./u);
  });

  test('an id stays digit for digit, and is kept from turning around', () => {
    expect(sentence({ kind: 'link.idGiven', payLinkSendId: '9007199254740993' }, t)).toContain('\u20689007199254740993\u2069');
  });

  test("a cause this version does not know shows its code, and what a customer's name holds is only text", () => {
    const unknown: LinkEvent = { kind: 'link.rejected', cause: 'a-code-of-tomorrow', message: '', evidence };
    expect(sentence(unknown, t)).toContain('a-code-of-tomorrow');
    const told = t('notice.paid', { name: '$t(app.name) {{amount}}', amount: '1', invoice: '2' });
    expect(told).toContain('$t(app.name) {{amount}}');
  });
});

test('counts in Persian sentences have Persian digits', () => {
  expect(createWords('fa').t('status.queued', { count: 12 })).toBe('۱۲ در صف');
  expect(createWords('en').t('status.queued', { count: 12 })).toBe('12 waiting');
});

describe('the acts a link is offered', () => {
  /** Links as random histories make them; moves that are not admitted are passed over. */
  const link = fc.array(fc.constantFrom(...EVENTS.slice(2)), { maxLength: 12 }).map((events) => {
    let link: Link = applyLinkEvent(null, 'id', { kind: 'link.saved', invoice, replaces: null }, 0, person(''));
    for (const event of events) {
      const next = event.kind === 'link.sending' ? { ...event, attempt: link.attempts + 1 } : event;
      if (admits(link, next)) link = applyLinkEvent(link, 'id', next, 0, APP);
    }
    return link;
  });

  function admits(link: Link, event: LinkEvent): boolean {
    try {
      applyLinkEvent(link, 'id', event, 0, person(''));
      return true;
    } catch (error) {
      if (error instanceof MoveError) return false;
      throw error;
    }
  }

  test('are exactly those the table of moves admits', () => {
    fc.assert(
      fc.property(link, (link) => {
        const can = actsOf(link);
        expect(can.close).toBe(admits(link, { kind: 'link.closed' }));
        expect(can.sendAgain).toBe(admits(link, { kind: 'link.requeued' }));
        expect(can.decideSent).toBe(admits(link, { kind: 'link.decidedSent', payLinkSendId: null }));
        expect(can.giveId).toBe(admits(link, { kind: 'link.idGiven', payLinkSendId: '134' }));
        expect(can.seeAlarm).toBe(admits(link, { kind: 'link.alarmSeen' }));
      }),
      { numRuns: 300 },
    );
  });
});
