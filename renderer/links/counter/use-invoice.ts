import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mode } from '../../../shared/settings.ts';
import { useNav } from '../../base/nav.tsx';
import { useTell } from '../../ui/notices.tsx';
import { checkDraft, FIELDS } from './check.ts';
import type { FieldName } from './check.ts';
import { forgetSaved, useDraft, useSavedElsewhere } from './use-draft.ts';
import type { DraftState } from './use-draft.ts';
import { useSave } from './use-save.ts';

/** What is written in the form, what is wrong with it, and what may be done with it. @param focusField goes to a field */
export function useInvoice(mode: Mode, replaces: string | null, focusField: (name: FieldName) => void) {
  const { go } = useNav();
  const kept = useDraft(replaces);
  const { draft } = kept;
  const checked = draft && checkDraft(draft);
  const [visited, setVisited] = useState<ReadonlySet<FieldName>>(new Set());

  const begin = () => {
    focusField('invoiceNo');
    // After the focus has left the field it was in: leaving counts as a visit, and this form is nobody's yet.
    setVisited(new Set());
  };
  const saved = (here: boolean) => {
    if (!here) return void (draft && forgetSaved(draft));
    if (replaces !== null) go({ screen: 'counter' });
    void kept.renew().then(begin);
  };
  const answer = useSave(mode, saved, ({ code }) => code === 'invoice-taken' && focusField('invoiceNo'));
  useSavedElsewhere(kept, () => {
    answer.forget();
    begin();
  });
  const ready = draft !== null;
  useEffect(() => {
    if (ready) focusField('invoiceNo');
  }, [ready, focusField]);

  const save = (evenIfSame = false) => {
    if (draft === null || checked === null) return;
    setVisited(new Set(FIELDS));
    kept.flush();
    if (checked.invoice) answer.save(checked.invoice, draft.replaces, evenIfSame);
    else focusField(FIELDS.find((name) => checked.faults[name] !== undefined) ?? 'invoiceNo');
  };
  const clear = useClear(kept, () => {
    answer.forget();
    void kept.renew().then(begin);
  });
  /** What is wrong with a field, as a code: seen once it was visited, or found by the main process. */
  const faultOf = (name: FieldName): string | undefined => {
    if (name === 'invoiceNo' && answer.taken) return 'invoice-taken';
    const own = visited.has(name) ? checked?.faults[name] : undefined;
    return own ?? answer.faults[name];
  };
  const set = (name: FieldName, text: string) => {
    kept.set(name, text);
    if (answer.taken !== null || Object.keys(answer.faults).length > 0) answer.forget();
  };
  /** A field was left. */
  const visit = (name: FieldName) => {
    kept.flush();
    if (draft !== null && draft[name] !== '') setVisited((before) => new Set([...before, name]));
  };
  return { kept, answer, save, clear, faultOf, set, visit };
}

/** Empties the form, and offers to bring back what was in it. */
function useClear({ draft, replace }: DraftState, empty: () => void): () => void {
  const { t } = useTranslation();
  const tell = useTell();
  return () => {
    empty();
    const act = draft && { label: t('counter.bringBack'), onPress: () => replace(draft) };
    tell({ kind: 'info', text: t('counter.cleared'), ...(act && { act }) });
  };
}
