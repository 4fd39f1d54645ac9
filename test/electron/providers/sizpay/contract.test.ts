import { afterEach, describe, expect, test } from 'vitest';
import { checkContract } from '../../../../electron/providers/sizpay/contract.ts';
import type { ContractFound } from '../../../../electron/providers/soap/contract.ts';
import { PAY_LINK_NAMESPACE, payLinkWsdl } from '../../../../electron/providers/sizpay/wsdl.ts';
import { cleanWsdl } from '../../../../electron/providers/soap/wsdl.ts';
import { readWsdl } from '../../../../electron/providers/soap/wsdl-reader.ts';
import { scriptedService } from './service.ts';
import type { Scripted, ScriptedService } from './service.ts';

let service: ScriptedService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

async function check(scripted: Scripted): Promise<ContractFound> {
  service = await scriptedService(() => scripted);
  return checkContract(service.endpoint, 20_000);
}

const wsdl = payLinkWsdl();
/** Changes the WSDL within one message's element only. */
const within = (element: string, from: string | RegExp, to: string) => {
  const at = wsdl.indexOf(`<s:element name="${element}"`);
  return wsdl.slice(0, at) + wsdl.slice(at).replace(from, to);
};

describe('a contract', () => {
  test('like the bundled one differs in nothing, and one GET was all', async () => {
    const clean = cleanWsdl(await readWsdl(wsdl));
    expect(await check({ body: wsdl })).toEqual({
      wsdl: clean,
      namespace: PAY_LINK_NAMESPACE,
      differences: [],
      adoptable: true,
      practice: false,
    });
    expect(service?.asked.map(({ url, body }) => [url, body])).toEqual([['/KimiaPayLinkSend.asmx?WSDL', '']]);
  });

  test('of another namespace', async () => {
    const found = await check({ body: payLinkWsdl('http://tempuri.org/') });
    expect(found).toMatchObject({ namespace: 'http://tempuri.org/', adoptable: true });
    expect(found.differences).toContainEqual({
      kind: 'namespace',
      where: '',
      bundled: PAY_LINK_NAMESPACE,
      service: 'http://tempuri.org/',
    });
    expect(found.differences).toContainEqual({
      kind: 'soap-action',
      where: 'PayLinkSendSoap',
      bundled: `${PAY_LINK_NAMESPACE}PayLinkSendSoap`,
      service: 'http://tempuri.org/PayLinkSendSoap',
    });
  });

  test.each<[string, string, { kind: string; where: string; bundled?: string; service?: string }, boolean]>([
    [
      'a parameter in another case',
      within('PayLinkSendSoap', 'name="MobileNo"', 'name="mobileNo"'),
      { kind: 'parameter-renamed', where: 'PayLinkSendSoap.MobileNo', bundled: 'MobileNo', service: 'mobileNo' },
      true,
    ],
    [
      'a parameter of another type',
      within('PayLinkSendSoap', 'type="s:long"', 'type="s:decimal"'),
      { kind: 'parameter-type', where: 'PayLinkSendSoap.Amount', bundled: 'long', service: 'decimal' },
      true,
    ],
    [
      'a parameter missing',
      within('PayLinkPayStatusSoap', /<s:element [^>]*name="PayLinkIdList"[^>]*>/u, ''),
      { kind: 'parameter-missing', where: 'PayLinkPayStatusSoap.PayLinkIdList', bundled: 'PayLinkIdList', service: '' },
      false,
    ],
    [
      'a parameter more',
      within('PayLinkPayStatusSoap', '<s:sequence>', '<s:sequence><s:element name="Lang" type="s:string"/>'),
      { kind: 'parameter-extra', where: 'PayLinkPayStatusSoap.Lang', bundled: '', service: 'Lang' },
      true,
    ],
    [
      'an operation missing',
      wsdl.replaceAll('name="PayLinkPayStatusSoap"', 'name="PayLinkStatus"'),
      { kind: 'operation-missing', where: 'PayLinkPayStatusSoap' },
      false,
    ],
    [
      'the JSON operation missing',
      wsdl.replaceAll('<wsdl:operation name="PayLinkSendRest"', '<wsdl:operation name="Other"'),
      { kind: 'operation-missing', where: 'PayLinkSendRest' },
      true,
    ],
    [
      'a reply as a string',
      wsdl.replace(
        /(<s:element name="PayLinkSendSoapResponse"><s:complexType><s:sequence>).*?(<\/s:sequence>)/su,
        '$1<s:element name="PayLinkSendSoapResult" type="s:string"/>$2',
      ),
      { kind: 'reply-shape', where: 'PayLinkSendSoap', service: 'string PayLinkSendSoapResult' },
      true,
    ],
    [
      'a reply as a class',
      wsdl.replace(
        /(<s:element name="PayLinkSendSoapResponse"><s:complexType><s:sequence>).*?(<\/s:sequence>)/su,
        '$1<s:element name="PayLinkSendSoapResult" type="tns:PayLinkSendResponse"/>$2',
      ),
      {
        kind: 'reply-shape',
        where: 'PayLinkSendSoap',
        service: 'class PayLinkSendSoapResult: Message string, PayLinkSendID long, ResCod int',
      },
      true,
    ],
  ])('with %s', async (_name, body, difference, adoptable) => {
    const found = await check({ body });
    expect(found.differences).toEqual([expect.objectContaining(difference)]);
    expect(found.adoptable).toBe(adoptable);
  });

  test('with its parameters in another order differs in nothing', async () => {
    const userName = '<s:element minOccurs="0" maxOccurs="1" name="UserName" type="s:string"/>';
    const at = wsdl.indexOf('<s:element name="PayLinkSendSoap"');
    const moved = wsdl.slice(0, at) + wsdl.slice(at).replace(userName, '').replace('</s:sequence>', `${userName}</s:sequence>`);
    expect((await check({ body: moved })).differences).toEqual([]);
  });
});

