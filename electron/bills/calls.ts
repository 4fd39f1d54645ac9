import type { Actor } from '../../shared/actors.ts';
import type { Batch } from '../../shared/batches.ts';
import { amountsDiffer } from '../../shared/bill-sums.ts';
import type { Bill } from '../../shared/bills.ts';
import type { Output } from '../../shared/contract/calls.ts';
import { CallError } from '../errors.ts';
import type { Handlers } from '../ipc.ts';
import { readReturn } from '../providers/tosha/return.ts';
import type { Alarms } from './alarms.ts';
import { addPairs, checkPairs, rebasket } from './basket.ts';
import { createPaying, unreadableTotal } from './paying.ts';
import type { Paying, PayingOptions } from './paying.ts';
import { keyIn } from './receiver.ts';
import type { createReturns } from './returns.ts';
import { abandon, giveUp, settleByHand } from './settling.ts';
import type { Submitter } from './submitter.ts';

export interface BillsHandlersOptions extends PayingOptions {
  submitter: Submitter;
  takeReturn: ReturnType<typeof createReturns>;
  alarms: Alarms;
  /** Whether a batch's return address leads to the receiver that listens now. */
  returnComes: (batch: Batch) => boolean;
  changed: () => void;
}

type BillHandlers = Pick<Handlers, Extract<keyof Handlers, `bills.${string}`>>;
type BatchHandlers = Pick<Handlers, Extract<keyof Handlers, `batches.${string}`>>;

/** The calls about bills and batches. */
export function billsHandlers(options: BillsHandlersOptions): BillHandlers & BatchHandlers {
  return { ...ofBills(options), ...ofBatches(options) };
}

/** Gives what an act came to, once the screens were told that something changed. */
const actedWith =
  (changed: () => void) =>
  <T>(result: T): T => {
    changed();
    return result;
  };

function ofBills({ ledger, submitter, changed }: BillsHandlersOptions): BillHandlers {
  const acted = actedWith(changed);
  function found(id: string): Bill {
    const bill = ledger.bills.get(id);
    if (bill === null) throw new CallError('not-found', { detail: id });
    return bill;
  }
  return {
    'bills.check': ({ pairs }) => ({ verdicts: checkPairs(ledger, pairs) }),
    'bills.add': ({ pairs, source }, actor) => acted({ verdicts: addPairs(ledger, pairs, source, actor) }),
    'bills.remove': ({ id }, actor) => {
      found(id);
      return acted({ bill: ledger.bills.record(id, { kind: 'bill.removed' }, actor) });
    },
    'bills.list': (filter) => ledger.bills.list(filter),
    'bills.get': ({ id }) => ({ bill: found(id), history: ledger.bills.history(id) }),
    'bills.submit': async (_input, actor) => ({ batches: await submitter.submitBasket(actor) }),
  };
}

function ofBatches(options: BillsHandlersOptions): BatchHandlers {
  const { ledger, submitter, alarms } = options;
  const acted = actedWith(options.changed);
  const paying = createPaying(options);
  function found(id: string): Batch {
    const batch = ledger.batches.get(id);
    if (batch === null) throw new CallError('not-found', { detail: id });
    return batch;
  }
  return {
    'batches.list': (filter) => {
      const { batches, total } = ledger.batches.list(filter);
      return { batches: batches.map((batch) => ({ ...batch, alarmMore: alarms.more(batch) })), total };
    },
    'batches.get': ({ id }) => shown(options, paying, found(id)),
    'batches.resubmit': async ({ id }, actor) => ({ batch: await submitter.resubmit(id, actor) }),
    'batches.giveUp': ({ id }, actor) => acted({ batch: giveUp(ledger, found(id), actor) }),
    'batches.abandon': ({ id }, actor) => acted({ batch: abandon(ledger, found(id), actor) }),
    'batches.openPayPage': async (input, actor) => acted(await paying.open(found(input.id), input, actor)),
    'batches.pasteReturn': ({ address }, actor) => ({ batch: pasted(options, address, actor) }),
    'batches.settleByHand': (input, actor) => acted({ batch: settleByHand(ledger, found(input.id), input, actor) }),
    'batches.seeAlarm': ({ id }, actor) => {
      found(id);
      return acted({ batch: alarms.see(id, actor) });
    },
    'batches.rebasket': ({ id }, actor) => acted({ verdicts: rebasket(ledger, found(id), actor) }),
  };
}

type Shown = Pick<BillsHandlersOptions, 'ledger' | 'alarms' | 'returnComes'>;

/** A batch with all that its page says of it. */
function shown({ ledger, alarms, returnComes }: Shown, paying: Paying, batch: Batch): Output<'batches.get'> {
  const bills = ledger.bills.ofBatch(batch);
  const history = ledger.batches.history(batch.id);
  const unreadable = unreadableTotal(history);
  return {
    batch,
    bills,
    history,
    differs: amountsDiffer(batch, bills) || unreadable !== null,
    unreadableTotal: unreadable,
    payPage: paying.page(batch),
    alarmMore: alarms.more(batch),
    returnComes: returnComes(batch),
  };
}

/** The batch that a pasted return is for: by the key in its path, else (a relay's address) by its token. */
function pasted(
  { ledger, takeReturn }: Pick<BillsHandlersOptions, 'ledger' | 'takeReturn'>,
  address: string,
  actor: Actor,
): Batch {
  const reading = readReturn(address);
  if (reading === null) throw new CallError('return-unreadable');
  const key = keyIn(address);
  const byKey = key === null ? null : ledger.batches.byReturnKey(key);
  const batch = byKey ?? (reading.batchToken === null ? null : ledger.batches.byToken(reading.batchToken));
  if (batch === null) throw new CallError('return-unmatched');
  const fate = takeReturn({ batch, reading, came: address, via: 'pasted', actor });
  if (fate.kind === 'alarm' || fate.kind === 'alarm-again') throw new CallError('return-mismatch', { batch: fate.batch });
  return fate.batch;
}
