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