describe('no contract', () => {
  test.each<[string, Scripted, string, string]>([
    ['404', { status: 404, body: wsdl }, 'contract-unreachable', 'http-404'],
    ['a redirect', { status: 302, body: '' }, 'contract-unreachable', 'http-302'],
    ['a reset', 'reset', 'contract-unreachable', 'reset'],
    ['too long', { body: `${wsdl}${' '.repeat(1_100_000)}` }, 'contract-unreachable', 'oversized'],
    ['a page', { body: '<html><body><br></body></html>' }, 'contract-unreadable', 'not-xml'],
    ['another XML', { body: '<a/>' }, 'contract-unreadable', 'not-wsdl'],
    ['UTF-16', { body: Buffer.from(`\uFEFF${wsdl}`, 'utf16le') }, 'contract-unreadable', 'not-utf-8'],
    ['a DOCTYPE', { body: wsdl.replace('<wsdl:def', '<!DOCTYPE x><wsdl:def') }, 'contract-unreadable', 'not-xml'],
    ['a prototype', { body: wsdl.replaceAll('"UserName"', '"__proto__"') }, 'contract-unreadable', 'not-xml'],
    [
      'a prototype behind a prefix',
      { body: wsdl.replace('"tns:PayLinkSendSoap"', '"tns:__proto__"') },
      'contract-unreadable',
      'bad-name',
    ],
    ['an inherited name', { body: wsdl.replaceAll('"UserName"', '"hasOwnProperty"') }, 'contract-unreadable', 'bad-name'],
    ['a name that is none', { body: wsdl.replaceAll('"UserName"', '"User Name"') }, 'contract-unreadable', 'bad-name'],
    ['a name without end', { body: wsdl.replaceAll('"UserName"', `"${'U'.repeat(200)}"`) }, 'contract-unreadable', 'bad-name'],
    [
      'a line break in an action',
      { body: wsdl.replace('PayLinkSendSoap" style', 'x&#13;&#10;x" style') },
      'contract-unreadable',
      'bad-character',
    ],
    ['a turned name', { body: wsdl.replaceAll('"UserName"', '"User\u202EName"') }, 'contract-unreadable', 'bad-character'],
    [
      'quotes in an action',
      { body: wsdl.replace('PayLinkSendSoap" style', 'x&quot;x" style') },
      'contract-unreadable',
      'bad-address',
    ],
    ['no namespace', { body: wsdl.replaceAll(PAY_LINK_NAMESPACE, '') }, 'contract-unreadable', 'not-wsdl'],
    ['a namespace of XML itself', { body: payLinkWsdl('http://www.w3.org/2000/xmlns/') }, 'contract-unreadable', 'bad-address'],
    ['a namespace with an ampersand', { body: payLinkWsdl('http://a/?b&c') }, 'contract-unreadable', 'bad-address'],
    ['80 kB of <', { body: '<'.repeat(80_000) }, 'contract-unreadable', 'not-xml'],
  ])('%s', async (_name, scripted, code, detail) => {
    await expect(check(scripted)).rejects.toMatchObject({ name: 'ContractError', code, error: { code, detail } });
  });

  test.each([
    '<s:import namespace="x" schemaLocation="URL"/>',
    '<s:include schemaLocation="URL"/>',
    '<wsdl:import namespace="x" location="URL"/>',
  ])('one that points elsewhere is not followed: %s', async (pointer) => {
    const other = await scriptedService(() => ({ body: wsdl }));
    const place = pointer.startsWith('<s:') ? '<s:element name="PayLinkSendSoap"' : '<wsdl:types>';
    const body = wsdl.replace(place, `${pointer.replace('URL', other.endpoint)}${place}`);
    await expect(check({ body })).rejects.toMatchObject({ code: 'contract-unreadable', error: { detail: 'points-elsewhere' } });
    expect(other.asked).toEqual([]);
    await other.close();
  });
});
