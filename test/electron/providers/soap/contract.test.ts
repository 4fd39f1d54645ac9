import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compareWithService, readAdopted } from '../../../../electron/providers/soap/contract.ts';
import { BadWsdl } from '../../../../electron/providers/soap/contract-model.ts';
import { checked } from '../../../../electron/providers/soap/checked.ts';
import { callSoap } from '../../../../electron/providers/soap/envelope.ts';

import { asmxOperations, cleanWsdl, element, sequence, writeWsdl } from '../../../../electron/providers/soap/wsdl.ts';
import type { Part } from '../../../../electron/providers/soap/wsdl.ts';
import { readWsdl } from '../../../../electron/providers/soap/wsdl-reader.ts';
import type { Fate } from '../../../../electron/providers/net/fate.ts';
import type { SoapVersion } from '../../../../shared/evidence.ts';
import { serveScript } from './service.ts';
import type { Scripted, ScriptedService } from './service.ts';

const PARAMETERS: readonly Part[] = [
  ['Name', 'string'],
  ['Amount', 'long'],
];
const NAMES = ['Pay', 'Ask'];

/** A contract of two operations that ask for the same, and answer with a number. */
const wsdlOf = (parameters = PARAMETERS, namespace = 'urn:x', names = NAMES) =>
  writeWsdl({
    service: 'Shop',
    namespace,
    endpoint: 'http://shop/',
    operations: asmxOperations(namespace, names),
    schema: names.flatMap((name) => [
      element(name, sequence(parameters)),
      element(`${name}Response`, sequence([['Code', 'int']])),
    ]),
  });
const BUNDLED = { wsdl: wsdlOf(), needed: ['Pay'] };

let service: ScriptedService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

async function compare(scripted: Scripted) {
  service = await serveScript('Shop.asmx', () => scripted);
  return compareWithService(BUNDLED, service.endpoint, 20_000);
}
const differences = async (wsdl: string) => (await compare({ body: wsdl })).differences;

