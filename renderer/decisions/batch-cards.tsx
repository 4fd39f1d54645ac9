import { useTranslation } from 'react-i18next';
import type { Batch } from '../../shared/batches.ts';
import type { BatchRow } from '../../shared/contract/bills.ts';
import { BatchLine } from '../bills/bill-line.tsx';
import { useBillWords } from '../bills/bill-words.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { useNav } from '../base/nav.tsx';
import { BatchAlarm } from '../bills/batch/alarm.tsx';
import { useBatchActs } from '../bills/batch/use-batch-acts.ts';
import { EvidenceDetails } from '../ui/evidence.tsx';
import { CardFrame } from './card-frame.tsx';
import { WhatHappened } from './what-happened.tsx';

/** The batches that wait for a person: those with an alarm, then those whose submission is unknown. */
export function BatchCards({ batches }: { batches: readonly BatchRow[] }) {
  const { t } = useTranslation();
  const alarmed = batches.filter(({ alarm }) => alarm !== null);
  const unknown = batches.filter(({ state, alarm }) => state === 'unknown' && alarm === null);
  return (
    <>
      {alarmed.length > 0 && (
        <section className="decision-group">
          <h2>{t('decisions.batchAlarms')}</h2>
          {alarmed.map((batch) => (
            <AlarmedBatch key={batch.id} batch={batch} />
          ))}
        </section>
      )}
      {unknown.length > 0 && (
        <section className="decision-group">
          <h2>{t('batch.decideUnknown')}</h2>
          <p className="soft">{t('batch.decideUnknownHow')}</p>
          {unknown.map((batch) => (
            <UnknownBatch key={batch.id} batch={batch} />
          ))}
        </section>
      )}
    </>
  );
}

/** What every card of a batch says of it. */
function useFrame(batch: Batch) {
  const { t } = useTranslation();
  const words = useBillWords();
  const { go } = useNav();
  return {
    name: words.batchName(batch),
    line: <BatchLine batch={batch} />,
    openWord: t('batch.openBatch'),
    open: () => go({ screen: 'batch', id: batch.id }),
  };
}

function AlarmedBatch({ batch }: { batch: BatchRow }) {
  const { t } = useTranslation();
  const acts = useBatchActs(batch);
  return (
    <CardFrame {...useFrame(batch)} acts={[acts.seeAlarm]}>
      <BatchAlarm batch={batch} more={batch.alarmMore} />
      <div className="acts">
        <Button look="primary" keyShown="firstAct" busy={acts.busy} onPress={acts.seeAlarm}>
          {t('decisions.seen')}
        </Button>
      </div>
      <Failure failed={acts.failed} />
    </CardFrame>
  );
}

function UnknownBatch({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const acts = useBatchActs(batch);
  return (
    <CardFrame {...useFrame(batch)} acts={[acts.resubmit, acts.giveUp]}>
      <WhatHappened evidence={batch.evidence} nothingKnown={t('batch.noEvidence')} />
      <div className="acts">
        <Button look="primary" keyShown="firstAct" busy={acts.busy} onPress={acts.resubmit}>
          {t('batch.resubmit')}
        </Button>
        <Button keyShown="secondAct" busy={acts.busy} onPress={acts.giveUp}>
          {t('batch.giveUp')}
        </Button>
      </div>
      <p className="soft">{t('batch.giveUpMeans')}</p>
      <Failure failed={acts.failed} />
      {batch.evidence && <EvidenceDetails evidence={batch.evidence} />}
    </CardFrame>
  );
}
