import { expect } from '@playwright/test';
import { cleanText } from '../../shared/text.ts';
import { smsDescription } from '../../shared/invoice.ts';
import { TYPED } from './cashier.ts';
import type { Cashier, Typed } from './cashier.ts';

export interface Step {
  /** A file name for its picture, in the order played. */
  name: string;
  /** What is seen when it is over; it throws where it is not. */
  play: (cashier: Cashier) => Promise<string>;
}

const THREE: Typed[] = [
  { amount: '۲۵۰۰۰۰', mobileNo: '09351112233', customerName: 'مریم احمدی', description: 'عینک مطالعه' },
  { amount: '٣٤٠٠٠٠', mobileNo: '+98 919 222 3344', customerName: 'Reza & Sons <shop>', description: 'دو "بسته" کاغذ' },
  { amount: '980,000', mobileNo: '9901234567', customerName: 'حسین كاظمي', description: '' },
];

/** Milliseconds in which a thing the app does by itself must be seen; generous, since the machine may be busy. */
const SOON = { timeout: 30_000 };

async function seesText(cashier: Cashier, text: string): Promise<void> {
  await expect(cashier.page.getByText(text, { exact: true }).first()).toBeVisible(SOON);
}

/** The main job: from an invoice to a paid link, with the line up and down. What a step learns, later ones use. */
export function journey(): Step[] {
  let invoiceNo = '';
  let refNo = '';
  let waiting: string[] = [];
  let lost = '';
  return [
    {
      name: 'practice',
      async play(cashier) {
        await cashier.goCounter();
        await seesText(cashier, cashier.words.status.practiceWord);
        const { mode, line } = await cashier.ask('app.status', {});
        expect(mode).toBe('practice');
        return `the app is open, in ${mode}, with nothing set up; the line is ${line.state}`;
      },
    },
    {
      name: 'typed',
      async play(cashier) {
        await cashier.fill(TYPED);
        await expect(cashier.page.getByTestId('amount-help')).toContainText('صد و بیست و پنج هزار');
        return 'an invoice is typed in Persian digits; toman and words stand below the amount';
      },
    },
    {
      name: 'sent',
      async play(cashier) {
        invoiceNo = await cashier.enter(TYPED);
        await cashier.sees(invoiceNo, 'sent');
        return `invoice ${invoiceNo} is saved and sent`;
      },
    },
    {
      name: 'sms',
      async play(cashier) {
        const sms = await cashier.sms(invoiceNo);
        const whole = cleanText(TYPED.description ?? '');
        const shown = smsDescription(whole);
        expect(shown.length).toBe(25);
        expect(sms.text.split('\n')).toContain(shown);
        expect(sms.text).not.toContain(whole);
        await cashier.goPractice();
        await expect(cashier.page.getByRole('option').getByText(shown).first()).toBeVisible(SOON);
        return `the SMS is on the phone with the first 25 characters: «${shown}»`;
      },
    },
    {
      name: 'customer-pays',
      async play(cashier) {
        refNo = await cashier.payAsCustomer(invoiceNo);
        return `the customer paid; the pay page gave the reference number ${refNo}`;
      },
    },
    {
      name: 'paid',
      async play(cashier) {
        await cashier.goCounter();
        await cashier.checkNow();
        await cashier.sees(invoiceNo, 'paid');
        await cashier.today(invoiceNo).click();
        await seesText(cashier, refNo);
        return `the counter shows ${invoiceNo} paid, with reference number ${refNo}`;
      },
    },
    {
      name: 'line-down',
      async play(cashier) {
        await cashier.setFault('line-down');
        await cashier.goCounter();
        await seesText(cashier, cashier.words.status.line.down);
        waiting = [];
        for (const typed of THREE) waiting.push(await cashier.enter(typed));
        for (const number of waiting) await cashier.sees(number, 'queued');
        expect((await cashier.messages()).length).toBe(1);
        return `the line is down; ${waiting.join(', ')} are saved and wait`;
      },
    },
    {
      name: 'line-back',
      async play(cashier) {
        await cashier.setFault('none');
        await cashier.goCounter();
        for (const number of waiting) await cashier.sees(number, 'sent');
        const numbers = (await cashier.messages()).map((sms) => sms.invoiceNo);
        expect(numbers.toSorted()).toEqual([invoiceNo, ...waiting].toSorted());
        return `the line is back; three SMS went out, none twice`;
      },
    },
    {
      name: 'reply-lost',
      async play(cashier) {
        await cashier.setFault('reply-lost');
        lost = await cashier.enter({ ...TYPED, amount: '75000', mobileNo: '09121110000' });
        await cashier.sees(lost, 'unknown');
        await cashier.setFault('none');
        await cashier.goDecisions();
        await expect(cashier.page.getByText(lost, { exact: true }).first()).toBeVisible(SOON);
        expect((await cashier.messages()).filter((sms) => sms.invoiceNo === lost).length).toBe(1);
        return `the reply for ${lost} was lost: it waits for a decision, and is not sent again`;
      },
    },
    {
      name: 'decided',
      async play(cashier) {
        const { payLinkSendId } = await cashier.sms(lost);
        const { page, words } = cashier;
        await page.getByRole('button', { name: words.decisions.hasSms }).click();
        await page.getByRole('alertdialog').getByRole('textbox').fill(payLinkSendId);
        await page.getByRole('alertdialog').getByRole('button', { name: words.decisions.hasSmsYes }).click();
        await cashier.goCounter();
        await cashier.sees(lost, 'sent');
        expect((await cashier.messages()).length).toBe(5);
        return `the cashier decided that the customer has the SMS, with the id ${payLinkSendId}; it is followed from now on`;
      },
    },
    {
      name: 'decided-and-paid',
      async play(cashier) {
        const paid = await cashier.payAsCustomer(lost);
        await cashier.goCounter();
        await cashier.checkNow();
        await cashier.sees(lost, 'paid');
        const report = await cashier.ask('ledger.check', {});
        expect(report).toMatchObject({ ok: true, problems: [], counts: { links: 5 } });
        return `${lost} is paid (${paid}); the ledger of ${report.events} events checks`;
      },
    },
  ];
}
