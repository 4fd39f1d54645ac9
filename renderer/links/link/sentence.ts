import type { TFunction } from 'i18next';
import type { Evidence } from '../../../shared/evidence.ts';
import type { LinkEvent } from '../../../shared/links.ts';
import { codeKey } from '../../i18n/codes.ts';

/** One event of a link's history as a sentence. */
export function sentence(event: LinkEvent, t: TFunction): string {
  const reasonOf = ({ reason }: Evidence) => t(codeKey('reason', reason), { code: reason });
  switch (event.kind) {
    case 'link.saved':
      return event.replaces === null ? t('event.saved') : t('event.savedReplacing');
    case 'link.sending':
      return t('event.sending', { attempt: event.attempt, transport: t(`evidence.transports.${event.transport}`) });
    case 'link.neverLeft':
      return t('event.neverLeft', { reason: reasonOf(event.evidence) });
    case 'link.sent':
      return t('event.sent', { id: event.payLinkSendId });
    case 'link.rejected':
      return t('event.rejected', { cause: t(codeKey('cause', event.cause), { code: event.cause }) });
    case 'link.unknown':
      return event.evidence === null ? t('event.unknownAtStart') : t('event.unknown', { reason: reasonOf(event.evidence) });
    case 'link.decidedSent':
      return event.payLinkSendId === null
        ? t('event.decidedSentWithoutId')
        : t('event.decidedSent', { id: event.payLinkSendId });
    case 'link.requeued':
      return t('event.requeued');
    case 'link.idGiven':
      return t('event.idGiven', { id: event.payLinkSendId });
    case 'link.closed':
      return t('event.closed');
    case 'link.replaced':
      return t('event.replaced');
    case 'link.paid':
      return event.refNo === null ? t('event.paidWithoutRef') : t('event.paid', { ref: event.refNo });
    case 'link.alarmSeen':
      return t('event.alarmSeen');
  }
}

/** The service's own words that an event carries; empty for none. */
export function serviceWords(event: LinkEvent): string {
  return event.kind === 'link.sent' || event.kind === 'link.rejected' ? event.message : '';
}

/** The evidence an event carries. */
export function evidenceOf(event: LinkEvent): Evidence | null {
  return 'evidence' in event ? event.evidence : null;
}
