import type { TFunction } from 'i18next';
import type { BillEvent } from '../../../shared/bills.ts';
import type { Rial } from '../../../shared/money.ts';

/** One event of a bill's history as a sentence. */
export function billSentence(event: BillEvent, t: TFunction, rial: (amount: Rial) => string): string {
  switch (event.kind) {
    case 'bill.added':
      return event.again === null
        ? t('billEvent.added', { source: t(`bill.sources.${event.source}`) })
        : t('billEvent.addedAgain');
    case 'bill.removed':
      return t('billEvent.removed');
    case 'bill.submitting':
      return t('billEvent.submitting');
    case 'bill.accepted':
      return event.price === null ? t('billEvent.accepted') : t('billEvent.acceptedPrice', { price: rial(event.price) });
    case 'bill.back':
      return t('billEvent.back');
    case 'bill.paid':
      if (event.byHand) return t('billEvent.paidByHand', { ref: event.saleReferenceId });
      return event.saleReferenceId === '' ? t('billEvent.paidWithoutRef') : t('billEvent.paid', { ref: event.saleReferenceId });
    case 'bill.failed':
      return t('billEvent.failed');
    case 'bill.abandoned':
      return t('billEvent.abandoned');
  }
}

/** The provider's own words that an event of a bill carries; empty for none. */
export function billEventWords(event: BillEvent): string {
  return 'message' in event ? event.message : '';
}
