import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payLinkWsdl } from '../../../../electron/providers/sizpay/wsdl.ts';
import type { Contract, Operation } from '../../../../electron/providers/soap/contract-model.ts';
import { cleanWsdl } from '../../../../electron/providers/soap/wsdl.ts';
import { readWsdl } from '../../../../electron/providers/soap/wsdl-reader.ts';

const wsdl = payLinkWsdl();

/** The contract's `PayLinkPayStatusSoap`, where it still has one. */
const operationOf = async (text: string) => (await readWsdl(text)).operations.get('PayLinkPayStatusSoap');

const inherited = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);
const name = fc.stringMatching(/^[\p{L}_][\p{L}\p{N}_.-]{0,20}$/u).filter((each) => !inherited.has(each));
const address = fc.stringMatching(/^urn:x[\w./;=-]{1,40}$/u);
const type = fc.constantFrom('string', 'long', 'int', 'decimal', 'class', 'anyType');
const parts = fc.array(fc.tuple(name, type), { maxLength: 8 }).map((list) => new Map(list));
const reply = fc
  .array(
    fc.tuple(
      name,
      fc.oneof(
        type.filter((each) => each !== 'class'),
        parts,
      ),
    ),
    { maxLength: 8 },
  )
  .map((list) => new Map(list));

/** Any number of operations; the elements of their messages are each its own. */
const contract: fc.Arbitrary<Contract> = fc
  .record({
    namespace: address,
    operations: fc.uniqueArray(
      fc.tuple(name, fc.record({ soapAction: address, parameters: parts, reply, answers: fc.boolean() })),
      { maxLength: 5, selector: ([each]) => each },
    ),
  })
  .map(({ namespace, operations }) => ({
    namespace,
    operations: new Map(
      operations.map(([each, { answers, ...rest }], index): [string, Operation] => [
        each,
        {
          ...rest,
          request: `in${index}`,
          response: answers ? `out${index}` : null,
          reply: answers ? rest.reply : new Map<string, string>(),
        },
      ]),
    ),
  }));

describe('a clean WSDL', () => {
  test('says what was read, no more and no less', async () => {
    await fc.assert(
      fc.asyncProperty(contract, async (written) => {
        const read = await readWsdl(cleanWsdl(written));
        expect(read).toEqual(written);
        expect([...read.operations.values()].map(({ parameters }) => [...parameters])).toEqual(
          [...written.operations.values()].map(({ parameters }) => [...parameters]),
        );
      }),
    );
  });
});

describe('an operation', () => {
  test.each([
    ['of RPC style', wsdl.replaceAll('style="document"', 'style="rpc"')],
    ['that is encoded', wsdl.replaceAll('use="literal"', 'use="encoded"')],
    ['whose parameters are in no namespace', wsdl.replace(' elementFormDefault="qualified"', '')],
    ['with one parameter in no namespace', wsdl.replaceAll('name="PayLinkIdList"', 'name="PayLinkIdList" form="unqualified"')],
    ['of another namespace', wsdl.replace(/(<s:schema [^>]*targetNamespace=")[^"]*/u, '$1urn:x')],
    ['whose message is nowhere', wsdl.replaceAll('message="tns:PayLinkPayStatusSoapIn"', 'message="tns:Nowhere"')],
    [
      'whose element could be either of two',
      wsdl.replace('<s:element name="PayLinkPayStatusSoap">', '<s:element name="PayLinkPayStatusSoap"/>$&'),
    ],
    ['of plain HTTP', wsdl.replaceAll('http://schemas.xmlsoap.org/soap/http', 'http://schemas.xmlsoap.org/other')],
  ])('%s is none that the app could call', async (_name, text) => {
    expect(await operationOf(wsdl)).toBeDefined();
    expect(await operationOf(text)).toBeUndefined();
  });

  test('has the members of its classes’ ancestors, of what it refers to, and the base of a simple type', async () => {
    const schema = `<s:complexType name="Base"><s:sequence><s:element name="ResCod" type="s:int"/></s:sequence></s:complexType>
      <s:complexType name="Heir"><s:complexContent><s:extension base="tns:Base"><s:sequence><s:element ref="tns:Id"/>
      <s:element name="Kind" type="tns:Kind"/></s:sequence></s:extension></s:complexContent></s:complexType>
      <s:element name="Id" type="s:long"/>
      <s:simpleType name="Kind"><s:restriction base="s:string"/></s:simpleType>`;
    const text = wsdl
      .replace('</s:schema>', `${schema}</s:schema>`)
      .replace(
        /(<s:element name="PayLinkPayStatusSoapResponse"><s:complexType><s:sequence>).*?(<\/s:sequence>)/su,
        '$1<s:element name="Result" type="tns:Heir"/>$2',
      );
    const members = new Map(Object.entries({ ResCod: 'int', Id: 'long', Kind: 'string' }));
    expect((await operationOf(text))?.reply).toEqual(new Map([['Result', members]]));
  });
});

