import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { useTell } from '../ui/notices.tsx';
import { useLanguage } from '../base/use-format.ts';
import type { SettingsField } from './form.ts';
import type { SettingsForm } from './use-settings.ts';
import './save-bar.css';

/** The fields' names as one list, in the page's language. */
function useFieldNames(): (fields: readonly SettingsField[]) => string {
  const { t } = useTranslation();
  const list = new Intl.ListFormat(useLanguage(), { type: 'unit', style: 'short' });
  return (fields) =>
    list.format(fields.map((field) => (field === 'pollSteps' ? t('settings.sections.asking') : t(`settings.field.${field}`))));
}

/** Always in sight: what is not saved yet, what keeps it from being saved, and the act that saves it. */
export function SaveBar({ form }: { form: SettingsForm }) {
  const { t } = useTranslation();
  const tell = useTell();
  const names = useFieldNames();
  const wrong = [...new Set(Object.keys(form.issues).map((path) => path.split('.', 1)[0] as SettingsField))];
  const refusedAt = wrong.join();
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusedAt === '') return;
    const field = bar.current?.closest('main')?.querySelector<HTMLElement>('input[data-invalid]');
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: 'center' });
  }, [refusedAt]);
  const dirty = form.dirty.length > 0;
  return (
    <div className={dirty ? 'save-bar dirty' : 'save-bar'} ref={bar}>
      {wrong.length > 0 && (
        <Banner kind="error" alert>
          <span>{t('settings.save.refused', { fields: names(wrong) })}</span>
        </Banner>
      )}
      <Failure failed={form.failed()} />
      <p>
        {dirty ? <strong>{t('settings.save.dirty', { fields: names(form.dirty) })}</strong> : t('settings.save.clean')}
        {dirty && <span className="soft"> {t('settings.save.kept')}</span>}
      </p>
      <div className="acts">
        <Button
          look="primary"
          keyName="saveSettings"
          disabled={!dirty}
          busy={form.busy}
          onPress={() => form.save(() => tell({ kind: 'good', text: t('settings.save.saved') }))}
        >
          {t('settings.save.save')}
        </Button>
        {dirty && (
          <Button look="quiet" onPress={form.undo}>
            {t('settings.save.undo')}
          </Button>
        )}
      </div>
    </div>
  );
}
