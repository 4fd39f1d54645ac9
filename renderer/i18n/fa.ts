import { alarmWhat, batch, batchAlarm, batchEvent, batchMeaning, batchNews, batchState } from './fa/batches.ts';
import { bill, billEvent, billFault, billGroup, billImport, bills, billsList, billState, billType } from './fa/bills.ts';
import { app, days, money, nav, notice, status } from './fa/common.ts';
import { cause, error, field, fix, lineReason, reason, who } from './fa/codes.ts';
import { counter } from './fa/counter.ts';
import { decisions } from './fa/decisions.ts';
import { alarm, event, link, links, meaning, state } from './fa/links.ts';
import { browser, evidence, history } from './fa/parts.ts';
import { practice } from './fa/practice.ts';
import { settings } from './fa/settings.ts';
import { setup } from './fa/setup.ts';
import { hold, setAside, trouble } from './fa/trouble.ts';

/** Persian, the first language: its shape is what every other catalogue must have. */
export const fa = {
  app,
  nav,

  status,
  notice,
  money,
  days,
  error,
  field,
  reason,
  lineReason,
  cause,
  fix,
  who,
  state,
  meaning,
  alarm,
  event,
  counter,
  links,
  link,
  decisions,
  trouble,
  hold,
  setAside,
  browser,
  history,
  evidence,
  practice,
  setup,
  settings,
  billState,
  billType,
  billFault,
  billGroup,
  bills,
  billImport,
  bill,
  billEvent,
  billsList,
  batchState,
  batchMeaning,
  batchAlarm,
  alarmWhat,
  batch,
  batchNews,
  batchEvent,
};
