import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/batches.ts';
import { Banner } from '../../components/banner.tsx';
import { whatSentence } from './sentence.ts';

/** A return that should not have come so: what came, and that nothing was changed by it. Nothing where there is none. */
export function BatchAlarm({ batch: { alarm, alarmWhat } }: { batch: Batch }) {
  const { t } = useTranslation();
  if (alarm === null) return null;
  return (
    <Banner kind="error" icon="alarm" title={t('alarm.word')}>
      <p>{t(`batchAlarm.${alarm}`)}</p>
      {alarmWhat.length > 0 && (
        <>
          <p>{t('batch.whatCame')}</p>
          <ul className="alarm-what">
            {alarmWhat.map((code) => (
              <li key={code}>{whatSentence(code, t)}</li>
            ))}
          </ul>
        </>
      )}
      {alarm !== 'paid-late' && <p>{t('batch.nothingChanged')}</p>}
    </Banner>
  );
}
