import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

export interface Notice {
  text: string;
  /** An alarm is read out at once, and stays until it is dismissed. */
  kind: 'good' | 'info' | 'alarm';
  act?: { label: string; onPress: () => void };
  /** The link it is about: seeing to the link dismisses the notice. */
  about?: string;
}

type Tell = (notice: Notice) => void;
interface Told {
  tell: Tell;
  dismissAbout: (link: string) => void;
}
const NoticeContext = createContext<Told | null>(null);

/** Milliseconds a notice stays; the live region has said it by then, and nothing but alarms depends on reading it. */
const STAYS = 8_000;
/** More would hide the work below; alarms wait in the decisions too. */
const MOST = 2;

/** Shows and says what happened. */
export function useTell(): Tell {
  return useTold().tell;
}

/** Takes away the notices about a link, once somebody has seen to it. */
export function useDismissAbout(): (link: string) => void {
  return useTold().dismissAbout;
}

function useTold(): Told {
  const told = useContext(NoticeContext);
  if (told === null) throw new Error('useTell outside Notices');
  return told;
}

export function Notices({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<readonly (Notice & { id: number })[]>([]);
  const next = useRef(0);
  const dismiss = useCallback((id: number) => setNotices((all) => all.filter((notice) => notice.id !== id)), []);
  const tell = useCallback<Tell>(
    (notice) => {
      const id = (next.current += 1);
      setNotices((all) => {
        const loud = notice.kind === 'alarm';
        const others = all.filter((one) => (one.kind === 'alarm') !== loud);
        const alike = all.filter((one) => (one.kind === 'alarm') === loud);
        return [...others, ...alike.slice(1 - MOST), { ...notice, id }];
      });
      if (notice.kind !== 'alarm') setTimeout(() => dismiss(id), STAYS);
    },
    [dismiss],
  );
  const dismissAbout = useCallback((link: string) => setNotices((all) => all.filter(({ about }) => about !== link)), []);
  const told = useMemo(() => ({ tell, dismissAbout }), [tell, dismissAbout]);
  const { t } = useTranslation();
  const rows = useMemo(
    () => ({ loud: notices.filter(({ kind }) => kind === 'alarm'), calm: notices.filter(({ kind }) => kind !== 'alarm') }),
    [notices],
  );
  return (
    <NoticeContext value={told}>
      {children}
      {/* react-aria leaves such an element reachable while a dialog is open. */}
      <section className="notices" aria-label={t('notice.label')} data-react-aria-top-layer="true">
        <div role="alert">
          {rows.loud.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} dismiss={() => dismiss(notice.id)} />
          ))}
        </div>
        <div role="status">
          {rows.calm.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} dismiss={() => dismiss(notice.id)} />
          ))}
        </div>
      </section>
    </NoticeContext>
  );
}

const ICONS = { good: 'paid', info: 'info', alarm: 'alarm' } as const;

function NoticeRow({ notice, dismiss }: { notice: Notice; dismiss: () => void }) {
  const { t } = useTranslation();
  const { act } = notice;
  const pressed = () => {
    dismiss();
    act?.onPress();
  };
  return (
    <div className="notice" data-kind={notice.kind}>
      <Icon name={ICONS[notice.kind]} />
      <p>{notice.text}</p>
      {act && (
        <Button small look="quiet" onPress={pressed}>
          {act.label}
        </Button>
      )}
      <Button small look="quiet" onPress={dismiss} label={t('app.dismiss')}>
        {notice.kind === 'alarm' ? t('app.dismiss') : <Icon name="close" />}
      </Button>
    </div>
  );
}
