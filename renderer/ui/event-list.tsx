import { useTranslation } from 'react-i18next';
import type { Actor } from '../../shared/actors.ts';
import type { Evidence } from '../../shared/evidence.ts';
import { EvidenceDetails } from './evidence.tsx';
import { Code, Moment } from './amount.tsx';

interface EventListProps<E> {
  /** The oldest first; `event` is null where only a newer version of the app understands it. */
  entries: readonly { seq: number; at: number; actor: Actor; event: E | null }[];
  sentence: (event: E) => string;
  /** The service's own words in an event; empty for none. */
  words: (event: E) => string;
  /** Whose words they are. */
  wordsName: string;
  evidence: (event: E) => Evidence | null;
  /** The service that said so, where no evidence names it; empty for none. */
  service?: (event: E) => string;
  /** What was wrong with it, in words; empty for nothing. */
  alarm: (event: E) => string;
  /** What came with it, as it came; empty for nothing. */
  came?: (event: E) => string;
}

/** What became of a thing, told from its events. */
export function EventList<E>({ entries, wordsName, ...of }: EventListProps<E>) {
  const { t } = useTranslation();
  return (
    <ol className="history">
      {entries.map(({ seq, at, actor, event }) => {
        const by = <span>{t('history.by', { who: actor.name === '' ? t(`who.${actor.kind}`) : actor.name })}</span>;
        if (event === null) {
          return (
            <li key={seq}>
              <div className="history-when">
                <Moment at={at} />
                {by}
              </div>
              <p className="soft">{t('event.newer')}</p>
            </li>
          );
        }
        const [words, alarm, evidence] = [of.words(event), of.alarm(event), of.evidence(event)];
        const service = evidence === null ? (of.service?.(event) ?? '') : '';
        const came = of.came?.(event) ?? '';
        return (
          <li key={seq}>
            <div className="history-when">
              <Moment at={at} />
              {by}
            </div>
            <div>
              <p>{of.sentence(event)}</p>
              {words !== '' && (
                <p className="soft">
                  {wordsName}: <bdi>«{words}»</bdi>
                </p>
              )}
              {alarm !== '' && <p className="history-alarm">{alarm}</p>}
              {service !== '' && (
                <p className="soft">
                  {t('evidence.endpoint')}: <Code>{service}</Code>
                </p>
              )}
              {came !== '' && <CameDetails came={came} />}
              {evidence && <EvidenceDetails evidence={evidence} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** A text from outside, folded away until somebody wants it. */
function CameDetails({ came }: { came: string }) {
  const { t } = useTranslation();
  return (
    <details className="evidence">
      <summary>{t('history.came')}</summary>
      <div className="reply" tabIndex={0} role="group" aria-label={t('history.came')}>
        <bdi dir="ltr">{came}</bdi>
      </div>
    </details>
  );
}