test('an operation that the app does not want may be as it likes', async () => {
  const text = wsdl.replaceAll('name="PayLinkData"', 'name="a b"').replaceAll('PayLinkSendRest" style', 'a b" style');
  await expect(readWsdl(text)).rejects.toMatchObject({ message: 'bad-address' });
  expect([...(await readWsdl(text, ['PayLinkSendSoap', 'Nothing'])).operations.keys()]).toEqual(['PayLinkSendSoap']);
});

describe('a small text that would be endless to read', () => {
  const many = (count: number, each: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => each(index)).join('');
  const inSchema = (schema: string) => wsdl.replace('</s:schema>', `${schema}</s:schema>`);

  /** As many more operations of each port type and binding. */
  const withOperations = (text: string, count: number) =>
    text.replaceAll(
      /<wsdl:operation name="PayLinkPayStatusSoap">.*?<\/wsdl:operation>/gsu,
      (operation) => operation + many(count, (index) => operation.replace('PayLinkPayStatusSoap', `Other${index}`)),
    );
  const elements = (count: number, type: string) => many(count, (index) => `<s:element name="m${index}" type="${type}"/>`);
  const inStatusReply = (text: string, members: string) =>
    text.replace(
      /(<s:element name="PayLinkPayStatusSoapResponse"><s:complexType><s:sequence>).*?(<\/s:sequence>)/su,
      `$1${members}$2`,
    );
  const heir = '<s:complexType name="C"><s:complexContent><s:extension base="tns:C"/></s:complexContent></s:complexType>';

  const ofClasses = inStatusReply(
    inSchema(`<s:complexType name="C"><s:sequence>${elements(100, 's:int')}</s:sequence></s:complexType>`),
    elements(100, 'tns:C'),
  );

  test('says no more than a bounded part of it: classes of classes', async () => {
    const { namespace, operations } = await readWsdl(ofClasses);
    const clean = cleanWsdl({ namespace, operations });
    expect(clean.length).toBeLessThan(5 * ofClasses.length);
    expect(cleanWsdl(await readWsdl(clean))).toBe(clean);
  });

  test('lets whatever waits have its turn: operations with classes of classes', async () => {
    const text = withOperations(ofClasses, 100);
    let turns = 0;
    const count = () => {
      turns += 1;
      waiting = setImmediate(count);
    };
    let waiting = setImmediate(count);
    await readWsdl(text);
    clearImmediate(waiting);
    // Its text alone is read in as many slices, each with a turn after it.
    expect(turns).toBeGreaterThan(1.3 * (text.length / 8192));
  });

  test.each([
    [
      'ports of one binding',
      withOperations(wsdl.replaceAll('"document"', '"rpc"'), 300).replace(/<wsdl:port .*?<\/wsdl:port>/su, (port) =>
        port.repeat(500),
      ),
    ],
    ['a class that is its own ancestor', inStatusReply(inSchema(heir), elements(1, 'tns:C'))],
    ['a class without end', inStatusReply(wsdl, elements(101, 's:int'))],
  ])('is refused: %s', async (_name, text) => {
    expect(text.length).toBeLessThan(1_000_000);
    await expect(readWsdl(text)).rejects.toMatchObject({ name: 'BadWsdl', message: 'too-large' });
  });

  test('is not read to its end: elements without end', async () => {
    const endless = inSchema('<s:x/>'.repeat(20_000));
    await expect(readWsdl(endless)).rejects.toMatchObject({ name: 'BadWsdl', message: 'not-xml' });
  });
});

