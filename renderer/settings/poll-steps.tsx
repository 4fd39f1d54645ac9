import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { useFieldWords } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Select } from '../ui/select.tsx';
import { useFormat } from '../base/use-format.ts';
import { DURATION_UNITS } from './duration.ts';
import type { StepText } from './form.ts';
import type { SettingsForm } from './use-settings.ts';
import './poll.css';

/** How often links of an age are asked about: a table of steps, each changed in place. */
export function PollSteps({ form }: { form: SettingsForm }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const steps = form.text.pollSteps;
  const put = (next: StepText[]) => form.set('pollSteps', next);
  return (
    <div className="poll">
      <p className="soft">{t('settings.poll.hint')}</p>
      <div className="poll-heads" aria-hidden="true">
        <span>{t('settings.poll.until')}</span>
        <span>{t('settings.poll.every')}</span>
      </div>
      {steps.map((step, at) => (
        <StepRow
          // A step is its place: it has no other identity while it is typed.
          key={`step ${steps.length} ${at}`}
          at={at}
          step={step}
          untilError={words(form.issues[`pollSteps.${at}.untilSeconds`])}
          everyError={words(form.issues[`pollSteps.${at}.everySeconds`])}
          change={(next) => put(steps.with(at, next))}
          remove={() => put(steps.toSpliced(at, 1))}
        />
      ))}
      {form.issues['pollSteps'] !== undefined && <p className="field-error">{words(form.issues['pollSteps'])}</p>}
      <div className="acts">
        <Button small onPress={() => put([...steps, { until: '', untilUnit: 'day', every: '', everyUnit: 'day' }])}>
          {t('settings.poll.add')}
        </Button>
      </div>
    </div>
  );
}

interface StepRowProps {
  at: number;
  step: StepText;
  untilError: string;
  everyError: string;
  change: (step: StepText) => void;
  remove: () => void;
}

function StepRow({ at, step, untilError, everyError, change, remove }: StepRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const row = at + 1;
  const units = DURATION_UNITS.map((value) => ({ value, label: t(`settings.poll.unit.${value}`) }));
  return (
    <div className="poll-step" role="group" aria-label={`${t('settings.poll.row')} ${format.count(row)}`}>
      <div className="poll-span">
        <Field
          label={t('settings.poll.untilOf', { row })}
          value={step.until}
          onChange={(until) => change({ ...step, until })}
          error={untilError}
          digits
        />
        <Select
          label={t('settings.poll.untilUnitOf', { row })}
          value={step.untilUnit}
          options={units}
          onChange={(untilUnit) => change({ ...step, untilUnit })}
        />
      </div>
      <div className="poll-span">
        <Field
          label={t('settings.poll.everyOf', { row })}
          value={step.every}
          onChange={(every) => change({ ...step, every })}
          error={everyError}
          digits
        />
        <Select
          label={t('settings.poll.everyUnitOf', { row })}
          value={step.everyUnit}
          options={units}
          onChange={(everyUnit) => change({ ...step, everyUnit })}
        />
      </div>
      <Button small look="quiet" label={t('settings.poll.removeOf', { row })} onPress={remove}>
        <Icon name="close" /> {t('settings.poll.remove')}
      </Button>
    </div>
  );
}
