import { useTranslation } from 'react-i18next';
import type { PhoneMessage, PracticeBatch } from '../../shared/contract/practice.ts';
import { Icon } from '../ui/icon.tsx';
import './pay-state.css';

const ICONS = { unpaid: 'clock', paid: 'paid', cancelled: 'close' } as const;

/** What the customer did with a link, by word and shape. */
export function PayState({ state }: Pick<PhoneMessage, 'state'>) {
  const { t } = useTranslation();
  return (
    <span className="pay-state" data-state={state}>
      <Icon name={ICONS[state]} />
      {t(`practice.state.${state}`)}
    </span>
  );
}

/** What the payer did with a batch, by word and shape. */
export function BatchPayState({ state }: Pick<PracticeBatch, 'state'>) {
  const { t } = useTranslation();
  const look = state === 'partly' ? 'paid' : state;
  return (
    <span className="pay-state" data-state={look}>
      <Icon name={ICONS[look]} />
      {t(`practice.bills.state.${state}`)}
    </span>
  );
}
