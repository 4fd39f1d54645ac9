import { ListBox, ListBoxItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { jalaliDay } from '../../../shared/days.ts';
import type { LinkRow } from '../../../shared/links.ts';
import { useCall } from '../../base/api.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { LinkLine } from '../link-line.tsx';
import { Card, EmptyState } from '../../ui/screen.tsx';
import { useNav } from '../../base/nav.tsx';
import { useFormat, useNow } from '../../base/use-format.ts';
import './today.css';

/** The most rows drawn here; the links screen has the rest. */
const SHOWN = 100;

/** Today's links beside the form, newest first, changing as they change. */
export function Today() {
  const { t } = useTranslation();
  const format = useFormat();
  const { go } = useNav();
  const now = useNow(60_000);
  const today = useCall(
    'links.list',
    { search: '', states: [], day: jalaliDay(now), onlyDecisions: false, limit: 500, offset: 0 },
    { keepLast: true },
  );
  const links = today.data?.links ?? [];
  const total = today.data?.total ?? 0;
  return (
    <Card
      title={
        <>
          {t('counter.today')} <span className="today-day">{format.longDay(now)}</span>
        </>
      }
      beside={total > 0 && total === links.length && <Totals links={links} />}
    >
      <Failure failed={today.error} />
      {today.data && (
        <div className="today-list line-room">
          <ListBox
            className="rows"
            aria-label={t('counter.todayList')}
            items={links.slice(0, SHOWN)}
            selectionMode="none"
            onAction={(id) => go({ screen: 'link', id: String(id) })}
            renderEmptyState={() => (
              <EmptyState title={t('counter.todayEmpty')}>
                <p>{t('counter.todayEmptyHow')}</p>
              </EmptyState>
            )}
          >
            {(link) => (
              <ListBoxItem className="row" textValue={`${link.invoiceNo} ${link.customerName} ${t(`state.${link.state}`)}`}>
                <LinkLine link={link} />
              </ListBoxItem>
            )}
          </ListBox>
        </div>
      )}
      {total > SHOWN && (
        <Button look="quiet" keyShown="links" onPress={() => go({ screen: 'links' })}>
          {t('counter.todayMore')}
        </Button>
      )}
    </Card>
  );
}

function Totals({ links }: { links: readonly LinkRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const paid = links.filter(({ state }) => state === 'paid');
  const sum = format.rial(paid.reduce((rial, { amount }) => rial + amount, 0));
  return <span className="soft">{t('counter.todayTotal', { count: links.length, paid: paid.length, sum })}</span>;
}
