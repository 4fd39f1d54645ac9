import * as fc from 'fast-check';
import type { z } from 'zod';

/**
 * What the schemas of the contract take, made from the schemas themselves, so that a new call is tried by every test that
 * tries all calls.
 */

/** The part of a zod schema's definition that says what it is made of. */
interface Shape {
  type: string;
  format?: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  options?: z.ZodType[];
  entries?: Record<string, string>;
  values?: unknown[];
}

const shapeOf = (schema: z.ZodType) => schema.def as unknown as Shape;

/** A place for a string in an input: where it is, and an input that has `text` there. */
export interface Place {
  path: string;
  put: (text: string) => unknown;
}

/** Every place in a schema's input that takes a free string, each once. */
export function stringPlaces(schema: z.ZodType, path = ''): Place[] {
  const { type, shape = {}, element, innerType, in: from, options = [] } = shapeOf(schema);
  switch (type) {
    case 'string':
      return [{ path, put: (text) => text }];
    case 'object':
      return Object.entries(shape).flatMap(([name, member]) =>
        stringPlaces(member, `${path}.${name}`).map((place) => ({
          path: place.path,
          put: (text) => ({ ...(sampleOf(schema) as object), [name]: place.put(text) }),
        })),
      );
    case 'array':
      return element ? stringPlaces(element, `${path}.0`).map(({ path, put }) => ({ path, put: (text) => [put(text)] })) : [];
    case 'union':
      return options.flatMap((option) => stringPlaces(option, path));
    case 'pipe':
      return from ? stringPlaces(from, path) : [];
    default:
      return innerType ? stringPlaces(innerType, path) : [];
  }
}

/** An input of the right shape, though not always one that is let in: every string in it is `x`. */
export function sampleOf(schema: z.ZodType): unknown {
  const { type, shape = {}, element, innerType, in: from, options = [], entries = {}, values = [] } = shapeOf(schema);
  switch (type) {
    case 'object':
      return Object.fromEntries(Object.entries(shape).map(([name, member]) => [name, sampleOf(member)]));
    case 'array':
      return element ? [sampleOf(element)] : [];
    case 'string':
      return 'x';
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'enum':
      return Object.values(entries)[0];
    case 'literal':
      return values[0];
    case 'union':
      return options[0] && sampleOf(options[0]);
    default: {
      const inner = from ?? innerType;
      return inner && sampleOf(inner);
    }
  }
}

/** What the places of an input are filled with. */
export interface Fill {
  text: fc.Arbitrary<string>;
  number: fc.Arbitrary<number>;
  /** For ids (UUIDs). */
  id: fc.Arbitrary<string>;
  /** For members of these names, three times in four: what the rules behind the shape let through. */
  named: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

/** Inputs of the right shape, filled as told. */
export function inputs(schema: z.ZodType, fill: Fill): fc.Arbitrary<unknown> {
  const { type, shape = {}, element, innerType, in: from, out, options = [], entries = {}, values = [] } = shapeOf(schema);
  const of = (inner: z.ZodType) => inputs(inner, fill);
  switch (type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(shape).map(([name, member]) => [name, memberOf(name, member, fill)])));
    case 'array':
      return element ? fc.array(of(element), { maxLength: 4 }) : fc.constant([]);
    case 'string':
      return fill.text;
    case 'pipe':
      return out && shapeOf(out).format === 'uuid' ? fill.id : from ? of(from) : fill.text;
    case 'number':
      return fill.number;
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(entries));
    case 'literal':
      return fc.constantFrom(...values);
    case 'union':
      return fc.oneof(...options.map(of));
    case 'nullable':
      return innerType ? fc.option(of(innerType)) : fc.constant(null);
    case 'optional':
      // A patch of everything is refused for any one thing in it.
      return innerType ? fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, of(innerType)) : fc.constant(undefined);
    default:
      return innerType ? of(innerType) : fc.constant(undefined);
  }
}

function memberOf(name: string, schema: z.ZodType, fill: Fill): fc.Arbitrary<unknown> {
  const any = inputs(schema, fill);
  const named = fill.named[name];
  return named === undefined ? any : fc.oneof({ weight: 3, arbitrary: named }, any);
}
