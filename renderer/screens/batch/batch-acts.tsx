import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch, Bill } from '../../../shared/batches.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { batchActsOf, useBatchActs } from './use-batch-acts.ts';
import type { BatchActsState } from './use-batch-acts.ts';

/** The acts a batch admits in its state, each with its key. Paying has its own place. */
export function BatchActs({ batch, bills }: { batch: Batch; bills: readonly Bill[] }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const done = () => setAsking(false);
  const acts = useBatchActs(batch, done);
  const can = batchActsOf(batch, bills);
  return (
    <>
      {can.decide && <p className="soft">{t('batch.resubmitMeans')}</p>}
      <div className="acts">
        {can.seeAlarm && (
          <Button look="primary" keyName="seeBatchAlarm" busy={acts.busy} onPress={acts.seeAlarm}>
            {t('batch.seen')}
          </Button>
        )}
        {can.decide && (
          <>
            <Button look="primary" keyName="resubmit" busy={acts.busy} onPress={acts.resubmit}>
              {t('batch.resubmit')}
            </Button>
            <Button keyName="giveUp" busy={acts.busy} onPress={acts.giveUp}>
              {t('batch.giveUp')}
            </Button>
          </>
        )}
        {can.rebasket > 0 && (
          <Button look={can.seeAlarm ? 'plain' : 'primary'} keyName="rebasket" busy={acts.busy} onPress={acts.rebasket}>
            {t('batch.rebasket', { count: can.rebasket })}
          </Button>
        )}
        {can.abandon && (
          <Button keyName="abandon" onPress={() => setAsking(true)}>
            {t('batch.abandon')}
          </Button>
        )}
      </div>
      <Failure failed={asking ? null : acts.failed} />
      {asking && <AbandonDialog acts={acts} done={done} />}
    </>
  );
}

/** Says what abandoning does not do. */
function AbandonDialog({ acts, done }: { acts: BatchActsState; done: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onClose={done}
      title={t('batch.abandonTitle')}
      acts={
        <>
          <Button look="danger" busy={acts.busy} onPress={acts.abandon}>
            {t('batch.abandonYes')}
          </Button>
          <Button autoFocus onPress={done}>
            {t('app.cancel')}
          </Button>
        </>
      }
    >
      <p>{t('batch.abandonMeans')}</p>
      <Failure failed={acts.failed} />
    </Dialog>
  );
}
