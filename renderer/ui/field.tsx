import type { ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { TYPED_MAX } from '../../shared/typed.ts';

interface FieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** What is wrong, in words; empty or absent where nothing is. */
  error?: string | undefined;
  /** Help below the field. Announced with it. */
  hint?: ReactNode;
  optional?: boolean;
  /** Digits (Persian, Arabic or Latin): a numeric keypad on touch, and written from left to right. */
  digits?: boolean;
  /** Text that is always left to right: an address, an id. */
  ltr?: boolean;
  type?: 'text' | 'password' | 'search';
  /** Counts characters against a limit. */
  limit?: number;
  /** The most it takes, in UTF-16 units, as its call does; TYPED_MAX unless told. */
  maxLength?: number;
  autoFocus?: boolean;
  name?: string;
  disabled?: boolean;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** One line of text with its label, help, counter and error. */
export function Field(props: FieldProps) {
  const { t } = useTranslation();
  const { error, hint, limit, digits = false, optional = false } = props;
  const bad = error !== undefined && error !== '';
  return (
    <TextField
      className="field"
      value={props.value}
      onChange={props.onChange}
      isInvalid={bad}
      isDisabled={props.disabled ?? false}
      type={props.type ?? 'text'}
      autoFocus={props.autoFocus ?? false}
      validationBehavior="aria"
      autoComplete="off"
      maxLength={props.maxLength ?? TYPED_MAX}
      {...(props.name ? { name: props.name } : {})}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(digits ? { inputMode: 'numeric' as const } : {})}
    >
      <div className="field-head">
        <Label className="field-label">
          {props.label}
          {optional && <span className="field-optional">{t('app.optional')}</span>}
        </Label>
        {limit !== undefined && <Counter used={props.value.length} limit={limit} />}
      </div>
      <Input
        className="input"
        spellCheck="false"
        {...directionOf(props)}
        {...(props.inputRef ? { ref: props.inputRef } : {})}
      />
      <FieldError className="field-error">{error}</FieldError>
      {hint !== undefined && hint !== null && (
        <Text slot="description" elementType="div" className="field-hint">
          {hint}
        </Text>
      )}
    </TextField>
  );
}

/** An empty box has the page's direction; `auto` would call it left to right. */
function directionOf({ digits, ltr, type, value }: FieldProps): { dir?: 'ltr' | 'auto' } {
  if (digits || ltr || type === 'password') return { dir: 'ltr' };
  return value === '' ? {} : { dir: 'auto' };
}

function Counter({ used, limit }: { used: number; limit: number }) {
  const { t } = useTranslation();
  return <div className={used > limit ? 'field-counter over' : 'field-counter'}>{t('app.characters', { used, limit })}</div>;
}
