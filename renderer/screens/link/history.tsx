import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/ipc.ts';
import { Moment } from '../../components/amount.tsx';
import { codeKey } from '../../i18n/codes.ts';
import { EvidenceDetails } from './evidence.tsx';
import { evidenceOf, sentence, serviceWords } from './sentence.ts';

/** What became of a link, told from its events, the oldest first. */
export function History({ history }: { history: readonly HistoryEntry[] }) {
  return (
    <ol className="history">
      {history.map((entry) => (
        <HistoryLine key={entry.seq} entry={entry} />
      ))}
    </ol>
  );
}

function HistoryLine({ entry: { at, who, event } }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const evidence = evidenceOf(event);
  const words = serviceWords(event);
  return (
    <li>
      <div className="history-when">
        <Moment at={at} />
        <span>{t('link.by', { who: t(codeKey('who', who), { code: who }) })}</span>
      </div>
      <div className="history-what">
        <p>{sentence(event, t)}</p>
        {words !== '' && (
          <p className="soft">
            {t('link.message')}: <bdi>«{words}»</bdi>
          </p>
        )}
        {event.kind === 'link.paid' && event.alarm !== null && <p className="history-alarm">{t(`alarm.${event.alarm}`)}</p>}
        {evidence && <EvidenceDetails evidence={evidence} />}
      </div>
    </li>
  );
}
