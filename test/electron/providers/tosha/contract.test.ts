import { afterEach, describe, expect, test } from 'vitest';
import { checkToshaContract } from '../../../../electron/providers/tosha/contract.ts';
import { cleanWsdl } from '../../../../electron/providers/soap/wsdl.ts';
import { readWsdl } from '../../../../electron/providers/soap/wsdl-reader.ts';
import { TOSHA_NAMESPACE, toshaWsdl } from '../../../../electron/providers/tosha/wsdl.ts';
import type { Scripted, ScriptedService } from '../soap/service.ts';
import { scriptedService } from './service.ts';

let service: ScriptedService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

async function check(scripted: Scripted) {
  service = await scriptedService(() => scripted);
  return checkToshaContract(service.endpoint, 20_000);
}

const wsdl = toshaWsdl();

describe('a contract of the bulk-bill service', () => {
  test('like the bundled one differs in nothing, and one GET was all', async () => {
    const clean = cleanWsdl(await readWsdl(wsdl));
    expect(await check({ body: wsdl })).toEqual({
      wsdl: clean,
      namespace: TOSHA_NAMESPACE,
      differences: [],
      adoptable: true,
      practice: false,
    });
    expect(service?.asked.map(({ url, body }) => [url, body])).toEqual([['/UserWebservice.asmx?WSDL', '']]);
  });

  test.each<[string, string, { kind: string; where: string; service?: string }, boolean]>([
    [
      'with another namespace',
      toshaWsdl('http://www.toranjsoft.com/'),
      { kind: 'namespace', where: '', service: 'http://www.toranjsoft.com/' },
      true,
    ],
    [
      'with another action',
      wsdl.replaceAll('com/BulkBillPaymentWS"', 'com//BulkBillPaymentWS"'),
      { kind: 'soap-action', where: 'BulkBillPaymentWS', service: 'http://www.toranjsoft.com//BulkBillPaymentWS' },
      true,
    ],
    [
      'with a parameter in another case',
      wsdl.replace('name="Username"', 'name="UserName"'),
      { kind: 'parameter-renamed', where: 'BulkBillPaymentWS.Username', service: 'UserName' },
      true,
    ],
    [
      'without ReturnUrl',
      wsdl.replace(/<s:element [^>]*name="ReturnUrl"[^>]*>/u, ''),
      { kind: 'parameter-missing', where: 'BulkBillPaymentWS.ReturnUrl' },
      false,
    ],
    [
      'without the operation',
      wsdl.replaceAll('"BulkBillPaymentWS"', '"BillPaymentWS"'),
      { kind: 'operation-missing', where: 'BulkBillPaymentWS' },
      false,
    ],
    [
      'with out parameters',
      wsdl.replace(
        /<s:element [^>]*name="BulkBillPaymentWSResult"[^>]*>/u,
        '<s:element name="Status" type="s:int"/><s:element name="BatchToken" type="s:string"/>',
      ),
      { kind: 'reply-shape', where: 'BulkBillPaymentWS', service: 'out-parameters: BatchToken string, Status int' },
      true,
    ],
  ])('%s', async (_name, body, difference, adoptable) => {
    const found = await check({ body });
    expect(found.differences).toEqual([expect.objectContaining(difference)]);
    expect(found.adoptable).toBe(adoptable);
  });

  test('that is a page', async () => {
    await expect(check({ body: '<html><body><br></body></html>' })).rejects.toMatchObject({ code: 'contract-unreadable' });
  });
});
