import { person } from '../../shared/actors.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alarmOfPayment,
  applyLinkEvent,
  isFollowed,
  LINK_MOVES,
  LINK_STATES,
  MoveError,
  needsDecision,
} from '../../shared/links.ts';
import type { Link, LinkEvent } from '../../shared/links.ts';
import { evidence, invoice } from '../samples.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const OTHER = '01890a5d-ac96-774b-bcce-b302099a8058';

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
      link = applyLinkEvent(link, ID, event, at, person(''));
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
        play(history, (before, _event, after) => {
          if (before === null) expect(after.state).toBe('queued');
          else if (before.state !== after.state) expect(LINK_MOVES[before.state]).toContain(after.state);
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
    expect([...reached].toSorted()).toEqual([...LINK_STATES].toSorted());
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
    expect(() => applyLinkEvent(null, ID, { kind: 'link.requeued' }, 0, person(''))).toThrow(MoveError);
    const link = applyLinkEvent(null, ID, { kind: 'link.saved', invoice, replaces: null }, 0, person(''));
    expect(() => applyLinkEvent(link, ID, { kind: 'link.saved', invoice, replaces: null }, 1, person(''))).toThrow(MoveError);
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
