import { escaped } from '../../markup.ts';
import type { Contract, Operation, Parts, TypeText } from './contract-model.ts';

/** One parameter, or one member of a class: its name and its XML Schema type. */
export type Part = readonly [name: string, type: TypeText];

/** ASMX marks text as optional and numbers as required; the bundled contracts say the same. */
const occurs = (type: TypeText): string => `minOccurs="${/^(?:string|class)$/u.test(type) ? 0 : 1}" maxOccurs="1"`;

const part = ([name, type]: Part): string => `<s:element ${occurs(type)} name="${name}" type="s:${type}"/>`;

/** The members of an element or a class, in order. */
export const sequence = (parts: readonly Part[]): string => `<s:sequence>${parts.map(part).join('')}</s:sequence>`;

/** A message's element with what is in it. */
export const element = (name: string, content: string): string =>
  `<s:element name="${name}"><s:complexType>${content}</s:complexType></s:element>`;

/** An operation as it is written: its name, its SOAPAction, and the elements of its messages. */
interface Bound extends Pick<Operation, 'soapAction' | 'request' | 'response'> {
  name: string;
}

const message = (name: string, of: string): string =>
  `<wsdl:message name="${name}"><wsdl:part name="parameters" element="tns:${of}"/></wsdl:message>\n`;

const messages = ({ name, request, response }: Bound): string =>
  `${message(`${name}In`, request)}${response === null ? '' : message(`${name}Out`, response)}`;

const portOperation = ({ name, response }: Bound): string =>
  `<wsdl:operation name="${name}"><wsdl:input message="tns:${name}In"/>${
    response === null ? '' : `<wsdl:output message="tns:${name}Out"/>`
  }</wsdl:operation>`;

function binding(port: string, name: string, soap: 'soap' | 'soap12', operations: readonly Bound[]): string {
  const body = `<${soap}:body use="literal"/>`;
  const bound = operations.map(
    (operation) => `<wsdl:operation name="${operation.name}">
<${soap}:operation soapAction="${escaped(operation.soapAction)}" style="document"/>
<wsdl:input>${body}</wsdl:input>${operation.response === null ? '' : `<wsdl:output>${body}</wsdl:output>`}</wsdl:operation>`,
  );
  return `<wsdl:binding name="${name}" type="tns:${port}">
<${soap}:binding transport="http://schemas.xmlsoap.org/soap/http"/>
${bound.join('\n')}
</wsdl:binding>`;
}

/** What a contract says: its service, operations, and the elements and classes of their messages. */
interface ContractText {
  service: string;
  namespace: string;
  endpoint: string;
  operations: readonly Bound[];
  /** The elements of the messages, made by `element`; classes besides. */
  schema: readonly string[];
}

/** Operations as ASMX names what belongs to them: `<name>`, `<name>Response`, the action after the namespace and a slash. */
export function asmxOperations(namespace: string, names: readonly string[]): Bound[] {
  const actions = namespace.endsWith('/') ? namespace : `${namespace}/`;
  return names.map((name) => ({ name, soapAction: `${actions}${name}`, request: name, response: `${name}Response` }));
}

/** A contract as WSDL 1.1 text, for SOAP 1.1 and 1.2, as ASMX would bind it: document style, literal. */
export function writeWsdl({ service, namespace, endpoint, operations, schema }: ContractText): string {
  const target = escaped(namespace);
  const port = `${service}Soap`;
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions name="${service}" targetNamespace="${target}" xmlns:tns="${target}"
 xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://www.w3.org/2001/XMLSchema"
 xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/">
<wsdl:types>
<s:schema elementFormDefault="qualified" targetNamespace="${target}">
${schema.join('\n')}
</s:schema>
</wsdl:types>
${operations.map(messages).join('')}<wsdl:portType name="${port}">
${operations.map(portOperation).join('\n')}
</wsdl:portType>
${binding(port, port, 'soap', operations)}
${binding(port, `${port}12`, 'soap12', operations)}
<wsdl:service name="${service}">
<wsdl:port name="${port}" binding="tns:${port}"><soap:address location="${endpoint}"/></wsdl:port>
<wsdl:port name="${port}12" binding="tns:${port}12"><soap12:address location="${endpoint}"/></wsdl:port>
</wsdl:service>
</wsdl:definitions>
`;
}

/** What every clean contract calls its service and its first port; requests go to the endpoint of the settings. */
export const CLEAN = { service: 'Service', port: 'ServiceSoap', endpoint: 'unused:' } as const;

/** A class is written where it is used: its own name is nobody's concern. */
function cleanPart([name, type]: readonly [string, TypeText | Parts]): string {
  if (typeof type === 'string' && type !== 'class') return part([name, type]);
  const members = typeof type === 'string' ? [] : [...type];
  const content = `<s:complexType>${cleanSequence(members)}</s:complexType>`;
  return `<s:element ${occurs('class')} name="${name}">${content}</s:element>`;
}

const cleanSequence = (parts: readonly (readonly [string, TypeText | Parts])[]): string =>
  `<s:sequence>${parts.map(cleanPart).join('')}</s:sequence>`;

/**
 * What was read of a WSDL (`readWsdl`) as a WSDL of ours, and nothing else of it; read again, it says the same. It is all
 * that is ever kept of a stranger's, or given to node-soap.
 */
export function cleanWsdl({ namespace, operations }: Contract): string {
  const elements = new Map<string, string>();
  for (const { request, parameters } of operations.values()) {
    elements.set(request, element(request, cleanSequence([...parameters])));
  }
  // A reply's element says more of its classes than a request's.
  for (const { response, reply } of operations.values()) {
    if (response !== null) elements.set(response, element(response, cleanSequence([...reply])));
  }
  const { service, endpoint } = CLEAN;
  const bound = [...operations].map(([name, operation]) => ({ ...operation, name }));
  return writeWsdl({ service, namespace, endpoint, operations: bound, schema: [...elements.values()] });
}