/** A WSDL of one operation `Op`, of which each part can be written otherwise. */
function small(
  change: Partial<Record<'types' | 'messages' | 'portType' | 'binding' | 'ports' | 'schema' | 'namespace', string>> = {},
) {
  const part = {
    namespace: 'urn:x',
    schema: 'elementFormDefault="qualified" targetNamespace="urn:x"',
    types:
      '<s:element name="Op"><s:complexType><s:sequence><s:element name="A" type="s:string"/></s:sequence></s:complexType></s:element><s:element name="OpResponse"><s:complexType><s:sequence><s:element name="R" type="s:int"/></s:sequence></s:complexType></s:element>',
    messages:
      '<message name="In"><part name="p" element="t:Op"/></message><message name="Out"><part name="p" element="t:OpResponse"/></message>',
    portType: '<operation name="Op"><input message="t:In"/><output message="t:Out"/></operation>',
    binding:
      '<soap:binding transport="http://schemas.xmlsoap.org/soap/http"/><operation name="Op"><soap:operation soapAction="urn:x/Op"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>',
    ports: '<port name="P" binding="t:B"/>',
    ...change,
  };
  return `<definitions targetNamespace="${part.namespace}" xmlns:t="urn:x" xmlns:s="urn:s" xmlns:soap="urn:soap"><types><s:schema ${part.schema}>${part.types}</s:schema></types>${part.messages}<portType name="T">${part.portType}</portType><binding name="B" type="t:T">${part.binding}</binding><service name="S">${part.ports}</service></definitions>`;
}
const op = async (change?: Parameters<typeof small>[0]) => (await readWsdl(small(change))).operations.get('Op');
const OP: Operation = {
  soapAction: 'urn:x/Op',
  request: 'Op',
  parameters: new Map([['A', 'string']]),
  response: 'OpResponse',
  reply: new Map([['R', 'int']]),
};
const binding =
  small()
    .match(/<binding .*<\/binding>/u)?.[0]
    .replace(/^<binding [^>]*>|<\/binding>$/gu, '') ?? '';
const elementOf = (name: string, members: string) =>
  `<s:element name="${name}"><s:complexType><s:sequence>${members}</s:sequence></s:complexType></s:element>`;
const withTypes = (members: string, more = '', reply = '<s:element name="R" type="s:int"/>') => ({
  types: `${elementOf('Op', members)}${elementOf('OpResponse', reply)}${more}`,
});

describe('one operation', () => {
  test('is read as it is written, after a byte order mark and blanks too', async () => {
    expect(await readWsdl(small())).toEqual({ namespace: 'urn:x', operations: new Map([['Op', OP]]) });
    expect(await readWsdl(`\uFEFF \n${small()}`)).toEqual({ namespace: 'urn:x', operations: new Map([['Op', OP]]) });
  });

  test.each([
    ['its binding is of no style', binding],
    ['its binding is of document style', binding.replace('<soap:binding ', '<soap:binding style="document" ')],
    [
      'it is of document style in an RPC binding',
      binding
        .replace('<soap:binding ', '<soap:binding style="rpc" ')
        .replace('<soap:operation ', '<soap:operation style="document" '),
    ],
    ['its transport ends in a slash', binding.replace('/soap/http"', '/soap/http/"')],
    ['nobody says how it is used', binding.replaceAll(' use="literal"', '')],
    ['it has no body in its output', binding.replace(/<output>.*<\/output>/u, '')],
  ])('can be called where %s', async (_name, changed) => expect(await op({ binding: changed })).toEqual(OP));

  test.each([
    ['its binding is of RPC style', binding.replace('<soap:binding ', '<soap:binding style="rpc" ')],
    ['it is of RPC style itself', binding.replace('<soap:operation ', '<soap:operation style="rpc" ')],
    ['its input is encoded', binding.replace('use="literal"', 'use="encoded"')],
    ['its output is encoded', binding.replace(/use="literal"(?=\/><\/output)/u, 'use="encoded"')],
    ['its transport is another', binding.replace('/soap/http"', '/soap/https"')],
    ['its transport has more', binding.replace('/soap/http"', '/soap/http/x"')],
    ['it has no transport', binding.replace(/<soap:binding [^>]*>/u, '<soap:binding/>')],
    ['its binding is none of SOAP', binding.replace(/<soap:binding [^>]*>/u, '')],
  ])('cannot be called where %s', async (_name, changed) => {
    expect(changed).not.toBe(binding);
    expect(await op({ binding: changed })).toBeUndefined();
  });

  test.each([
    [
      'no element',
      {
        messages:
          small()
            .match(/<message .*<\/message>/u)?.[0]
            .replace('element="t:Op"', 'type="s:string"') ?? '',
      },
    ],
    ['no part', { messages: '<message name="In"/>' }],
    ['two parts', { messages: '<message name="In"><part element="t:Op"/><part element="t:Op"/></message>' }],
    ['two messages', { messages: '<message name="In"><part element="t:Op"/></message><message name="In"/>' }],
    ['no port', { ports: '' }],
    ['a port of another binding', { ports: '<port binding="t:C"/>' }],
    ['no declaration', { portType: '' }],
    [
      'a declaration that stands there twice',
      { portType: '<operation name="Op"><input message="t:In"/></operation>'.repeat(2) },
    ],
    ['no input', { portType: '<operation name="Op"><output message="t:Out"/></operation>' }],
  ])('cannot be called with %s', async (_name, change) => expect(await op(change)).toBeUndefined());

  test('needs no action', async () => {
    expect(await op({ binding: binding.replace(/<soap:operation [^>]*>/u, '') })).toEqual({ ...OP, soapAction: '' });
  });

  test('needs no reply', async () => {
    const none = { ...OP, response: null, reply: new Map() };
    expect(await op({ portType: '<operation name="Op"><input message="t:In"/></operation>' })).toEqual(none);
  });

  test('is the first of its name over all ports', async () => {
    const other = small().replace(
      '<service',
      `<binding name="C" type="t:T">${binding.replace('urn:x/Op', 'urn:x/Other')}</binding><service`,
    );
    const both = other.replace('<port name="P" binding="t:B"/>', '<port binding="t:C"/><port binding="t:B"/>');
    expect((await readWsdl(both)).operations.get('Op')?.soapAction).toBe('urn:x/Other');
    expect((await readWsdl(other)).operations.get('Op')?.soapAction).toBe('urn:x/Op');
  });

  test.each([
    ['schema', { schema: 'targetNamespace="urn:x"' }],
    ['schema with elements in no namespace', { schema: 'elementFormDefault="unqualified" targetNamespace="urn:x"' }],
    ['schema of another namespace', { schema: 'elementFormDefault="qualified" targetNamespace="urn:y"' }],
  ])('cannot be called in a %s', async (_name, change) => expect(await op(change)).toBeUndefined());
});

