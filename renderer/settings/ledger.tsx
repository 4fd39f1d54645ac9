import { useTranslation } from 'react-i18next';
import type { LedgerReport } from '../../shared/ledger.ts';
import { useAct } from '../base/api.ts';
import { Code, Moment } from '../ui/amount.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Card } from '../ui/screen.tsx';

/** Checks the ledger on demand, and says what was found. */
export function LedgerSection() {
  const { t } = useTranslation();
  const check = useAct('ledger.check');
  const rebuild = useAct('ledger.rebuild');
  const report = rebuild.data ?? check.data;
  return (
    <Card title={t('settings.sections.ledger')}>
      <p className="soft">{t('settings.ledger.lead')}</p>
      {report && <Report report={report} />}
      {report?.disagree === true && <p className="soft">{t('settings.ledger.rebuildHint')}</p>}
      <Failure failed={rebuild.error ?? check.error} />
      <div className="acts">
        <Button
          busy={check.isPending}
          onPress={() => {
            rebuild.reset();
            check.mutate({});
          }}
        >
          {t(check.isPending ? 'settings.ledger.checking' : 'settings.ledger.check')}
        </Button>
        {report?.disagree === true && (
          <Button busy={rebuild.isPending} onPress={() => rebuild.mutate({})}>
            {t(rebuild.isPending ? 'settings.ledger.rebuilding' : 'settings.ledger.rebuild')}
          </Button>
        )}
      </div>
    </Card>
  );
}

function Report({ report }: { report: LedgerReport }) {
  const { t } = useTranslation();
  const { ok, events, counts, unknown, checkedAt, problems, seal } = report;
  return (
    <>
      <Banner kind={ok ? 'good' : 'error'} title={t(ok ? 'settings.ledger.ok' : 'settings.ledger.bad')} alert>
        <span>
          {t('settings.ledger.counts', { events, links: counts['links'] ?? 0, bills: counts['bills'] ?? 0 })} ·{' '}
          <Moment at={checkedAt} exact />
        </span>
      </Banner>
      {problems.length > 0 && (
        <ul className="settings-problems">
          {problems.map((problem) => (
            <li key={problem}>
              <Problem problem={problem} />
            </li>
          ))}
        </ul>
      )}
      {unknown > 0 && <p>{t('settings.ledger.unknown', { count: unknown })}</p>}
      <Sealed seal={seal} />
    </>
  );
}

/** How far the ledger's end is vouched for, and since when. */
function Sealed({ seal: { state, since } }: { seal: LedgerReport['seal'] }) {
  const { t } = useTranslation();
  return (
    <div className="soft">
      <p>
        {t(`settings.ledger.seal.${state}`)}{' '}
        {since !== null && (
          <>
            {t('settings.ledger.sealSince')} <Moment at={since.at} exact />
          </>
        )}
      </p>
      {since?.lost === true && <p>{t('settings.ledger.sealLost')}</p>}
    </div>
  );
}

/** The kinds of problems that LedgerReport names, each with its words. */
export const LEDGER_PROBLEMS = [
  'chain',
  'row',
  'bill',
  'batch',
  'sqlite',
  'schema-missing',
  'schema-foreign',
  'schema-changed',
  'shorter',
  'rewritten',
  'seal-bad',
] as const;

/** A problem is a code with its place, as LedgerReport says; one of an unknown kind is shown as it came. */
function Problem({ problem }: { problem: string }) {
  const { t } = useTranslation();
  const kind = LEDGER_PROBLEMS.find((one) => problem.startsWith(`${one} `));
  if (!kind) return <Code>{problem}</Code>;
  const place = problem.slice(kind.length + 1);
  return t(`settings.ledger.${kind}`, { place: /^\d+$/u.test(place) ? Number(place) : place });
}
