import { describe, expect, test } from 'vitest';
import { readJsonContent, readXmlContent, unwrap } from '../../../../electron/providers/soap/content.ts';
import { newBudget, VALUES_MAX } from '../../../../electron/providers/soap/exact-json.ts';
import type { Json } from '../../../../electron/providers/soap/exact-json.ts';
import { envelope } from './service.ts';

const text = (value: string): Json => ({ kind: 'text', text: value });
const object = (...entries: [string, Json][]): Json => ({ kind: 'object', entries });

describe('XML', () => {
  test('of an envelope only the Body is content: elements as objects, leaves as text, in order and with repetitions', async () => {
    const xml = envelope('<R><a> 1 </a><B/><a>2<![CDATA[3]]></a>lost</R>').replace(
      '<soap:Body',
      '<soap:Header><a>0</a></soap:Header><soap:Body',
    );
    expect(await readXmlContent(xml)).toEqual({
      value: object(['R', object(['a', text(' 1 ')], ['B', text('')], ['a', text('23')])]),
      fault: null,
      shape: 'envelope',
      budget: { left: VALUES_MAX - 8 },
    });
    expect(await readXmlContent('<ENVELOPE><bOdY><x>1</x></bOdY></ENVELOPE>')).toMatchObject({
      value: object(['x', text('1')]),
      shape: 'envelope',
    });
  });

  test('that is no envelope is content as a whole', async () => {
    expect(await readXmlContent('<string>x</string>')).toMatchObject({
      value: object(['string', text('x')]),
      fault: null,
      shape: 'xml',
    });
    expect(await readXmlContent('<Html><a/></Html>')).toMatchObject({
      value: object(['Html', object(['a', text('')])]),
      shape: 'html',
    });
  });

  test.each(['', '<a>', 'x', '<a/><b/>', '<!DOCTYPE a><a/>', '<a><__proto__/></a>'])('%j is none', async (xml) => {
    expect(await readXmlContent(xml)).toBeNull();
  });

  test('has as many elements as values may be read', async () => {
    const elements = (count: number) => `<a>${'<b/>'.repeat(count - 1)}</a>`;
    expect(await readXmlContent(elements(VALUES_MAX))).toMatchObject({ budget: { left: 0 } });
    expect(await readXmlContent(elements(VALUES_MAX + 1))).toBeNull();
  });
});

describe('a fault', () => {
  const faultOf = async (inner: string) => (await readXmlContent(envelope(`<soap:Fault>${inner}</soap:Fault>`)))?.fault;
  const v11 = (code: string) => `<faultcode>${code}</faultcode><faultstring>no</faultstring>`;
  const v12 = (code: string) => `<Code><Value>${code}</Value></Code><Reason><Text>no</Text></Reason>`;

  test.each([
    'Client',
    'soap:client',
    's:Client.Authentication',
    'a:b:CLIENT',
    'Sender',
    ' env:Sender ',
    'VersionMismatch',
    'MustUnderstand',
    'DataEncodingUnknown',
  ])('with the code %j is the caller’s', async (code) => {
    expect(await faultOf(v11(code))).toEqual({ whose: 'client', message: 'no' });
    expect(await faultOf(v12(code))).toEqual({ whose: 'client', message: 'no' });
  });

  test.each(['Server', 'soap:Receiver', '', 'Clients', 'MyClient', 'Server.Client', 'client:Server'])(
    'with the code %j is the service’s',
    async (code) => {
      expect(await faultOf(v11(code))).toEqual({ whose: 'server', message: 'no' });
      expect(await faultOf(v12(code))).toEqual({ whose: 'server', message: 'no' });
    },
  );

  test('has the first line of what it says, and needs not say anything', async () => {
    expect(await faultOf('<faultstring>\n first \n at Second()</faultstring>')).toEqual({ whose: 'server', message: 'first' });
    expect(await faultOf('')).toEqual({ whose: 'server', message: '' });
    expect(await faultOf('<faultstring>Client</faultstring><faultcode>Server</faultcode>')).toEqual({
      whose: 'server',
      message: 'Client',
    });
    expect(await faultOf('<Reason><Text>a</Text><Text>b</Text></Reason>')).toEqual({ whose: 'server', message: 'a' });
    expect(await faultOf('<faultstring><b>x</b></faultstring><Reason><Text>r</Text></Reason>')).toEqual({
      whose: 'server',
      message: 'r',
    });
    expect(await faultOf('<Reason>x</Reason><Code>Client</Code>')).toEqual({ whose: 'server', message: '' });
  });

  test('stands in the Body itself, in any case', async () => {
    expect(await readXmlContent(envelope('<R><Fault><faultcode>Client</faultcode></Fault></R>'))).toMatchObject({
      fault: null,
    });
    expect(await readXmlContent(envelope('<FAULT><FaultCode>Client</FaultCode></FAULT>'))).toMatchObject({
      fault: { whose: 'client' },
    });
  });
});

describe('JSON', () => {
  test('is content as a whole, and costs what is in it', () => {
    expect(readJsonContent(' {"d":[1,"x",null]} ')).toEqual({
      value: object(['d', { kind: 'array', items: [text('1'), text('x'), { kind: 'null' }] }]),
      fault: null,
      shape: 'json',
      budget: { left: VALUES_MAX - 5 },
    });
    expect(readJsonContent('{')).toBeNull();
  });
});

describe('what is wrapped as text', () => {
  const inner = '{"a":1}';
  test.each(['PayLinkSendSoapResult', 'result', 'PayLinkResp', 'Response', 'return', 'string', 'String', 'd', 'D'])(
    'is read in %s',
    (name) => {
      expect(unwrap(name, ` ${inner}`, newBudget())).toEqual(object(['a', text('1')]));
      expect(unwrap(name, `[${inner}]`, newBudget())?.kind).toBe('array');
      expect(unwrap(name, JSON.stringify(inner), newBudget())).toEqual(text(inner));
    },
  );

  test.each(['Message', 'results', 'id', 'strings', 'mystring', 'ad', 'dd', ''])('is text and nothing else in %j', (name) => {
    const budget = newBudget();
    expect(unwrap(name, inner, budget)).toBeNull();
    expect(budget.left).toBe(VALUES_MAX);
  });

  test.each(['1', 'true', 'x{', '', ' '])('is no more than text where it is %j, and costs nothing', (value) => {
    const budget = newBudget();
    expect(unwrap('d', value, budget)).toBeNull();
    expect(budget.left).toBe(VALUES_MAX);
  });
});
