import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { SettingsView } from '../../shared/contract/settings.ts';
import type { Mode } from '../../shared/settings.ts';
import { areaOf, tellUnheard, useAct } from '../base/api.ts';
import type { Failed } from '../base/api.ts';
import { useFormat } from '../base/use-format.ts';
import type { Issues, SettingsEdits, SettingsField, SettingsText } from './form.ts';
import { checkEdits, edit, issuesByPath, only, textOf, without } from './form.ts';

/** What is typed outlives the screen, so that looking at a link in between loses nothing. Each mode has its own. */
const edits = new Map<Mode, SettingsEdits>();
const watchers = new Set<() => void>();
const NONE: SettingsEdits = {};

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function useEdits(mode: Mode) {
  const value = useSyncExternalStore(watch, () => edits.get(mode) ?? NONE);
  const change = useCallback(
    (next: (before: SettingsEdits) => SettingsEdits) => {
      edits.set(mode, next(edits.get(mode) ?? NONE));
      for (const watcher of watchers) watcher();
    },
    [mode],
  );
  return [value, change] as const;
}

/** Makes a view that a call answered with the one every screen shows, at once. */
export function useShowView(mode: Mode): (view: SettingsView) => void {
  const queries = useQueryClient();
  return useCallback((view) => queries.setQueryData([areaOf('settings.get'), 'settings.get', { mode }], view), [queries, mode]);
}

export interface SettingsForm {
  text: SettingsText;
  /** The fields typed in and not yet saved. */
  dirty: readonly SettingsField[];
  /** What is wrong with a field, from the first try to save it until it is typed in. */
  issues: Issues;
  busy: boolean;
  /** A save of any of these fields (of any at all, unless named) that failed for no field's sake. */
  failed: (fields?: readonly SettingsField[]) => Failed | null;
  set: <F extends SettingsField>(field: F, value: SettingsText[F]) => void;
  /** Saves the fields (all that are dirty, unless named); `done` is called once they are stored. */
  save: (done: () => void, fields?: readonly SettingsField[]) => void;
  undo: () => void;
}

/** What came of the tries to save: each field's own, whatever became of others since. */
interface Tries {
  /** Checked as they are typed now. */
  tried: readonly SettingsField[];
  /** What main found in what was typed then. */
  refused: Issues;
  failed: { fields: readonly SettingsField[]; error: Failed } | null;
}
const NO_TRIES: Tries = { tried: [], refused: {}, failed: null };

const isAt = (path: string, fields: readonly SettingsField[]) => fields.some((field) => path.split('.', 1)[0] === field);

/** The tries without what was said of some fields. */
function forget({ tried, refused, failed }: Tries, fields: readonly SettingsField[]): Tries {
  return {
    tried: tried.filter((field) => !fields.includes(field)),
    refused: Object.fromEntries(Object.entries(refused).filter(([path]) => !isAt(path, fields))),
    failed: failed?.fields.some((field) => fields.includes(field)) ? null : failed,
  };
}

/** The settings of a mode as a form: typed freely, checked by the shared schema, saved by an act. */
export function useSettingsForm(mode: Mode, view: SettingsView): SettingsForm {
  const [typed, change] = useEdits(mode);
  const [tries, setTries] = useState(NO_TRIES);
  const put = useAct('settings.put');
  const show = useShowView(mode);
  const { digits } = useFormat();
  const stored = textOf(view.settings, digits);
  const checked = checkEdits(only(typed, tries.tried));

  const save: SettingsForm['save'] = (done, fields = Object.keys(typed) as SettingsField[]) => {
    const sent = only(typed, fields);
    const ready = checkEdits(sent);
    setTries((before) => ({ ...forget(before, fields), tried: [...new Set([...before.tried, ...fields])] }));
    if (!ready.ok) return;
    const onSuccess = (answer: SettingsView) => {
      show(answer);
      change((now) =>
        without(
          now,
          fields.filter((field) => now[field] === sent[field]),
        ),
      );
      setTries((before) => forget(before, fields));
      done();
    };
    const onError = (error: Failed, here: boolean) => {
      if (!here) return tellUnheard(error);
      const { issues } = error.error;
      setTries((before) =>
        issues
          ? { ...before, refused: { ...before.refused, ...issuesByPath(issues) } }
          : { ...before, failed: { fields, error } },
      );
    };
    put.mutate({ mode, patch: ready.patch }, { onSuccess, onError });
  };

  return {
    text: { ...stored, ...typed },
    dirty: Object.keys(typed) as SettingsField[],
    issues: { ...tries.refused, ...(checked.ok ? {} : checked.issues) },
    busy: put.isPending,
    failed: (fields) => {
      const { failed } = tries;
      return failed && (fields?.some((field) => failed.fields.includes(field)) ?? true) ? failed.error : null;
    },
    set: (field, value) => {
      setTries(({ tried, ...before }) => ({ ...forget({ tried, ...before }, [field]), tried }));
      change((before) => edit(before, stored, field, value));
    },
    save,
    undo: () => {
      setTries(NO_TRIES);
      change(() => NONE);
    },
  };
}
