import { useTranslation } from 'react-i18next';
import type { Link } from '../../../shared/links.ts';
import { useAct } from '../../base/api.ts';
import { useDismissAbout, useTell } from '../../ui/notices.tsx';

/** The acts that need no more than a press (or a dialog's answer), each saying what was done. */
export function useLinkActs(link: Link, done: () => void = () => undefined) {
  const { t } = useTranslation();
  const tell = useTell();
  const decide = useAct('links.decide');
  const give = useAct('links.giveId');
  const see = useAct('links.seeAlarm');
  const dismissAbout = useDismissAbout();
  const invoice = link.invoiceNo;
  const say = (text: string) => ({
    onSuccess: (_answer: unknown, here: boolean) => {
      dismissAbout(link.id);
      tell({ kind: 'info', text });
      if (here) done();
    },
  });
  const { id } = link;
  return {
    hasSms: (payLinkSendId: string | null) =>
      decide.mutate({ id, decision: { kind: 'has-sms', payLinkSendId } }, say(t('decisions.decidedSent', { invoice }))),
    sendAgain: () => decide.mutate({ id, decision: { kind: 'send-again' } }, say(t('decisions.requeued', { invoice }))),
    giveId: (payLinkSendId: string) => give.mutate({ id, payLinkSendId }, say(t('link.idGiven'))),
    seeAlarm: () => see.mutate({ id }, say(t('link.alarmSeen'))),
    busy: decide.isPending || give.isPending || see.isPending,
    failed: decide.error ?? give.error ?? see.error,
  };
}
