import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useCall } from '../../base/api.ts';
import { Code } from '../../ui/amount.tsx';
import { BillIds } from '../bill-line.tsx';
import { BillFaults } from '../bill-explained.tsx';
import { BillBadge } from '../bill-badges.tsx';
import { useBillWords } from '../bill-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useTell } from '../../ui/notices.tsx';
import type { ImportList } from './import-file.ts';
import { countRows, judgeRows, pairsOf, ROW_VERDICTS, ROWS_MAX } from './import-verdicts.ts';
import type { JudgedRow } from './import-verdicts.ts';
import { noteVerdicts } from './refused.ts';
import { readBillRows } from './rows.ts';

interface ImportPreviewProps {
  list: ImportList;
  /** Back to another list. */
  other: () => void;
  done: () => void;
}

/** A verdict for every row, what is wrong first; only then, and by an act, the good ones go into the basket. */
export function ImportPreview({ list, other, done }: ImportPreviewProps) {
  const { t } = useTranslation();
  const { header, rows } = useMemo(() => readBillRows(list.text), [list.text]);
  const read = useMemo(() => rows.slice(0, ROWS_MAX), [rows]);
  const pairs = useMemo(() => pairsOf(read), [read]);
  const check = useCall('bills.check', { pairs }, { enabled: pairs.length > 0, keepLast: true });
  const judged = judgeRows(read, check.data?.verdicts ?? []);
  const counts = countRows(judged);
  const add = useAddGood(list.source, done);
  const known = pairs.length === 0 || check.data !== undefined;
  return (
    <Dialog
      open
      wide
      onClose={done}
      title={t('billImport.title')}
      acts={
        <>
          <Button look="primary" disabled={counts.good === 0} busy={add.busy} onPress={() => add.run(judged)} autoFocus>
            {known && counts.good === 0 ? t('billImport.noGood') : t('billImport.add', { count: counts.good })}
          </Button>
          <Button onPress={other}>{t('billImport.other')}</Button>
          <Button onPress={done}>{t('app.cancel')}</Button>
        </>
      }
    >
      <p role="status">{known ? t('billImport.summary', { rows: read.length, ...counts }) : t('billImport.checking')}</p>
      {header && <p className="soft">{t('billImport.header')}</p>}
      {rows.length > ROWS_MAX && (
        <p className="import-left">{t('billImport.tooMany', { limit: ROWS_MAX, rest: rows.length - ROWS_MAX })}</p>
      )}
      <Failure failed={check.error ?? add.failed} />
      {known && (
        <ul className="import-rows" aria-label={t('billImport.list')} tabIndex={0}>
          {ROW_VERDICTS.flatMap((verdict) => judged.filter((row) => row.verdict === verdict)).map((row) => (
            <ImportRow key={row.line} row={row} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** Adds the good rows. The wrong ones stay in sight on the screen, to be corrected. */
function useAddGood(source: ImportList['source'], done: () => void) {
  const { t } = useTranslation();
  const tell = useTell();
  const act = useAct('bills.add');
  const run = (rows: readonly JudgedRow[]) => {
    const pairs = pairsOf(rows.filter(({ verdict }) => verdict === 'good'));
    const wrong = rows.flatMap(({ verdict, pair, faults }) =>
      verdict === 'bad' && pair ? [{ pair, verdict, faults: [...faults], bill: null }] : [],
    );
    act.mutate(
      { pairs, source },
      {
        onSuccess: ({ verdicts }, here) => {
          noteVerdicts([...wrong, ...verdicts]);
          const added = verdicts.filter(({ verdict }) => verdict === 'added').length;
          const left = verdicts.length - added + wrong.length;
          const text = left === 0 ? t('billImport.added', { count: added }) : t('billImport.someLeft', { added, left });
          tell({ kind: left === 0 ? 'good' : 'info', text });
          if (here) done();
        },
      },
    );
  };
  return { run, busy: act.isPending, failed: act.error };
}

const ICONS = { good: 'paid', taken: 'closed', bad: 'rejected', unread: 'unknown' } as const;

function ImportRow({ row }: { row: JudgedRow }) {
  const { t } = useTranslation();
  const words = useBillWords();
  const { verdict, pair, bill } = row;
  return (
    <li className="import-row" data-verdict={verdict}>
      <span className="soft">{t('billImport.row', { line: row.line })}</span>
      <strong className="import-verdict">
        <Icon name={ICONS[verdict]} />
        {t(`billImport.${verdict}`)}
      </strong>
      <span className="import-what">
        {pair ? <BillIds bill={pair} /> : <Code>{row.text.slice(0, 120)}</Code>}
        {verdict === 'unread' && <span>{t('billImport.unreadWhy')}</span>}
        {verdict === 'taken' && <span>{bill ? <BillBadge state={bill.state} /> : t('bills.takenInList')}</span>}
        <BillFaults faults={row.faults} />
      </span>
      {pair && verdict !== 'bad' && (
        <span className="import-means">
          <bdi>{words.type(pair)}</bdi> <bdi>{words.amount(pair)}</bdi>
        </span>
      )}
    </li>
  );
}
