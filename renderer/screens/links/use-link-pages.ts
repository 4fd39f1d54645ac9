import { useQueries } from '@tanstack/react-query';
import type { LinkRow } from '../../../shared/ipc.ts';
import type { LinkState } from '../../../shared/links.ts';
import { queryOf, useCall } from '../../api.ts';
import type { Failed } from '../../api.ts';

const PAGE = 100;

interface Wanted {
  search: string;
  states: LinkState[];
}

const inputOf = ({ search, states }: Wanted, page: number) => ({
  search: search.slice(0, 200),
  states,
  day: null,
  onlyDecisions: false,
  limit: PAGE,
  offset: page * PAGE,
});

/** How many links answer a search; its first page comes with it. */
export function useTotal(wanted: Wanted): { total: number | null; error: Failed | null } {
  const { data, error } = useCall('links.list', inputOf(wanted, 0), { keepLast: true });
  return { total: data?.total ?? null, error };
}

/** The rows of a search at the given places: only the pages in view are asked for. */
export function useRowsAt(wanted: Wanted, places: readonly number[]): (place: number) => LinkRow | undefined {
  const pages = [...new Set([0, ...places.map((place) => Math.floor(place / PAGE))])];
  const answers = useQueries({
    queries: pages.map((page) => Object.assign(queryOf('links.list', inputOf(wanted, page)), { placeholderData: keep })),
  });
  const rows = new Map(pages.map((page, at) => [page, answers[at]?.data?.links]));
  return (place) => rows.get(Math.floor(place / PAGE))?.[place % PAGE];
}

const keep = <T>(last: T) => last;
