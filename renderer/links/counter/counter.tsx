import type { Mode } from '../../../shared/settings.ts';
import { Screen } from '../../ui/screen.tsx';
import { useTranslation } from 'react-i18next';
import './counter.css';
import { InvoiceForm } from './invoice-form.tsx';
import { Today } from './today.tsx';

/** The cashier's place: a new invoice, and beside it what became of today's. */
export function CounterScreen({ mode, replaces }: { mode: Mode; replaces: string | null }) {
  const { t } = useTranslation();
  return (
    <Screen title={t('counter.title')} focus="own" className="counter">
      <div className="counter-columns">
        <InvoiceForm mode={mode} replaces={replaces} />
        <Today />
      </div>
    </Screen>
  );
}
