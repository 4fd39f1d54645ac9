import { useCallback, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mode } from '../../../shared/settings.ts';
import { Failed, useCall } from '../../base/api.ts';
import { isKey } from '../../base/keys.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import type { FieldName } from './check.ts';
import { InvoiceFields } from './invoice-fields.tsx';
import { ReplacingNotice, SameAgain, Taken } from './save-answers.tsx';
import { SmsPreview } from './sms-preview.tsx';
import { useInvoice } from './use-invoice.ts';
import './invoice.css';

/** The invoice form: Enter goes on, Ctrl+Enter saves, and what is typed is never lost. */
export function InvoiceForm({ mode, replaces }: { mode: Mode; replaces: string | null }) {
  const { t } = useTranslation();
  const settings = useCall('settings.get', { mode });
  const form = useRef<HTMLFormElement>(null);
  const focusField = useCallback((name: FieldName) => {
    const input = form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    input?.focus();
    input?.select();
  }, []);
  const { kept, answer, save, clear, faultOf, set, visit } = useInvoice(mode, replaces, focusField);
  const { draft } = kept;
  if (draft === null) return null;
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
          visit={visit}
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
