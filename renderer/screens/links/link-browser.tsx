import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkState } from '../../../shared/links.ts';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { LinkLine } from '../../components/link-line.tsx';
import { EmptyState } from '../../components/screen.tsx';
import { useNav } from '../../nav.tsx';
import { useSticky } from '../../sticky.ts';
import { SearchBox } from './search-box.tsx';
import { useRowsAt, useTotal } from './use-link-pages.ts';

interface LinkBrowserProps {
  search: string;
  setSearch: (text: string) => void;
  /** What is asked for, a moment behind what is typed. */
  asked: string;
  states: LinkState[];
  clear: () => void;
}

/** Pixels of a row before it is measured, and of the search box that stays in view above the rows. */
const ROW = 57;
const ABOVE = 140;
const LIST_ID = 'links-list';
const optionId = (place: number) => `link-${place}`;
/** Rows that Page Up and Page Down pass over. */
const LEAP = 8;

/** The search box and its list: the focus stays in the box, the arrows move the marked row, Enter opens it. */
export function LinkBrowser({ search, setSearch, asked, states, clear }: LinkBrowserProps) {
  const { t } = useTranslation();
  const { go } = useNav();
  const wanted = { search: asked, states };
  const { total, error } = useTotal(wanted);
  const count = total ?? 0;
  const question = JSON.stringify(wanted);
  const [mark, setMark] = useSticky('links.mark', { question, place: 0 });
  const place = mark.question === question ? Math.min(mark.place, Math.max(0, count - 1)) : 0;

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
  const rowAt = useRowsAt(wanted, [place, ...items.map(({ index }) => index)]);
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
  const open = (at: number) => {
    const row = rowAt(at);
    if (!row) return;
    setMark({ question, place: at });
    go({ screen: 'link', id: row.id });
  };
  const keyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: LEAP, PageUp: -LEAP };
    const step = steps[event.key];
    if (event.altKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    if (step !== undefined) move(place + step);
    else if (event.key === 'Enter') open(place);
    else if (event.key === 'Escape' && search !== '') setSearch('');
    else return;
    event.preventDefault();
  };

  return (
    <>
      <SearchBox
        value={search}
        onChange={setSearch}
        onKeyDown={keyDown}
        listId={LIST_ID}
        marked={count > 0 ? optionId(place) : undefined}
        total={total}
      />
      <Failure failed={error} />
      {total === 0 && <NothingHere searched={asked !== '' || states.length > 0} clear={clear} />}
      <div
        ref={list}
        id={LIST_ID}
        role="listbox"
        aria-label={t('links.listLabel')}
        className="link-rows line-room"
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
              className="link-row"
              role="option"
              aria-selected={item.index === place}
              aria-setsize={count}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start - margin}px)` }}
              onClick={() => open(item.index)}
            >
              {row ? <LinkLine link={row} /> : <span className="soft">{t('app.loading')}</span>}
            </div>
          );
        })}
      </div>
    </>
  );
}

function NothingHere({ searched, clear }: { searched: boolean; clear: () => void }) {
  const { t } = useTranslation();
  if (!searched) {
    return (
      <EmptyState title={t('links.empty')}>
        <p>{t('links.emptyHow')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('links.nothingFound')}>
      <Button onPress={clear}>{t('links.clearFilters')}</Button>
    </EmptyState>
  );
}
