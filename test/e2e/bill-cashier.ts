import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Batch, BatchState } from '../../shared/batches.ts';
import type { Bill } from '../../shared/bills.ts';
import type { BillPair } from '../../shared/bill-digits.ts';
import type { ReturnForm } from '../../shared/contract/practice.ts';
import { barcodeOf } from '../bill-samples.ts';
import { Cashier } from './cashier.ts';
import { burst } from './scanner.ts';

/** Milliseconds in which a thing the app does by itself must be seen; generous, since the machine may be busy. */
const SOON = { timeout: 30_000 };

/** The same cashier at the bill side: scans, fills the basket, submits, and is the payer at the practice provider's page. */
export class BillCashier extends Cashier {
  async goBills(): Promise<void> {
    await this.go('F5', this.words.bills.title);
  }

  /** A scanner's digits and Enter, wherever the focus is. */
  burst(digits: string, layout: 'latin' | 'persian' = 'latin'): Promise<void> {
    return burst(this.page, digits, layout);
  }

  /** Scans a bill and waits until it is in the basket. */
  async scan(pair: BillPair, layout: 'latin' | 'persian' = 'latin'): Promise<void> {
    const before = (await this.basket()).length;
    await this.burst(barcodeOf(pair), layout);
    await expect.poll(async () => (await this.basket()).length, SOON).toBe(before + 1);
  }

  async basket(): Promise<Bill[]> {
    return (await this.ask('bills.list', { search: '', states: ['basket'], limit: 500, offset: 0 })).bills;
  }

  /** Newest first. */
  async batches(): Promise<Batch[]> {
    return (await this.ask('batches.list', { search: '', states: [], onlyDecisions: false, limit: 100, offset: 0 })).batches;
  }

  async batch(id: string) {
    return this.ask('batches.get', { id });
  }

  async untilBatch(id: string, state: BatchState): Promise<void> {
    await expect.poll(async () => (await this.batch(id)).batch.state, SOON).toBe(state);
  }

  /** Submits the basket with its key, on the bill screen; gives the new batches, in order, once each is in a state. */
  async submitBasket(state: BatchState = 'awaiting'): Promise<Batch[]> {
    const before = new Set((await this.batches()).map(({ id }) => id));
    await this.goBills();
    await expect(this.button(this.words.bills.submit)).toBeVisible(SOON);
    await this.page.keyboard.press('Control+Enter');
    const fresh = async () => (await this.batches()).filter(({ id }) => !before.has(id)).toReversed();
    await expect
      .poll(async () => (await fresh()).map((batch) => batch.state).join(), SOON)
      .toMatch(new RegExp(`^${state}(?:,${state})*$`, 'u'));
    const batches = await fresh();
    // One batch is opened by the app itself; whoever goes on before that is led away from where he went.
    if (batches.length === 1) await expect(this.heading(this.words.batch.billsTitle)).toBeVisible(SOON);
    return batches;
  }

  /** Opens a batch from the list on the bill screen. A press that the list moved away from under is pressed again. */
  async openBatch(id: string): Promise<void> {
    await expect(async () => {
      await this.goBills();
      const { batch } = await this.batch(id);
      const place = (await this.batches()).findIndex((one) => one.id === id);
      const row = this.page.getByRole('listbox', { name: this.words.bills.batchesList }).getByRole('option').nth(place);
      await expect(row).toContainText(this.words.batchState[batch.state], { timeout: 5000 });
      await row.click();
      await expect(this.page.getByText(this.words.batchMeaning[batch.state]).first()).toBeVisible({ timeout: 5000 });
    }).toPass(SOON);
  }

  /** A field of a bill's two ids. */
  idField(name: keyof BillPair): Locator {
    return this.page.locator(`input[name="${name}"]`);
  }

  /** The rows of the basket, newest first. */
  get basketRows(): Locator {
    return this.page.getByRole('grid', { name: this.words.bills.basketList }).getByRole('row');
  }

  /** Scans one bill and submits it; gives the batch once its payment is waited for. */
  async awaitingBatch(...pairs: BillPair[]): Promise<Batch> {
    await this.goBills();
    for (const pair of pairs) await this.scan(pair);
    const [batch] = await this.submitBasket();
    if (batch === undefined) throw new Error('No batch');
    return batch;
  }

  /** Chooses on the practice screen how its provider sends the payer back from now on. */
  async chooseReturn(returnForm: ReturnForm): Promise<void> {
    await this.goPractice();
    const name = this.words.practice.returnForm[returnForm];
    const choice = this.page.getByRole('radio', { name: `${name.name} ${name.what}`, exact: true });
    await choice.locator('xpath=ancestor-or-self::label').click();
    await expect(choice).toBeChecked();
    await expect.poll(async () => (await this.ask('practice.get', {})).returnForm).toBe(returnForm);
  }

  /** Acts on the newest pay page of the practice screen, as its payer elsewhere. */
  async payOnScreen(act: 'pay' | 'payPartly' | 'cancel' = 'pay'): Promise<void> {
    await this.goPractice();
    await this.page.getByRole('button', { name: this.words.practice.bills[act], exact: true }).click();
  }

  /**
   * Pays at the pay page with a phone, whose browser is then sent to an address that only this PC could open; gives that
   * address, as it stands in the phone's address bar.
   */
  async payOnPhone(id: string, act: 'pay' | 'pay-partly' | 'cancel' = 'pay'): Promise<string> {
    const { batch } = await this.batch(id);
    const form = new URLSearchParams({ act });
    const reply = await fetch(batch.paymentUrl ?? '', { method: 'POST', body: form, redirect: 'manual' });
    return reply.headers.get('location') ?? '';
  }

  /** Gives a return address to the open batch by its key, as it was copied. */
  async pasteReturn(address: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: this.words.batch.pasteTitle });
    await this.page.keyboard.press('Alt+KeyV');
    await expect(field).toBeFocused();
    await this.page.keyboard.press('Control+KeyA');
    await this.page.keyboard.insertText(address);
    await this.page.keyboard.press('Enter');
  }

  /** How the practice provider sends the payer back from now on. */
  async returnAs(returnForm: ReturnForm): Promise<void> {
    await this.ask('practice.setReturnForm', { returnForm });
  }

  /** Opens the pay page in the PC's browser with its key; gives that page. */
  async payPage(id: string): Promise<Page> {
    await this.openBatch(id);
    const opened = this.page.context().waitForEvent('page');
    await this.page.keyboard.press('Alt+KeyO');
    const page = await opened;
    await page.waitForURL((url) => url.protocol === 'http:');
    return page;
  }

  /** Acts at the provider's page of a batch, as a payer at this PC, and is sent back; gives what the payer reads then. */
  async payInBrowser(id: string, act: 'pay' | 'pay-partly' | 'cancel' = 'pay'): Promise<string> {
    const page = await this.payPage(id);
    await page.locator(`button[value="${act}"]`).click();
    await page.waitForURL(/\/r\/[0-9a-f]{32}/u);
    const read = await page.locator('body').innerText();
    await page.close();
    await this.page.bringToFront();
    return read;
  }

  /** Pays, pays but the last, or cancels, as a payer elsewhere. */
  async payAway(id: string, act: 'pay' | 'pay-partly' | 'cancel' = 'pay'): Promise<void> {
    const { batch } = await this.batch(id);
    await this.ask('practice.payBatch', { batchToken: batch.batchToken ?? '', act });
  }
}
