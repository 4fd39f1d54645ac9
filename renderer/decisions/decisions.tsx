import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkRow } from '../../shared/links.ts';
import { useAct, useCall } from '../base/api.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useTell } from '../ui/notices.tsx';
import { EmptyState, Screen } from '../ui/screen.tsx';
import { useKey } from '../base/keys.ts';
import { AlarmCard } from './alarm-card.tsx';
import { BatchCards } from './batch-cards.tsx';
import { DecisionCard } from './decision-card.tsx';
import './decisions.css';

/** The most cards drawn at once; what is decided makes room for the rest. */
const SHOWN = 100;

/** Everything that waits for a person, in the order of its weight: alarms, unknown, rejected. */
export function DecisionsScreen() {
  const { t } = useTranslation();
  const list = useCall('links.list', {
    search: '',
    states: [],
    day: null,
    onlyDecisions: true,
    limit: SHOWN,
    offset: 0,
  });
  const batches = useCall('batches.list', { search: '', states: [], onlyDecisions: true, limit: SHOWN, offset: 0 });
  const cards = useRef<HTMLDivElement>(null);
  useCardWalk(cards);
  const links = list.data?.links ?? [];
  const all = links.length + (batches.data?.batches.length ?? 0);
  const alarms = links.filter(({ alarm }) => alarm !== null);
  const unknown = links.filter(({ state, alarm }) => state === 'unknown' && alarm === null);
  const rejected = links.filter(({ state, alarm }) => state === 'rejected' && alarm === null);
  return (
    <Screen title={t('decisions.title')} beside={all > 1 && <WalkHint />}>
      <Failure failed={list.error ?? batches.error} />
      {list.data && batches.data && all === 0 && (
        <EmptyState title={t('decisions.empty')}>
          <p>{t('decisions.emptyHow')}</p>
        </EmptyState>
      )}
      <div ref={cards} className="decision-groups">
        <Group title={t('decisions.alarms')} links={alarms} />
        <BatchCards batches={batches.data?.batches ?? []} />
        <Group title={t('decisions.unknown')} hint={t('decisions.unknownHow')} links={unknown} />
        <Group title={t('decisions.rejected')} beside={rejected.length > 1 && <SendAllAgain />} links={rejected} />
      </div>
      {list.data && list.data.total > links.length && <p className="soft">{t('decisions.more', { count: links.length })}</p>}
    </Screen>
  );
}

interface GroupProps {
  title: string;
  hint?: string;
  beside?: ReactNode;
  links: readonly LinkRow[];
}

function Group({ title, hint, beside, links }: GroupProps) {
  if (links.length === 0) return null;
  return (
    <section className="decision-group">
      <div className="card-head">
        <h2>{title}</h2>
        {beside}
      </div>
      {hint !== undefined && <p className="soft">{hint}</p>}
      {links.map((link) =>
        link.alarm === null ? <DecisionCard key={link.id} link={link} /> : <AlarmCard key={link.id} link={link} />,
      )}
    </section>
  );
}

function WalkHint() {
  const { t } = useTranslation();
  return (
    <span className="soft decisions-walk">
      {t('decisions.moveHint')} <KeyHint name="nextCard" /> <KeyHint name="lastCard" />
    </span>
  );
}

/** Alt+↓ and Alt+↑ go from card to card. */
function useCardWalk(cards: { current: HTMLElement | null }): void {
  const walk = (step: number) => {
    const all = [...(cards.current?.querySelectorAll<HTMLElement>('[data-card]') ?? [])];
    const here = all.findIndex((card) => card.contains(document.activeElement));
    const next = here === -1 ? all.at(step > 0 ? 0 : -1) : all[here + step];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useKey('nextCard', () => walk(1));
  useKey('lastCard', () => walk(-1));
}

/** The service was put right: everything it refused goes out again in one act. */
function SendAllAgain() {
  const { t } = useTranslation();
  const tell = useTell();
  const resume = useAct('outbox.resume');
  const send = () =>
    resume.mutate(
      { rejectedToo: true },
      { onSuccess: ({ requeued }) => tell({ kind: 'info', text: t('status.resumed', { count: requeued }) }) },
    );
  return (
    <>
      <Button busy={resume.isPending} onPress={send}>
        {t('decisions.sendAllAgain')}
      </Button>
      <Failure failed={resume.error} />
    </>
  );
}
