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
      <summary>{t('link.evidence')}</summary>
      <Facts
        facts={[
          [t('link.startedAt'), <Moment key="0" at={evidence.startedAt} exact />],
          [t('link.took'), t('link.seconds', { seconds })],
          [t('link.reason'), t(codeKey('reason', evidence.reason), { code: evidence.reason })],
          [t('link.bytesOut'), format.count(evidence.bytesOut)],
          [t('link.httpStatus'), evidence.status === null ? null : <Code key="4">{String(evidence.status)}</Code>],
          [t('link.transport'), t(`link.transports.${evidence.transport}`)],
          [t('link.endpoint'), <Code key="6">{evidence.endpoint}</Code>],
          [t('link.reply'), <Reply key="7" reply={evidence.reply} />],
        ]}
      />
    </details>
  );
}

function Reply({ reply }: Pick<Evidence, 'reply'>) {
  const { t } = useTranslation();
  if (reply === null || reply === '') return <span>{t('link.noReply')}</span>;
  return (
    <pre className="reply" dir="ltr" tabIndex={0} aria-label={t('link.reply')}>
      {reply}
    </pre>
  );
}
