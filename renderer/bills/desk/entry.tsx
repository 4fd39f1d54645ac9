import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { BillGroups, BillMeaning } from '../bill-explained.tsx';
import { useBillWords } from '../bill-words.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Field } from '../../ui/field.tsx';
import { Card } from '../../ui/screen.tsx';
import { Taken } from './taken.tsx';
import { fieldOf, ID_FIELDS } from './use-entry.ts';
import type { EntryState, IdField } from './use-entry.ts';
import './entry.css';

interface EntryProps {
  entry: EntryState;
  form: RefObject<HTMLFormElement | null>;
  focus: (field: IdField) => void;
  /** More than one line was pasted: that is a list. */
  pasteList: (text: string) => void;
  importButton: React.ReactNode;
}

/** The two ids of a bill. Enter goes from the first to the second, and in the second puts the bill into the basket. */
export function Entry({ entry, form, focus, pasteList, importButton }: EntryProps) {
  const { t } = useTranslation();
  const words = useBillWords();
  const errorOf = (field: IdField) => {
    const fault = entry.faults.find((one) => fieldOf(one) === field);
    return fault === undefined ? '' : words.fault(fault);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLInputElement) || event.key !== 'Enter' || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    if (event.nativeEvent.isComposing || event.repeat) return;
    if (event.target.name === 'billId' && entry.pair.payId === '') focus('payId');
    else entry.add();
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!/\S[^\S\n\r]*[\n\r]\s*\S/u.test(text)) return;
    event.preventDefault();
    event.stopPropagation();
    pasteList(text);
  };
  return (
    <Card title={t('bills.entry')} beside={importButton}>
      <form
        ref={form}
        className="entry-form"
        onKeyDown={keyDown}
        onPaste={paste}
        onSubmit={(event) => event.preventDefault()}
        noValidate
      >
        <div className="entry-fields">
          {ID_FIELDS.map((field) => (
            <Field
              key={field}
              name={field}
              label={t(`bills.${field}`)}
              value={entry.text[field]}
              onChange={(text) => entry.set(field, text)}
              onBlur={() => entry.visit(field)}
              error={errorOf(field)}
              digits
            />
          ))}
        </div>
        <Explained entry={entry} />
        {entry.taken && <Taken bill={entry.taken.bill} alert />}
        <Failure failed={entry.failed} />
        <div className="acts">
          <Button busy={entry.busy} onPress={entry.add}>
            {t('bills.add')}
          </Button>
          <span className="soft hint">
            <kbd aria-hidden="true">Enter</kbd> {t('bills.enterHint')}
          </span>
        </div>
      </form>
    </Card>
  );
}

function Explained({ entry: { pair, faults } }: { entry: EntryState }) {
  const { t } = useTranslation();
  if (pair.billId === '' && pair.payId === '') return <p className="soft">{t('bills.scanHint')}</p>;
  return (
    <div className="entry-explained">
      <BillGroups pair={pair} faults={faults} />
      <BillMeaning bill={pair} />
      {pair.payId === '' && <p className="soft">{t('bills.waitingForPay')}</p>}
    </div>
  );
}
