import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { person } from '../../../shared/actors.ts';
import { Invoice } from '../../../shared/invoice.ts';
import { added, batchFilter, billFilter, submitting } from './bill-help.ts';
import { filter, invoice, opened, tempFile, tool } from './help.ts';

/** A later version's form refuses what earlier ones let in. */
vi.mock(import('../../../shared/invoice.ts'), async (original) => {
  const { z } = await import('zod');
  const now = await original();
  const tightened = now.Invoice.extend({ amount: z.number().max(10) });
  return { ...now, Invoice: tightened };
});

test('the form is tightened', () => {
  expect(Invoice.safeParse(invoice()).success).toBe(false);
});

test.each(['version-1', 'version-2', 'version-3', 'landed-2'])(
  'what earlier forms let in stays readable, whatever today’s form says: %s',
  (name) => {
    const file = tempFile();
    const sql = readFileSync(new URL(`${name}.sql`, import.meta.url), 'utf8');
    tool(file, (db) => db.exec(`BEGIN; ${sql} COMMIT`));
    const ledger = opened(file);
    expect(ledger.check()).toMatchObject({ ok: true, problems: [] });
    const { links } = ledger.links.list(filter());
    expect(links.length).toBeGreaterThan(3);
    for (const { id } of links) expect(ledger.links.history(id)[0]?.event).toMatchObject({ kind: 'link.saved' });
  },
);

test('what is recorded is what happened, also where no form of today would let it in', () => {
  const ledger = opened();
  const long = { customerName: 'م'.repeat(60), invoiceNo: '۱۲ '.repeat(30), mobileNo: '+98 21' };
  const link = randomUUID();
  ledger.links.record(link, { kind: 'link.saved', invoice: invoice(long), replaces: null }, person('سارا'));
  expect(ledger.links.get(link)).toMatchObject(long);
  const bills = Array.from({ length: 21 }, () => randomUUID());
  for (const bill of bills) ledger.bills.record(bill, added({ billId: `123456789012345-${bill}` }), person('سارا'));
  ledger.batches.record(randomUUID(), submitting(bills), person('سارا'));
  expect(ledger.bills.list(billFilter()).total).toBe(21);
  expect(ledger.batches.list(batchFilter()).batches[0]?.bills).toEqual(bills);
  expect(ledger.check()).toMatchObject({ ok: true });
});
