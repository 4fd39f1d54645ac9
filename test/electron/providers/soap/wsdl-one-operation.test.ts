import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../../electron/providers/soap/contract-model.ts';
import { readWsdl } from '../../../../electron/providers/soap/wsdl-reader.ts';

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
