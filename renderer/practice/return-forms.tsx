import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { calls } from '../../shared/contract/calls.ts';
import { RETURN_FORMS } from '../../shared/contract/practice.ts';
import type { ReturnForm } from '../../shared/contract/practice.ts';
import { foldDigits } from '../../shared/text.ts';
import { useAct } from '../base/api.ts';
import { Button } from '../ui/button.tsx';
import { Failure, useFieldWords } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { useTell } from '../ui/notices.tsx';
import { useFormat } from '../base/use-format.ts';
import './faults.css';

/** How the payer's browser comes back: one of the forms that the provider's document leaves open. */
export function ReturnForms({ chosen }: { chosen: ReturnForm }) {
  const { t } = useTranslation();
  const act = useAct('practice.setReturnForm');
  return (
    <>
      <RadioGroup
        className="faults"
        value={act.isPending ? (act.variables?.returnForm ?? chosen) : chosen}
        onChange={(value) => {
          const returnForm = RETURN_FORMS.find((one) => one === value);
          if (returnForm) act.mutate({ returnForm });
        }}
      >
        <Label className="practice-hint">{t('practice.bills.formsHint')}</Label>
        {RETURN_FORMS.map((one) => (
          <Radio key={one} value={one} className={one === 'none' || one === 'forged' ? 'fault harm' : 'fault calm'}>
            <span className="fault-dot" aria-hidden="true" />
            <span className="fault-text">
              <strong>{t(`practice.returnForm.${one}.name`)}</strong>
              <span>{t(`practice.returnForm.${one}.what`)}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      <Failure failed={act.error} />
    </>
  );
}

/** How many bills of the next submission the practice provider refuses. */
export function RefuseNext({ count }: { count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const words = useFieldWords();
  const act = useAct('practice.setRefuseBills');
  const [text, setText] = useState<string | null>(null);
  const [bad, setBad] = useState(false);
  const shown = text ?? format.digits(String(count));
  const set = () => {
    const typed = foldDigits(shown).trim();
    const read = calls['practice.setRefuseBills'].input.safeParse({ count: typed === '' ? null : Number(typed) });
    setBad(!read.success);
    if (!read.success) return;
    act.mutate(read.data, {
      onSuccess: () => {
        setText(null);
        tell({ kind: 'info', text: t('practice.bills.refuseSaid', read.data) });
      },
    });
  };
  return (
    <div className="practice-refuse">
      <Field
        label={t('practice.bills.refuse')}
        value={shown}
        onChange={setText}
        error={bad ? words('number-bad') : ''}
        hint={t('practice.bills.refuseHint')}
        digits
      />
      <div className="acts">
        <Button small busy={act.isPending} onPress={set}>
          {t('practice.bills.refuseSet')}
        </Button>
      </div>
      <Failure failed={act.error} />
    </div>
  );
}
