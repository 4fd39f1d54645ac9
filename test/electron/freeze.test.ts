import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const FREEZE = JSON.stringify(path.join(import.meta.dirname, '../../electron/freeze.ts'));

/** Runs code in a process of its own, with or without the freeze, and gives what it says as JSON. */
async function inProcess(code: string, frozen = true): Promise<unknown> {
  const whole = `${frozen ? `await import(${FREEZE});` : ''}\n${code}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', whole]);
  return JSON.parse(stdout);
}

const VALUES = `{ object: {}, array: [], text: '', number: 1, truth: true, big: 1n, symbol: Symbol(), code() {}, later: async () => {},
  error: new TypeError(), map: new Map(), set: new Set(), promise: Promise.resolve(), date: new Date(), regex: /a/,
  bytes: new Uint8Array(1), iterator: [].values() }`;

/** Writes on what each kind of value inherits, in the ways that a library with a hostile name would; says which came through. */
const pollute = (ways: readonly string[]) => `
const attempts = {
  add: (p) => { p.polluted = 1; },
  define: (p) => Object.defineProperty(p, 'polluted', { value: 1, configurable: true }),
  merge: (p) => Object.assign(p, { polluted: 1 }),
  root: (p) => { (Object.getPrototypeOf(p) ?? p).polluted = 1; },
  change: (p) => { p.constructor = 1; },
  remove: (p) => { delete p.constructor; },
  reparent: (p) => Object.setPrototypeOf(p, { polluted: 1 }),
};
const through = [];
for (const [kind, value] of Object.entries(${VALUES})) {
  for (const way of ${JSON.stringify(ways)}) {
    const inherited = Object.getPrototypeOf(value);
    const before = inherited.constructor;
    try { attempts[way](inherited); } catch {}
    if (inherited.constructor !== before || value.polluted !== undefined) through.push(kind + ' ' + way);
    for (const each of [inherited, Object.getPrototypeOf(inherited) ?? inherited]) try { delete each.polluted; } catch {}
  }
}
console.log(JSON.stringify(through));`;

test('nothing that every object inherits can be written on', async () => {
  const added = ['add', 'define', 'merge', 'root'];
  expect(await inProcess(pollute([...added, 'change', 'remove', 'reparent']))).toEqual([]);
  // Without it, each of them comes through: the attempts are real.
  const open = (await inProcess(pollute(added), false)) as string[];
  expect(open.length % added.length).toBe(0);
  expect(open).toEqual(expect.arrayContaining(['object add', 'later root', 'iterator define', 'bytes merge']));
});

test('an object still gets its own, where code assigns what it inherits', async () => {
  const code = `
  const error = new Error('x'); error.name = 'Own'; error.message = 'changed';
  const object = { }; object.toString = () => 'own'; object.hasOwnProperty = 1;
  function Old() {} Old.prototype = Object.create(Error.prototype); Old.prototype.constructor = Old;
  class Named extends TypeError { constructor() { super('y'); this.name = 'Named'; } }
  const aborted = AbortSignal.abort().reason;
  console.log(JSON.stringify([String(error), String(object), Object.keys(object), new Old().constructor === Old,
    String(new Named()), aborted.name, new Error('z').name, ({}).toString(), Object.keys({})]));`;
  const own = [
    'Own: changed',
    'own',
    ['toString', 'hasOwnProperty'],
    true,
    'Named: y',
    'AbortError',
    'Error',
    '[object Object]',
    [],
  ];
  expect(await inProcess(code)).toEqual(own);
  expect(await inProcess(code, false)).toEqual(own);
});
