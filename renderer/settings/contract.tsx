import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../shared/contract/calls.ts';
import type { Difference, SettingsView } from '../../shared/contract/settings.ts';
import type { Mode, Service } from '../../shared/settings.ts';
import { useAct } from '../base/api.ts';
import { Code, Moment } from '../ui/amount.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { useTell } from '../ui/notices.tsx';
import { Card, Facts } from '../ui/screen.tsx';

type Report = Output<'contract.check'>;

/** Compares the service's contract with the app's, and takes the service's into use or puts it away again. */
export function ContractCard({ service, mode, view }: { service: Service; mode: Mode; view: SettingsView }) {
  const { t } = useTranslation();
  const contract = useContract(service, mode);
  const { report } = contract;
  const namespace = service === 'tosha' ? view.adoptedToshaNamespace : view.adoptedNamespace;
  const adopted = namespace !== null;
  const unusable = view.unusableContracts.includes(service);
  return (
    <Card title={t(service === 'tosha' ? 'settings.sections.toshaContract' : 'settings.sections.contract')}>
      <p className="soft">{t(service === 'tosha' ? 'settings.contract.leadTosha' : 'settings.contract.lead')}</p>
      <Facts
        facts={[
          [t('settings.contract.inUse'), t(`settings.contract.${adopted ? 'adopted' : 'bundled'}`)],
          [t('settings.contract.namespace'), namespaceOf(report?.namespace ?? namespace)],
          [t('settings.contract.checkedAt'), report && <Moment key="at" at={report.checkedAt} exact />],
        ]}
      />
      {unusable && (
        <Banner kind="warning">
          <span>{t('settings.contract.unusable')}</span>
        </Banner>
      )}
      {report && <Verdict report={report} />}
      <Failure failed={contract.failed} />
      <div className="acts">
        <Button busy={contract.checking} onPress={contract.check}>
          {t(contract.checking ? 'settings.contract.checking' : 'settings.contract.check')}
        </Button>
        {report?.adoptable && !report.adopted && report.differences.length > 0 && (
          <Button busy={contract.adopting} onPress={contract.adopt}>
            {t('settings.contract.adopt')}
          </Button>
        )}
        {(adopted || unusable) && (
          <Button look="quiet" busy={contract.resetting} onPress={contract.reset}>
            {t('settings.contract.reset')}
          </Button>
        )}
      </div>
    </Card>
  );
}

/** The acts, and the report of the last one that gave one. */
function useContract(service: Service, mode: Mode) {
  const { t } = useTranslation();
  const tell = useTell();
  const [report, setReport] = useState<Report | null>(null);
  const checking = useAct('contract.check');
  const adopting = useAct('contract.adopt');
  const resetting = useAct('contract.reset');
  const begin = () => {
    for (const act of [checking, adopting, resetting]) act.reset();
  };
  return {
    report,
    checking: checking.isPending,
    adopting: adopting.isPending,
    resetting: resetting.isPending,
    failed: checking.error ?? adopting.error ?? resetting.error,
    check: () => {
      begin();
      checking.mutate({ service, mode }, { onSuccess: setReport, onError: () => setReport(null) });
    },
    adopt: () => {
      begin();
      const taken = (answer: Report) => {
        setReport(answer);
        tell({ kind: 'good', text: t('settings.contract.saidAdopted') });
      };
      adopting.mutate({ service, mode }, { onSuccess: taken });
    },
    reset: () => {
      begin();
      const put = () => {
        setReport(null);
        tell({ kind: 'info', text: t('settings.contract.saidReset') });
      };
      resetting.mutate({ service, mode }, { onSuccess: put });
    },
  };
}

function namespaceOf(namespace: string | null) {
  return namespace === null ? null : <Code>{namespace}</Code>;
}

function Verdict({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { kind, word } = verdictOf(report);
  return (
    <>
      <Banner kind={kind}>
        <span>{t(`settings.contract.${word}`)}</span>
      </Banner>
      {report.differences.length > 0 && (
        <>
          <h3>{t('settings.contract.differences')}</h3>
          <ul className="settings-differences">
            {report.differences.map((difference) => (
              <DifferenceRow key={`${difference.kind} ${difference.where}`} difference={difference} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function verdictOf({ differences, adoptable, adopted }: Report) {
  if (differences.length === 0) return { kind: 'good', word: 'same' } as const;
  if (!adoptable) return { kind: 'error', word: 'unfit' } as const;
  return adopted ? ({ kind: 'good', word: 'nowAdopted' } as const) : ({ kind: 'warning', word: 'differs' } as const);
}

function DifferenceRow({ difference }: { difference: Difference }) {
  const { t } = useTranslation();
  const { kind, where, bundled, service } = difference;
  const value = (text: string) => (text === '' ? t('settings.contract.none') : <Code>{text}</Code>);
  return (
    <li>
      <strong>{t(`settings.difference.${kind}`)}</strong> <Code>{where}</Code>
      <dl>
        <div>
          <dt>{t('settings.contract.ours')}</dt>
          <dd>{value(bundled)}</dd>
        </div>
        <div>
          <dt>{t('settings.contract.theirs')}</dt>
          <dd>{value(service)}</dd>
        </div>
      </dl>
    </li>
  );
}
