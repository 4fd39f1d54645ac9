import { useTranslation } from 'react-i18next';
import { PAYER_TEXT_MAX, smsDescription } from '../../../shared/invoice.ts';
import type { Draft } from '../../../shared/draft.ts';
import { parseRial } from '../../../shared/money.ts';
import type { Rial } from '../../../shared/money.ts';
import { cleanText } from '../../../shared/text.ts';
import { useFieldWords } from '../../ui/failure.tsx';
import { Field } from '../../ui/field.tsx';
import { useFormat } from '../../base/use-format.ts';
import type { FieldName } from './check.ts';

interface InvoiceFieldsProps {
  draft: Draft;
  set: (name: FieldName, text: string) => void;
  /** The fault to show at a field, as a code. */
  faultOf: (name: FieldName) => string | undefined;
  /** A field was left. */
  visit: (name: FieldName) => void;
  /** Rial. */
  warnAbove: Rial;
}

export function InvoiceFields({ draft, set, faultOf, visit, warnAbove }: InvoiceFieldsProps) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const common = (name: FieldName) => ({
    name,
    label: t(`counter.${name}`),
    value: draft[name],
    onChange: (text: string) => set(name, text),
    onBlur: () => visit(name),
    error: words(faultOf(name)),
  });
  return (
    <div className="invoice-fields">
      <Field {...common('invoiceNo')} ltr />
      <div className="invoice-tall">
        <Field {...common('amount')} digits hint={<AmountHelp text={draft.amount} warnAbove={warnAbove} />} />
      </div>
      <Field {...common('mobileNo')} digits />
      <Field {...common('customerName')} optional limit={PAYER_TEXT_MAX} />
      <Field {...common('description')} optional limit={PAYER_TEXT_MAX} hint={<BeyondSms text={draft.description} />} />
    </div>
  );
}

/** Below the amount as it is typed: rial in groups, toman, words; ten-fold slips are this trade's commonest mistake. */
function AmountHelp({ text, warnAbove }: { text: string; warnAbove: Rial }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = parseRial(text);
  if (!amount.ok) return <span className="invoice-amount">&nbsp;</span>;
  return (
    <span className="invoice-amount" data-testid="amount-help">
      <bdi>{format.rial(amount.rial)}</bdi>
      <bdi className="invoice-amount-big">{format.toman(amount.rial)}</bdi>
      <bdi>{format.words(amount.rial)}</bdi>
      {amount.rial > warnAbove && (
        <strong className="invoice-amount-high" role="status">
          {t('counter.amountHigh', { limit: format.rial(warnAbove) })}
        </strong>
      )}
    </span>
  );
}

/** What of the description falls beyond the SMS. */
function BeyondSms({ text }: { text: string }) {
  const { t } = useTranslation();
  const beyond = cleanText(text).slice(smsDescription(text).length);
  if (beyond === '') return null;
  return (
    <span className="invoice-beyond-sms">
      {t('counter.notInSms')} <bdi>«{beyond}»</bdi>
    </span>
  );
}
