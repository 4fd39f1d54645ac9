import { useTranslation } from 'react-i18next';
import type { Link, LinkRow } from '../../../shared/links.ts';
import { useCall } from '../../base/api.ts';
import { Amount, Code, Moment } from '../../ui/amount.tsx';
import { BackButton } from '../../ui/back-button.tsx';
import { StateBadge } from '../state-badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Card, Facts, Screen } from '../../ui/screen.tsx';
import { useNav } from '../../base/nav.tsx';
import { useFormat } from '../../base/use-format.ts';
import { History } from './history.tsx';
import { LinkActs } from './link-acts.tsx';
import { RefusalWords } from './refusal.tsx';

/** One link, whole: its state and what that means, what can be done, its facts and its history. */
export function LinkScreen({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error } = useCall('links.get', { id });
  if (error) {
    return (
      <Screen title={t('link.notFound')} beside={<BackButton otherwise={{ screen: 'links' }} />}>
        <Failure failed={error} />
      </Screen>
    );
  }
  if (!data) return null;
  const { link, otherService, history, replaces, replacedBy } = data;
  return (
    <Screen title={t('link.title', { invoice: link.invoiceNo })} beside={<BackButton otherwise={{ screen: 'links' }} />}>
      <section className="card page-state">
        <StateBadge state={link.state} big />
        <p className="page-meaning">{t(`meaning.${meaningOf(link)}`)}</p>
        {link.alarm !== null && (
          <Banner kind="error" icon="alarm" title={t('app.alarm')}>
            {t(`alarm.${link.alarm}`)}
          </Banner>
        )}
        {otherService && (
          <p className="soft">
            {t('link.otherService')} <Code>{link.service ?? ''}</Code>
          </p>
        )}
        <RefusalWords link={link} />
        <LinkActs link={link} />
      </section>
      <div className="page-columns">
        <Card title={t('link.facts')}>
          <LinkFacts link={link} replaces={replaces} replacedBy={replacedBy} />
        </Card>
        <Card title={t('link.history')}>
          <History history={history} />
        </Card>
      </div>
    </Screen>
  );
}

function meaningOf({ state, payLinkSendId, sentAt }: Link) {
  if (state === 'sent' && payLinkSendId === null) return 'sentWithoutId';
  if (state === 'closed' && (payLinkSendId !== null || sentAt !== null)) return 'closedPayable';
  return state;
}

function LinkFacts({ link, replaces, replacedBy }: { link: LinkRow; replaces: Link | null; replacedBy: Link | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const moment = (at: number | null) => (at === null ? null : <Moment at={at} exact />);
  const asked = link.state === 'sent' || link.askedAt !== null;
  return (
    <Facts
      facts={[
        [t('link.amount'), <AmountFact key="amount" rial={link.amount} />],
        [t('link.customer'), link.customerName === '' ? null : <bdi key="name">{link.customerName}</bdi>],
        [t('link.mobile'), <Code key="mobile">{link.mobileNo}</Code>],
        [t('link.description'), link.description === '' ? null : <bdi key="description">{link.description}</bdi>],
        [t('link.payLinkSendId'), link.payLinkSendId === null ? t('link.noId') : <Code key="id">{link.payLinkSendId}</Code>],
        [t('link.refNo'), link.refNo === null ? null : <Code key="ref">{link.refNo}</Code>],
        [t('link.savedAt'), moment(link.savedAt)],
        [t('link.savedBy'), link.savedBy.name === '' ? null : <bdi key="by">{link.savedBy.name}</bdi>],
        [t('link.sentAt'), moment(link.sentAt)],
        [t('link.paidAt'), moment(link.paidAt)],
        [t('link.askedAt'), asked ? (moment(link.askedAt) ?? t('link.neverAsked')) : null],
        [t('link.attempts'), format.count(link.attempts)],
        [t('link.replaces'), replaces && <OtherLink key="replaces" link={replaces} />],
        [t('link.replacedBy'), replacedBy && <OtherLink key="replacedBy" link={replacedBy} />],
      ]}
    />
  );
}

function AmountFact({ rial }: { rial: number }) {
  const format = useFormat();
  return (
    <>
      <Amount rial={rial} both />
      <div className="soft">{format.words(rial)}</div>
    </>
  );
}

/** Another link, named by its invoice number and its state; pressing goes there. */
function OtherLink({ link }: { link: Link }) {
  const { t } = useTranslation();
  const { go } = useNav();
  return (
    <Button small look="quiet" onPress={() => go({ screen: 'link', id: link.id })}>
      {t('link.openInvoice', { invoice: link.invoiceNo })} <StateBadge state={link.state} />
    </Button>
  );
}
