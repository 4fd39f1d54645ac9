import { alarmWhat, batch, batchAlarm, batchEvent, batchMeaning, batchNews, batchState } from './en/batches.ts';
import { bill, billEvent, billFault, billGroup, billImport, bills, billsList, billState, billType } from './en/bills.ts';
import { app, days, money, nav, notice, status } from './en/common.ts';
import { cause, error, field, fix, lineReason, reason, who } from './en/codes.ts';
import { counter } from './en/counter.ts';
import { decisions } from './en/decisions.ts';
import { alarm, event, link, links, meaning, state } from './en/links.ts';
import { browser, evidence, history } from './en/parts.ts';
import { practice } from './en/practice.ts';
import { settings } from './en/settings.ts';
import { setup } from './en/setup.ts';
import { hold, setAside, trouble } from './en/trouble.ts';

import type { fa } from './fa.ts';

export const en: typeof fa = {
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
