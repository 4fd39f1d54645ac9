import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { en } from '../../renderer/i18n/en.ts';
import { fa } from '../../renderer/i18n/fa.ts';
import { persianDigits } from '../../shared/text.ts';
import type { CallName, Input, Output, Reply } from '../../shared/contract/calls.ts';
import type { Fault, PhoneMessage } from '../../shared/contract/practice.ts';
import type { LinkRow, LinkState } from '../../shared/links.ts';
import type { Service } from '../../shared/settings.ts';

export interface Typed {
  invoiceNo?: string;
  amount: string;
  mobileNo: string;
  customerName?: string;
  description?: string;
}

/** An invoice as it is typed at the counter; name and description are longer than the SMS shows. */
export const TYPED: Typed = {
  amount: '۱٬۲۵۰٬۰۰۰',
  mobileNo: '۰۹۱۲ ۱۲۳ ۴۵۶۷',
  customerName: 'زهرا کریمی',
  description: 'سه جلد کتاب داستان و یک دفتر صدبرگ',
};

/**
 * The same for the n-th customer (1 to 999), but for what is given: another amount each, so that no two look like one
 * entered twice.
 */
export function invoice(n: number, changes: Partial<Typed> = {}): Typed {
  const amount = persianDigits(String(1_000_000 + n * 10_000));
  return { ...TYPED, amount, description: `سفارش شماره ${n} از کتاب‌فروشی`, ...changes };
}

/** A sentence of the catalogue as it may be read on the screen: each `{{value}}` given, or anything; bidi marks ignored. */
export function sentence(template: string, values: Readonly<Record<string, string>> = {}): RegExp {
  const plain = template.split(/\{\{(\w+)\}\}/u);
  const parts = plain.map((part, at) => (at % 2 === 0 ? RegExp.escape(part) : marked(values[part])));
  return new RegExp(parts.join(''), 'u');
}

const marked = (value: string | undefined) =>
  value === undefined ? '.*?' : `[\u2068\u2069]?${RegExp.escape(value)}[\u2068\u2069]?`;

/** Milliseconds in which a thing the app does by itself must be seen; generous, since the machine may be busy. */
const SOON = { timeout: 20_000 };

/**
 * A cashier at the counter: does what a person does, by keyboard and by what is written on the screen, and sees what a
 * person sees. The end-to-end tests and the demo play with it.
 */
export class Cashier {
  readonly page: Page;
  readonly words: typeof fa;

  constructor(page: Page, language: 'fa' | 'en' = 'fa') {
    this.page = page;
    this.words = language === 'fa' ? fa : en;
  }

  /** Asks main as a screen would. For what a test must know exactly; what a person sees is looked for on the screen. */
  async ask<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    const reply = await this.reply(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }

