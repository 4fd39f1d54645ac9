import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../shared/evidence.ts';
import { codeKey } from '../i18n/codes.ts';
import { useFormat } from '../base/use-format.ts';

/** The evidence in one sentence: when, how much left, how it ended. */
export function WhatHappened({ evidence, nothingKnown }: { evidence: Evidence | null; nothingKnown: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (evidence === null) return <p>{nothingKnown}</p>;
  const when = `${format.longDay(evidence.startedAt)} ${format.exactClock(evidence.startedAt)}`;
  const reason = t(codeKey('reason', evidence.reason), { code: evidence.reason });
  return <p>{t('decisions.whatHappened', { when, bytes: evidence.bytesOut, reason })}</p>;
}
