import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../shared/contract/calls.ts';
import type { PracticeBatch } from '../../shared/contract/practice.ts';
import { Amount, Code, Moment } from '../ui/amount.tsx';
import { Card, EmptyState } from '../ui/screen.tsx';
import { BatchPage } from './batch-page.tsx';
import { BatchPayState } from './pay-state.tsx';
import { RefuseNext, ReturnForms } from './return-forms.tsx';

/** The payer's side of bills: the pay pages, what is done there, and how the payer's browser comes back. */
export function BillDesk({ practice }: { practice: Output<'practice.get'> }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string | null>(null);
  const { batches } = practice;
  const open = batches.find(({ batchToken }) => batchToken === chosen) ?? batches[0] ?? null;
  return (
    <>
      <h2>{t('practice.bills.title')}</h2>
      <p className="soft">{t('practice.bills.lead')}</p>
      <div className="practice-desk">
        <Card title={t('practice.bills.pages')}>
          <PayPages batches={batches} open={open} choose={choose} />
        </Card>
        <Card title={t('practice.bills.open')}>
          {open ? <BatchPage key={open.batchToken} batch={open} /> : <EmptyState title={t('practice.bills.none')} />}
        </Card>
        <Card title={t('practice.bills.forms')}>
          <ReturnForms chosen={practice.returnForm} />
          <RefuseNext key={practice.refuseBills} count={practice.refuseBills} />
        </Card>
      </div>
    </>
  );
}

interface PayPagesProps {
  batches: readonly PracticeBatch[];
  open: PracticeBatch | null;
  choose: (batchToken: string) => void;
}

function PayPages({ batches, open, choose }: PayPagesProps) {
  const { t } = useTranslation();
  return (
    <ListBox
      className="practice-pages"
      aria-label={t('practice.bills.list')}
      items={batches.map((batch) => ({ ...batch, id: batch.batchToken }))}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={open ? [open.batchToken] : []}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (typeof key === 'string') choose(key);
      }}
      renderEmptyState={() => (
        <EmptyState title={t('practice.bills.empty')}>
          <p>{t('practice.bills.emptyHint')}</p>
        </EmptyState>
      )}
    >
      {(batch) => (
        <ListBoxItem className="phone-sms" textValue={batch.batchToken}>
          <span className="phone-sms-head">
            <Code>{batch.batchToken}</Code>
            <Moment at={batch.at} />
          </span>
          <span>
            {t('batch.bills', { count: batch.bills.length })} · <Amount rial={batch.total} />
          </span>
          <BatchPayState state={batch.state} />
        </ListBoxItem>
      )}
    </ListBox>
  );
}
