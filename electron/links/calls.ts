import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actors.ts';
import type { Handlers } from '../ipc.ts';
import { CallError } from '../errors.ts';
import { jalaliDay } from '../../shared/days.ts';
import { invoiceSeries, proposeInvoiceNo } from '../../shared/invoice.ts';
import type { Mode } from '../../shared/settings.ts';
import type { Checked } from '../../shared/contract/calls.ts';
import { serviceAt } from '../../shared/evidence.ts';
import { isFollowed, isReplaceable } from '../../shared/links.ts';
import type { Link } from '../../shared/links.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Outbox } from './outbox.ts';
import type { Poller } from './poller.ts';

/** Milliseconds within which the same mobile and amount are asked about before a second link is made. */
const SAME_AGAIN = 10 * 60_000;

export interface LinksOptions {
  ledger: Ledger;
  outbox: Outbox;
  poller: Poller;
  now: () => number;
  mode: Mode;
  /** Where the service is now. */
  endpoint: () => string;
  invoicePattern: () => string;
  changed: () => void;
}

type LinksHandlers = Pick<Handlers, Extract<keyof Handlers, `links.${string}` | `outbox.${string}` | `draft.${string}`>>;

/** The calls about links: saving, finding, deciding. */
export function linksHandlers(options: LinksOptions): LinksHandlers {
  const { ledger, outbox, poller, now, mode, endpoint, invoicePattern, changed } = options;

  function found(id: string) {
    const link = ledger.links.get(id);
    if (link === null) throw new CallError('not-found', { detail: id });
    return link;
  }

  function refuseTakenId(payLinkSendId: string | null, { id, service }: Link): void {
    if (payLinkSendId === null || service === null) return;
    const holder = ledger.links.byPayLinkSendId(payLinkSendId, service);
    if (holder !== null && holder.id !== id) throw new CallError('id-taken', { link: holder });
  }

  /** A rejected link does not hold its number: another may have taken it meanwhile. */
  function refuseTakenNumber(link: Link): void {
    const holder = ledger.links.holderOf(link.invoiceNo, link.id);
    if (holder !== null) throw new CallError('invoice-taken', { link: holder });
  }

  function refuseCollision({ invoice, replaces, evenIfSame }: Checked<'links.save'>): void {
    const holder = ledger.links.holderOf(invoice.invoiceNo, replaces);
    if (holder !== null) throw new CallError('invoice-taken', { link: holder });
    if (evenIfSame) return;
    const same = ledger.links.latestSame(invoice.mobileNo, invoice.amount, now() - SAME_AGAIN);
    if (same !== null && same.id !== replaces) throw new CallError('same-again', { link: same });
  }

  /** Closes the replaced link before the new one takes its number; it stays watched, and a payment on it is an alarm. */
  function closeReplaced(id: string, actor: Actor): void {
    const old = found(id);
    if (!isReplaceable(old)) throw new CallError('not-replaceable', { link: old });
    if (old.state !== 'closed') ledger.links.record(old.id, { kind: 'link.closed' }, actor);
  }

  function save(input: Checked<'links.save'>, actor: Actor): Link {
    const { invoice, replaces } = input;
    if (input.mode !== mode) throw new CallError('other-mode');
    return ledger.transact(() => {
      refuseCollision(input);
      if (replaces !== null) closeReplaced(replaces, actor);
      const link = ledger.links.record(uuidv7(), { kind: 'link.saved', invoice, replaces }, actor);
      if (replaces !== null) ledger.links.record(replaces, { kind: 'link.replaced', by: link.id }, actor);
      ledger.putDraft(null);
      return link;
    });
  }

  /** What a person's act changed is told, and the outbox and the poller look whether it gives them work. */
  function acted<T>(result: T): T {
    changed();
    outbox.kick();
    poller.wake();
    return result;
  }

  return {
    'links.save': (input, actor) => acted({ link: save(input, actor) }),
    'links.list': (input) => ledger.links.list(input),
    'links.get': ({ id }) => {
      const link = found(id);
      const other = (otherId: string | null) => (otherId === null ? null : ledger.links.get(otherId));
      const otherService = isFollowed(link) && link.service !== serviceAt(endpoint());
      return {
        link,
        otherService,
        history: ledger.links.history(id),
        replaces: other(link.replaces),
        replacedBy: other(link.replacedBy),
      };
    },
    'links.proposeInvoiceNo': () => {
      const day = jalaliDay(now());
      const series = invoiceSeries(invoicePattern(), day);
      return { invoiceNo: proposeInvoiceNo(series, ledger.links.firstFree(series, ledger.links.numbersUsed(day) + 1)) };
    },
    'links.decide': ({ id, decision }, actor) => {
      const link = found(id);
      switch (decision.kind) {
        case 'has-sms':
          refuseTakenId(decision.payLinkSendId, link);
          return acted({
            link: ledger.links.record(
              id,
              { kind: 'link.decidedSent', payLinkSendId: decision.payLinkSendId, endpoint: endpoint() },
              actor,
            ),
          });
        case 'send-again':
          refuseTakenNumber(link);
          return acted({ link: ledger.links.record(id, { kind: 'link.requeued' }, actor) });
        case 'close':
          return acted({ link: ledger.links.record(id, { kind: 'link.closed' }, actor) });
      }
    },
    'links.giveId': ({ id, payLinkSendId }, actor) => {
      refuseTakenId(payLinkSendId, found(id));
      return acted({ link: ledger.links.record(id, { kind: 'link.idGiven', payLinkSendId, endpoint: endpoint() }, actor) });
    },
    'links.seeAlarm': ({ id }, actor) => {
      found(id);
      return acted({ link: ledger.links.record(id, { kind: 'link.alarmSeen' }, actor) });
    },
    'links.checkNow': ({ id }) => {
      if (id !== null) found(id);
      return poller.askNow(id);
    },
    'outbox.resume': ({ rejectedToo }, actor) => ({ requeued: outbox.resume(actor, rejectedToo) }),
    'draft.get': () => ({ draft: ledger.draft() }),
    'draft.put': ({ draft }) => {
      ledger.putDraft(draft);
      return {};
    },
  };
}
