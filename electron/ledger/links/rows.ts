import { jalaliDay } from '../../../shared/days.ts';
import {
  ALARMS,
  applyLinkEvent,
  holdsInvoiceNo,
  isFollowed,
  isLive,
  LINK_STATES,
  Link,
  LinkEvent,
  needsDecision,
} from '../../../shared/links.ts';
import type { LinkRow } from '../../../shared/links.ts';
import { Evidence } from '../../../shared/evidence.ts';
import { actorOfText, actorText } from '../actors.ts';
import type { Aggregate, Columns } from '../aggregate.ts';
import { canonicalJson } from '../canonical.ts';
import type { Row } from '../database.ts';
import { answered } from '../lifts.ts';
import { Reader } from '../reader.ts';

function columnsOf(link: Link): Columns {
  return {
    id: link.id,
    invoice_no: link.invoiceNo,
    amount: link.amount,
    mobile_no: link.mobileNo,
    customer_name: link.customerName,
    description: link.description,
    state: link.state,
    pay_link_send_id: link.payLinkSendId,
    service: link.service,
    ref_no: link.refNo,
    replaces: link.replaces,
    replaced_by: link.replacedBy,
    attempts: link.attempts,
    message: link.message,
    cause: link.cause,
    evidence: link.evidence && canonicalJson(link.evidence),
    alarm: link.alarm,
    saved_by: actorText(link.savedBy),
    saved_at: link.savedAt,
    changed_at: link.changedAt,
    sent_at: link.sentAt,
    paid_at: link.paidAt,
    day: jalaliDay(link.savedAt),
    live: Number(isLive(link.state)),
    holds: Number(holdsInvoiceNo(link.state)),
    decision: Number(needsDecision(link)),
    followed: Number(isFollowed(link)),
  };
}

/** The link of a row. Throws LedgerError `ledger-damaged` where a column cannot be what it should be. */
export function linkOf(row: Row): Link {
  const read = new Reader(row);
  const text = (column: string) => read.text(column);
  const integer = (column: string) => read.integer(column);
  return {
    id: read.text('id'),
    invoiceNo: read.text('invoice_no'),
    amount: read.integer('amount'),
    mobileNo: read.text('mobile_no'),
    customerName: read.text('customer_name'),
    description: read.text('description'),
    state: read.one('state', LINKS.states),
    payLinkSendId: read.maybe('pay_link_send_id', text),
    service: read.maybe('service', text),
    refNo: read.maybe('ref_no', text),
    replaces: read.maybe('replaces', text),
    replacedBy: read.maybe('replaced_by', text),
    attempts: read.integer('attempts'),
    message: read.maybe('message', text),
    cause: read.maybe('cause', text),
    evidence: read.maybe('evidence', (column) => read.json(column, Evidence)),
    alarm: read.maybe('alarm', (column) => read.one(column, ALARMS)),
    savedBy: actorOfText(read.text('saved_by')),
    savedAt: read.integer('saved_at'),
    changedAt: read.integer('changed_at'),
    sentAt: read.maybe('sent_at', integer),
    paidAt: read.maybe('paid_at', integer),
  };
}

/** The link of a row that was read with `asked_at`. */
export function linkRowOf(row: Row): LinkRow {
  const read = new Reader(row);
  return { ...linkOf(row), askedAt: read.maybe('asked_at', (column) => read.integer(column)) };
}

export const LINKS: Aggregate<Link, LinkEvent> = {
  table: 'links',
  prefix: 'link',
  problem: 'row',
  event: LinkEvent,
  kinds: LinkEvent.options.map(({ shape }) => shape.kind.value),
  lifts: { 'link.sent': [answered], 'link.rejected': [answered] },
  sends: ['link.sending'],
  thing: Link,
  states: LINK_STATES,
  queues: ['link.saved', 'link.requeued'],
  apply: applyLinkEvent,
  columnsOf,
  searched: (link) => [link.customerName, link.mobileNo, link.invoiceNo, link.payLinkSendId, link.refNo, link.description],
  read: linkOf,
  taken: { 'links.invoice_no': 'invoice-taken', 'links.pay_link_send_id': 'id-taken' },
  free: { live: 0, pay_link_send_id: null },
  tidy: 'DELETE FROM asked WHERE NOT EXISTS (SELECT 1 FROM links WHERE links.n = asked.n)',
  area: 'links',
  badges: { decisions: 'decision = 1' },
};
