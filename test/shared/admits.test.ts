import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { person } from '../../shared/actors.ts';
import { admits, applyLinkEvent, LINK_STATES, MoveError } from '../../shared/links.ts';
import type { Link, LinkEvent } from '../../shared/links.ts';
import { evidence, invoice } from '../samples.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const saved = applyLinkEvent(null, ID, { kind: 'link.saved', invoice, replaces: null }, 1, person('test'));

/** Any link, sensible or not. */
const link: fc.Arbitrary<Link> = fc
  .record({
    state: fc.constantFrom(...LINK_STATES),
    payLinkSendId: fc.constantFrom(null, '134'),
    replacedBy: fc.constantFrom(null, ID),
    alarm: fc.constantFrom(null, 'paid-twice' as const),
    attempts: fc.nat({ max: 2 }),
  })
  .map((facts) => ({ ...saved, ...facts }));

/** One event of each kind, as the next of a link. */
const eventsOf = ({ attempts }: Link): LinkEvent[] => [
  { kind: 'link.saved', invoice, replaces: null },
  { kind: 'link.sending', attempt: attempts + 1, transport: 'soap11', endpoint: 'http://x/' },
  { kind: 'link.neverLeft', evidence },
  { kind: 'link.sent', payLinkSendId: '134', message: '', evidence },
  { kind: 'link.rejected', cause: 'x', message: '', evidence },
  { kind: 'link.unknown', evidence: null },
  { kind: 'link.decidedSent', payLinkSendId: null },
  { kind: 'link.requeued' },
  { kind: 'link.idGiven', payLinkSendId: '136' },
  { kind: 'link.closed' },
  { kind: 'link.replaced', by: ID },
  { kind: 'link.paid', refNo: null, alarm: null },
  { kind: 'link.alarmSeen' },
];

function isTaken(one: Link, event: LinkEvent): boolean {
  try {
    applyLinkEvent(one, ID, event, 2, person('test'));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(MoveError);
    return false;
  }
}

it('what a screen is told that a link admits is what the ledger takes, of every kind', () => {
  fc.assert(
    fc.property(link, (one) => {
      for (const event of eventsOf(one))
        expect([event.kind, admits(one, event.kind)]).toEqual([event.kind, isTaken(one, event)]);
    }),
  );
});

it('an attempt that is not the next one is refused all the same', () => {
  const sending: LinkEvent = { kind: 'link.sending', attempt: 2, transport: 'soap11', endpoint: 'http://x/' };
  expect([admits(saved, 'link.sending'), isTaken(saved, sending)]).toEqual([true, false]);
});

/** By hand: what is beside the table of moves. */
it.each<[string, LinkEvent['kind'], Partial<Link>, boolean]>([
  ['an id to a sent link that has none', 'link.idGiven', { state: 'sent', attempts: 1 }, true],
  ['an id to a closed link that was sent once', 'link.idGiven', { state: 'closed', attempts: 1 }, true],
  ['an id to a link that has one', 'link.idGiven', { state: 'sent', attempts: 1, payLinkSendId: '1' }, false],
  ['an id to a link that was closed unsent', 'link.idGiven', { state: 'closed', attempts: 0 }, false],
  ['an id to a link in the queue', 'link.idGiven', { state: 'queued', attempts: 1 }, false],
  ['seeing an alarm', 'link.alarmSeen', { alarm: 'paid-twice' }, true],
  ['seeing none', 'link.alarmSeen', {}, false],
  ['a replacement of a closed link', 'link.replaced', { state: 'closed' }, true],
  ['a second replacement', 'link.replaced', { state: 'closed', replacedBy: ID }, false],
  ['sending again what may have been sent', 'link.requeued', { state: 'unknown' }, true],
  ['sending again what was sent', 'link.requeued', { state: 'sent' }, false],
])('%s', (_name, kind, facts, expected) => {
  expect(admits({ ...saved, ...facts }, kind)).toBe(expected);
});
