import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../shared/ledger.ts';
import { useAct } from '../base/api.ts';
import { Moment } from '../ui/amount.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { useNav } from '../base/nav.tsx';
import { useStick } from '../base/sticky.ts';

/** The ledger is not the one that was marked: what is known, and the way to each of a person's decisions. */
export function Held({ hold, queued }: { hold: Hold; queued: number }) {
  const { t } = useTranslation();
  const { place, go } = useNav();
  const stick = useStick();
  const [asking, setAsking] = useState(false);
  const showQueue = () => {
    stick('links.states', ['queued']);
    stick('links.search', '');
    go({ screen: 'links' });
  };
  return (
    <Banner
      kind="error"
      icon="pause"
      alert
      title={t(`hold.title.${hold.cause}`)}
      acts={
        <>
          {place.screen !== 'links' && queued > 0 && (
            <Button onPress={showQueue}>{t('hold.showQueue', { count: queued })}</Button>
          )}
          <Button onPress={() => setAsking(true)}>{t('hold.goOn')}</Button>
        </>
      }
    >
      <p>{hold.sends === null ? t('hold.sendsUnknown') : t('hold.sends', { count: hold.sends })}</p>
      {/* The form below stays in view: what is needed once is folded away, and said again where it is decided. */}
      <details>
        <summary>{t('hold.more')}</summary>
        <Facts hold={hold} />
        <p>{t('hold.meanwhile')}</p>
      </details>
      <GoOn hold={hold} open={asking} queued={queued} done={() => setAsking(false)} />
    </Banner>
  );
}

function Facts({ hold: { cause, end, mark } }: { hold: Hold }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{end.seq === 0 ? t('hold.empty') : <At text={t('hold.end', { seq: end.seq })} at={end.at} />}</p>
      {mark && (
        <p>
          <At text={t('hold.mark', { seq: mark.seq })} at={mark.at} />
        </p>
      )}
      <p>{t(`hold.todo.${cause}`)}</p>
    </>
  );
}

function At({ text, at }: { text: string; at: number }) {
  return (
    <>
      {text} <Moment at={at} exact />
    </>
  );
}

/** What cannot be undone says what it will do. */
function GoOn({ hold, open, queued, done }: { hold: Hold; open: boolean; queued: number; done: () => void }) {
  const { t } = useTranslation();
  const accept = useAct('ledger.accept');
  return (
    <Dialog
      open={open}
      onClose={done}
      title={t('hold.goOnTitle')}
      acts={
        <>
          <Button look="danger" busy={accept.isPending} onPress={() => accept.mutate({}, { onSuccess: done })}>
            {t('hold.goOnYes', { count: queued })}
          </Button>
          <Button autoFocus onPress={done}>
            {t('app.cancel')}
          </Button>
        </>
      }
    >
      <div>
        <Facts hold={hold} />
      </div>
      <p>{t('hold.goOnMeans', { count: queued })}</p>
      <Failure failed={accept.error} />
    </Dialog>
  );
}