describe('what is in an element', () => {
  const parameters = async (members: string, more?: string) =>
    Object.fromEntries((await op(withTypes(members, more)))?.parameters ?? []);
  const reply = async (members: string, more?: string) => (await op(withTypes('', more, members)))?.reply;

  test('stands in sequences, choices and all, within one another, and nowhere else', async () => {
    const x = (name: string) => `<s:element name="${name}" type="s:int"/>`;
    expect(
      await parameters(
        `${x('A')}<s:choice>${x('B')}<s:all>${x('C')}</s:all></s:choice><s:group>${x('D')}</s:group><s:any/><s:alls>${x('D')}</s:alls><s:small>${x('D')}</s:small>`,
      ),
    ).toEqual({
      A: 'int',
      B: 'int',
      C: 'int',
    });
  });

  test('has a type of XML Schema by its name, or what a simple one is made of, or any', async () => {
    const simple =
      '<s:simpleType name="K"><s:restriction base="s:token"/></s:simpleType><s:simpleType name="L"><s:restriction base="t:K"/></s:simpleType>';
    const inline = '<s:element name="I"><s:simpleType><s:restriction base="s:short"/></s:simpleType></s:element>';
    const types = 'long dateTime unsignedShort t:K t:L t:Nowhere'
      .split(' ')
      .map((type, at) => `<s:element name="e${at}" type="${type}"/>`);
    expect(await parameters(`${types.join('')}${inline}<s:element name="N"/>`, simple)).toEqual({
      e0: 'long',
      e1: 'dateTime',
      e2: 'unsignedShort',
      e3: 'token',
      e4: 'anyType',
      e5: 'anyType',
      I: 'short',
      N: 'anyType',
    });
  });

  test('has a class by its name or written within it', async () => {
    const type = '<s:complexType name="C"><s:sequence><s:element name="X" type="s:int"/></s:sequence></s:complexType>';
    const members = `<s:element name="A" type="t:C"/>${elementOf('B', '<s:element name="Y" type="s:long"/>')}<s:element name="D" type="t:C2"/>`;
    expect(await parameters(members, type)).toEqual({ A: 'class', B: 'class', D: 'anyType' });
    expect(await reply(members, type)).toEqual(
      new Map<string, unknown>([
        ['A', new Map([['X', 'int']])],
        ['B', new Map([['Y', 'long']])],
        ['D', 'anyType'],
      ]),
    );
    expect(await parameters('<s:element name="A" type="t:C"/>', `${type}${type}`)).toEqual({ A: 'anyType' });
    // A class may be called like a type that XML Schema brings; that is then what it is.
    expect(await parameters('<s:element name="A" type="s:int"/>', type.replace('"C"', '"int"'))).toEqual({ A: 'int' });
  });

  test('is at most a hundred members, and has at most eight ancestors', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => `<s:element name="m${at}" type="s:int"/>`).join('');
    expect(Object.keys(await parameters(many(100)))).toHaveLength(100);
    await expect(parameters(many(101))).rejects.toMatchObject({ message: 'too-large' });
    const heirs = (count: number) =>
      Array.from(
        { length: count },
        (_, at) =>
          `<s:complexType name="C${at}"><s:complexContent><s:extension base="t:C${at + 1}"><s:sequence><s:element name="a${at}" type="s:int"/></s:sequence></s:extension></s:complexContent></s:complexType>`,
      ).join('');
    const last = (count: number) => `<s:complexType name="C${count}"><s:sequence>${many(1)}</s:sequence></s:complexType>`;
    const ofHeirs = (count: number) => reply('<s:element name="A" type="t:C0"/>', heirs(count) + last(count));
    const heir = (await ofHeirs(8))?.get('A');
    expect(typeof heir === 'string' ? heir : [...(heir?.keys() ?? [])]).toEqual([
      'm0',
      'a7',
      'a6',
      'a5',
      'a4',
      'a3',
      'a2',
      'a1',
      'a0',
    ]);
    await expect(ofHeirs(9)).rejects.toMatchObject({ message: 'too-large' });
  });

  test('has the members of some three hundred of a reply’s classes, and says of the rest that they are classes', async () => {
    const type = `<s:complexType name="C"><s:sequence>${Array.from({ length: 99 }, (_, at) => `<s:element name="m${at}" type="s:int"/>`).join('')}</s:sequence></s:complexType>`;
    const members = Array.from({ length: 5 }, (_, at) => `<s:element name="A${at}" type="t:C"/>`).join('');
    const found = [...((await reply(members, type))?.values() ?? [])];
    expect(found.map((each) => (typeof each === 'string' ? each : each.size))).toEqual([99, 99, 99, 'class', 'class']);
  });

  test('is named as XML names things, an element referred to by its own name', async () => {
    expect(await parameters('<s:element ref="t:Id"/>', '<s:element name="Id" type="s:long"/>')).toEqual({ Id: 'long' });
    await expect(parameters('<s:element type="s:int"/>')).rejects.toMatchObject({ message: 'bad-name' });
    await expect(parameters('<s:element ref="t:Nowhere"/>')).rejects.toMatchObject({ message: 'bad-name' });
  });
});

