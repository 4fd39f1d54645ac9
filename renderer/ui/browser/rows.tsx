import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { useRowsInView } from './use-list.ts';

interface RowsProps<T> {
  id: string;
  label: string;
  /** The id of a row's option. */
  optionId: (at: number) => string;
  view: ReturnType<typeof useRowsInView<T>>;
  /** The marked row. */
  place: number;
  count: number;
  open: (at: number) => void;
  row: (row: T) => ReactNode;
}

/** The rows in view, each in its place of as many as there are; one that is not there yet says that it comes. */
export function Rows<T>({ id, label, optionId, view, place, count, open, row }: RowsProps<T>) {
  const { t } = useTranslation();
  const { list, margin, rows, items, rowAt } = view;
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className="browser-rows line-room"
      style={{ blockSize: rows.getTotalSize() }}
    >
      {items.map(({ key, index, start }) => {
        const there = rowAt(index);
        return (
          // The keys are the search box's, as in every combobox; a pointer may also press a row.
          <div
            key={key}
            ref={rows.measureElement}
            id={optionId(index)}
            data-index={index}
            className="browser-row"
            role="option"
            aria-selected={index === place}
            aria-setsize={count}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start - margin}px)` }}
            onClick={() => open(index)}
          >
            {there ? row(there) : <span className="soft">{t('app.loading')}</span>}
          </div>
        );
      })}
    </div>
  );
}
