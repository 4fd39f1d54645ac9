import { useTranslation } from 'react-i18next';
import type { Batch } from '../../shared/batches.ts';
import type { BatchNews } from '../../shared/contract/events.ts';
import { useEvent } from '../base/api.ts';
import { useBillWords } from '../bills/bill-words.ts';
import { useDismissAbout, useTell } from '../ui/notices.tsx';
import type { Notice } from '../ui/notices.tsx';
import { useNav } from '../base/nav.tsx';

/** Says what main tells of batches: the last news of each, an alarm until it is dismissed. */
export function useBatchNewsAloud(): void {
  const { t } = useTranslation();
  const tell = useTell();
  const dismissAbout = useDismissAbout();
  const words = useBillWords();
  const { place, go } = useNav();

  const notice = (kind: BatchNews, batch: Batch): Pick<Notice, 'kind' | 'text'> | null => {
    const name = words.batchName(batch);
    switch (kind) {
      case 'batch-accepted':
        return { kind: 'good', text: t('batchNews.accepted', { name }) };
      case 'batch-refused':
        return { kind: 'info', text: t('batchNews.refused', { name }) };
      case 'batch-unsent':
        return { kind: 'info', text: t('batchNews.unsent', { name }) };
      case 'batch-unknown':
        return { kind: 'info', text: t('batchNews.unknown', { name }) };
      case 'batch-returned':
        return batch.state === 'settled'
          ? { kind: 'good', text: t('batchNews.settled', { name }) }
          : { kind: 'info', text: t('batchNews.failed', { name }) };
      case 'batch-alarm':
        return {
          kind: 'alarm',
          text: t('batchNews.alarm', { name, what: t(`batchAlarm.${batch.alarm ?? 'return-mismatch'}`) }),
        };
      // Said for as long as it holds, under the header.
      case 'batch-return-waits':
        return null;
    }
  };

  useEvent('told', (news) => {
    if (!('batch' in news)) return;
    const { kind, batch } = news;
    const said = notice(kind, batch);
    if (said === null) return;
    const here = place.screen === 'batch' && place.id === batch.id;
    const act = { label: t('notice.open'), onPress: () => go({ screen: 'batch', id: batch.id }) };
    dismissAbout(batch.id);
    tell({ ...said, about: batch.id, ...(here ? {} : { act }) });
  });
}
