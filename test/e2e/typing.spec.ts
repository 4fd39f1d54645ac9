import { persianDigits } from '../../shared/text.ts';
import { Cashier, invoice } from './cashier.ts';
import type { Typed } from './cashier.ts';
import { expect, test } from './fixtures.ts';

const arabic = (text: string) => text.replace(/[0-9]/gu, (digit) => String.fromCharCode(0x0660 + Number(digit)));
/** Marks that come along when text is copied from a Persian page, this app's own included. */
const marked = (text: string) => `\u2068\u202b\u200f${text}\u200e\u202c\u2069\ufeff`;

type Field = keyof Typed;
interface Way {
  typed: Typed;
  /** The invoice number and the rial that are meant. */
  meant: [invoiceNo: string, amount: number];
}

const MOBILE = '09121234567';
/** The same three fields in the ways people type and paste them. */
const WAYS: Way[] = [
  {
    typed: { invoiceNo: persianDigits('A-101'), amount: persianDigits('1250001'), mobileNo: persianDigits(MOBILE) },
    meant: ['A-101', 1_250_001],
  },
  {
    typed: { invoiceNo: arabic('A-102'), amount: arabic('1250002'), mobileNo: arabic('+989121234567') },
    meant: ['A-102', 1_250_002],
  },
  {
    typed: { invoiceNo: marked('A-103'), amount: marked('1,250,003'), mobileNo: marked('0098 912-123-4567') },
    meant: ['A-103', 1_250_003],
  },
  {
    typed: { invoiceNo: marked(persianDigits('A-104')), amount: marked('۱٬۲۵۰٬۰۰۴'), mobileNo: marked('۹۱۲ ۱۲۳ ۴۵۶۷') },
    meant: ['A-104', 1_250_004],
  },
  { typed: { invoiceNo: ' A-105\u200f ', amount: '١،٢٥٠،٠٠٥ ', mobileNo: '(٠٩١٢) ١٢٣–٤٥٦٧' }, meant: ['A-105', 1_250_005] },
];

/** What is refused at the field itself, and with which words. */
const REFUSED: [Field, string, string][] = [
  ['amount', '۰', 'amount-not-positive'],
  ['amount', '-۵۰۰۰', 'amount-not-positive'],
  ['amount', '۱۲۵۰٫۵', 'amount-fraction'],
  ['amount', '1250.5', 'amount-fraction'],
  ['amount', '۹۰۰۷۱۹۹۲۵۴۷۴۰۹۹۲', 'amount-too-big'],
  ['amount', 'پنج هزار', 'amount-not-a-number'],
  ['mobileNo', '۰۹۱۲۱۲۳۴۵۶', 'mobile-bad'],
  ['mobileNo', '021 8888 7777', 'mobile-bad'],
  ['customerName', 'ژ'.repeat(51), 'name-too-long'],
  ['description', 'پ'.repeat(51), 'description-too-long'],
  ['invoiceNo', '7'.repeat(41), 'invoice-too-long'],
];

test('numbers in any digits, pasted with separators and marks, are saved as the numbers they mean', async ({ start }) => {
  const { page } = await start();
  const cashier = new Cashier(page);
  for (const { typed, meant } of WAYS) {
    await cashier.fill(invoice(1, { ...typed, amount: '', mobileNo: '' }));
    for (const name of ['amount', 'mobileNo'] as const) {
      await cashier.field(name).focus();
      await page.keyboard.insertText(typed[name]);
    }
    await page.keyboard.press('Control+Enter');
    const [invoiceNo, amount] = meant;
    await expect(cashier.today(invoiceNo)).toBeVisible();
    const [link] = await cashier.links(invoiceNo);
    expect(link).toMatchObject({ amount, mobileNo: MOBILE });
    await expect(cashier.today(invoiceNo).getByText(MOBILE, { exact: true })).toBeVisible();
  }
  await cashier.fill(invoice(1, { invoiceNo: persianDigits('A-101') }));
  await page.keyboard.press('Control+Enter');
  // The same number in other digits is the same number.
  await expect(page.getByRole('alert').filter({ hasText: cashier.words.counter.taken })).toBeVisible();
  await expect(cashier.field('amount')).toHaveValue(invoice(1).amount);
});

