import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useSticky } from '../../base/sticky.ts';
import { useRowsAt } from './use-pages.ts';
import type { Pages } from './use-pages.ts';

/** Pixels of a row before it is measured, and of the search box that stays in view above the rows. */
const ROW = 57;
const ABOVE = 140;

/** Which row is marked: remembered under the list's name, and the first one once another question is asked. */
export function useMark(name: string, question: string, count: number) {
  const [mark, setMark] = useSticky(`${name}.mark`, { question, place: 0 });
  const place = mark.question === question ? Math.min(mark.place, Math.max(0, count - 1)) : 0;
  return { place, setPlace: (next: number) => setMark({ question, place: next }) };
}

/** The rows that the window shows, and what their list and each of them needs to stand where it does. */
export function useRowsInView<T>(pages: Pages<T>, total: number | null, place: number) {
  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), [total]);
  const rows = useWindowVirtualizer({
    count: total ?? 0,
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
  return { list, margin, rows, items, rowAt };
}

interface Opening<T> {
  question: string;
  total: number | null;
  rowAt: (at: number) => T | undefined;
  open: (row: T, at: number) => void;
}

/** Opens rows. One that was asked for before it was there opens as it comes, unless something else was asked in between. */
export function useOpening<T>({ question, total, rowAt, open }: Opening<T>) {
  const awaited = useRef<{ question: string; at: number } | null>(null);
  const openAt = (at: number) => {
    const row = rowAt(at);
    awaited.current = row ? null : { question, at };
    if (row) open(row, at);
  };
  const openAwaited = useEffectEvent(() => {
    const { current } = awaited;
    if (current === null) return;
    if (current.question !== question || total === 0) awaited.current = null;
    else if (rowAt(current.at)) openAt(current.at);
  });
  useEffect(() => openAwaited());
  const forget = () => {
    awaited.current = null;
  };
  return { openAt, forget };
}
