import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../shared/evidence.ts';
import { Code, Moment } from './amount.tsx';
import { Facts } from './screen.tsx';
import { codeKey } from '../i18n/codes.ts';
import { useFormat } from '../base/use-format.ts';

/** All that is known of one attempt to send, folded away until somebody wants it. Secrets were masked before it was kept. */
export function EvidenceDetails({ evidence, open = false }: { evidence: Evidence; open?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = format.digits(((evidence.endedAt - evidence.startedAt) / 1000).toFixed(1));
  return (
    <details className="evidence" open={open}>
      <summary>{t('evidence.title')}</summary>
      <Facts
        facts={[
          [t('evidence.startedAt'), <Moment key="0" at={evidence.startedAt} exact />],
          [t('evidence.took'), t('evidence.seconds', { seconds })],
          [t('evidence.reason'), t(codeKey('reason', evidence.reason), { code: evidence.reason })],
          [t('evidence.bytesOut'), format.count(evidence.bytesOut)],
          [t('evidence.httpStatus'), evidence.status === null ? null : <Code key="4">{String(evidence.status)}</Code>],
          [t('evidence.transport'), t(`evidence.transports.${evidence.transport}`)],
          [t('evidence.endpoint'), <Code key="6">{evidence.endpoint}</Code>],
          [t('evidence.reply'), <Reply key="7" reply={evidence.reply} />],
        ]}
      />
    </details>
  );
}

function Reply({ reply }: Pick<Evidence, 'reply'>) {
  const { t } = useTranslation();
  if (reply === null || reply === '') return <span>{t('evidence.noReply')}</span>;
  return (
    <pre className="reply" dir="ltr" tabIndex={0} aria-label={t('evidence.reply')}>
      {reply}
    </pre>
  );
}
