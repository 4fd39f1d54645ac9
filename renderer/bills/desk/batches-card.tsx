import { ListBox, ListBoxItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Batch, BatchState } from '../../../shared/batches.ts';
import { jalaliDay } from '../../../shared/days.ts';
import { useCall } from '../../base/api.ts';
import { BatchLine } from '../bill-line.tsx';
import { useBillWords } from '../bill-words.ts';
import { Failure } from '../../ui/failure.tsx';
import { Card, EmptyState } from '../../ui/screen.tsx';
import { useNav } from '../../base/nav.tsx';
import { useNow } from '../../base/use-format.ts';

/** Batches that something is still to come of, whatever their day. */
const OPEN: BatchState[] = ['submitting', 'awaiting', 'unknown'];
const SHOWN = 100;

/** Today's batches and those whose payment is waited for, newest first, changing as they change. */
export function BatchesCard() {
  const { t } = useTranslation();
  const { go } = useNav();
  const words = useBillWords();
  const today = jalaliDay(useNow(60_000));
  const open = useCall('batches.list', { search: '', states: OPEN, onlyDecisions: false, limit: SHOWN, offset: 0 });
  const last = useCall('batches.list', { search: '', states: [], onlyDecisions: false, limit: SHOWN, offset: 0 });
  const ofToday = (last.data?.batches ?? []).filter(({ savedAt }) => jalaliDay(savedAt) === today);
  const known = new Map<string, Batch>([...ofToday, ...(open.data?.batches ?? [])].map((batch) => [batch.id, batch]));
  const batches = [...known.values()].toSorted((one, other) => other.savedAt - one.savedAt);
  return (
    <Card title={t('bills.batches')}>
      <Failure failed={open.error ?? last.error} />
      {open.data && last.data && (
        <div className="line-room">
          <ListBox
            className="rows"
            aria-label={t('bills.batchesList')}
            items={batches}
            selectionMode="none"
            onAction={(id) => go({ screen: 'batch', id: String(id) })}
            renderEmptyState={() => <EmptyState title={t('bills.batchesEmpty')} />}
          >
            {(batch) => (
              <ListBoxItem className="row" textValue={`${t(`batchState.${batch.state}`)} ${words.batchName(batch)}`}>
                <BatchLine batch={batch} />
              </ListBoxItem>
            )}
          </ListBox>
        </div>
      )}
    </Card>
  );
}
