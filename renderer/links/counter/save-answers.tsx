import { useTranslation } from 'react-i18next';
import type { Link } from '../../../shared/links.ts';
import { useCall } from '../../base/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LinkLine } from '../link-line.tsx';
import { useNav } from '../../base/nav.tsx';
import { useFormat, useNow } from '../../base/use-format.ts';

/** Another live link holds the number: which one, and the two ways on. */
export function Taken({ link, propose }: { link: Link; propose: () => void }) {
  const { t } = useTranslation();
  const { go } = useNav();
  const acts = (
    <>
      <Button onPress={propose}>{t('counter.takeProposed')}</Button>
      <Button look="quiet" onPress={() => go({ screen: 'link', id: link.id })}>
        {t('counter.openTaken')}
      </Button>
    </>
  );
  return (
    <Banner kind="error" alert title={t('counter.taken')} acts={acts}>
      <LinkLine link={link} />
    </Banner>
  );
}

/** The same mobile and amount a few minutes ago: a second invoice, or the same one twice? */
export function SameAgain({ link, save, back }: { link: Link; save: () => void; back: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <Dialog
      open
      onClose={back}
      title={t('counter.sameTitle')}
      acts={
        <>
          <Button look="primary" autoFocus onPress={back}>
            {t('counter.sameNo')}
          </Button>
          <Button look="danger" onPress={save}>
            {t('counter.sameYes')}
          </Button>
        </>
      }
    >
      <p>{t('counter.same', { invoice: link.invoiceNo, when: format.ago(link.savedAt, now) })}</p>
      <LinkLine link={link} />
    </Dialog>
  );
}

/** Says what replacing does not do: the old link stays payable. */
export function ReplacingNotice({ id, stop }: { id: string; stop: () => void }) {
  const { t } = useTranslation();
  const old = useCall('links.get', { id });
  const invoice = old.data?.link.invoiceNo ?? '…';
  return (
    <Banner
      kind="warning"
      title={t('counter.replacing', { invoice })}
      acts={
        <Button small onPress={stop}>
          {t('counter.stopReplacing')}
        </Button>
      }
    >
      {t('counter.replacingMeans')}
    </Banner>
  );
}
