import { statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smsText } from '../../../electron/practice/sms.ts';
import { openStore } from '../../../electron/practice/store.ts';
import { cleanText, foldDigits } from '../../../shared/text.ts';
import { element, send, SEND, shopFor, tempFile } from './shop.ts';

const payAddress = 'http://127.0.0.1:1/p/134';

describe('the SMS', () => {
  it('reads as the customer sees it', () => {
    expect(smsText({ amount: 1_250_000, description: 'خرید کتاب و لوازم تحریر برای مدرسه', payAddress })).toBe(
      'فروشگاه تمرینی\nخرید کتاب و لوازم تحریر ب\nمبلغ: ۱٬۲۵۰٬۰۰۰ ریال\nپرداخت: http://127.0.0.1:1/p/134',
    );
  });

  it('has no empty line where there is no description', () => {
    expect(smsText({ amount: 1000, description: ' ', payAddress }).split('\n')).toHaveLength(3);
  });

  it('cuts after 25 UTF-16 units, through a surrogate pair where it must', () => {
    const line = smsText({ amount: 1, description: `${'آ'.repeat(24)}😀😀`, payAddress }).split('\n')[1];
    expect(line).toBe(`${'آ'.repeat(24)}\ud83d`);
  });

  it('has the first 25 units of any description, and the exact amount', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 50 }),
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        (text, rial) => {
          const sms = smsText({ amount: rial, description: text, payAddress });
          expect(sms).toContain(cleanText(text).slice(0, 25));
          const amount = /مبلغ: (.*) ریال/u.exec(sms)?.[1] ?? '';
          expect(foldDigits(amount).replaceAll('٬', '')).toBe(String(rial));
        },
      ),
    );
  });

  it('reaches the phone with the address it can be paid at', async () => {
    const shop = await shopFor();
    await send(shop, 'soap11', { ...SEND, Description: `${'x'.repeat(24)}😀y` });
    const { text, description } = shop.view().messages[0]!;
    expect(text.split('\n')[1]).toBe(`${'x'.repeat(24)}\ud83d`);
    expect(description).toBe(`${'x'.repeat(24)}😀y`);
    expect(text.split('\n').at(-1)).toBe(`پرداخت: ${new URL(shop.endpoint).origin}/p/134`);
  });
});

describe('the phone', () => {
  it('pays once, however often the customer presses', async () => {
    const shop = await shopFor();
    await send(shop, 'soap11');
    const first = shop.pay('134').messages[0];
    expect(first).toMatchObject({ state: 'paid', refNo: '074000000134' });
    expect(shop.pay('134').messages[0]).toEqual(first);
    expect(shop.cancel('134').messages[0]).toEqual(first);
  });

  it('cancels, and can still pay', async () => {
    const shop = await shopFor();
    await send(shop, 'soap11');
    expect(shop.cancel('134').messages[0]).toMatchObject({ state: 'cancelled', refNo: null });
    expect(shop.pay('134').messages[0]).toMatchObject({ state: 'paid' });
  });

  it.each(['133', '135', '0', '', '0134', '134 ', '-134', '1e2', '9223372036854775808'])('knows no message %j', async (id) => {
    const shop = await shopFor();
    await send(shop, 'soap11');
    for (const act of ['pay', 'cancel'] as const) {
      expect(() => shop[act](id)).toThrow(expect.objectContaining({ error: { code: 'not-found', detail: id } }));
    }
    expect(shop.view().messages[0]?.state).toBe('unpaid');
  });

  it('tells every change, and only changes', async () => {
    let told = 0;
    const shop = await shopFor({ changed: () => (told += 1) });
    await send(shop, 'soap11', { ...SEND, Amount: 0 });
    expect(told).toBe(0);
    await send(shop, 'soap11');
    shop.pay('134');
    await shop.setFault('garbage');
    expect(told).toBe(3);
  });

  it('shows the newest 200', () => {
    const store = openStore(tempFile());
    const message = { at: 1, mobileNo: '09121234567', invoiceNo: '1', amount: 1, customerName: '', description: '' };
    for (let sent = 0; sent < 201; sent += 1) store.add(message);
    expect(store.newest(200).map(({ payLinkSendId }) => payLinkSendId)).toEqual(
      Array.from({ length: 200 }, (_, index) => String(334 - index)),
    );
    store.close();
  });
});

describe('the file', () => {
  it('remembers everything over a restart, and never gives an id twice', async () => {
    const file = tempFile();
    const before = await shopFor({ file });
    await send(before, 'soap11');
    await send(before, 'soap12');
    before.pay('134');
    const kept = before.view().messages.map(({ text: _text, ...facts }) => facts);
    await before.stop();
    const after = await shopFor({ file });
    expect(after.view().messages.map(({ text: _text, ...facts }) => facts)).toEqual(kept);
    expect(element((await send(after, 'soap11')).text, 'PayLinkSendID')).toBe('136');
  });

  it('gives an id only once even where messages were deleted', () => {
    const file = tempFile();
    const message = { at: 1, mobileNo: '09121234567', invoiceNo: '1', amount: 1, customerName: '', description: '' };
    let store = openStore(file);
    expect(store.add(message)).toBe('134');
    store.close();
    const database = new DatabaseSync(file);
    database.exec('DELETE FROM message');
    database.close();
    store = openStore(file);
    expect(store.add(message)).toBe('135');
    store.close();
  });

  it.runIf(process.platform !== 'win32')('is only for its owner', () => {
    const file = tempFile();
    const store = openStore(file);
    expect(['', '-wal', '-shm'].map((end) => statSync(file + end).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    store.close();
  });

  it('that is damaged or newer is refused, and left as it is', async () => {
    const file = tempFile();
    writeFileSync(file, 'no database'.repeat(100));
    await expect(shopFor({ file })).rejects.toMatchObject({ error: { code: 'practice-failed' } });
    expect(statSync(file).size).toBe(1100);
    const newer = tempFile();
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 3');
    database.close();
    await expect(shopFor({ file: newer })).rejects.toMatchObject({ error: { code: 'practice-failed' } });
  });
});
