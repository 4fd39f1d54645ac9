import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import { Failure } from '../failure.tsx';
import { EmptyState } from '../screen.tsx';
import { Rows } from './rows.tsx';
import { SearchBox } from './search-box.tsx';
import { useMark, useOpening, useRowsInView } from './use-list.ts';
import { useTotal } from './use-pages.ts';
import type { Pages } from './use-pages.ts';

interface BrowserProps<T> {
  /** One name for each list: under it the marked row is remembered. */
  name: string;
  search: string;
  setSearch: (text: string) => void;
  /** What is asked for, as one text: another question begins at the first row. */
  question: string;
  pages: Pages<T>;
  open: (row: T) => void;
  row: (row: T) => ReactNode;
  /** Whether something narrows the list down. */
  narrowed: boolean;
  clear: () => void;
  words: {
    search: string;
    hint: string;
    list: string;
    total: (count: number) => string;
    empty: string;
    emptyHow: string;
  };
}

/** Rows that Page Up and Page Down pass over. */
const LEAP = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: LEAP, PageUp: -LEAP };

/** The search box and its list: the focus stays in the box, the arrows move the marked row, Enter opens it. */
export function Browser<T>({ name, search, setSearch, question, pages, words, ...of }: BrowserProps<T>) {
  const { total, error } = useTotal(pages);
  const count = total ?? 0;
  const { place, setPlace } = useMark(name, question, count);
  const view = useRowsInView(pages, total, place);
  const open = (row: T, at: number) => {
    setPlace(at);
    of.open(row);
  };
  const { openAt, forget } = useOpening({ question, total, rowAt: view.rowAt, open });
  const move = (to: number) => {
    const next = Math.max(0, Math.min(count - 1, to));
    setPlace(next);
    view.rows.scrollToIndex(next);
  };
  const keyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.altKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    if (event.key !== 'Enter') forget();
    if (step !== undefined) move(place + step);
    else if (event.key === 'Enter') openAt(place);
    else if (event.key === 'Escape' && search !== '') setSearch('');
    else return;
    event.preventDefault();
  };
  const listId = `${name}-list`;
  const optionId = (at: number) => `${name}-${at}`;

  return (
    <>
      <SearchBox
        label={words.search}
        hint={words.hint}
        value={search}
        onChange={setSearch}
        onKeyDown={keyDown}
        listId={listId}
        marked={count > 0 ? optionId(place) : undefined}
        total={total === null ? '' : words.total(total)}
      />
      <Failure failed={error} />
      {total === 0 && <Nothing narrowed={of.narrowed} clear={of.clear} words={words} />}
      <Rows
        id={listId}
        label={words.list}
        optionId={optionId}
        view={view}
        place={place}
        count={count}
        open={openAt}
        row={of.row}
      />
    </>
  );
}

/** In place of rows: nothing is there at all, or nothing that was looked for. */
function Nothing({ narrowed, clear, words }: Pick<BrowserProps<never>, 'narrowed' | 'clear' | 'words'>) {
  const { t } = useTranslation();
  if (narrowed) {
    return (
      <EmptyState title={t('browser.nothingFound')}>
        <Button onPress={clear}>{t('browser.clearFilters')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={words.empty}>
      <p>{words.emptyHow}</p>
    </EmptyState>
  );
}
