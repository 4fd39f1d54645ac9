/** One parameter, or one member of a class: its name and its XML Schema type. */
export type Part = readonly [name: string, type: 'string' | 'long' | 'int'];

/** ASMX marks text as optional and numbers as required; the bundled contracts say the same. */
const part = ([name, type]: Part): string =>
  `<s:element minOccurs="${type === 'string' ? 0 : 1}" maxOccurs="1" name="${name}" type="s:${type}"/>`;

/** The members of an element or a class, in order. */
export const sequence = (parts: readonly Part[]): string => `<s:sequence>${parts.map(part).join('')}</s:sequence>`;

/** A message's element with what is in it. */
export const element = (name: string, content: string): string =>
  `<s:element name="${name}"><s:complexType>${content}</s:complexType></s:element>`;

const message = (operation: string): string =>
  `<wsdl:message name="${operation}In"><wsdl:part name="parameters" element="tns:${operation}"/></wsdl:message>
<wsdl:message name="${operation}Out"><wsdl:part name="parameters" element="tns:${operation}Response"/></wsdl:message>`;

const portOperation = (operation: string): string =>
  `<wsdl:operation name="${operation}"><wsdl:input message="tns:${operation}In"/><wsdl:output message="tns:${operation}Out"/></wsdl:operation>`;

function binding(port: string, name: string, soap: 'soap' | 'soap12', operations: readonly string[], actions: string): string {
  const body = `<${soap}:body use="literal"/>`;
  const bound = operations.map(
    (operation) => `<wsdl:operation name="${operation}">
<${soap}:operation soapAction="${actions}${operation}" style="document"/>
<wsdl:input>${body}</wsdl:input><wsdl:output>${body}</wsdl:output></wsdl:operation>`,
  );
  return `<wsdl:binding name="${name}" type="tns:${port}">
<${soap}:binding transport="http://schemas.xmlsoap.org/soap/http"/>
${bound.join('\n')}
</wsdl:binding>`;
}

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What a bundled contract says: its service, operations, and the elements and classes of their messages. */
export interface ContractText {
  service: string;
  /** The target namespace. ASMX makes each SOAPAction of it by adding a slash, where it ends in none, and the operation. */
  namespace: string;
  endpoint: string;
  operations: readonly string[];
  /** Per operation `<name>` and `<name>Response`, made by `element`; classes besides. */
  schema: readonly string[];
}

/** A contract as WSDL 1.1 text, for SOAP 1.1 and 1.2, as ASMX would bind it: document style, literal. */
export function writeWsdl({ service, namespace, endpoint, operations, schema }: ContractText): string {
  const target = escapeAttribute(namespace);
  const actions = target.endsWith('/') ? target : `${target}/`;
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
${operations.map(message).join('\n')}
<wsdl:portType name="${port}">
${operations.map(portOperation).join('\n')}
</wsdl:portType>
${binding(port, port, 'soap', operations, actions)}
${binding(port, `${port}12`, 'soap12', operations, actions)}
<wsdl:service name="${service}">
<wsdl:port name="${port}" binding="tns:${port}"><soap:address location="${endpoint}"/></wsdl:port>
<wsdl:port name="${port}12" binding="tns:${port}12"><soap12:address location="${endpoint}"/></wsdl:port>
</wsdl:service>
</wsdl:definitions>
`;
}
