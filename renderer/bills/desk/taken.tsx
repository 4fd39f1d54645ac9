import { useTranslation } from 'react-i18next';
import type { Bill } from '../../../shared/bills.ts';
import { Banner } from '../../ui/banner.tsx';
import { BillLine } from '../bill-line.tsx';
import { Button } from '../../ui/button.tsx';
import { useNav } from '../../base/nav.tsx';

/** The same pair is there already: where, with the way to it. */
export function Taken({ bill, alert = false }: { bill: Bill | null; alert?: boolean }) {
  const { t } = useTranslation();
  const { go } = useNav();
  const open = bill && <Button onPress={() => go({ screen: 'bill', id: bill.id })}>{t('bills.open')}</Button>;
  return (
    <Banner kind="warning" alert={alert} title={t('bills.taken')} acts={open}>
      {bill && (
        <>
          <span>{t('bills.takenIs')}</span>
          <BillLine bill={bill} />
        </>
      )}
    </Banner>
  );
}
