import { describe, expect, it, vi } from 'vitest';
import type { PracticeShop } from '../../../electron/practice/practice.ts';
import { createPayLinkClient } from '../../../electron/providers/sizpay/client.ts';
import { checkContract } from '../../../electron/providers/sizpay/contract.ts';
import { payLinkWsdl } from '../../../electron/providers/sizpay/wsdl.ts';
import type { Fault } from '../../../shared/contract/practice.ts';
import { TRANSPORTS } from '../../../shared/evidence.ts';
import type { Transport } from '../../../shared/evidence.ts';
import { shopFor } from './shop.ts';

const INVOICE = {
  invoiceNo: '1405-7',
  amount: 1_250_000,
  mobileNo: '09121234567',
  customerName: `علی & "پسران" <'شرکت'>`,
  description: 'خرید کتاب و لوازم تحریر برای مدرسه',
};

/** The app's own way to the service, as it is set in practice. */
const clientOf = ({ endpoint, credentials }: PracticeShop, transport: Transport, deadline = 30_000) =>
  createPayLinkClient({ endpoint, transport, credentials, wsdl: payLinkWsdl(), practice: true, deadline });

describe.each(TRANSPORTS)('the app against the practice shop over %s', (transport) => {
  it('sends, the customer pays, and the app learns the reference number', async () => {
    const shop = await shopFor();
    const client = clientOf(shop, transport);
    expect(await client.send(INVOICE)).toMatchObject({ kind: 'sent', payLinkSendId: '134' });
    expect(await client.send(INVOICE)).toMatchObject({ kind: 'sent', payLinkSendId: '135' });
    expect(shop.view().messages[0]).toMatchObject(INVOICE);
    shop.pay('135');
    const status = await client.status(['134', '135']);
    expect(status).toMatchObject({ failure: null, reached: true });
    expect(Object.fromEntries(status.answered)).toEqual({
      '134': { paid: false, refNo: null },
      '135': { paid: true, refNo: '074000000135' },
    });
  });

  it('never takes an id that the service does not know for unpaid', async () => {
    const shop = await shopFor();
    const client = clientOf(shop, transport);
    await client.send(INVOICE);
    const { answered, failure } = await client.status(['999', '134', '998']);
    expect([...answered.keys()]).toEqual(['134']);
    expect(failure).not.toBeNull();
  });

  it.each<[Fault, object, number]>([
    ['none', { kind: 'sent' }, 1],
    ['slow', { kind: 'sent' }, 1],
    ['line-down', { kind: 'neverSent', reason: 'refused' }, 0],
    ['reply-lost', { kind: 'unknown' }, 1],
    ['server-fault', { kind: 'unknown', evidence: { status: 500 } }, 0],
    ['garbage', { kind: 'unknown', evidence: { status: 200 } }, 0],
    ['wrong-password', { kind: 'refused', cause: 'service-refused' }, 0],
  ])('under %s comes to %o, with %i SMS on the phone', async (fault, outcome, messages) => {
    const shop = await shopFor();
    await shop.setFault(fault);
    expect(await clientOf(shop, transport).send(INVOICE)).toMatchObject(outcome);
    expect(shop.view().messages).toHaveLength(messages);
  });

  it('does not know what became of a send whose reply is too late', async () => {
    const shop = await shopFor({ slow: 600_000 });
    await shop.setFault('slow');
    const outcome = await clientOf(shop, transport, 2_000).send(INVOICE);
    expect(outcome).toMatchObject({ kind: 'unknown', evidence: { reason: 'late' } });
    await vi.waitFor(() => expect(shop.view().messages).toHaveLength(1), 20_000);
  });
});

it('passes the contract check without a difference', async () => {
  const shop = await shopFor();
  expect(await checkContract(shop.endpoint, 30_000)).toMatchObject({ differences: [], adoptable: true });
});