describe('a service’s contract beside the bundled one', () => {
  test('was asked for by one GET, and says the same', async () => {
    expect(await compare({ body: wsdlOf() })).toEqual({
      wsdl: cleanWsdl(await readWsdl(wsdlOf())),
      namespace: 'urn:x',
      differences: [],
      adoptable: true,
      practice: false,
    });
    expect(service?.asked).toMatchObject([{ url: '/Shop.asmx?WSDL', body: '', headers: { accept: 'text/xml' } }]);
  });

  test('differs in what is missing, renamed, of another type or more, by operation', async () => {
    const parameters: readonly Part[] = [
      ['NAME', 'long'],
      ['More', 'string'],
    ];
    const of = (name: string) => [
      { kind: 'parameter-renamed', where: `${name}.Name`, bundled: 'Name', service: 'NAME' },
      { kind: 'parameter-type', where: `${name}.Name`, bundled: 'string', service: 'long' },
      { kind: 'parameter-missing', where: `${name}.Amount`, bundled: 'Amount', service: '' },
      { kind: 'parameter-extra', where: `${name}.More`, bundled: '', service: 'More' },
    ];
    expect(await differences(wsdlOf(parameters))).toEqual([...of('Pay'), ...of('Ask')]);
  });

  test('differs in its namespace and its actions', async () => {
    const actionOf = (name: string) => ({
      kind: 'soap-action',
      where: name,
      bundled: `urn:x/${name}`,
      service: `urn:y/${name}`,
    });
    expect(await differences(wsdlOf(PARAMETERS, 'urn:y'))).toEqual([
      { kind: 'namespace', where: '', bundled: 'urn:x', service: 'urn:y' },
      actionOf('Pay'),
      actionOf('Ask'),
    ]);
    // A slash at the end of a namespace is not written twice.
    expect((await readWsdl(wsdlOf(PARAMETERS, 'urn:x/'))).operations.get('Pay')?.soapAction).toBe('urn:x/Pay');
  });

  test('lacks an operation that asks for nothing: it cannot be used either', async () => {
    const needed = { wsdl: wsdlOf([]), needed: NAMES };
    expect(await readAdopted(needed, wsdlOf([]))).not.toBeNull();
    expect(await readAdopted(needed, wsdlOf([], 'urn:x', ['Pay']))).toBeNull();
    expect(await readAdopted({ ...needed, needed: ['Other'] }, wsdlOf([]))).toBeNull();
  });

  test('lacks an operation: of those that are needed it cannot be used', async () => {
    const ask = { kind: 'operation-missing', where: 'Ask', bundled: 'Ask', service: '' };
    expect(await compare({ body: wsdlOf(PARAMETERS, 'urn:x', ['Pay']) })).toMatchObject({
      differences: [ask],
      adoptable: true,
    });
    await service?.close();
    expect(await compare({ body: wsdlOf(PARAMETERS, 'urn:x', ['Ask']) })).toMatchObject({ adoptable: false });
  });

  test.each<[string, readonly Part[], boolean]>([
    [
      'in another case',
      [
        ['amount', 'string'],
        ['NAME', 'string'],
      ],
      true,
    ],
    ['and more', [...PARAMETERS, ['More', 'string']], true],
    ['without one', [['Name', 'string']], false],
    ['none', [], false],
  ])('with the parameters %s: adoptable %s', async (_name, parameters, adoptable) => {
    expect((await compare({ body: wsdlOf(parameters) })).adoptable).toBe(adoptable);
  });

  test.each([
    ['a string', '<s:element name="R" type="s:string"/>', 'string R'],
    [
      'a class',
      '<s:element name="R"><s:complexType><s:sequence><s:element name="B" type="s:int"/><s:element name="A" type="s:long"/></s:sequence></s:complexType></s:element>',
      'class R: A long, B int',
    ],
    [
      'several',
      '<s:element name="B" type="s:int"/><s:element name="A" type="s:long"/><s:element name="C"><s:complexType/></s:element>',
      'out-parameters: A long, B int, C class',
    ],
    ['nothing', '', 'out-parameters: '],
  ])('answers with %s', async (_name, members, shape) => {
    const reply = /(<s:element name="PayResponse"><s:complexType><s:sequence>).*?(<\/s:sequence>)/su;
    const found = await differences(wsdlOf().replace(reply, `$1${members}$2`));
    expect(found).toEqual([{ kind: 'reply-shape', where: 'Pay', bundled: 'int Code', service: shape }]);
  });

  test('has the shape of its reply told up to 2,000 characters', async () => {
    const members = Array.from({ length: 30 }, (_, at) => `<s:element name="${'n'.repeat(100)}${at}" type="s:int"/>`).join('');
    const reply = /(<s:element name="PayResponse"><s:complexType><s:sequence>).*?(<\/s:sequence>)/su;
    const [found] = await differences(wsdlOf().replace(reply, `$1${members}$2`));
    expect(found?.service).toHaveLength(2000);
  });
});

describe('no contract', () => {
  test.each<[string, Scripted, string, string]>([
    ['a status below 300 is none', { status: 300, body: wsdlOf() }, 'contract-unreachable', 'http-300'],
    ['a reset', 'reset', 'contract-unreachable', 'reset'],
    ['no UTF-8', { body: Buffer.from([0xff]) }, 'contract-unreadable', 'not-utf-8'],
    ['no XML', { body: 'x' }, 'contract-unreadable', 'not-xml'],
  ])('%s', async (_name, scripted, code, detail) => {
    await expect(compare(scripted)).rejects.toMatchObject({ name: 'ContractError', code, error: { code, detail } });
  });

  test('but any of 2xx is one', async () => {
    expect(await compare({ status: 299, body: wsdlOf() })).toMatchObject({ adoptable: true });
  });
});

describe('a contract that was adopted', () => {
  test('is what was read of it, and none where it cannot be used or read', async () => {
    const text = wsdlOf(PARAMETERS, 'urn:y').replace('<wsdl:types>', '<!-- theirs --><wsdl:types>');
    expect(await readAdopted(BUNDLED, text)).toEqual({ wsdl: cleanWsdl(await readWsdl(text)), namespace: 'urn:y' });
    for (const bad of ['x', wsdlOf([]), wsdlOf(PARAMETERS, 'urn:x', ['Ask'])])
      expect(await readAdopted(BUNDLED, bad)).toBeNull();
  });
});

