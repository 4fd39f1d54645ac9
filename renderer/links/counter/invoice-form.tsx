import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mode } from '../../../shared/settings.ts';
import { Failed, useCall } from '../../base/api.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { useTell } from '../../ui/notices.tsx';
import { isKey } from '../../base/keys.ts';
import { useNav } from '../../base/nav.tsx';
import { checkDraft, FIELDS } from './check.ts';
import type { FieldName } from './check.ts';
import { InvoiceFields } from './invoice-fields.tsx';
import { ReplacingNotice, SameAgain, Taken } from './save-answers.tsx';
import { SmsPreview } from './sms-preview.tsx';
import { forgetSaved, useDraft, useSavedElsewhere } from './use-draft.ts';
import { useSave } from './use-save.ts';
import './invoice.css';

/** The invoice form: Enter goes on, Ctrl+Enter saves, and what is typed is never lost. */
export function InvoiceForm({ mode, replaces }: { mode: Mode; replaces: string | null }) {
  const { t } = useTranslation();
  const tell = useTell();
  const { go } = useNav();
  const kept = useDraft(replaces);
  const { draft } = kept;
  const settings = useCall('settings.get', { mode });
  const form = useRef<HTMLFormElement>(null);
  const [visited, setVisited] = useState<ReadonlySet<FieldName>>(new Set());
  const focusField = useCallback((name: FieldName) => {
    const input = form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    input?.focus();
    input?.select();
  }, []);

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
  if (draft === null) return null;

  const checked = checkDraft(draft);
  const save = (evenIfSame = false) => {
    setVisited(new Set(FIELDS));
    kept.flush();
    if (checked.invoice) answer.save(checked.invoice, draft.replaces, evenIfSame);
    else focusField(FIELDS.find((name) => checked.faults[name] !== undefined) ?? 'invoiceNo');
  };
  const clear = () => {
    const before = draft;
    answer.forget();
    void kept.renew().then(begin);
    tell({
      kind: 'info',
      text: t('counter.cleared'),
      act: { label: t('counter.bringBack'), onPress: () => kept.replace(before) },
    });
  };
  const faultOf = (name: FieldName): string | undefined => {
    if (name === 'invoiceNo' && answer.taken) return 'invoice-taken';
    const own = visited.has(name) ? checked.faults[name] : undefined;
    return own ?? answer.faults[name];
  };
  const set = (name: FieldName, text: string) => {
    kept.set(name, text);
    if (answer.taken !== null || Object.keys(answer.faults).length > 0) answer.forget();
  };
  const keyDown = (event: KeyboardEvent<HTMLFormElement>) => goOn(event, form.current);

  return (
    <section className="card invoice" aria-label={t('counter.form')}>
      {draft.replaces !== null && (
        <ReplacingNotice id={draft.replaces} stop={() => kept.replace({ ...draft, replaces: null })} />
      )}
      <form ref={form} className="invoice-form" onKeyDown={keyDown} onSubmit={(event) => event.preventDefault()} noValidate>
        <InvoiceFields
          draft={draft}
          set={set}
          faultOf={faultOf}
          visit={(name) => {
            kept.flush();
            if (draft[name] !== '') setVisited((before) => new Set([...before, name]));
          }}
          warnAbove={settings.data?.settings.amountWarning ?? Number.MAX_SAFE_INTEGER}
        />
        {answer.taken && <Taken link={answer.taken} propose={() => void kept.propose().then(answer.forget)} />}
        <Failure failed={answer.error && new Failed(answer.error)} />
        <div className="acts">
          <Button look="primary" keyName="save" busy={answer.busy} onPress={() => save()}>
            {t('counter.save')}
          </Button>
          <Button look="quiet" keyName="clear" disabled={!kept.written} onPress={clear}>
            {t('counter.clear')}
          </Button>
          <span className="soft hint">
            <kbd aria-hidden="true">Enter</kbd> {t('counter.enterHint')}
          </span>
        </div>
      </form>
      <SmsPreview draft={draft} shop={settings.data?.settings.shopName ?? ''} />
      {answer.same && <SameAgain link={answer.same} save={() => save(true)} back={answer.forget} />}
    </section>
  );
}

/** Enter goes to the next field, and from the last one to the button; it never saves. Ctrl+Enter is left to its key. */
function goOn(event: KeyboardEvent<HTMLFormElement>, form: HTMLFormElement | null): void {
  if (!(event.target instanceof HTMLInputElement) || event.key !== 'Enter' || isKey('save', event.nativeEvent)) return;
  event.preventDefault();
  if (event.nativeEvent.isComposing || !form) return;
  const stops = [...form.querySelectorAll<HTMLElement>('input[name], [data-look="primary"]')];
  const next = stops[stops.indexOf(event.target) + 1];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}
