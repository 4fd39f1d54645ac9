import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../shared/contract/settings.ts';
import { calls } from '../../shared/contract/calls.ts';
import { serviceOf } from '../../shared/settings.ts';
import type { SecretName } from '../../shared/settings.ts';
import { ask, Failed } from '../base/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure, useFieldWords } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { useTell } from '../ui/notices.tsx';
import { useShowView } from './use-settings.ts';

type SecretState = SettingsView['secrets'][SecretName];
const ICONS = { set: 'paid', missing: 'closed', unreadable: 'alarm', elsewhere: 'alarm', waiting: 'unknown' } as const;

const isTosha = (name: SecretName) => serviceOf(name) === 'tosha';

interface SecretRowProps {
  name: SecretName;
  state: SecretState;
  /** The hosts it was entered for (null for none that is known) and would go to now. */
  hosts: { enteredFor: string | null; now: string };
  /** Who enters it has said to know that it can be read on the way. */
  evenIfPlain: boolean;
  /** Whether this PC can seal; where it cannot, nothing is stored. */
  canStore: boolean;
}

/** A key of the live service: whether it is set, and the ways to set, replace and remove it. It is never shown. */
export function SecretRow({ name, state, hosts, evenIfPlain, canStore }: SecretRowProps) {
  const { t } = useTranslation();
  const [replacing, setReplacing] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const entering = canStore && (state !== 'set' || replacing);
  // The pressed button is gone after each act; the focus stays with its key.
  const settle = () => {
    setReplacing(false);
    requestAnimationFrame(() => row.current?.focus());
  };
  return (
    <div className="secret" role="group" aria-label={t(`settings.secret.${name}`)} tabIndex={-1} ref={row}>
      <div className="secret-head">
        <strong>{t(`settings.secret.${name}`)}</strong>
        <span className="soft">{t(`settings.secret.${name}Hint`)}</span>
        <span className="secret-state" data-state={state}>
          <Icon name={ICONS[state]} />
          {t(`settings.secret.${state}`)}
        </span>
        {state !== 'missing' && !entering && (
          <span className="acts">
            <Button small disabled={!canStore} onPress={() => setReplacing(true)}>
              {t('settings.secret.replace')}
            </Button>
            <RemoveSecret name={name} done={settle} />
          </span>
        )}
      </div>
      {state === 'unreadable' && <p className="field-error">{t('settings.secret.unreadableHint')}</p>}
      {state === 'elsewhere' && (
        <p className="field-error">{t('settings.secret.elsewhereHint', { host: hosts.enteredFor ?? '', now: hosts.now })}</p>
      )}
      {entering && <EnterSecret name={name} evenIfPlain={evenIfPlain} replacing={replacing} done={settle} />}
    </div>
  );
}

/**
 * A call with a secret, or about one. Made without the query client, which would keep what was sent for minutes.
 */
function useSecretAct() {
  const show = useShowView('live');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed | null>(null);
  const run = async (call: () => Promise<SettingsView>, done: () => void) => {
    setBusy(true);
    setFailed(null);
    try {
      show(await call());
      done();
    } catch (error) {
      setFailed(error instanceof Failed ? error : new Failed({ code: 'internal' }));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failed, run };
}

interface EnterSecretProps extends Pick<SecretRowProps, 'name' | 'evenIfPlain'> {
  replacing: boolean;
  done: () => void;
}

function EnterSecret({ name, evenIfPlain, replacing, done }: EnterSecretProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const words = useFieldWords();
  const { busy, failed, run } = useSecretAct();
  const [value, setValue] = useState('');
  const [issue, setIssue] = useState<string>();
  const label = t(`settings.secret.${name}`);
  const store = () => {
    const input = { mode: 'live', name, value, evenIfPlain } as const;
    const checked = calls['settings.putSecret'].input.safeParse(input);
    setIssue(checked.error?.issues[0]?.message);
    if (!checked.success) return;
    void run(
      () => ask('settings.putSecret', input),
      () => {
        setValue('');
        tell({ kind: 'good', text: t('settings.secret.saidSet', { name: label }) });
        done();
      },
    );
  };
  return (
    <div className="secret-enter">
      <Field
        type="password"
        label={t(isTosha(name) ? 'settings.secret.valueTosha' : 'settings.secret.value', { name: label })}
        value={value}
        onChange={setValue}
        error={words(issue)}
        autoFocus={replacing}
      />
      <div className="acts">
        <Button busy={busy} onPress={store}>
          {t(isTosha(name) ? 'settings.secret.enterTosha' : 'settings.secret.enter')}
        </Button>
        {replacing && (
          <Button look="quiet" onPress={done}>
            {t('settings.secret.cancel')}
          </Button>
        )}
      </div>
      <Failure failed={failed} />
    </div>
  );
}

function RemoveSecret({ name, done }: { name: SecretName; done: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const { busy, failed, run } = useSecretAct();
  const [asking, setAsking] = useState(false);
  const label = t(`settings.secret.${name}`);
  const remove = () =>
    void run(
      () => ask('settings.removeSecret', { mode: 'live', name }),
      () => {
        setAsking(false);
        done();
        tell({ kind: 'info', text: t('settings.secret.saidRemoved', { name: label }) });
      },
    );
  return (
    <>
      <Button small look="quiet" onPress={() => setAsking(true)}>
        {t('settings.secret.remove')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('settings.secret.removeTitle', { name: label })}
        acts={
          <>
            <Button look="danger" busy={busy} onPress={remove}>
              {t('settings.secret.remove')}
            </Button>
            <Button autoFocus onPress={() => setAsking(false)}>
              {t('settings.secret.cancel')}
            </Button>
          </>
        }
      >
        <p>{t(isTosha(name) ? 'settings.secret.removeWhatTosha' : 'settings.secret.removeWhat')}</p>
        <Failure failed={failed} />
      </Dialog>
    </>
  );
}
