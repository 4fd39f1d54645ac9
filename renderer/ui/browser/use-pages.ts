import { useQueries, useQuery } from '@tanstack/react-query';
import type { CallName, Input, Output } from '../../../shared/contract/calls.ts';
import { queryOf } from '../../base/api.ts';
import type { Failed } from '../../base/api.ts';

const PAGE = 100;

interface Page<T> {
  rows: readonly T[];
  total: number;
}

/** How one page of a list is asked for, as TanStack's hooks take it; kept apart from the call's own answer. */
interface PageQuery<T> {
  queryKey: readonly unknown[];
  queryFn: () => Promise<Page<T>>;
}

/** A list that is asked for by page. */
export type Pages<T> = (page: number) => PageQuery<T>;

/** The pages of a call that gives a list. @param toPage takes the rows out of its answer */
export function pagesOf<N extends CallName, T>(
  name: N,
  input: (limit: number, offset: number) => Input<N>,
  toPage: (answer: Output<N>) => Page<T>,
): Pages<T> {
  return (page) => {
    const { queryKey, queryFn } = queryOf(name, input(PAGE, page * PAGE));
    return { queryKey: [...queryKey, 'page'], queryFn: async () => toPage(await queryFn()) };
  };
}

const keep = <T>(last: T) => last;

/** How many rows there are; the first page comes with it. */
export function useTotal<T>(pages: Pages<T>): { total: number | null; error: Failed | null } {
  const { data, error } = useQuery<Page<T>, Failed>({ ...pages(0), placeholderData: keep });
  return { total: data?.total ?? null, error };
}

/** The rows at the given places: only the pages in view are asked for. */
export function useRowsAt<T>(pages: Pages<T>, places: readonly number[]): (place: number) => T | undefined {
  const wanted = [...new Set([0, ...places.map((place) => Math.floor(place / PAGE))])];
  const answers = useQueries({ queries: wanted.map((page) => Object.assign(pages(page), { placeholderData: keep })) });
  const rows = new Map(wanted.map((page, at) => [page, answers[at]?.data?.rows]));
  return (place) => rows.get(Math.floor(place / PAGE))?.[place % PAGE];
}
