import { useTranslation } from 'react-i18next';
import { useAct } from '../base/api.ts';
import { useErrorWords } from '../ui/failure.tsx';
import { useTell } from '../ui/notices.tsx';
import { codeKey } from '../i18n/codes.ts';

/** Asks the service now about one link, or about all (null), and says what came of it. */
export function useCheckNow(): { busy: boolean; run: (id: string | null) => void } {
  const { t } = useTranslation();
  const tell = useTell();
  const words = useErrorWords();
  const check = useAct('links.checkNow');
  const run = (id: string | null) =>
    check.mutate(
      { id },
      {
        onSuccess: ({ asked, answered, paid, failure }) => {
          const why = failure === null ? '' : t(codeKey('reason', failure), { code: failure });
          if (asked === 0) tell({ kind: 'info', text: t('status.checkedNone') });
          else if (failure !== null) tell({ kind: 'info', text: t('status.checkFailed', { why }) });
          else tell({ kind: 'info', text: t('status.checked', { asked, answered, paid }) });
        },
        onError: ({ error }) => tell({ kind: 'info', text: t('app.failed', { what: words(error) }) }),
      },
    );
  return { busy: check.isPending, run };
}
