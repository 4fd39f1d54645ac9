import type { Handlers } from '../ipc.ts';
import type { PracticeShop } from './practice.ts';

export interface PracticeHandlersOptions {
  /** The practice shop that is open; throws `only-in-practice` where there is none. */
  practice: () => PracticeShop;
  /** Looks at once whether the line is up. */
  look: () => void;
}

/** The calls about the practice shop: its faults, and what customers and payers do there. */
export function practiceHandlers({
  practice,
  look,
}: PracticeHandlersOptions): Pick<Handlers, Extract<keyof Handlers, `practice.${string}`>> {
  return {
    'practice.get': () => practice().view(),
    'practice.setFault': async ({ fault }) => {
      await practice().setFault(fault);
      // The line went or came by a switch on the screen: look at once, as a real network change would make us.
      look();
      return practice().view();
    },
    'practice.setReturnForm': ({ returnForm }) => practice().setReturnForm(returnForm),
    'practice.setRefuseBills': ({ count }) => practice().setRefuseBills(count),
    'practice.payBatch': ({ batchToken, act }) => practice().payBatch(batchToken, act),
    'practice.pay': ({ payLinkSendId }) => practice().pay(payLinkSendId),
    'practice.cancel': ({ payLinkSendId }) => practice().cancel(payLinkSendId),
  };
}
