import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/batches.ts';
import type { Bill } from '../../../shared/bills.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { batchActsOf, useBatchActs } from './use-batch-acts.ts';
import type { BatchActsState } from './use-batch-acts.ts';

const WORDS = {
  abandon: { title: 'batch.abandonTitle', means: 'batch.abandonMeans', yes: 'batch.abandonYes' },
  rebasket: { title: 'batch.rebasketTitle', means: 'batch.rebasketMeans', yes: 'batch.rebasketYes' },
} as const;
/** The acts that say first what they do not do. */
type Question = keyof typeof WORDS;

/** The acts a batch admits in its state, each with its key. Paying has its own place. */
export function BatchActs({ batch, bills }: { batch: Batch; bills: readonly Bill[] }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Question | null>(null);
  const done = () => setAsking(null);
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
          <Button
            look={can.seeAlarm ? 'plain' : 'primary'}
            keyName="rebasket"
            busy={acts.busy}
            onPress={can.rebasketAsks ? () => setAsking('rebasket') : acts.rebasket}
          >
            {t('batch.rebasket', { count: can.rebasket })}
          </Button>
        )}
        {can.abandon && (
          <Button keyName="abandon" onPress={() => setAsking('abandon')}>
            {t('batch.abandon')}
          </Button>
        )}
      </div>
      <Failure failed={asking ? null : acts.failed} />
      {asking && <ActDialog asking={asking} acts={acts} done={done} />}
    </>
  );
}

interface ActDialogProps {
  asking: Question;
  acts: BatchActsState;
  done: () => void;
}

/** Says what an act means before it is done: abandoning closes no pay page, and what was abandoned may be paid twice. */
function ActDialog({ asking, acts, done }: ActDialogProps) {
  const { t } = useTranslation();
  const words = WORDS[asking];
  return (
    <Dialog
      open
      onClose={done}
      title={t(words.title)}
      acts={
        <>
          <Button look="danger" busy={acts.busy} onPress={acts[asking]}>
            {t(words.yes)}
          </Button>
          <Button autoFocus onPress={done}>
            {t('app.cancel')}
          </Button>
        </>
      }
    >
      <p>{t(words.means)}</p>
      <Failure failed={acts.failed} />
    </Dialog>
  );
}
