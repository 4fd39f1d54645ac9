import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PayLinkSendId } from '../../../shared/invoice.ts';
import type { Failed } from '../../base/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure, useFieldWords } from '../../ui/failure.tsx';
import { Field } from '../../ui/field.tsx';

interface IdDialogProps {
  title: string;
  hint: string;
  yes: string;
  /** Whether the id may be left empty: it can be given later. */
  mayBeEmpty: boolean;
  busy: boolean;
  failed: Failed | null;
  give: (payLinkSendId: string | null) => void;
  done: () => void;
}

/** Takes a link's id from SizPay's panel, in whatever digits it is typed. */
export function IdDialog({ title, hint, yes, mayBeEmpty, busy, failed, give, done }: IdDialogProps) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const submit = () => {
    const empty = text.trim() === '';
    const id = PayLinkSendId.safeParse(text);
    if (empty && mayBeEmpty) give(null);
    else if (id.success) give(id.data);
    else setFault(empty ? 'text-missing' : 'id-bad');
  };
  const change = (next: string) => {
    setText(next);
    setFault(undefined);
  };
  return (
    <Dialog
      open
      onClose={done}
      title={title}
      acts={
        <>
          <Button look="primary" busy={busy} onPress={submit}>
            {yes}
          </Button>
          <Button onPress={done}>{t('app.cancel')}</Button>
        </>
      }
    >
      <Field
        label={t('link.payLinkSendId')}
        value={text}
        onChange={change}
        digits
        autoFocus
        optional={mayBeEmpty}
        hint={hint}
        error={words(fault)}
      />
      <Failure failed={failed} />
    </Dialog>
  );
}