describe('a text that is no WSDL of one piece', () => {
  test.each([
    ['another root', '<definition targetNamespace="urn:x"/>', 'not-wsdl'],
    ['no namespace', small({ namespace: '' }), 'not-wsdl'],
    ['a namespace of the Web', small({ namespace: 'http://www.w3.org/x' }), 'bad-address'],
    ['a namespace of the Web, elsewhere', small({ namespace: 'HTTP://w3.org?http://W3.org/' }), null],
    ['a namespace with what nobody sees in it', small({ namespace: 'urn:\uFEFFx' }), 'bad-character'],
    ['a namespace of SOAP', small({ namespace: 'x:http://schemas.XMLSOAP.org/' }), 'bad-address'],
    ['a namespace of Apache', small({ namespace: 'http://xml.apache.org/' }), 'bad-address'],
    ['an import', small({ messages: '<import namespace="x" location="http://x"/>' }), 'points-elsewhere'],
    ['an include', small({ types: '<s:include schemaLocation="x"/>' }), 'points-elsewhere'],
    ['a redefinition', small({ types: '<s:a><s:redefine schemaLocation="x"/></s:a>' }), 'points-elsewhere'],
    ['an override', small({ types: '<s:override schemaLocation="x"/>' }), 'points-elsewhere'],
    ['an import of nothing', small({ types: '<s:import namespace="x"/>' }), null],
    ['another thing with a location', small({ ports: '<port binding="t:B"><soap:address location="http://x"/></port>' }), null],
    ['something that is only called so', small({ types: '<s:imports location="x"/><s:reimport location="x"/>' }), null],
  ])('%s', async (_name, text, code) => {
    if (code === null) await expect(readWsdl(text)).resolves.toBeDefined();
    else await expect(readWsdl(text)).rejects.toMatchObject({ name: 'BadWsdl', message: code });
  });
});
