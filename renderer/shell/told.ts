import { useTranslation } from 'react-i18next';
import type { EventData } from '../../shared/ipc.ts';
import { useEvent } from '../api.ts';
import { useTell } from '../components/notices.tsx';
import type { Notice } from '../components/notices.tsx';
import { useNav } from '../nav.tsx';
import { useFormat } from '../use-format.ts';

/** Says what main tells. An alarm stays until it is dismissed; the rest has its own place (a banner, the decisions) too. */
export function useNewsAloud(): void {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const { go } = useNav();

  const notice = ({ kind, link }: EventData<'told'>): Omit<Notice, 'act'> => {
    if (kind === 'paused' || link === null) return { kind: 'info', text: t('notice.paused') };
    const invoice = link.invoiceNo;
    if (kind === 'unknown') return { kind: 'info', text: t('notice.unknown', { invoice }) };
    const amount = format.rial(link.amount);
    if (kind === 'alarm') {
      return { kind: 'alarm', text: t('notice.alarm', { invoice, what: t(`alarm.short.${link.alarm ?? 'paid-twice'}`) }) };
    }
    const name = link.customerName;
    return {
      kind: 'good',
      text: name ? t('notice.paid', { name, amount, invoice }) : t('notice.paidNameless', { amount, invoice }),
    };
  };

  useEvent('told', (news) => {
    const { link } = news;
    if (news.batch !== null) return;
    const show = link && { label: t('notice.open'), onPress: () => go({ screen: 'link', id: link.id }) };
    tell({ ...notice(news), ...(link ? { about: link.id } : {}), ...(show ? { act: show } : {}) });
  });
}