describe('a call', () => {
  const FATE: Fate = { kind: 'neverSent', reason: 'tls' };
  const call = async (
    values: Record<string, string>,
    {
      wsdl = wsdlOf(),
      operation = 'Pay',
      version = 'soap11',
    }: { wsdl?: string; operation?: string; version?: SoapVersion } = {},
  ) => {
    const sent: { headers: Record<string, string>; body: string }[] = [];
    const fate = await callSoap({
      wsdl,
      version,
      operation,
      values,
      carry: (headers, body) => {
        sent.push({ headers, body: body.toString('utf8') });
        return Promise.resolve(FATE);
      },
    });
    return { fate, sent };
  };

  test('is one request, and its fate the call’s', async () => {
    const { fate, sent } = await call({ name: 'a<b', AMOUNT: '5' });
    expect(fate).toBe(FATE);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers).toMatchObject({ 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"urn:x/Pay"' });
    expect(sent[0]?.body).toContain('<Pay xmlns="urn:x"><Name>a&lt;b</Name><Amount>5</Amount></Pay>');
  });

  test('over SOAP 1.2 says so, each version of one contract by itself', async () => {
    for (const [version, type] of [
      ['soap12', 'application/soap+xml'],
      ['soap11', 'text/xml'],
      ['soap12', 'application/soap+xml'],
    ] as const) {
      const { sent } = await call({ Name: 'a' }, { version });
      expect(sent[0]?.headers['Content-Type']).toContain(type);
    }
  });

  test.each([
    ['an operation that is not there', { operation: 'Other' }, { Name: '1' }, 'operation-missing Other'],
    ['a parameter that is not there', {}, { Other: '1' }, 'parameter-missing Other'],
    ['no WSDL', { wsdl: '<a/>' }, { Name: '1' }, 'not-wsdl'],
  ])('of %s is none, and nothing is sent', async (_name, of, values, message) => {
    await expect(call(values as unknown as Record<string, string>, of)).rejects.toThrow(new BadWsdl(message));
  });

  test('is made by the contract in use, however many there were', async () => {
    for (const at of [1, 2, 3, 4, 5, 6, 7, 8, 1, 2]) {
      const { sent } = await call({ Name: 'a' }, { wsdl: wsdlOf(PARAMETERS, `urn:${at}`) });
      expect(sent[0]?.headers['SOAPAction']).toBe(`"urn:${at}/Pay"`);
    }
  });
});

describe('a WSDL of ours', () => {
  test('asks for numbers, and leaves texts and classes out where they are not', () => {
    expect(
      sequence([
        ['A', 'string'],
        ['B', 'long'],
        ['C', 'class'],
      ]),
    ).toBe(
      '<s:sequence><s:element minOccurs="0" maxOccurs="1" name="A" type="s:string"/><s:element minOccurs="1" maxOccurs="1" name="B" type="s:long"/><s:element minOccurs="0" maxOccurs="1" name="C" type="s:class"/></s:sequence>',
    );
  });

  test('asks for what is only called almost like a text', () => {
    for (const type of ['normalizedString', 'xstring', 'strings', 'classes']) {
      expect(sequence([['A', type]])).toContain('minOccurs="1"');
    }
  });

  test('is this, to the letter: it is what node-soap reads, and what is kept', () => {
    const text = cleanWsdl({
      namespace: 'urn:x?a=1',
      operations: new Map([
        [
          'Pay',
          {
            soapAction: 'urn:a',
            request: 'PayIn',
            parameters: new Map([
              ['A', 'string'],
              ['B', 'long'],
              ['C', 'class'],
            ]),
            response: 'PayOut',
            reply: new Map<string, string | Map<string, string>>([
              [
                'R',
                new Map([
                  ['D', 'int'],
                  ['E', 'string'],
                ]),
              ],
            ]),
          },
        ],
        ['Tell', { soapAction: '', request: 'TellIn', parameters: new Map(), response: null, reply: new Map() }],
      ]),
    });
    const binding = (name: string, soap: string) =>
      [
        `<wsdl:binding name="${name}" type="tns:ServiceSoap">`,
        `<${soap}:binding transport="http://schemas.xmlsoap.org/soap/http"/>`,
        '<wsdl:operation name="Pay">',
        `<${soap}:operation soapAction="urn:a" style="document"/>`,
        `<wsdl:input><${soap}:body use="literal"/></wsdl:input><wsdl:output><${soap}:body use="literal"/></wsdl:output></wsdl:operation>`,
        '<wsdl:operation name="Tell">',
        `<${soap}:operation soapAction="" style="document"/>`,
        `<wsdl:input><${soap}:body use="literal"/></wsdl:input></wsdl:operation>`,
        '</wsdl:binding>',
      ].join('\n');
    expect(text.split('<wsdl:types>\n')[1]).toBe(
      [
        '<s:schema elementFormDefault="qualified" targetNamespace="urn:x?a=1">',
        '<s:element name="PayIn"><s:complexType><s:sequence><s:element minOccurs="0" maxOccurs="1" name="A" type="s:string"/><s:element minOccurs="1" maxOccurs="1" name="B" type="s:long"/><s:element minOccurs="0" maxOccurs="1" name="C"><s:complexType><s:sequence></s:sequence></s:complexType></s:element></s:sequence></s:complexType></s:element>',
        '<s:element name="TellIn"><s:complexType><s:sequence></s:sequence></s:complexType></s:element>',
        '<s:element name="PayOut"><s:complexType><s:sequence><s:element minOccurs="0" maxOccurs="1" name="R"><s:complexType><s:sequence><s:element minOccurs="1" maxOccurs="1" name="D" type="s:int"/><s:element minOccurs="0" maxOccurs="1" name="E" type="s:string"/></s:sequence></s:complexType></s:element></s:sequence></s:complexType></s:element>',
        '</s:schema>',
        '</wsdl:types>',
        '<wsdl:message name="PayIn"><wsdl:part name="parameters" element="tns:PayIn"/></wsdl:message>',
        '<wsdl:message name="PayOut"><wsdl:part name="parameters" element="tns:PayOut"/></wsdl:message>',
        '<wsdl:message name="TellIn"><wsdl:part name="parameters" element="tns:TellIn"/></wsdl:message>',
        '<wsdl:portType name="ServiceSoap">',
        '<wsdl:operation name="Pay"><wsdl:input message="tns:PayIn"/><wsdl:output message="tns:PayOut"/></wsdl:operation>',
        '<wsdl:operation name="Tell"><wsdl:input message="tns:TellIn"/></wsdl:operation>',
        '</wsdl:portType>',
        binding('ServiceSoap', 'soap'),
        binding('ServiceSoap12', 'soap12'),
        '<wsdl:service name="Service">',
        '<wsdl:port name="ServiceSoap" binding="tns:ServiceSoap"><soap:address location="unused:"/></wsdl:port>',
        '<wsdl:port name="ServiceSoap12" binding="tns:ServiceSoap12"><soap12:address location="unused:"/></wsdl:port>',
        '</wsdl:service>',
        '</wsdl:definitions>',
        '',
      ].join('\n'),
    );
  });

  test('of a reply says more than of a request, and nothing of one that is not there', async () => {
    const contract = {
      namespace: 'urn:x',
      operations: new Map([
        [
          'Pay',
          {
            soapAction: "urn:'a",
            request: 'Same',
            parameters: new Map([['A', 'class']]),
            response: 'Same',
            reply: new Map([['A', new Map([['B', 'int']])]]),
          },
        ],
        ['Tell', { soapAction: '', request: 'Tell', parameters: new Map(), response: null, reply: new Map() }],
      ]),
    };
    const text = cleanWsdl(contract);
    const read = await readWsdl(text);
    expect(read.operations.get('Pay')?.reply).toEqual(new Map([['A', new Map([['B', 'int']])]]));
    expect(read.operations.get('Pay')?.soapAction).toBe("urn:'a");
    expect(read.operations.get('Tell')).toEqual(contract.operations.get('Tell'));
    expect(text.match(/<s:element name="Same"/gu)).toHaveLength(1);
    expect(text.match(/TellOut|<wsdl:output/gu)).toHaveLength(3);
  });
});

test('what a schema does not admit is bad input, and says where', () => {
  const schema = z.object({ a: z.string().transform((text) => text.trim()) });
  expect(checked(schema, { a: ' x ' })).toEqual({ a: 'x' });
  expect(() => checked(schema, { a: 1 })).toThrow(
    expect.objectContaining({ error: expect.objectContaining({ code: 'bad-input' }) as unknown }) as Error,
  );
});
