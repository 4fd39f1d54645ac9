import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../shared/draft.ts';
import { ask } from '../../base/api.ts';
import { useTell } from '../../ui/notices.tsx';
import { draftFrom, EMPTY, FIELDS, isWritten } from './check.ts';
import type { FieldName } from './check.ts';
import { createDraftWriter } from './draft-writer.ts';
import type { DraftWriter } from './draft-writer.ts';

export interface DraftState {
  /** Null until the kept draft and the proposed number are read. */
  draft: Draft | null;
  set: (name: FieldName, text: string) => void;
  /** Puts a whole draft in the form. */
  replace: (draft: Draft) => void;
  /** Writes at once what is typed. */
  flush: () => void;
  /** Empties the form and proposes the next number; what was typed is forgotten in the main process too. */
  renew: () => Promise<void>;
  /** Asks for a free number and puts it in the form. */
  propose: () => Promise<void>;
  written: boolean;
  /** A form before this one has saved a draft: begins anew where it shows the same. Gives whether it did. */
  savedElsewhere: (saved: Draft) => Promise<boolean>;
}

const put = (draft: Draft | null) => void ask('draft.put', { draft }).catch(() => undefined);

async function proposal(): Promise<string> {
  return (await ask('links.proposeInvoiceNo', {}).catch(() => ({ invoiceNo: '' }))).invoiceNo;
}

interface Opened {
  draft: Draft;
  proposed: string;
  /** An unfinished draft that gave way to a replacement. */
  aside: Draft | null;
}

async function open(replaces: string | null): Promise<Opened> {
  const [{ draft: kept }, proposed] = await Promise.all([ask('draft.get', {}).catch(() => ({ draft: null })), proposal()]);
  const fresh = { ...EMPTY, invoiceNo: proposed };
  if (replaces === null || kept?.replaces === replaces) return { draft: kept ?? fresh, proposed, aside: null };
  const { link } = await ask('links.get', { id: replaces });
  return { draft: draftFrom(link, proposed), proposed, aside: kept };
}

/** The forms on the window, by how each hears that a draft was saved for good. */
const forms = new Set<(saved: Draft) => void>();

const isSame = (one: Draft, other: Draft) =>
  one.replaces === other.replaces && FIELDS.every((name) => one[name] === other[name]);

/**
 * A draft was saved after its form was gone: a form that shows the same begins anew, and nobody keeps it. One that was
 * written on since is another draft, and stays.
 */
export async function forgetSaved(saved: Draft): Promise<void> {
  for (const hear of forms) hear(saved);
  const { draft: kept } = await ask('draft.get', {}).catch(() => ({ draft: null }));
  if (kept !== null && isSame(kept, saved)) put(null);
}

/** The form's draft: restored at start, written as it is typed, and flushed before anything can lose it. */
export function useDraft(replaces: string | null): DraftState {
  const { t } = useTranslation();
  const tell = useTell();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [proposed, setProposed] = useState('');
  const writer = useMemo(() => createDraftWriter(put), []);
  const replace = (next: Draft, number = proposed) => {
    setDraft(next);
    writer.later(isWritten(next, number) ? next : null);
  };

  const renew = async () => {
    writer.drop();
    put(null);
    const number = await proposal();
    setProposed(number);
    setDraft({ ...EMPTY, invoiceNo: number });
  };
  /** Saved while this form was still being opened. */
  const early = useRef<Draft | null>(null);
  const opened = useEffectEvent((found: Opened) => {
    const { aside } = found;
    if (early.current && isSame(found.draft, early.current)) return void renew();
    setProposed(found.proposed);
    setDraft(found.draft);
    if (found.draft.replaces !== null) writer.later(found.draft);
    const act = aside && { label: t('counter.bringBack'), onPress: () => replace(aside, found.proposed) };
    if (act) tell({ kind: 'info', text: t('counter.draftKept'), act });
  });
  useEffect(() => {
    let here = true;
    void open(replaces)
      .catch(() => open(null))
      .then((found) => here && opened(found));
    return () => {
      here = false;
    };
  }, [replaces]);
  useFlushing(writer);
  const savedElsewhere = async (saved: Draft) => {
    if (draft === null) early.current = saved;
    if (draft === null || !isSame(draft, saved)) return false;
    await renew();
    return true;
  };
  const propose = async () => {
    const number = await proposal();
    setProposed(number);
    if (draft) replace({ ...draft, invoiceNo: number }, number);
  };
  return {
    draft,
    set: (name, text) => draft && replace({ ...draft, [name]: text }),
    replace,
    flush: writer.flush,
    renew,
    propose,
    written: draft !== null && isWritten(draft, proposed),
    savedElsewhere,
  };
}

/** Hears of drafts that a form before this one saved; `begun` is called where this one began anew for it. */
export function useSavedElsewhere({ savedElsewhere }: DraftState, begun: () => void): void {
  const hear = useEffectEvent((saved: Draft) => void savedElsewhere(saved).then((anew) => anew && begun()));
  useEffect(() => {
    const listener = (saved: Draft) => hear(saved);
    forms.add(listener);
    return () => void forms.delete(listener);
  }, []);
}

/** Whatever takes the page away (another screen, another window, the end) first puts away what is typed. */
function useFlushing(writer: DraftWriter): void {
  useEffect(() => {
    window.addEventListener('pagehide', writer.flush);
    document.addEventListener('visibilitychange', writer.flush);
    return () => {
      window.removeEventListener('pagehide', writer.flush);
      document.removeEventListener('visibilitychange', writer.flush);
      writer.flush();
    };
  }, [writer]);
}
