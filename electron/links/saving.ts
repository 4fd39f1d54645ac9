import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actors.ts';
import type { Checked } from '../../shared/contract/calls.ts';
import { serviceAt } from '../../shared/evidence.ts';
import { isReplaceable } from '../../shared/links.ts';
import type { Link, LinkEvent } from '../../shared/links.ts';
import { CallError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What a person writes into the ledger about links. Each act is one transaction, and throws MoveError where it may not be. */

/** Milliseconds within which the same mobile and amount are asked about before a second link is made. */
const SAME_AGAIN = 10 * 60_000;

/** The link; throws `not-found`. */
export function foundLink(ledger: Ledger, id: string) {
  const link = ledger.links.get(id);
  if (link === null) throw new CallError('not-found', { detail: id });
  return link;
}

function refuseCollision(ledger: Ledger, { invoice, replaces, evenIfSame }: Checked<'links.save'>, now: number): void {
  const holder = ledger.links.holderOf(invoice.invoiceNo, replaces);
  if (holder !== null) throw new CallError('invoice-taken', { link: holder });
  if (evenIfSame) return;
  const same = ledger.links.latestSame(invoice.mobileNo, invoice.amount, now - SAME_AGAIN);
  if (same !== null && same.id !== replaces) throw new CallError('same-again', { link: same });
}

/** Closes the replaced link before the new one takes its number; it stays watched, and a payment on it is an alarm. */
function closeReplaced(ledger: Ledger, id: string, actor: Actor): void {
  const old = foundLink(ledger, id);
  if (!isReplaceable(old)) throw new CallError('not-replaceable', { link: old });
  if (old.state !== 'closed') ledger.links.record(old.id, { kind: 'link.closed' }, actor);
}

/** Saves a link, in another's place where it replaces one; the draft is used up. Throws a CallError that says what is taken. */
export function saveLink(ledger: Ledger, input: Checked<'links.save'>, actor: Actor, now: number): Link {
  const { invoice, replaces } = input;
  return ledger.transact(() => {
    refuseCollision(ledger, input, now);
    if (replaces !== null) closeReplaced(ledger, replaces, actor);
    const link = ledger.links.record(uuidv7(), { kind: 'link.saved', invoice, replaces }, actor);
    if (replaces !== null) ledger.links.record(replaces, { kind: 'link.replaced', by: link.id }, actor);
    ledger.putDraft(null);
    return link;
  });
}

/** The service of the last attempt, also where the row is one of an earlier version that is not made anew yet. */
function serviceOf(ledger: Ledger, { id, service }: Link): string | null {
  if (service !== null) return service;
  const attempts = ledger.links.history(id).flatMap(({ event }) => (event?.kind === 'link.sending' ? [event] : []));
  return attempts.length === 0 ? null : serviceAt(attempts.at(-1)?.endpoint ?? '');
}

function refuseTakenId(ledger: Ledger, payLinkSendId: string | null, link: Link): void {
  const [id, service] = [link.id, serviceOf(ledger, link)];
  if (payLinkSendId === null || service === null) return;
  const holder = ledger.links.byPayLinkSendId(payLinkSendId, service);
  if (holder !== null && holder.id !== id) throw new CallError('id-taken', { link: holder });
}

/** A rejected link does not hold its number: another may have taken it meanwhile. */
function refuseTakenNumber(ledger: Ledger, link: Link): void {
  const holder = ledger.links.holderOf(link.invoiceNo, link.id);
  if (holder !== null) throw new CallError('invoice-taken', { link: holder });
}

type Decision = Checked<'links.decide'>['decision'];

/** A person's decision about a link, as the event it is. Throws a CallError where what it needs is taken. */
function decided(ledger: Ledger, link: Link, decision: Decision, endpoint: string): LinkEvent {
  switch (decision.kind) {
    case 'has-sms':
      refuseTakenId(ledger, decision.payLinkSendId, link);
      return { kind: 'link.decidedSent', payLinkSendId: decision.payLinkSendId, endpoint };
    case 'send-again':
      refuseTakenNumber(ledger, link);
      return { kind: 'link.requeued' };
    case 'close':
      return { kind: 'link.closed' };
  }
}

/** Records a person's decision. @param endpoint where the service is now */
export function decideLink(ledger: Ledger, { id, decision }: Checked<'links.decide'>, actor: Actor, endpoint: string): Link {
  return ledger.links.record(id, decided(ledger, foundLink(ledger, id), decision, endpoint), actor);
}

/** Records the id that a person found for a sent link. @param endpoint where the service is now */
export function giveId(ledger: Ledger, { id, payLinkSendId }: Checked<'links.giveId'>, actor: Actor, endpoint: string): Link {
  refuseTakenId(ledger, payLinkSendId, foundLink(ledger, id));
  return ledger.links.record(id, { kind: 'link.idGiven', payLinkSendId, endpoint }, actor);
}
