import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { AppError } from '../../shared/contract/errors.ts';
import type { SettingsView } from '../../shared/contract/settings.ts';
import type { Mode } from '../../shared/settings.ts';
import { areaOf, useAct } from '../base/api.ts';
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
  /** What is wrong, from the first try to save on. */
  issues: Issues;
  busy: boolean;
  /** A save that failed for no field's sake. */
  failed: Failed | null;
  set: <F extends SettingsField>(field: F, value: SettingsText[F]) => void;
  /** Saves the fields (all that are dirty, unless named); `done` is called once they are stored. */
  save: (done: () => void, fields?: readonly SettingsField[]) => void;
  undo: () => void;
}

/** The settings of a mode as a form: typed freely, checked by the shared schema, saved by an act. */
export function useSettingsForm(mode: Mode, view: SettingsView): SettingsForm {
  const [typed, change] = useEdits(mode);
  const [tried, setTried] = useState<readonly SettingsField[]>([]);
  const put = useAct('settings.put');
  const show = useShowView(mode);
  const { digits } = useFormat();
  const stored = textOf(view.settings, digits);
  const checked = checkEdits(only(typed, tried));

  const save: SettingsForm['save'] = (done, fields = Object.keys(typed) as SettingsField[]) => {
    const sent = only(typed, fields);
    const ready = checkEdits(sent);
    setTried(fields);
    if (!ready.ok) return;
    const stored = (answer: SettingsView) => {
      show(answer);
      change((now) =>
        without(
          now,
          fields.filter((field) => now[field] === sent[field]),
        ),
      );
      setTried([]);
      done();
    };
    put.mutate({ mode, patch: ready.patch }, { onSuccess: stored });
  };

  return {
    text: { ...stored, ...typed },
    dirty: Object.keys(typed) as SettingsField[],
    issues: checked.ok ? refusedIssues(put.error?.error) : checked.issues,
    busy: put.isPending,
    failed: put.error?.error.issues ? null : put.error,
    set: (field, value) => {
      if (put.error) put.reset();
      change((before) => edit(before, stored, field, value));
    },
    save,
    undo: () => {
      put.reset();
      setTried([]);
      change(() => NONE);
    },
  };
}

function refusedIssues(error: AppError | undefined): Issues {
  return issuesByPath(error?.issues ?? []);
}