test('what cannot be sent is refused at its field, in words that say what to change, and stays to be changed', async ({
  start,
}) => {
  const { page } = await start();
  const cashier = new Cashier(page);
  for (const [name, text, code] of REFUSED) {
    await cashier.fill(invoice(2, { [name]: text }));
    await page.keyboard.press('Control+Enter');
    const words = cashier.words.field[code as keyof typeof cashier.words.field];
    await expect(cashier.field(name)).toHaveAccessibleDescription(new RegExp(RegExp.escape(words), 'u'));
    await expect(cashier.field(name)).toHaveAttribute('aria-invalid', 'true');
    await expect(cashier.field(name)).toBeFocused();
    await expect(cashier.field(name)).toHaveValue(text);
    const proposed = await cashier.field('invoiceNo').inputValue();
    if (name === 'invoiceNo') await cashier.field('invoiceNo').fill('A-1');
    else expect(proposed).not.toBe('');
  }
  expect(await cashier.ask('ledger.check', {})).toMatchObject({ counts: { links: 0 } });

  // Far too long a paste is refused too, and outlives a look at another screen with all that was typed beside it.
  const long = 'خرید '.repeat(200);
  await cashier.fill(invoice(3, { description: long }));
  await cashier.goLinks();
  await cashier.goCounter();
  await expect(cashier.field('description')).toHaveValue(long);
  await expect(cashier.field('amount')).toHaveValue(invoice(3).amount);
});

test('the amount is said in rial, toman and words as it is typed, and warned about above the limit', async ({ start }) => {
  const { page } = await start();
  const cashier = new Cashier(page);
  await cashier.goCounter();
  const help = page.getByTestId('amount-help');
  await cashier.field('amount').pressSequentially('۱۲۵۰۰۰۵');
  await expect(help).toContainText('۱٬۲۵۰٬۰۰۵ ریال');
  await expect(help).toContainText('۱۲۵٬۰۰۰ تومان و ۵ ریال');
  await expect(help).toContainText('صد و بیست و پنج هزار تومان');
  await expect(help.getByRole('status')).toHaveCount(0);
  await cashier.field('amount').fill('۵۰۰۰۰۰۰۰۱');
  await expect(help.getByRole('status')).toContainText('۵۰۰٬۰۰۰٬۰۰۰');
});

test('a link’s id and the numbers of the settings are read in any digits; bad ones are refused and kept', async ({ start }) => {
  const { page } = await start();
  const cashier = new Cashier(page);
  const { words } = cashier;
  await cashier.setFault('reply-lost');
  const lost = await cashier.enter(invoice(4));
  await cashier.sees(lost, 'unknown');
  await cashier.today(lost).click();
  await cashier.button(words.decisions.hasSms).click();
  await cashier.button(words.decisions.hasSmsYes).click();
  await expect(page.getByText(words.meaning.sentWithoutId)).toBeVisible();
  await cashier.button(words.link.giveId).click();
  const { payLinkSendId } = await cashier.sms(lost);
  const idField = cashier.dialog.getByRole('textbox', { name: words.link.payLinkSendId });
  await idField.fill('۰');
  await cashier.button(words.link.giveIdYes).click();
  await expect(idField).toHaveAccessibleDescription(new RegExp(RegExp.escape(words.field['id-bad']), 'u'));
  await idField.fill(marked(arabic(payLinkSendId)));
  await cashier.button(words.link.giveIdYes).click();
  await expect(page.getByText(words.meaning.sent)).toBeVisible();
  expect((await cashier.history(lost)).link.payLinkSendId).toBe(payLinkSendId);

  await cashier.goSettings();
  const { field, poll, save } = words.settings;
  const box = (name: string) => page.getByRole('textbox', { name });
  await box(field.sendsAtOnce).fill(marked('۴'));
  await box(field.sendTimeout).fill(` ${arabic('90')}\u200f`);
  await box(field.amountWarning).fill('۲٬۰۰۰٬۰۰۰٬۰۰۰');
  const every = page.getByRole('textbox', { name: poll.everyOf.replace('{{row}}', '۱') });
  await every.fill(marked(arabic('20')));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(save.saved)).toBeVisible();
  const { settings } = await cashier.ask('settings.get', { mode: 'practice' });
  expect(settings).toMatchObject({ sendsAtOnce: 4, sendTimeout: 90, amountWarning: 2_000_000_000 });
  expect(settings.pollSteps[0]).toEqual({ untilSeconds: 600, everySeconds: 20 });

  await box(field.sendsAtOnce).fill('۹');
  await box(field.sendTimeout).fill('۱۲٫۵');
  await page.keyboard.press('Control+Enter');
  for (const name of [field.sendsAtOnce, field.sendTimeout]) {
    await expect(box(name)).toHaveAccessibleDescription(new RegExp(RegExp.escape(words.field['number-bad']), 'u'));
  }
  await cashier.goLinks();
  await cashier.goSettings();
  await expect(box(field.sendsAtOnce)).toHaveValue('۹');
  expect((await cashier.ask('settings.get', { mode: 'practice' })).settings).toMatchObject({ sendsAtOnce: 4, sendTimeout: 90 });
});
