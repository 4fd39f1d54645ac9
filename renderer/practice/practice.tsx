import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../shared/contract/calls.ts';
import { useCall } from '../base/api.ts';
import { Failure } from '../ui/failure.tsx';
import { Card, EmptyState, Screen } from '../ui/screen.tsx';
import { BillDesk } from './bill-desk.tsx';
import { FaultOn, Faults, useFaultSwitch } from './faults.tsx';
import { PayPage } from './pay-page.tsx';
import { Phone } from './phone.tsx';
import './practice.css';

/** The customer's side of the practice shop: the phone, the pay page, and the faults to practise with. */
export function PracticeScreen() {
  const { t } = useTranslation();
  const { data, error } = useCall('practice.get', {});
  if (error?.error.code === 'only-in-practice') return <OnlyInPractice />;
  return (
    <Screen title={t('practice.title')}>
      <p className="soft">{t('practice.lead')}</p>
      <Failure failed={error} />
      {data && <Desk practice={data} />}
    </Screen>
  );
}

function OnlyInPractice() {
  const { t } = useTranslation();
  return (
    <Screen title={t('practice.title')}>
      <EmptyState title={t('practice.onlyInPractice')}>
        <p>{t('practice.onlyInPracticeHint')}</p>
      </EmptyState>
    </Screen>
  );
}

/** Until somebody chooses a message, the newest one is open. */
function Desk({ practice }: { practice: Output<'practice.get'> }) {
  const { t } = useTranslation();
  const switcher = useFaultSwitch();
  const [chosen, choose] = useState<string | null>(null);
  const open = practice.messages.find(({ payLinkSendId }) => payLinkSendId === chosen) ?? practice.messages[0] ?? null;
  return (
    <>
      <FaultOn fault={practice.fault} switcher={switcher} />
      <div className="practice-desk">
        <Phone messages={practice.messages} open={open} onOpen={choose} />
        <Card title={t('practice.page.title')}>
          <p className="practice-hint">{t('practice.page.hint')}</p>
          {open ? (
            <PayPage key={open.payLinkSendId} message={open} />
          ) : (
            <EmptyState title={t('practice.page.none')}>
              <p>{t('practice.page.noneHint')}</p>
            </EmptyState>
          )}
        </Card>
        <Card title={t('practice.faults.title')}>
          <Faults fault={practice.fault} switcher={switcher} />
        </Card>
      </div>
      <BillDesk practice={practice} />
    </>
  );
}
