import { createInstance } from 'i18next';
import type { FormatterModule, i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../shared/settings.ts';
import { persianDigits } from '../../shared/text.ts';
import { en } from './en.ts';
import { fa } from './fa.ts';

/** Both catalogues, for what is looked up by code. `en` has the type of `fa`: a key missing in one does not compile. */
export const catalogues: Readonly<Record<Language, typeof fa>> = { fa, en };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof fa };
  }
}

/** Numbers in a sentence get the language's digits; other values are isolated, so that right-to-left text keeps its order. */
function shown(value: unknown, language: string | undefined): string {
  if (typeof value === 'number') return language === 'fa' ? persianDigits(String(value)) : String(value);
  return `\u2068${String(value)}\u2069`;
}

/** i18next's own formatter is for numbers, dates and lists; every value of ours is shown one way. */
const formatter: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  format: (value, _, language) => shown(value, language),
  add: () => undefined,
  addCached: () => undefined,
};

/** The catalogues as i18next; nothing is fetched, so it is ready when this returns. */
export function createWords(language: Language): i18n {
  const words = createInstance();
  void words
    .use(formatter)
    .use(initReactI18next)
    .init({
      lng: language,
      resources: { fa: { translation: fa }, en: { translation: en } },
      initAsync: false,
      returnNull: false,
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false },
    });
  return words;
}

let words: i18n | null = null;

/** Gives the page its first language. */
export function startWords(language: Language): void {
  words = createWords(language);
  dress(language);
}

/** Switches the language of the whole page in place. */
export function speak(language: Language): void {
  if (words === null || words.language === language) return;
  dress(language);
  void words.changeLanguage(language);
}

function dress(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'fa' ? 'rtl' : 'ltr';
}
