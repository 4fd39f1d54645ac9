import { person } from '../../shared/actors.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alarmOfPayment,
  applyLinkEvent,
  holdsInvoiceNo,
  isFollowed,
  isLive,
  isReplaceable,
  MoveError,
  needsDecision,
} from '../../shared/links.ts';
import type { Link, LinkEvent, LinkState } from '../../shared/links.ts';
import { evidence, invoice } from '../samples.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const OTHER = '01890a5d-ac96-774b-bcce-b302099a8058';

const newer = { ...evidence, startedAt: 30, endedAt: 40, reason: 'cut' };

type Kind = LinkEvent['kind'];

const anyEvent: fc.Arbitrary<LinkEvent> = fc.oneof(
  fc.constant<LinkEvent>({ kind: 'link.saved', invoice, replaces: null }),
  fc
    .nat(4)
    .map<LinkEvent>((attempt) => ({ kind: 'link.sending', attempt: attempt + 1, transport: 'soap11', endpoint: 'http://x/' })),
  fc.constant<LinkEvent>({ kind: 'link.neverLeft', evidence }),
  fc.constant<LinkEvent>({ kind: 'link.sent', payLinkSendId: '134', message: '', evidence }),
  fc.constant<LinkEvent>({ kind: 'link.rejected', cause: 'service-refused', message: 'no', evidence }),
  fc.constantFrom(evidence, null).map<LinkEvent>((known) => ({ kind: 'link.unknown', evidence: known })),
  fc.constantFrom('135', null).map<LinkEvent>((payLinkSendId) => ({ kind: 'link.decidedSent', payLinkSendId })),
  fc.constant<LinkEvent>({ kind: 'link.requeued' }),
  fc.constant<LinkEvent>({ kind: 'link.idGiven', payLinkSendId: '136' }),
  fc.constant<LinkEvent>({ kind: 'link.closed' }),
  fc.constant<LinkEvent>({ kind: 'link.replaced', by: OTHER }),
  fc.constantFrom('paid-twice' as const, null).map<LinkEvent>((alarm) => ({ kind: 'link.paid', refNo: '1', alarm })),
  fc.constant<LinkEvent>({ kind: 'link.alarmSeen' }),
);

/** Applies what is admitted, and hands each step to the check. */
function play(history: readonly LinkEvent[], check: (before: Link | null, event: LinkEvent, after: Link) => void): Link | null {
  let link: Link | null = null;
  for (const [at, event] of history.entries()) {
    const before: Link | null = link === null ? null : structuredClone(link);
    try {
      link = applyLinkEvent(link, ID, event, at, person('test'));
      check(before, event, link);
    } catch (error) {
      expect(error).toBeInstanceOf(MoveError);
      expect(link).toEqual(before);
    }
  }
  return link;
}

const histories = fc
  .array(anyEvent, { maxLength: 60 })
  .map((events): LinkEvent[] => [{ kind: 'link.saved', invoice, replaces: null }, ...events]);

