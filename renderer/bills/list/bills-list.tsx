import { useDeferredValue } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { BATCH_STATES } from '../../../shared/batches.ts';
import { BILL_STATES } from '../../../shared/bills.ts';
import type { Batch, BatchState } from '../../../shared/batches.ts';
import type { Bill, BillState } from '../../../shared/bills.ts';
import { BATCH_ICONS, BILL_ICONS } from '../bill-badges.tsx';
import { BatchLine, BillLine } from '../bill-line.tsx';
import { Browser } from '../../ui/browser/browser.tsx';
import { StateFilter } from '../../ui/browser/state-filter.tsx';
import { pagesOf } from '../../ui/browser/use-pages.ts';
import { KeyHint, shortcut } from '../../ui/key-hint.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useKey } from '../../base/keys.ts';
import { useNav } from '../../base/nav.tsx';
import { useSticky } from '../../base/sticky.ts';

const LISTS = ['bills', 'batches'] as const;
type List = (typeof LISTS)[number];
const KEY_OF = { bills: 'listBills', batches: 'listBatches' } as const;

const billRow = (bill: Bill) => <BillLine bill={bill} />;
const batchRow = (batch: Batch) => <BatchLine batch={batch} />;

/** Every bill and every batch there is: two lists, each searched, filtered by state, walked with the arrows. */
export function BillsListScreen() {
  const { t } = useTranslation();
  const [list, setList] = useSticky<List>('billsList.list', 'bills');
  useKey('listBills', () => setList('bills'));
  useKey('listBatches', () => setList('batches'));
  const chooser = (
    <ToggleButtonGroup
      className="state-filter"
      aria-label={t('billsList.which')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[list]}
      onSelectionChange={(keys) => setList(LISTS.find((one) => keys.has(one)) ?? list)}
    >
      {LISTS.map((one) => (
        <ToggleButton key={one} id={one} className="state-toggle" aria-keyshortcuts={shortcut(KEY_OF[one])}>
          {t(`billsList.${one}`)} <KeyHint name={KEY_OF[one]} />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
  return (
    <Screen title={t('billsList.title')} focus="own" className="browsed" beside={chooser}>
      {list === 'bills' ? <Bills /> : <Batches />}
    </Screen>
  );
}

/** What narrows one of the two lists down, kept while the app runs. */
function useNarrowing<S extends string>(name: List) {
  const [search, setSearch] = useSticky(`billsList.${name}.search`, '');
  const [states, setStates] = useSticky<S[]>(`billsList.${name}.states`, []);
  const asked = useDeferredValue(search).slice(0, 200);
  const clear = () => {
    setSearch('');
    setStates([]);
  };
  return {
    states,
    setStates,
    asked,
    browser: {
      name,
      search,
      setSearch,
      question: JSON.stringify([asked, states]),
      narrowed: asked !== '' || states.length > 0,
      clear,
    },
  };
}

function Bills() {
  const { t } = useTranslation();
  const { go } = useNav();
  const { states, setStates, asked, browser } = useNarrowing<BillState>('bills');
  const pages = pagesOf(
    'bills.list',
    (limit, offset) => ({ search: asked, states, limit, offset }),
    ({ bills, total }) => ({ rows: bills, total }),
  );
  return (
    <>
      <StateFilter
        label={t('browser.filter')}
        all={BILL_STATES}
        chosen={states}
        choose={setStates}
        icon={(state) => BILL_ICONS[state]}
        word={(state) => t(`billState.${state}`)}
      />
      <Browser<Bill>
        {...browser}
        pages={pages}
        open={({ id }) => go({ screen: 'bill', id })}
        row={billRow}
        words={{
          search: t('billsList.searchBills'),
          hint: t('billsList.searchBillsHint'),
          list: t('billsList.billsLabel'),
          total: (count) => t('billsList.totalBills', { count }),
          empty: t('billsList.noBills'),
          emptyHow: t('billsList.how'),
        }}
      />
    </>
  );
}

function Batches() {
  const { t } = useTranslation();
  const { go } = useNav();
  const { states, setStates, asked, browser } = useNarrowing<BatchState>('batches');
  const pages = pagesOf(
    'batches.list',
    (limit, offset) => ({ search: asked, states, onlyDecisions: false, limit, offset }),
    ({ batches, total }) => ({ rows: batches, total }),
  );
  return (
    <>
      <StateFilter
        label={t('browser.filter')}
        all={BATCH_STATES}
        chosen={states}
        choose={setStates}
        icon={(state) => BATCH_ICONS[state]}
        word={(state) => t(`batchState.${state}`)}
      />
      <Browser<Batch>
        {...browser}
        pages={pages}
        open={({ id }) => go({ screen: 'batch', id })}
        row={batchRow}
        words={{
          search: t('billsList.searchBatches'),
          hint: t('billsList.searchBatchesHint'),
          list: t('billsList.batchesLabel'),
          total: (count) => t('billsList.totalBatches', { count }),
          empty: t('billsList.noBatches'),
          emptyHow: t('billsList.how'),
        }}
      />
    </>
  );
}
