import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../../shared/contract/settings.ts';
import type { Mode } from '../../../shared/settings.ts';
import { useAct } from '../../base/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useTell } from '../../ui/notices.tsx';
import { Card } from '../../ui/screen.tsx';

interface ReadyProps {
  mode: Mode;
  /** How many batches of this mode wait for their return. */
  awaiting: number;
  view: SettingsView;
}

/** What live mode needs, which of it is there, and the switch between the modes. */
export function Ready({ mode, awaiting, view }: ReadyProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const live = mode === 'live';
  return (
    <Card title={t('setup.ready.title')}>
      <Banner kind={live ? 'good' : 'info'} title={t(live ? 'setup.ready.nowLive' : 'setup.ready.nowPractice')}>
        {live && <span>{t('setup.ready.liveHint')}</span>}
      </Banner>
      <ul className="setup-ready">
        <Need name={t('setup.ready.payLinkName')} met={view.settings.payLinkName !== ''} />
        <NeedKey name="key1" view={view} />
        <NeedKey name="key2" view={view} />
        {view.addresses.sizpay.fault !== null && <Need name={t('setup.service.title')} met={false} />}
      </ul>
      {!live && !view.liveReady && <p className="soft">{t('setup.ready.notYet')}</p>}
      <div className="acts">
        {live ? (
          <Button onPress={() => setAsking(true)}>{t('setup.ready.goPractice')}</Button>
        ) : (
          <Button look="primary" disabled={!view.liveReady} onPress={() => setAsking(true)}>
            {t('setup.ready.goLive')}
          </Button>
        )}
      </div>
      <ModeDialog to={live ? 'practice' : 'live'} awaiting={awaiting} open={asking} onClose={() => setAsking(false)} />
    </Card>
  );
}

/** A key that is there and will not do says why. */
function NeedKey({ name, view }: { name: 'key1' | 'key2'; view: SettingsView }) {
  const { t } = useTranslation();
  const state = view.secrets[name];
  const why = state === 'elsewhere' || state === 'unreadable' ? t(`settings.secret.${state}`) : undefined;
  return <Need name={t(`setup.ready.${name}`)} met={state === 'set'} why={why} />;
}

function Need({ name, met, why }: { name: string; met: boolean; why?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <li data-met={met}>
      <Icon name={met ? 'paid' : 'closed'} />
      <span>{name}</span>
      <strong>{why ?? t(met ? 'setup.ready.done' : 'setup.ready.missing')}</strong>
    </li>
  );
}

const WORDS = {
  live: { title: 'setup.toLive.title', yes: 'setup.toLive.yes', no: 'setup.toLive.no', said: 'setup.ready.saidLive' },
  practice: {
    title: 'setup.toPractice.title',
    yes: 'setup.toPractice.yes',
    no: 'setup.toPractice.no',
    said: 'setup.ready.saidPractice',
  },
} as const;
const MEANS = {
  live: ['setup.toLive.sms', 'setup.toLive.money', 'setup.toLive.apart'],
  practice: ['setup.toPractice.wait', 'setup.toPractice.apart'],
} as const;

interface ModeDialogProps {
  to: Mode;
  awaiting: number;
  open: boolean;
  onClose: () => void;
}

/** Says what the other mode means before it is switched on. */
function ModeDialog({ to, awaiting, open, onClose }: ModeDialogProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const act = useAct('app.setMode');
  const words = WORDS[to];
  const change = () => {
    const said = () => {
      tell({ kind: 'good', text: t(words.said) });
      onClose();
    };
    act.mutate({ mode: to }, { onSuccess: said });
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t(words.title)}
      acts={
        <>
          <Button look={to === 'live' ? 'danger' : 'primary'} busy={act.isPending} onPress={change}>
            {t(words.yes)}
          </Button>
          <Button autoFocus onPress={onClose}>
            {t(words.no)}
          </Button>
        </>
      }
    >
      <ul className="setup-means">
        {MEANS[to].map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
        {to === 'practice' && awaiting > 0 && <li>{t('setup.toPractice.batches', { count: awaiting })}</li>}
      </ul>
      <Failure failed={act.error} />
    </Dialog>
  );
}
