import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { Invoice } from '../../../shared/invoice.ts';
import type { Link } from '../../../shared/links.ts';
import type { Mode } from '../../../shared/settings.ts';
import { useAct } from '../../base/api.ts';
import { useErrorWords } from '../../ui/failure.tsx';
import { useTell } from '../../ui/notices.tsx';
import { useFormat } from '../../base/use-format.ts';
import { faultsOf } from './check.ts';
import type { Faults } from './check.ts';

export interface SaveState {
  save: (invoice: Invoice, replaces: string | null, evenIfSame?: boolean) => void;
  busy: boolean;
  /** The link that holds the invoice number. */
  taken: Link | null;
  /** The link that looks the same, while the cashier is asked about it. */
  same: Link | null;
  /** Faults the main process found. */
  faults: Faults;
  /** Any other error. */
  error: AppError | null;
  forget: () => void;
}

/**
 * Saves an invoice, once per press whatever is pressed meanwhile, and sorts out what may be answered. `saved` is told whether
 * the form is still on the window.
 */
export function useSave(mode: Mode, saved: (here: boolean) => void, refused: (error: AppError) => void): SaveState {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const words = useErrorWords();
  const act = useAct('links.save');
  const underWay = useRef(false);
  const [error, setError] = useState<AppError | null>(null);

  const save = (invoice: Invoice, replaces: string | null, evenIfSame = false) => {
    if (underWay.current) return;
    underWay.current = true;
    setError(null);
    act.mutate(
      { mode, invoice, replaces, evenIfSame },
      {
        onSuccess: ({ link }, here) => {
          tell({ kind: 'good', text: t('counter.saved', { invoice: link.invoiceNo, amount: format.rial(link.amount) }) });
          saved(here);
        },
        onError: (failed, here) => {
          setError(failed.error);
          if (here) refused(failed.error);
          else tell({ kind: 'alarm', text: t('counter.notSaved', { invoice: invoice.invoiceNo, what: words(failed.error) }) });
        },
        onSettled: () => {
          underWay.current = false;
        },
      },
    );
  };
  const issues = (error?.issues ?? []).map(({ path, code }) => ({ path: path.split('.'), code }));
  const faults = faultsOf(issues);
  const taken = error?.code === 'invoice-taken' ? (error.link ?? null) : null;
  const same = error?.code === 'same-again' ? (error.link ?? null) : null;
  const sorted = taken !== null || same !== null || Object.keys(faults).length > 0;
  return { save, busy: act.isPending, taken, same, faults, error: sorted ? null : error, forget: () => setError(null) };
}
