import type { TFunction } from 'i18next';
import type { Batch, BatchEvent } from '../../../shared/batches.ts';
import type { Evidence } from '../../../shared/evidence.ts';
import { codeKey } from '../../i18n/codes.ts';

/** One event of a batch's history as a sentence. */
export function batchSentence(event: BatchEvent, t: TFunction): string {
  const reasonOf = ({ reason }: Evidence) => t(codeKey('reason', reason), { code: reason });
  switch (event.kind) {
    case 'batch.submitting': {
      const version = t(`evidence.transports.${event.version}`);
      return t('batchEvent.submitting', { attempt: event.attempt, bills: event.bills.length, version });
    }
    case 'batch.accepted':
      return t('batchEvent.accepted', { token: event.batchToken });
    case 'batch.refused':
      return t('batchEvent.refused', { cause: t(codeKey('cause', event.cause), { code: event.cause }) });
    case 'batch.unknown':
      return event.evidence === null
        ? t('batchEvent.unknownAtStart')
        : t('batchEvent.unknown', { reason: reasonOf(event.evidence) });
    case 'batch.unsent':
      return t('batchEvent.unsent', { reason: reasonOf(event.evidence) });
    case 'batch.givenUp':
      return t('batchEvent.givenUp');
    case 'batch.abandoned':
      return t('batchEvent.abandoned');
    case 'batch.payPageOpened':
      return t(event.how === 'qr' ? 'batchEvent.payPageQr' : 'batchEvent.payPageOpened');
    case 'batch.returned': {
      const via = t(`batchEvent.via.${event.via}`);
      if (event.alarm === 'paid-late') return t('batchEvent.returnedLate', { via });
      return t(event.outcome === 'settled' ? 'batchEvent.returned' : 'batchEvent.returnedFailed', { via });
    }
    case 'batch.alarm':
      if (event.more !== undefined) {
        return t('batchEvent.alarmMore', { count: event.more, via: t(`batchEvent.via.${event.via}`) });
      }
      return t('batchEvent.alarm', { via: t(`batchEvent.via.${event.via}`) });
    case 'batch.alarmSeen':
      return t('batchEvent.alarmSeen');
    case 'batch.settledByHand':
      return t('batchEvent.settledByHand', { bills: event.paid.length, why: event.why });
  }
}

/** The provider's own words that an event of a batch carries; empty for none. */
export function batchWords(event: BatchEvent): string {
  return 'message' in event ? event.message : '';
}

/** What did not agree, in words. A code is `amount 1117753200140`: what, and at which bill. */
export function whatSentence(code: string, t: TFunction): string {
  const [what = '', place = ''] = code.split(' ');
  return t(codeKey('alarmWhat', what === 'status' && place !== '' ? 'bill-status' : what), { place, code });
}

/** The key of what a batch's state means: a refused one may have been given up by a person. */
export function meaningOf({ state, cause }: Pick<Batch, 'state' | 'cause'>) {
  return state === 'refused' && cause === 'given-up' ? 'givenUp' : state;
}
