import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/batches.ts';
import type { Bill } from '../../../shared/bills.ts';
import { RETURN_MAX } from '../../../shared/contract/bills.ts';
import type { Status } from '../../../shared/contract/status.ts';
import { useAct } from '../../base/api.ts';
import { Button } from '../../ui/button.tsx';
import { Failure, useFieldWords } from '../../ui/failure.tsx';
import { Field } from '../../ui/field.tsx';
import { useTell } from '../../ui/notices.tsx';
import { Card } from '../../ui/screen.tsx';
import { useKey } from '../../base/keys.ts';
import { useNav } from '../../base/nav.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { ReturnWay } from '../desk/receiver-notice.tsx';
import { SettleDialog } from './settle-dialog.tsx';

interface TakeReturnProps {
  batch: Batch;
  bills: readonly Bill[];
  /** Whether the batch's own return address leads to the receiver that listens now. */
  comes: boolean;
  receiver: Status['bills']['receiver'];
}

/** How the payer's return comes, what it proves, and the field for a return address brought from another device. */
export function TakeReturn({ batch, bills, comes, receiver }: TakeReturnProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [byHand, setByHand] = useState(false);
  useKey('pasteReturn', () => input.current?.focus());
  const { address, fault, set, read, busy, failed } = usePaste(batch);
  const words = useFieldWords();
  return (
    <Card title={t('batch.waits')}>
      <ReturnWay comes={comes} receiver={receiver} />
      <form
        className="batch-return"
        onSubmit={(event) => {
          event.preventDefault();
          read();
        }}
        noValidate
      >
        <Field
          label={t('batch.pasteTitle')}
          value={address}
          onChange={set}
          error={words(fault)}
          ltr
          maxLength={RETURN_MAX}
          inputRef={input}
          hint={
            <>
              {t('batch.pasteHint')} <KeyHint name="pasteReturn" />
            </>
          }
        />
        <Button busy={busy} onPress={read}>
          {t('batch.paste')}
        </Button>
      </form>
      <Failure failed={failed} />
      <p className="soft">{t('batch.proves')}</p>
      <div className="acts">
        <Button look="quiet" keyName="settleByHand" onPress={() => setByHand(true)}>
          {t('batch.byHand')}
        </Button>
      </div>
      {byHand && <SettleDialog batch={batch} bills={bills} done={() => setByHand(false)} />}
    </Card>
  );
}

function usePaste(batch: Batch) {
  const { t } = useTranslation();
  const tell = useTell();
  const { go } = useNav();
  const act = useAct('batches.pasteReturn');
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState<string>();
  const taken = (answer: Batch) => {
    const other = answer.id !== batch.id;
    const state = t(`batchState.${answer.state}`);
    const show = { act: { label: t('notice.open'), onPress: () => go({ screen: 'batch', id: answer.id }) } };
    tell({ kind: 'info', text: t(other ? 'batch.pastedOther' : 'batch.pasted', { state }), ...(other ? show : {}) });
    setAddress('');
  };
  const read = () => {
    if (address.trim() === '') return setFault('text-missing');
    if (!act.isPending) act.mutate({ address: address.trim() }, { onSuccess: (answer) => taken(answer.batch) });
  };
  const set = (text: string) => {
    setAddress(text);
    setFault(undefined);
    if (act.error) act.reset();
  };
  return { address, fault, set, read, busy: act.isPending, failed: act.error };
}