  reply<N extends CallName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
    type AnyCall = Record<string, (given: unknown) => Promise<unknown>>;
    const call = ([called, given]: [string, unknown]) =>
      (globalThis as unknown as { pishkhan: AnyCall }).pishkhan[called]?.(given);
    return this.page.evaluate(call, [name, input] as [string, unknown]) as Promise<Reply<Output<N>>>;
  }

  heading(text: string): Locator {
    return this.page.getByRole('heading', { name: text, exact: true });
  }

  /** Presses a screen's key until the screen is there: a key pressed before the app listens is nobody's. */
  async go(key: string, title: string): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(key);
      await expect(this.heading(title)).toBeVisible({ timeout: 2000 });
    }).toPass(SOON);
  }

  async goSetup(): Promise<void> {
    await this.go('F9', this.words.setup.title);
  }

  async goSettings(mode: 'practice' | 'live' = 'practice'): Promise<void> {
    await this.go('F4', this.words.settings.of[mode]);
  }

  async goCounter(): Promise<void> {
    await this.go('F1', this.words.counter.title);
  }

  async goLinks(): Promise<void> {
    await this.go('F2', this.words.links.title);
  }

  async goDecisions(): Promise<void> {
    await this.go('F3', this.words.decisions.title);
  }

  async goPractice(): Promise<void> {
    await this.go('F6', this.words.practice.title);
  }

  field(name: keyof Typed): Locator {
    return this.page.locator(`input[name="${name}"]`);
  }

  /** Types an invoice into the form; the proposed number stays unless another is given. Nothing is saved. */
  async fill(typed: Typed): Promise<void> {
    await this.goCounter();
    await expect(this.field('invoiceNo')).not.toHaveValue('');
    for (const name of ['invoiceNo', 'amount', 'mobileNo', 'customerName', 'description'] as const) {
      const text = typed[name];
      if (text !== undefined) await this.field(name).fill(text);
    }
  }

  /** Enters an invoice and saves it with the keyboard; gives its number once the screen says that it is saved. */
  async enter(typed: Typed): Promise<string> {
    await this.fill(typed);
    const invoiceNo = await this.field('invoiceNo').inputValue();
    await this.page.keyboard.press('Control+Enter');
    await expect(this.today(invoiceNo)).toBeVisible();
    return invoiceNo;
  }

  /** The row of an invoice among today's links. */
  today(invoiceNo: string): Locator {
    return this.page
      .getByRole('listbox', { name: this.words.counter.todayList })
      .getByRole('option')
      .filter({ has: this.page.getByText(invoiceNo, { exact: true }) });
  }

  /** Waits until the counter shows an invoice in a state. */
  async sees(invoiceNo: string, state: LinkState): Promise<void> {
    await expect(this.today(invoiceNo).getByText(this.words.state[state], { exact: true })).toBeVisible(SOON);
  }

  /** Switches a fault of the practice shop on, on its screen. */
  async setFault(fault: Fault): Promise<void> {
    await this.goPractice();
    const choice = this.page.getByRole('radio', { name: this.words.practice.fault[fault].name });
    await choice.locator('xpath=ancestor-or-self::label').click();
    await expect(choice).toBeChecked();
    await expect.poll(async () => (await this.ask('practice.get', {})).fault).toBe(fault);
  }

  /** What the customers' phone holds, newest first. */
  async messages(): Promise<PhoneMessage[]> {
    return (await this.ask('practice.get', {})).messages;
  }

  /** The SMS of an invoice on the phone. */
  async sms(invoiceNo: string): Promise<PhoneMessage> {
    await expect.poll(async () => (await this.messages()).some((one) => one.invoiceNo === invoiceNo), SOON).toBe(true);
    const found = (await this.messages()).find((one) => one.invoiceNo === invoiceNo);
    if (found === undefined) throw new Error(`No SMS for ${invoiceNo}`);
    return found;
  }

  /** Opens an SMS on the customer's phone and pays, as the customer; gives the reference number the pay page shows. */
  async payAsCustomer(invoiceNo: string): Promise<string> {
    await this.goPractice();
    const { payLinkSendId } = await this.sms(invoiceNo);
    await this.page
      .getByRole('listbox', { name: this.words.practice.phone.list })
      .getByRole('option')
      .filter({ hasText: `/p/${payLinkSendId}` })
      .click();
    await this.page.getByRole('button', { name: this.words.practice.page.pay }).click();
    await expect.poll(async () => (await this.sms(invoiceNo)).state).toBe('paid');
    return (await this.sms(invoiceNo)).refNo ?? '';
  }

  /** Asks about every link now, by its key. */
  async checkNow(): Promise<void> {
    await this.page.keyboard.press('F8');
  }

  /** The links with an invoice number, newest first: the live one, and closed ones that gave it up. */
  async links(invoiceNo: string): Promise<LinkRow[]> {
    const { links } = await this.ask('links.list', {
      search: invoiceNo,
      states: [],
      day: null,
      onlyDecisions: false,
      limit: 50,
      offset: 0,
    });
    return links.filter((link) => link.invoiceNo === invoiceNo);
  }

  async stateOf(invoiceNo: string): Promise<LinkState | null> {
    return (await this.links(invoiceNo))[0]?.state ?? null;
  }

  /** All that is kept of an invoice's link. */
  async history(invoiceNo: string): Promise<Output<'links.get'>> {
    const [link] = await this.links(invoiceNo);
    if (link === undefined) throw new Error(`No link for ${invoiceNo}`);
    return this.ask('links.get', { id: link.id });
  }

  /** How many SMS the customers' phone holds for an invoice. */
  async smsCount(invoiceNo: string): Promise<number> {
    return (await this.messages()).filter((one) => one.invoiceNo === invoiceNo).length;
  }

  /** The bar that shows the line, the outbox and what waits for a person. */
  get status(): Locator {
    return this.page.getByRole('region', { name: this.words.status.label });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The card that checks the contract of a service, on the settings and the set-up screen. */
  contract(service: Service): Locator {
    const { sections } = this.words.settings;
    const title = this.heading(service === 'tosha' ? sections.toshaContract : sections.contract);
    return this.page.locator('section').filter({ has: title });
  }

  get dialog(): Locator {
    return this.page.getByRole('alertdialog');
  }

  /** Searches all links; the rows found. */
  async search(text: string): Promise<Locator> {
    await this.page.keyboard.press('Control+KeyK');
    await this.page.getByRole('combobox', { name: this.words.links.searchLabel }).fill(text);
    return this.page.getByRole('listbox', { name: this.words.links.listLabel }).getByRole('option');
  }

  /** The card of an invoice among the decisions. */
  decision(invoiceNo: string): Locator {
    return this.page.getByRole('article', { name: invoiceNo, exact: true });
  }

  async until(invoiceNo: string, state: LinkState): Promise<void> {
    await expect.poll(() => this.stateOf(invoiceNo), SOON).toBe(state);
  }
}
