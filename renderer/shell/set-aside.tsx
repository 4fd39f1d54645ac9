import { useTranslation } from 'react-i18next';
import { useAct } from '../base/api.ts';
import { Code } from '../ui/amount.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import './set-aside.css';

/** What a settings file held, by its name in the data folder. */
function meaningOf(file: string) {
  if (file.startsWith('app.')) return 'setAside.app';
  return file.startsWith('live') ? 'setAside.live' : 'setAside.practice';
}

/** Files that could not be read and were set aside, each with what it means, until a person has seen it. */
export function SetAside({ files }: { files: readonly string[] }) {
  const { t } = useTranslation();
  const see = useAct('app.seeSetAside');
  if (files.length === 0) return null;
  return (
    <Banner
      kind="warning"
      alert
      title={t('setAside.title')}
      acts={
        <Button busy={see.isPending} onPress={() => see.mutate({})}>
          {t('setAside.seen')}
        </Button>
      }
    >
      {files.map((file) => (
        <p key={file}>
          {t(meaningOf(file))}{' '}
          <span className="set-aside">
            <Code>{file}</Code>
          </span>
        </p>
      ))}
      <Failure failed={see.error} />
    </Banner>
  );
}
