import type { Rial } from '../../shared/money.ts';
import { useFormat, useNow } from '../base/use-format.ts';

/** An amount in rial, with toman below it or beside it. */
export function Amount({ rial, both = false }: { rial: Rial; both?: boolean }) {
  const format = useFormat();
  return (
    <span className="amount">
      <bdi>{format.rial(rial)}</bdi>
      {both && <bdi className="amount-toman">{format.toman(rial)}</bdi>}
    </span>
  );
}

/** A moment: today the clock, else day and clock; the whole of it when pointed at. `exact` adds the day and seconds. */
export function Moment({ at, exact = false }: { at: number; exact?: boolean }) {
  const format = useFormat();
  const now = useNow(60_000);
  const whole = `${format.longDay(at)}، ${format.exactClock(at)}`.replace('،', format.language === 'fa' ? '،' : ',');
  return (
    <time dateTime={new Date(at).toISOString()} title={whole}>
      <bdi>{exact ? whole : format.shortMoment(at, now)}</bdi>
    </time>
  );
}

/** An id or a number as the service or a person wrote it: isolated, left to right, in the language's digits or not. */
export function Code({ children }: { children: string }) {
  return (
    <bdi className="code" dir="ltr">
      {children}
    </bdi>
  );
}
