import { useTranslation } from 'react-i18next';
import type { LinkNews } from '../../shared/contract/events.ts';
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

  const sentence = (kind: LinkNews, link: Link): Pick<Notice, 'kind' | 'text'> => {
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

  useEvent('told', (news) => {
    if (!('link' in news)) return;
    const { kind, link } = news;
    const act = { label: t('notice.open'), onPress: () => go({ screen: 'link', id: link.id }) };
    tell({ ...sentence(kind, link), about: link.id, act });
  });
}
