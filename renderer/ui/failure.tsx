import { useTranslation } from 'react-i18next';
import type { AppError } from '../../shared/contract/errors.ts';
import type { Failed } from '../base/api.ts';
import { codeKey } from '../i18n/codes.ts';
import { Banner } from './banner.tsx';

/** The words of an error, by its code. */
export function useErrorWords(): (error: AppError) => string {
  const { t } = useTranslation();
  return ({ code }) => t(codeKey('error', code), { code });
}

/** The words of a field's fault, by its code; empty for none. */
export function useFieldWords(): (code: string | undefined) => string {
  const { t } = useTranslation();
  return (code) => (code === undefined ? '' : t(codeKey('field', code), { code }));
}

/** What main adds to these is for whoever looks after the app, in English; their words say what to do. */
const SAID_WHOLE: ReadonlySet<string> = new Set(['disk-full', 'strange-pay-page']);

/** A failed call, said where it was made; nothing where none failed. */
export function Failure({ failed }: { failed: Failed | null }) {
  const words = useErrorWords();
  if (failed === null) return null;
  const { error } = failed;
  return (
    <Banner kind="error" alert>
      <span>{words(error)}</span>
      {error.detail !== undefined && !SAID_WHOLE.has(error.code) && <bdi className="code detail">{error.detail}</bdi>}
    </Banner>
  );
}
