import { APP, person } from '../../../shared/actors.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, test } from 'vitest';
import { EventList } from '../../../renderer/ui/event-list.tsx';
import { createWords } from '../../../renderer/i18n/index.ts';
import { batchSentence } from '../../../renderer/bills/batch/sentence.ts';
import { batchActsOf } from '../../../renderer/bills/batch/use-batch-acts.ts';
import { returnWay } from '../../../renderer/bills/desk/receiver-notice.tsx';
import { applyBatchEvent } from '../../../shared/batches.ts';
import { applyBillEvent } from '../../../shared/bills.ts';
import type { Batch, BatchEvent, BatchState } from '../../../shared/batches.ts';
import type { Bill, BillState } from '../../../shared/bills.ts';
import { billNo } from '../../bill-samples.ts';

const BATCH = '0192d3c4-0000-7000-8000-000000000000';
const OTHER = '0192d3c4-0000-7000-8000-000000000001';
const words = createWords('en');

function batch(state: BatchState): Batch {
  const begun: BatchEvent = {
    kind: 'batch.submitting',
    attempt: 1,
    bills: [OTHER],
    expected: 101_000,
    version: 'soap11',
    endpoint: 'http://127.0.0.1/',
    returnUrl: 'http://127.0.0.1/r/1',
    returnKey: '1',
  };
  return { ...applyBatchEvent(null, BATCH, begun, 0, person('')), state };
}

function bill(state: BillState, of: string | null = BATCH): Bill {
  const added = { kind: 'bill.added', ...billNo(1), extOrderId: '1', source: 'scan', again: null } as const;
  return { ...applyBillEvent(null, OTHER, added, 0, person('')), state, batch: of };
}

describe('the acts on a batch', () => {
  test('take its own unpaid bills into the basket again; abandoned ones, which may still be paid, only behind a question', () => {
    const rebasket = (...bills: Bill[]) => {
      const can = batchActsOf(batch('settled'), bills);
      return [can.rebasket, can.rebasketAsks];
    };
    expect(rebasket(bill('paid'), bill('awaiting'))).toEqual([0, false]);
    expect(rebasket(bill('failed'), bill('paid'), bill('failed'))).toEqual([2, false]);
    expect(rebasket(bill('failed'), bill('abandoned'))).toEqual([2, true]);
    // What is in another batch by now, or in the basket, is no longer this one's.
    expect(rebasket(bill('failed', OTHER), bill('abandoned', OTHER), bill('basket', null))).toEqual([0, false]);
  });

  test('take a return for as long as a bill of it can be paid', () => {
    const takes = (state: BatchState, ...bills: Bill[]) => batchActsOf(batch(state), bills).takeReturn;
    expect(takes('awaiting', bill('awaiting'))).toBe(true);
    expect(takes('abandoned', bill('abandoned'))).toBe(true);
    expect(takes('settled', bill('paid'), bill('failed'))).toBe(true);
    expect(takes('settled', bill('paid'), bill('basket', null))).toBe(false);
    expect(takes('refused', bill('basket', null))).toBe(false);
  });
});

describe('the history of a batch', () => {
  const returned = (alarm: 'paid-late' | null): BatchEvent => ({
    kind: 'batch.returned',
    outcome: 'settled',
    status: '0',
    message: '',
    via: 'pasted',
    alarm,
  });

  test('says that a return was late', () => {
    expect(batchSentence(returned('paid-late'), words.t)).toContain('nobody waited');
    expect(batchSentence(returned(null), words.t)).not.toContain('nobody waited');
  });

  test.each(['', 'http://127.0.0.1/r/1?Status=<b>1</b>&amp;\nقبض'])('holds a return as it came: %j', (came) => {
    const markup = renderToStaticMarkup(
      <I18nextProvider i18n={words}>
        <EventList
          entries={[{ seq: 1, at: 0, actor: APP, event: came }]}
          sentence={() => '—'}
          words={() => ''}
          wordsName=""
          evidence={() => null}
          alarm={() => ''}
          came={(event) => event}
        />
      </I18nextProvider>,
    );
    const escaped = came.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(markup.includes('<details')).toBe(came !== '');
    expect(markup.includes(`<bdi dir="ltr">${escaped}</bdi>`)).toBe(came !== '');
  });
});

test('a return that does not come by itself is never said to', () => {
  const receivers = ['listening', 'moved', 'failed', 'unused'] as const;
  for (const receiver of receivers) expect(returnWay(true, receiver)).toBe('batch.returnComes');
  expect(receivers.map((receiver) => returnWay(false, receiver))).toEqual([
    'batch.returnElsewhere',
    'batch.returnMoved',
    'batch.returnFailed',
    'batch.returnOwn',
  ]);
});
