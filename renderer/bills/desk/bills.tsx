import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/contract/status.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useNav } from '../../base/nav.tsx';
import { BatchesCard } from './batches-card.tsx';
import { Basket } from './basket.tsx';
import { Entry } from './entry.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ReceiverNotice } from './receiver-notice.tsx';
import { RefusedList } from './refused-list.tsx';
import { useEntry } from './use-entry.ts';
import type { IdField } from './use-entry.ts';
import './bills.css';

/** The cashier's place for bills: they are entered on one side, the basket and what became of it stand on the other. */
export function BillsScreen({ status }: { status: Status }) {
  const { t } = useTranslation();
  const { go } = useNav();
  const form = useRef<HTMLFormElement>(null);
  const focus = useCallback((field: IdField) => {
    const input = form.current?.querySelector<HTMLInputElement>(`input[name="${field}"]`);
    input?.focus();
    input?.select();
  }, []);
  const entry = useEntry(focus);
  useEffect(() => focus('billId'), [focus]);
  /** The text of the list that is being read in; null while none is. */
  const [list, setList] = useState<string | null>(null);
  usePasteAnywhere(setList);
  const done = () => setList(null);
  return (
    <Screen title={t('bills.title')} focus="own" className="bills">
      {status.bills.accessFault !== null && (
        <Banner kind="warning" acts={<Button onPress={() => go({ screen: 'setup' })}>{t('bills.openSetup')}</Button>}>
          <span>{t(`bills.access.${status.bills.accessFault}`)}</span>
        </Banner>
      )}
      {status.bills.awaiting > 0 && <ReceiverNotice receiver={status.bills.receiver} />}
      <div className="bills-columns">
        <div className="bills-column">
          <Entry
            entry={entry}
            form={form}
            focus={focus}
            pasteList={setList}
            importButton={
              <Button small keyName="importBills" onPress={() => setList('')}>
                {t('billImport.button')}
              </Button>
            }
          />
          <RefusedList correct={entry.correct} />
          <BatchesCard />
        </div>
        <div className="bills-column">
          <Basket status={status} />
          <Button look="quiet" keyName="billsList" onPress={() => go({ screen: 'billsList' })}>
            {t('bills.toLists')}
          </Button>
        </div>
      </div>
      {list !== null && <ImportDialog pasted={list} done={done} />}
    </Screen>
  );
}

/** A list pasted while no field has the focus is read in too. */
function usePasteAnywhere(paste: (text: string) => void): void {
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const inField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const text = event.clipboardData?.getData('text') ?? '';
    if (inField || text.trim() === '' || document.querySelector('[data-dialog]') !== null) return;
    event.preventDefault();
    paste(text);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => pasted(event);
    window.addEventListener('paste', listener);
    return () => window.removeEventListener('paste', listener);
  }, []);
}
