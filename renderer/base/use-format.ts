import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rial } from '../../shared/money.ts';
import type { Language } from '../../shared/settings.ts';
import { ago, amountWords, clock, exactClock, grouped, inDigits, longDay, rialText, shortMoment, tomanText } from './format.ts';

/** The language the page is in. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'fa';
}

/** The formats of format.ts, bound to the page's language. */
export function useFormat() {
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      digits: (text: string) => inDigits(text, language),
      count: (value: number) => grouped(value, language),
      rial: (rial: Rial) => rialText(rial, language),
      toman: (rial: Rial) => tomanText(rial, language),
      words: (rial: Rial) => amountWords(rial, language),
      clock: (at: number) => clock(at, language),
      exactClock: (at: number) => exactClock(at, language),
      longDay: (at: number) => longDay(at, language),
      shortMoment: (at: number, now: number) => shortMoment(at, now, language),
      ago: (at: number, now: number) => ago(at, now, language),
    }),
    [language],
  );
}

/** The present in milliseconds, renewed every `every` milliseconds. */
export function useNow(every = 15_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
