import { useTranslation } from 'react-i18next';
import type { EventData } from '../../shared/contract/calls.ts';
import type { Link } from '../../shared/links.ts';
import { useEvent, useUnheard } from '../base/api.ts';
import { useErrorWords } from '../ui/failure.tsx';
import { useTell } from '../ui/notices.tsx';
import type { Notice } from '../ui/notices.tsx';
import { useNav } from '../base/nav.tsx';
import { useFormat } from '../base/use-format.ts';

/**
 * Says what main tells, and what failed after its screen was left. An alarm stays until it is dismissed. A pause is not said
 * here: its banner says it.
 */
export function useNewsAloud(): void {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const { go } = useNav();
  const words = useErrorWords();
  useUnheard(({ error }) => tell({ kind: 'alarm', text: t('app.failedBehind', { what: words(error) }) }));

  const sentence = (kind: EventData<'told'>['kind'], link: Link): Pick<Notice, 'kind' | 'text'> => {
    const invoice = link.invoiceNo;
    const amount = format.rial(link.amount);
    const name = link.customerName;
    if (kind === 'unknown') return { kind: 'info', text: t('notice.unknown', { invoice }) };
    if (kind === 'alarm') {
      return { kind: 'alarm', text: t('notice.alarm', { invoice, what: t(`alarm.short.${link.alarm ?? 'paid-twice'}`) }) };
    }
    const text = name === '' ? t('notice.paidNameless', { amount, invoice }) : t('notice.paid', { name, amount, invoice });
    return { kind: 'good', text };
  };

  useEvent('told', ({ kind, link }) => {
    if (kind === 'paused' || link === null) return;
    const act = { label: t('notice.open'), onPress: () => go({ screen: 'link', id: link.id }) };
    tell({ ...sentence(kind, link), about: link.id, act });
  });
}
