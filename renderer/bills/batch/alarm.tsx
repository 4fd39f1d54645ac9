import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/batches.ts';
import { Banner } from '../../ui/banner.tsx';
import { whatSentence } from './sentence.ts';

interface BatchAlarmProps {
  batch: Batch;
  /** Returns that disagreed, beside the one that the alarm is about. */
  more: number;
}

/** A return that should not have come so: what came, how many more, and what to look at. Nothing where there is none. */
export function BatchAlarm({ batch: { alarm, alarmWhat }, more }: BatchAlarmProps) {
  const { t } = useTranslation();
  if (alarm === null) return null;
  return (
    <Banner kind="error" icon="alarm" title={t('app.alarm')}>
      <p>{t(`batchAlarm.${alarm}`)}</p>
      {alarmWhat.length > 0 && (
        <>
          <p>{t('batch.whatCame')}</p>
          <ul className="batch-alarm-what">
            {alarmWhat.map((code) => (
              <li key={code}>{whatSentence(code, t)}</li>
            ))}
          </ul>
        </>
      )}
      {more > 0 && <p className="batch-alarm-more">{t('batch.alarmMore', { count: more })}</p>}
      {alarm !== 'paid-late' && <p>{t('batch.alarmToDo')}</p>}
    </Banner>
  );
}
