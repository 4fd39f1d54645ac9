/** A type of XML Schema by its local name (`string`, `long`, …), or `class`. */
export type TypeText = string;
/** Names, as the WSDL writes them, with their types, in its order. */
export type Parts = ReadonlyMap<string, TypeText>;

/** One operation as a WSDL describes it: document style, literal, one element in and one out. */
export interface Operation {
  soapAction: string;
  /** The local name of the request's element. */
  request: string;
  parameters: Parts;
  /** The local name of the reply's element; null where the WSDL has none. */
  response: string | null;
  /** What is in it; a class with its members. */
  reply: ReadonlyMap<string, TypeText | Parts>;
}

/** What this app needs to know of a WSDL. */
export interface Contract {
  /** The target namespace, of the messages too. */
  namespace: string;
  operations: ReadonlyMap<string, Operation>;
}

/** A WSDL that cannot be used; the message is a code. */
export class BadWsdl extends Error {
  override name = 'BadWsdl';
}
