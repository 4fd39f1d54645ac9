import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../shared/contract/settings.ts';
import type { Status } from '../../shared/contract/status.ts';
import { LANGUAGES } from '../../shared/settings.ts';
import { useAct } from '../base/api.ts';
import { Code } from '../ui/amount.tsx';
import { Failure } from '../ui/failure.tsx';
import { Card, Facts } from '../ui/screen.tsx';
import { speak } from '../i18n/index.ts';
import { useLanguage } from '../base/use-format.ts';

/** The app's language: it changes on the spot, and is kept for the next start. */
export function LanguageSection() {
  const { t } = useTranslation();
  const language = useLanguage();
  const act = useAct('app.setLanguage');
  return (
    <Card title={t('settings.sections.language')}>
      <RadioGroup
        className="settings-languages"
        orientation="horizontal"
        value={language}
        onChange={(value) => {
          const next = LANGUAGES.find((one) => one === value);
          if (next) act.mutate({ language: next }, { onSuccess: () => speak(next) });
        }}
      >
        <Label className="soft">{t('settings.language.lead')}</Label>
        <div className="acts">
          {LANGUAGES.map((one) => (
            <Radio key={one} value={one} className="settings-choice">
              <span className="settings-choice-dot" aria-hidden="true" />
              <span lang={one}>{t(`settings.language.${one}`)}</span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <Failure failed={act.error} />
    </Card>
  );
}

/** Which app this is and where it keeps what it keeps. */
export function AboutSection({ status, view }: { status: Status; view: SettingsView }) {
  const { t } = useTranslation();
  return (
    <Card title={t('settings.sections.about')}>
      <Facts
        facts={[
          [t('settings.about.version'), <Code key="version">{status.version}</Code>],
          [t('settings.about.host'), t(`settings.about.hosts.${status.host}`)],
          [t('settings.about.dataFolder'), <Code key="folder">{view.dataFolder}</Code>],
        ]}
      />
      <p className="soft">{t('settings.about.dataFolderHint')}</p>
    </Card>
  );
}
