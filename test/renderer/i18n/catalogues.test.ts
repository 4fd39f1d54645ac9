import { describe, expect, test } from 'vitest';
import { UNMARKED } from '../../../electron/ledger/marked.ts';
import { ID_REUSED } from '../../../electron/links/sending.ts';
import { NEVER_SENT_REASONS } from '../../../electron/providers/net/fate.ts';
import { REFUSAL_CAUSES, SEND_REASONS } from '../../../electron/providers/soap/judge.ts';
import { catalogues, createWords } from '../../../renderer/i18n/index.ts';
import { whatSentence } from '../../../renderer/bills/batch/sentence.ts';
import { checkDraft, EMPTY } from '../../../renderer/links/counter/check.ts';
import { BATCH_ALARMS, BATCH_STATES, BatchEvent } from '../../../shared/batches.ts';
import { BILL_SOURCES, BILL_STATES, BillEvent } from '../../../shared/bills.ts';
import { BILL_FAULTS, BILL_TYPES } from '../../../shared/bill-digits.ts';
import { ERROR_CODES } from '../../../shared/contract/errors.ts';
import { FAULTS, RETURN_FORMS } from '../../../shared/contract/practice.ts';
import { PAY_PAGE_ODDITIES } from '../../../shared/contract/bills.ts';
import { ALARMS, LINK_STATES, LinkEvent } from '../../../shared/links.ts';

/** Every leaf of a catalogue as `path → text`. */
function leaves(node: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(node) as [string, unknown][]) {
    if (typeof value === 'string') found.set(`${path}${name}`, value);
    else if (typeof value === 'object' && value !== null)
      for (const leaf of leaves(value, `${path}${name}.`)) found.set(...leaf);
  }
  return found;
}

const values = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name = '']) => name).toSorted((a, b) => a.localeCompare(b));
const { fa, en } = catalogues;

describe('the two catalogues', () => {
  test('take the same values in each sentence', () => {
    const english = leaves(en);
    for (const [key, text] of leaves(fa)) expect([key, values(english.get(key) ?? '')]).toEqual([key, values(text)]);
  });

  test('leave no text empty', () => {
    for (const [key, text] of [...leaves(fa), ...leaves(en)]) expect([key, text.trim()]).not.toEqual([key, '']);
  });

  test('Persian is written with Persian letters', () => {
    for (const [key, text] of leaves(fa)) expect([key, text]).toEqual([key, text.replace(/[يكى]/gu, '؟')]);
  });
});

describe.each(['fa', 'en'] as const)('%s has words for', (language) => {
  const words = catalogues[language];

  test.each([...ERROR_CODES])('the error %s', (code) => {
    expect(words.error).toHaveProperty([code]);
  });

  test.each([...LINK_STATES])('the state %s and what it means', (state) => {
    expect(words.state).toHaveProperty([state]);
    expect(words.meaning).toHaveProperty([state]);
  });

  test.each([...ALARMS])('the alarm %s', (alarm) => {
    expect(words.alarm).toHaveProperty([alarm]);
  });

  test.each(LinkEvent.options.map(({ shape }) => shape.kind.value))('the event %s of a link', (kind) => {
    expect(words.event).toHaveProperty([kind.replace('link.', '')]);
  });

  test.each([...SEND_REASONS, UNMARKED, ID_REUSED])('the reason %s', (reason) => {
    expect(words.reason).toHaveProperty([reason]);
  });

  test.each(NEVER_SENT_REASONS.filter((reason) => reason !== 'stopped'))('a line that is down for %s', (reason) => {
    expect(words.lineReason).toHaveProperty([reason]);
  });

  test.each([...REFUSAL_CAUSES])('the cause %s and what to do about it', (cause) => {
    expect(words.cause).toHaveProperty([cause]);
    expect(words.fix).toHaveProperty([cause]);
  });

  test.each([...BILL_STATES])('a bill that is %s', (state) => {
    expect(words.billState).toHaveProperty([state]);
  });

  test.each([...BATCH_STATES])('a batch that is %s, and what that means', (state) => {
    expect(words.batchState).toHaveProperty([state]);
    expect(words.batchMeaning).toHaveProperty([state]);
  });

  test.each([...BATCH_ALARMS])('the alarm %s of a batch', (alarm) => {
    expect(words.batchAlarm).toHaveProperty([alarm]);
  });

  test.each(['token', 'items', 'status', 'state', 'bill-unknown 1', 'bill-missing 1', 'amount 1', 'status 1'])(
    'what did not agree in a return: %s',
    (code) => {
      const said = whatSentence(code, createWords(language).t);
      expect(said).not.toContain(`\u2068${code}\u2069`);
      expect(said.includes('1')).toBe(code.endsWith('1'));
    },
  );

  test.each([...PAY_PAGE_ODDITIES])('a pay page that is %s', (oddity) => {
    expect(words.batch.hostMark).toHaveProperty([oddity]);
  });

  test.each([...BILL_FAULTS])('the fault %s of a bill', (fault) => {
    expect(words.billFault).toHaveProperty([fault]);
  });

  test.each([...BILL_TYPES])('the type %s', (type) => {
    expect(words.billType).toHaveProperty([type]);
  });

  test.each([...BILL_SOURCES])('the source %s of a bill', (source) => {
    expect(words.bill.sources).toHaveProperty([source]);
  });

  test.each([...BillEvent.options, ...BatchEvent.options].map(({ shape }) => shape.kind.value))(
    'the event %s of a bill or a batch',
    (kind) => {
      const [of, name = ''] = kind.split('.');
      expect(of === 'bill' ? words.billEvent : words.batchEvent).toHaveProperty([name]);
    },
  );

  test.each([...RETURN_FORMS])('the form %s of a return', (form) => {
    expect(words.practice.returnForm).toHaveProperty([form]);
  });

  test.each([...FAULTS])('the practice fault %s', (fault) => {
    expect([...leaves(words.practice).keys()].some((key) => key.split('.').includes(fault))).toBe(true);
  });

  test.each([
    { ...EMPTY },
    { ...EMPTY, invoiceNo: 'x'.repeat(41), amount: '1.5', mobileNo: '123', customerName: 'ن'.repeat(51) },
    { ...EMPTY, invoiceNo: '\u0001', amount: '-1', description: 'ش'.repeat(51) },
    { ...EMPTY, amount: '0' },
    { ...EMPTY, amount: 'ده' },
    { ...EMPTY, amount: '9007199254740992' },
  ])('every fault of the form %#', (draft) => {
    const faults = Object.values(checkDraft(draft).faults);
    expect(faults.length).toBeGreaterThan(0);
    for (const code of faults) expect(words.field).toHaveProperty([code]);
  });
});
