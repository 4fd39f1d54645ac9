import { useTranslation } from 'react-i18next';
import type { AppError } from '../../shared/contract/errors.ts';
import type { fa } from '../i18n/fa.ts';
import { catalogues } from '../i18n/index.ts';
import { SetAside } from './set-aside.tsx';
import './trouble.css';

type Known = Exclude<keyof typeof fa.trouble, 'title' | 'detail' | 'safe'>;

function known(code: string): Known {
  const own = Object.hasOwn(catalogues.fa.trouble, code) && code.startsWith('ledger-');
  return own || code === 'disk-full' ? (code as Known) : 'other';
}

/** In place of everything while the ledger cannot be used: what happened, what to do, and the plain facts. */
export function TroubleScreen({ error, setAside = [] }: { error: AppError; setAside?: readonly string[] }) {
  const { t } = useTranslation();
  const code = known(error.code);
  return (
    <main className="trouble">
      <h1>{t('trouble.title')}</h1>
      <p className="trouble-what">{t(`trouble.${code}.what`)}</p>
      <p>{t(`trouble.${code}.todo`)}</p>
      <p>{t('trouble.safe')}</p>
      <SetAside files={setAside} />
      <p className="soft">
        {t('trouble.detail')}: <bdi>{error.code}</bdi>{' '}
        {error.detail !== undefined && <bdi className="code">{error.detail}</bdi>}
      </p>
    </main>
  );
}
