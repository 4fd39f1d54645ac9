import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/contract/links.ts';
import { EventList } from '../../ui/event-list.tsx';
import { evidenceOf, sentence, serviceWords } from './sentence.ts';

/** What became of a link, told from its events, the oldest first. */
export function History({ history }: { history: readonly HistoryEntry[] }) {
  const { t } = useTranslation();
  return (
    <EventList
      entries={history}
      sentence={(event) => sentence(event, t)}
      words={serviceWords}
      wordsName={t('link.message')}
      evidence={evidenceOf}
      service={(event) => ('service' in event ? (event.service ?? '') : '')}
      alarm={(event) => (event.kind === 'link.paid' && event.alarm !== null ? t(`alarm.${event.alarm}`) : '')}
    />
  );
}
