import type { Draft } from '../../../shared/draft.ts';

export interface DraftWriter {
  /** Writes soon: the last of what is typed within `delay` milliseconds. */
  later: (draft: Draft | null) => void;
  /** Writes at once what still waits, if anything does. */
  flush: () => void;
  /** Forgets what waits, because it was saved for good. */
  drop: () => void;
}

/** Longest that a typed character may be unwritten, in milliseconds. */
export const DRAFT_DELAY = 250;

/** Puts drafts away shortly after they are typed. The delay runs from the first change, so steady typing cannot put it off. */
export function createDraftWriter(put: (draft: Draft | null) => void, delay = DRAFT_DELAY): DraftWriter {
  let waiting: { draft: Draft | null } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const drop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    waiting = null;
  };
  const flush = () => {
    const last = waiting;
    drop();
    if (last) put(last.draft);
  };
  const later = (draft: Draft | null) => {
    waiting = { draft };
    timer ??= setTimeout(flush, delay);
  };
  return { later, flush, drop };
}
