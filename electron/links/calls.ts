import type { Output } from '../../shared/contract/calls.ts';
import { jalaliDay } from '../../shared/days.ts';
import { serviceAt } from '../../shared/evidence.ts';
import { isFollowed } from '../../shared/links.ts';
import { invoiceSeries, proposeInvoiceNo } from '../../shared/invoice.ts';
import type { Mode } from '../../shared/settings.ts';
import { CallError } from '../errors.ts';
import type { Handlers } from '../ipc.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Outbox } from './outbox.ts';
import type { Poller } from './poller.ts';
import { decideLink, foundLink, giveId, saveLink } from './saving.ts';

export interface LinksHandlersOptions {
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
export function linksHandlers(options: LinksHandlersOptions): LinksHandlers {
  const { ledger, outbox, poller, now, mode, endpoint, changed } = options;

  /** What a person's act changed is told, and the outbox and the poller look whether it gives them work. */
  function acted<T>(result: T): T {
    changed();
    outbox.kick();
    poller.wake();
    return result;
  }

  return {
    'links.save': (input, actor) => {
      if (input.mode !== mode) throw new CallError('other-mode');
      return acted({ link: saveLink(ledger, input, actor, now()) });
    },
    'links.list': (input) => ledger.links.list(input),
    'links.get': ({ id }) => shown(ledger, id, endpoint()),
    'links.proposeInvoiceNo': () => ({ invoiceNo: proposed(options) }),
    'links.decide': (input, actor) => acted({ link: decideLink(ledger, input, actor, endpoint()) }),
    'links.giveId': (input, actor) => acted({ link: giveId(ledger, input, actor, endpoint()) }),
    'links.seeAlarm': ({ id }, actor) => {
      foundLink(ledger, id);
      return acted({ link: ledger.links.record(id, { kind: 'link.alarmSeen' }, actor) });
    },
    'links.checkNow': ({ id }) => {
      if (id !== null) foundLink(ledger, id);
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

/** A link with its history and those it stands beside. */
function shown(ledger: Ledger, id: string, endpoint: string): Output<'links.get'> {
  const link = foundLink(ledger, id);
  const other = (otherId: string | null) => (otherId === null ? null : ledger.links.get(otherId));
  return {
    link,
    otherService: isFollowed(link) && link.service !== serviceAt(endpoint),
    history: ledger.links.history(id),
    replaces: other(link.replaces),
    replacedBy: other(link.replacedBy),
  };
}

/** The first number of today's series that no link holds. */
function proposed({ ledger, now, invoicePattern }: LinksHandlersOptions): string {
  const day = jalaliDay(now());
  const series = invoiceSeries(invoicePattern(), day);
  return proposeInvoiceNo(series, ledger.links.firstFree(series, ledger.links.numbersUsed(day) + 1));
}