describe('the life of a link', () => {
  it('admits only the moves of the table, under random histories', () => {
    fc.assert(
      fc.property(histories, (history) => {
        play(history, (before, event, after) => {
          if (before === null) expect(after.state).toBe('queued');
          else expect(after.state).toBe(TABLE[before.state][event.kind]);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('counts an attempt for every entry into sending, and starts one from queued alone', () => {
    fc.assert(
      fc.property(histories, (history) => {
        play(history, (before, event, after) => {
          if (event.kind !== 'link.sending') return;
          expect(before?.state).toBe('queued');
          expect(after.attempts).toBe((before?.attempts ?? 0) + 1);
        });
      }),
    );
  });

  it('never loses an id or a payment once it has one, but for an answer to a later attempt', () => {
    fc.assert(
      fc.property(histories, (history) => {
        play(history, (before, event, after) => {
          if (before?.state === 'paid') expect(after.state).toBe('paid');
          if (typeof before?.payLinkSendId === 'string' && event.kind !== 'link.sent' && event.kind !== 'link.decidedSent') {
            expect(after.payLinkSendId).toBe(before.payLinkSendId);
          }
        });
      }),
    );
  });

  it('reaches every state of the table', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(histories, (history) => {
        play(history, (_before, _event, after) => reached.add(after.state));
      }),
      { numRuns: 1000 },
    );
    expect([...reached].toSorted()).toEqual(STATES.toSorted());
  });

  it('never shows evidence of an earlier attempt as that of the last', () => {
    fc.assert(
      fc.property(histories, (history) => {
        play(history, (_before, event, after) => {
          if (event.kind === 'link.sending') expect(after).toMatchObject({ evidence: null, message: null, cause: null });
          if (event.kind === 'link.unknown') expect(after.evidence).toEqual(event.evidence);
        });
      }),
    );
  });

  it('refuses to start with anything but being saved, and to be saved twice', () => {
    expect(() => applyLinkEvent(null, ID, { kind: 'link.requeued' }, 0, person('test'))).toThrow(MoveError);
    const link = applyLinkEvent(null, ID, { kind: 'link.saved', invoice, replaces: null }, 0, person('test'));
    expect(() => applyLinkEvent(link, ID, { kind: 'link.saved', invoice, replaces: null }, 1, person('test'))).toThrow(
      MoveError,
    );
  });
});

/** One event of every kind: the compiler asks for a new one here. */
const EVENTS: { [K in Kind]: Extract<LinkEvent, { kind: K }> } = {
  'link.saved': { kind: 'link.saved', invoice, replaces: null },
  'link.sending': { kind: 'link.sending', attempt: 2, transport: 'json', endpoint: 'http://x/' },
  'link.neverLeft': { kind: 'link.neverLeft', evidence: newer },
  'link.sent': { kind: 'link.sent', payLinkSendId: '134', message: 'done', evidence: newer },
  'link.rejected': { kind: 'link.rejected', cause: 'service-refused', message: 'no', evidence: newer },
  'link.unknown': { kind: 'link.unknown', evidence: newer },
  'link.decidedSent': { kind: 'link.decidedSent', payLinkSendId: '135' },
  'link.requeued': { kind: 'link.requeued' },
  'link.idGiven': { kind: 'link.idGiven', payLinkSendId: '136' },
  'link.closed': { kind: 'link.closed' },
  'link.replaced': { kind: 'link.replaced', by: OTHER },
  'link.paid': { kind: 'link.paid', refNo: '9007199254740993', alarm: 'paid-twice' },
  'link.alarmSeen': { kind: 'link.alarmSeen' },
};
const KINDS = Object.keys(EVENTS) as Kind[];

/**
 * Written by hand, not read from the code: what each state takes, and where that leads. What is not here is refused. An
 * alarm is seen in whatever state the link is.
 */
const TABLE: Record<LinkState, Partial<Record<Kind, LinkState>>> = {
  queued: { 'link.sending': 'sending', 'link.closed': 'closed', 'link.alarmSeen': 'queued' },
  sending: {
    'link.neverLeft': 'queued',
    'link.sent': 'sent',
    'link.rejected': 'rejected',
    'link.unknown': 'unknown',
    'link.alarmSeen': 'sending',
  },
  sent: { 'link.paid': 'paid', 'link.closed': 'closed', 'link.idGiven': 'sent', 'link.alarmSeen': 'sent' },
  rejected: { 'link.requeued': 'queued', 'link.closed': 'closed', 'link.alarmSeen': 'rejected' },
  unknown: {
    'link.decidedSent': 'sent',
    'link.requeued': 'queued',
    'link.closed': 'closed',
    'link.alarmSeen': 'unknown',
  },
  closed: { 'link.paid': 'paid', 'link.idGiven': 'closed', 'link.replaced': 'closed', 'link.alarmSeen': 'closed' },
  paid: { 'link.alarmSeen': 'paid' },
};
const STATES = Object.keys(TABLE) as LinkState[];

/** A link with something in every field that an event may change, so that a fact that is lost shows. */
const FULL: Link = Object.freeze({
  ...invoice,
  id: ID,
  state: 'queued',
  payLinkSendId: null,
  service: 'https://before.example',
  refNo: null,
  replaces: OTHER,
  replacedBy: null,
  attempts: 1,
  message: 'words of before',
  cause: 'cause of before',
  evidence,
  alarm: 'paid-after-closed',
  savedBy: person('سارا'),
  savedAt: 10,
  changedAt: 20,
  sentAt: null,
  paidAt: null,
});

const AT = 1_000;

/** What an event changes beside the state and the time of change, by hand. */
const CHANGES: Record<Kind, Partial<Link>> = {
  'link.saved': {},
  'link.sending': { attempts: 2, service: 'http://x', evidence: null, message: null, cause: null },
  'link.neverLeft': { evidence: newer },
  'link.sent': { payLinkSendId: '134', message: 'done', cause: null, evidence: newer, sentAt: AT },
  'link.rejected': { message: 'no', cause: 'service-refused', evidence: newer },
  'link.unknown': { evidence: newer },
  'link.decidedSent': { payLinkSendId: '135', sentAt: AT },
  'link.requeued': {},
  'link.idGiven': { payLinkSendId: '136' },
  'link.closed': {},
  'link.replaced': { replacedBy: OTHER },
  'link.paid': { refNo: '9007199254740993', alarm: 'paid-twice', paidAt: AT },
  'link.alarmSeen': { alarm: null },
};

const cells = STATES.flatMap((state) => KINDS.map((kind) => ({ state, kind, to: TABLE[state][kind] ?? null })));
const apply = (link: Link, event: LinkEvent) => applyLinkEvent(link, ID, event, AT, person('test'));

describe('every event in every state', () => {
  it.each(cells.filter(({ to }) => to !== null))('$state takes $kind and becomes $to', ({ state, kind, to }) => {
    expect(apply({ ...FULL, state }, EVENTS[kind])).toEqual({ ...FULL, ...CHANGES[kind], state: to, changedAt: AT });
  });

  it.each(cells.filter(({ to }) => to === null))('$state refuses $kind', ({ state, kind }) => {
    const refusal = expect.objectContaining({ name: 'MoveError', from: state, event: kind });
    expect(() => apply({ ...FULL, state }, EVENTS[kind])).toThrow(refusal);
  });

  it.each(KINDS.filter((kind) => kind !== 'link.saved'))('%s does not begin a link', (kind) => {
    expect(() => applyLinkEvent(null, ID, EVENTS[kind], AT, person('test'))).toThrow(MoveError);
  });
});

it('a link begins queued, with nothing known but what was entered', () => {
  expect(applyLinkEvent(null, ID, { kind: 'link.saved', invoice, replaces: OTHER }, AT, person('test'))).toEqual({
    ...FULL,
    state: 'queued',
    replaces: OTHER,
    service: null,
    attempts: 0,
    message: null,
    cause: null,
    evidence: null,
    alarm: null,
    savedBy: person('test'),
    savedAt: AT,
    changedAt: AT,
  });
});

describe('what a move asks of the link beside its state', () => {
  it('an attempt is the next one', () => {
    for (const attempt of [1, 3]) {
      expect(() => apply({ ...FULL, attempts: 1 }, { ...EVENTS['link.sending'], attempt })).toThrow(MoveError);
    }
  });

  it.each(['sent', 'closed'] as const)('an id is given to a link that is %s only where it has none and once left', (state) => {
    expect(() => apply({ ...FULL, state, payLinkSendId: '1' }, EVENTS['link.idGiven'])).toThrow(MoveError);
    expect(() => apply({ ...FULL, state, attempts: 0 }, EVENTS['link.idGiven'])).toThrow(MoveError);
  });

  it('a link is replaced once', () => {
    expect(() => apply({ ...FULL, state: 'closed', replacedBy: OTHER }, EVENTS['link.replaced'])).toThrow(MoveError);
  });

  it.each(STATES)('the alarm of a link that is %s is seen only where there is one', (state) => {
    expect(() => apply({ ...FULL, state, alarm: null }, EVENTS['link.alarmSeen'])).toThrow(MoveError);
  });
});

describe('who keeps an invoice number', () => {
  const HOLDS: Record<LinkState, { live: boolean; holds: boolean }> = {
    queued: { live: true, holds: true },
    sending: { live: true, holds: true },
    sent: { live: true, holds: true },
    unknown: { live: true, holds: true },
    paid: { live: false, holds: true },
    rejected: { live: false, holds: false },
    closed: { live: false, holds: false },
  };

  it.each(STATES)('%s', (state) => {
    expect({ live: isLive(state), holds: holdsInvoiceNo(state) }).toEqual(HOLDS[state]);
  });
});

describe('whose place another link can take', () => {
  const CAN: Record<LinkState, boolean> = {
    queued: true,
    sending: false,
    sent: true,
    rejected: true,
    unknown: true,
    closed: true,
    paid: false,
  };

  it.each(STATES)('%s', (state) => {
    expect(isReplaceable({ ...FULL, state })).toBe(CAN[state]);
    expect(isReplaceable({ ...FULL, state, replacedBy: OTHER })).toBe(false);
  });
});

describe('alarms', () => {
  const sent = { state: 'sent', replacedBy: null } as const;
  it('say paid twice when a related link is paid already', () => {
    expect(alarmOfPayment(sent, [{ state: 'paid' }])).toBe('paid-twice');
  });
  it('say that the replaced one was paid', () => {
    expect(alarmOfPayment({ state: 'closed', replacedBy: OTHER }, [{ state: 'sent' }])).toBe('paid-after-replaced');
  });
  it('tell a late payment of a closed link', () => {
    expect(alarmOfPayment({ state: 'closed', replacedBy: null }, [])).toBe('paid-after-closed');
  });
  it('are silent for an ordinary payment', () => {
    expect(alarmOfPayment(sent, [])).toBeNull();
    expect(alarmOfPayment(sent, [{ state: 'closed' }])).toBeNull();
  });
});

describe('who waits for whom', () => {
  it('a person: unknown, rejected, alarmed', () => {
    expect(needsDecision({ state: 'unknown', alarm: null })).toBe(true);
    expect(needsDecision({ state: 'rejected', alarm: null })).toBe(true);
    expect(needsDecision({ state: 'paid', alarm: 'paid-twice' })).toBe(true);
    expect(needsDecision({ state: 'sent', alarm: null })).toBe(false);
  });
  it('the poller: sent and closed ones with an id', () => {
    expect(isFollowed({ state: 'sent', payLinkSendId: '1' })).toBe(true);
    expect(isFollowed({ state: 'closed', payLinkSendId: '1' })).toBe(true);
    expect(isFollowed({ state: 'sent', payLinkSendId: null })).toBe(false);
    expect(isFollowed({ state: 'paid', payLinkSendId: '1' })).toBe(false);
  });
});
