import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createPayLinkClient } from '../../../electron/providers/sizpay/client.ts';
import { checkContract } from '../../../electron/providers/sizpay/contract.ts';
import { payLinkWsdl } from '../../../electron/providers/sizpay/wsdl.ts';
import { TRANSPORTS } from '../../../shared/evidence.ts';
import { FAULTS } from '../../../shared/contract/practice.ts';
import { INVOICE } from '../providers/sizpay/service.ts';
import { order, toshaClient } from './bills.ts';
import { KEYS, shopFor } from './shop.ts';

/** The status and the headers of a GET, under any name for the host. */
function get(url: string, host: string): Promise<{ status: number; mark: unknown }> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers: { host }, agent: false }, (reply) => {
      reply.resume();
      resolve({ status: reply.statusCode ?? 0, mark: reply.headers['x-pishkhan-practice'] });
    });
    asking.on('error', reject);
    asking.end();
  });
}

describe('the practice shop under another name', () => {
  it.each(['localhost', 'pysrvc.sizpay.ir', '[::ffff:127.0.0.1]', '0'])('answers nothing to %s', async (name) => {
    const shop = await shopFor();
    const { host, port } = new URL(shop.endpoint);
    for (const other of [name, `${name}:${port}`])
      expect(await get(`${shop.endpoint}?WSDL`, other)).toEqual({ status: 421, mark: '1' });
    expect(await get(`${shop.endpoint}?WSDL`, host)).toEqual({ status: 200, mark: '1' });
  });
});

describe('a practice shop that live is pointed at', () => {
  const wayTo = (endpoint: string, transport: (typeof TRANSPORTS)[number]) => {
    const credentials = { userName: KEYS.UserName, password: KEYS.Password, payLinkName: KEYS.PayLinkName };
    return createPayLinkClient({ endpoint, transport, credentials, wsdl: payLinkWsdl(), deadline: 30_000 });
  };

  it.each(TRANSPORTS)('has no say over %s: a send is rejected, and nothing counts as paid', async (transport) => {
    const shop = await shopFor();
    const client = wayTo(shop.endpoint, transport);
    expect(await client.send(INVOICE)).toMatchObject({ kind: 'refused', cause: 'endpoint-is-practice' });
    const id = shop.view().messages[0]?.payLinkSendId ?? '';
    shop.pay(id);
    const { answered, failure } = await client.status([id]);
    expect(answered.size).toBe(0);
    expect(failure).toMatchObject({ code: 'endpoint-is-practice' });
  });

  it.each(FAULTS.filter((fault) => !['none', 'line-down', 'reply-lost', 'slow'].includes(fault)))(
    'has none under the fault %s either',
    async (fault) => {
      const shop = await shopFor();
      await shop.setFault(fault);
      expect(await wayTo(shop.endpoint, 'soap11').send(INVOICE)).toMatchObject({ cause: 'endpoint-is-practice' });
    },
  );

  it('accepts no bills for live', async () => {
    const shop = await shopFor();
    const outcome = await toshaClient(shop, { practice: false }).submit([order(1)], 'http://127.0.0.1:9/r/k');
    expect(outcome).toMatchObject({ kind: 'refused', cause: 'endpoint-is-practice', bills: [] });
  });

  it('is known by its contract, which says what it is and differs in nothing', async () => {
    const shop = await shopFor();
    const found = await checkContract(shop.endpoint, 30_000);
    expect(found).toMatchObject({ practice: true, adoptable: true, differences: [] });
    expect(await (await fetch(`${shop.endpoint}?WSDL`)).text()).toContain('Not the real service');
  });
});
