import { Cashier, invoice } from './cashier.ts';
import { expect, test } from './fixtures.ts';
import { persianWords } from './persian-words.ts';

const TYPED = {
  amount: '1,250,000',
  mobileNo: '0912 123 4567',
  customerName: 'Sara Karimi',
  description: 'Three books and a notebook',
};

test('English, switched in place: the main job, no Persian word in the way, and English again after a restart', async ({
  start,
}) => {
  const first = await start();
  const { page } = first;
  const persian = new Cashier(page);
  await persian.fill(invoice(1, { ...TYPED, amount: '' }));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await persian.button(persian.words.app.otherLanguage).click();

  const cashier = new Cashier(page, 'en');
  const { words } = cashier;
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(cashier.heading(words.counter.title)).toBeVisible();
  // What was typed is still there.
  await expect(cashier.field('customerName')).toHaveValue(TYPED.customerName);

  const invoiceNo = await cashier.enter(TYPED);
  await cashier.sees(invoiceNo, 'sent');
  await expect(cashier.today(invoiceNo)).toContainText('1,250,000 rial');
  expect(await persianWords(page)).toEqual([]);
  const refNo = await cashier.payAsCustomer(invoiceNo);
  expect(await persianWords(page)).toEqual([]);
  await cashier.goCounter();
  await cashier.checkNow();
  await cashier.sees(invoiceNo, 'paid');
  await cashier.today(invoiceNo).click();
  await expect(page.getByText(words.meaning.paid)).toBeVisible();
  await expect(page.getByText(refNo).first()).toBeVisible();
  expect(await persianWords(page)).toEqual([]);

  await cashier.setFault('wrong-password');
  const rejected = await cashier.enter({ ...TYPED, amount: '2000000' });
  await cashier.sees(rejected, 'rejected');
  await cashier.setFault('line-down');
  await cashier.enter({ ...TYPED, amount: '3000000' });
  await expect(cashier.status.getByText(words.status.line.down)).toBeVisible();
  for (const go of [
    () => cashier.goLinks(),
    () => cashier.goDecisions(),
    () => cashier.goSettings(),
    () => cashier.goCounter(),
  ]) {
    await go();
    expect(await persianWords(page)).toEqual([]);
  }
  await cashier.goSetup();
  // Set-up names the menus of SizPay's panel as the panel writes them.
  const panel = [words.setup.steps.smsHint, words.setup.steps.keysHint];
  expect((await persianWords(page)).filter((text) => !panel.includes(text))).toEqual([]);
  await first.close();

  const second = new Cashier((await start()).page, 'en');
  await second.goCounter();
  await expect(second.page.locator('html')).toHaveAttribute('lang', 'en');
  await second.goSettings();
  const { language } = second.words.settings;
  await second.page.getByRole('radio', { name: language.fa }).locator('xpath=ancestor-or-self::label').click();
  await expect(second.page.locator('html')).toHaveAttribute('dir', 'rtl');
});
