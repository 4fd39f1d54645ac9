/**
 * Freezes what every object inherits, as the first thing that main does: whatever a library makes of a hostile name, it
 * cannot write on a prototype that all share. Imported for its effect, before any other module.
 *
 * Not frozen: `globalThis`, and the host's own classes (Buffer, streams, EventEmitter, URL), which Electron and libraries
 * extend and patch.
 */

/** Their properties are assigned on objects that inherit them: `error.name = …`, `Class.prototype.constructor = …`. */
const OVERRIDDEN = [
  Object,
  Error,
  AggregateError,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
] as const;

const FROZEN = [
  Array,
  ArrayBuffer,
  BigInt,
  Boolean,
  DataView,
  Date,
  Function,
  Iterator,
  Map,
  Number,
  Promise,
  RegExp,
  Set,
  SharedArrayBuffer,
  String,
  Symbol,
  WeakMap,
  WeakRef,
  WeakSet,
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
] as const;

/** Objects whose prototypes have no name: iterators, generators, functions that wait. */
const NAMELESS: readonly object[] = [
  [].values(),
  new Map().values(),
  new Set().values(),
  ''[Symbol.iterator](),
  ''.matchAll(/a/gu),
  async () => {},
  function* () {},
  async function* () {},
];

/** What an object inherits, from near to far. */
function prototypesOf(object: object): object[] {
  const near = Object.getPrototypeOf(object) as object | null;
  return near === null ? [] : [near, ...prototypesOf(near)];
}

/**
 * A frozen property cannot be assigned even on an object that merely inherits it. As an accessor it can: the object gets
 * one of its own, as ever, and the prototype's stays.
 */
function keepAssignable(prototype: object): void {
  for (const [name, { value, enumerable, configurable }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (value === undefined || !configurable) continue;
    Object.defineProperty(prototype, name, {
      get: () => value as unknown,
      set(this: object, own: unknown) {
        if (this === prototype) throw new TypeError(`${name} is everybody's`);
        Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
      },
      enumerable: enumerable === true,
      configurable: false,
    });
  }
}

for (const { prototype } of OVERRIDDEN) keepAssignable(prototype);
for (const { prototype } of [...OVERRIDDEN, ...FROZEN]) {
  for (const shared of [prototype, ...prototypesOf(prototype)]) Object.freeze(shared);
}
for (const shared of NAMELESS.flatMap(prototypesOf)) Object.freeze(shared);
for (const intrinsic of [...OVERRIDDEN, ...FROZEN]) {
  // Error itself has a setting that stack traces are made by (`stackTraceLimit`); libraries and Node turn it up and down.
  if (intrinsic !== Error) Object.freeze(intrinsic);
}
