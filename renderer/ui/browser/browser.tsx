import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSticky } from '../../base/sticky.ts';
import { Button } from '../button.tsx';
import { Failure } from '../failure.tsx';
import { EmptyState } from '../screen.tsx';
import { SearchBox } from './search-box.tsx';
import { useRowsAt, useTotal } from './use-pages.ts';
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

/** Pixels of a row before it is measured, and of the search box that stays in view above the rows. */
const ROW = 57;
const ABOVE = 140;
/** Rows that Page Up and Page Down pass over. */
const LEAP = 8;

/** The search box and its list: the focus stays in the box, the arrows move the marked row, Enter opens it. */
export function Browser<T>({ name, search, setSearch, question, pages, words, ...of }: BrowserProps<T>) {
  const { t } = useTranslation();
  const { total, error } = useTotal(pages);
  const count = total ?? 0;
  const [mark, setMark] = useSticky(`${name}.mark`, { question, place: 0 });
  const place = mark.question === question ? Math.min(mark.place, Math.max(0, count - 1)) : 0;
  const listId = `${name}-list`;
  const optionId = (at: number) => `${name}-${at}`;

  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), [total]);
  const rows = useWindowVirtualizer({
    count,
    estimateSize: () => ROW,
    overscan: 10,
    scrollMargin: margin,
    scrollPaddingStart: ABOVE,
  });
  const items = rows.getVirtualItems();
  const rowAt = useRowsAt(pages, [place, ...items.map(({ index }) => index)]);
  const known = total !== null;
  useEffect(() => {
    if (known && place > 0) rows.scrollToIndex(place, { align: 'center' });
    // Only when the screen opens: afterwards the arrows scroll.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [known]);

  const move = (to: number) => {
    const next = Math.max(0, Math.min(count - 1, to));
    setMark({ question, place: next });
    rows.scrollToIndex(next);
  };
  /** A row that was asked for before it was there: it opens as it comes, unless something else was asked in between. */
  const [awaited, setAwaited] = useState<{ question: string; at: number } | null>(null);
  const open = (at: number) => {
    const row = rowAt(at);
    setAwaited(row ? null : { question, at });
    if (!row) return;
    setMark({ question, place: at });
    of.open(row);
  };
  const openAwaited = useEffectEvent(() => {
    if (awaited === null) return;
    if (awaited.question !== question || total === 0) setAwaited(null);
    else if (rowAt(awaited.at)) open(awaited.at);
  });
  useEffect(() => openAwaited());
  const keyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: LEAP, PageUp: -LEAP };
    const step = steps[event.key];
    if (event.altKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    if (event.key !== 'Enter') setAwaited(null);
    if (step !== undefined) move(place + step);
    else if (event.key === 'Enter') open(place);
    else if (event.key === 'Escape' && search !== '') setSearch('');
    else return;
    event.preventDefault();
  };

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
      {total === 0 &&
        (of.narrowed ? (
          <EmptyState title={t('browser.nothingFound')}>
            <Button onPress={of.clear}>{t('browser.clearFilters')}</Button>
          </EmptyState>
        ) : (
          <EmptyState title={words.empty}>
            <p>{words.emptyHow}</p>
          </EmptyState>
        ))}
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={words.list}
        className="browser-rows line-room"
        style={{ blockSize: rows.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rowAt(item.index);
          return (
            // The keys are the search box's, as in every combobox; a pointer may also press a row.
            <div
              key={item.key}
              ref={rows.measureElement}
              id={optionId(item.index)}
              data-index={item.index}
              className="browser-row"
              role="option"
              aria-selected={item.index === place}
              aria-setsize={count}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start - margin}px)` }}
              onClick={() => open(item.index)}
            >
              {row ? of.row(row) : <span className="soft">{t('app.loading')}</span>}
            </div>
          );
        })}
      </div>
    </>
  );
}
