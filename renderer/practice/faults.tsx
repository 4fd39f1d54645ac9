import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../../shared/contract/practice.ts';
import { FAULTS } from '../../shared/contract/practice.ts';
import { useAct } from '../base/api.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { useTell } from '../ui/notices.tsx';
import './faults.css';

type FaultSwitch = ReturnType<typeof useFaultSwitch>;

/** Switches a fault on (or, with `none`, off). A fault that is on shows itself; that none is any more has to be said. */
export function useFaultSwitch() {
  const { t } = useTranslation();
  const tell = useTell();
  const act = useAct('practice.setFault');
  const said = () => tell({ kind: 'info', text: t('practice.faults.saidOff') });
  const set = (fault: Fault) => act.mutate({ fault }, fault === 'none' ? { onSuccess: said } : {});
  return { set, busy: act.isPending, wanted: act.isPending ? act.variables?.fault : undefined, failed: act.error };
}

interface FaultProps {
  fault: Fault;
  switcher: FaultSwitch;
}

/** Says which fault is on, with the way to switch it off; nothing while none is. */
export function FaultOn({ fault, switcher: { busy, set } }: FaultProps) {
  const { t } = useTranslation();
  if (fault === 'none') return null;
  return (
    <Banner
      kind="warning"
      alert
      title={t('practice.faults.isOn', { name: t(`practice.fault.${fault}.name`) })}
      acts={
        <Button keyName="faultOff" busy={busy} onPress={() => set('none')}>
          {t('practice.faults.off')}
        </Button>
      }
    >
      <span>{t(`practice.fault.${fault}.what`)}</span>
    </Banner>
  );
}

/** Every fault of the practice shop, one of them on. */
export function Faults({ fault, switcher: { wanted, failed, set } }: FaultProps) {
  const { t } = useTranslation();
  return (
    <>
      <RadioGroup
        className="faults"
        value={wanted ?? fault}
        onChange={(value) => {
          const next = FAULTS.find((one) => one === value);
          if (next) set(next);
        }}
      >
        <Label className="practice-hint">{t('practice.faults.hint')}</Label>
        {FAULTS.map((one) => (
          <Radio key={one} value={one} className={one === 'none' ? 'fault calm' : 'fault harm'}>
            <span className="fault-dot" aria-hidden="true" />
            <span className="fault-text">
              <strong>
                {t(`practice.fault.${one}.name`)}
                {one === fault && one !== 'none' && <span className="fault-on">{t('practice.faults.on')}</span>}
              </strong>
              <span>{t(`practice.fault.${one}.what`)}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      <Failure failed={failed} />
    </>
  );
}
