import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Whose a class is. A file of CSS outside styles/ and ui/ styles its own folder's things alone: each of its selectors names a
 * class that begins with the file's name or a folder's of it (a plural folder's singular too). What it adds to that class is a
 * modifier (`.bill-group.wrong`) or a class of styles/ or ui/ inside it.
 */

const ROOT = path.join(import.meta.dirname, '../../renderer');
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll(path.sep, '/'));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const styles = files.filter((file) => file.endsWith('.css'));
const screens = files.filter((file) => file.endsWith('.tsx'));

const folderOf = (file: string) => file.split('/', 1)[0] ?? '';
const isShared = (file: string) => ['styles', 'ui'].includes(folderOf(file));

/** The selectors of a file, one by one: whatever stands before a brace, but for at-rules and the steps of an animation. */
function selectors(css: string): string[] {
  const plain = css.replace(/\/\*.*?\*\//gsu, '').replace(/@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/gu, '');
  const heads = [...plain.matchAll(/([^{};]+)\{/gu)]
    .map(([, head = '']) => head.trim())
    .filter((head) => !head.startsWith('@'));
  return heads.flatMap((head) => head.split(/,(?![^(]*\))/u)).map((one) => one.trim());
}

const CLASS = /\.([a-z][\w-]*)/gu;
const classesIn = (selector: string) => [...selector.matchAll(CLASS)].map(([, name = '']) => name);
/** The parts of a selector that are said of one element. */
const compounds = (selector: string) => selector.split(/[\s>+~(),]+/u);

/** What a file's own classes begin with. */
function prefixes(file: string): string[] {
  const names = file.replace(/\.css$/u, '').split('/');
  return names.flatMap((name) => (name.endsWith('s') ? [name, name.slice(0, -1)] : [name]));
}
const isOwn = (file: string, name: string) => prefixes(file).some((prefix) => name === prefix || name.startsWith(`${prefix}-`));

interface Style {
  file: string;
  selector: string;
  own: string[];
  /** Said of an element together with a class of its own. */
  modifiers: string[];
  /** Of other elements. */
  others: string[];
}

function styleOf(file: string, selector: string): Style {
  const all = classesIn(selector);
  if (isShared(file)) return { file, selector, own: all, modifiers: [], others: [] };
  const own = all.filter((name) => isOwn(file, name));
  const beside = compounds(selector)
    .map(classesIn)
    .filter((names) => names.some((name) => own.includes(name)));
  const modifiers = beside.flat().filter((name) => !own.includes(name));
  return { file, selector, own, modifiers, others: all.filter((name) => !own.includes(name) && !modifiers.includes(name)) };
}

const rules = styles.flatMap((file) => selectors(read(file)).map((selector) => styleOf(file, selector)));
const shared = new Set(rules.filter(({ file }) => isShared(file)).flatMap(({ own }) => own));
const ofFolder = (folder: string) =>
  new Set(rules.filter(({ file }) => folderOf(file) === folder).flatMap(({ own, modifiers }) => [...own, ...modifiers]));

/** What stands behind each `className=` of a file: a text in quotes, or all within the braces. */
function classAttributes(source: string): string[] {
  return [...source.matchAll(/className=(?=["{])/gu)].map(({ index }) => {
    const rest = source.slice(index + 'className='.length);
    if (rest.startsWith('"')) return rest.slice(0, rest.indexOf('"', 1) + 1);
    let depth = 0;
    const end = rest.split('').findIndex((sign) => (depth += sign === '{' ? 1 : sign === '}' ? -1 : 0) === 0);
    return rest.slice(0, end + 1);
  });
}

/** The classes a file gives to elements. Texts that are compared with something are no classes. */
function classesUsed(source: string): string[] {
  const texts = classAttributes(source).flatMap((given) =>
    [...given.replace(/[!=]== '[^']*'/gu, '').matchAll(/"([^"]*)"|'([^']*)'|`([^`]*)`/gu)].map(
      ([, quoted, single, template]) => quoted ?? single ?? template ?? '',
    ),
  );
  return texts.flatMap((text) => text.split(/\s+/u)).filter((name) => name !== '');
}

const used = screens.flatMap((file) => classesUsed(read(file)).map((name) => ({ file, name })));

describe('the check itself', () => {
  test('reads selectors and class names as they are written', () => {
    const css = '/* .no */ @media (x) { .a:is(.b, .c) > .d.e, .f { color: red; } } @keyframes k { from { top: 0; } }';
    expect(selectors(css)).toEqual(['.a:is(.b, .c) > .d.e', '.f']);
    expect(styleOf('bills/bill-line.css', '.bill-line.big .amount')).toMatchObject({
      own: ['bill-line'],
      modifiers: ['big'],
      others: ['amount'],
    });
    expect(classesUsed(`<i className="a b" /><i className={x === 'no' ? 'c' : 'c d'} />`)).toEqual(['a', 'b', 'c', 'c', 'd']);
    expect([rules.length > 100, used.length > 100]).toEqual([true, true]);
  });
});

describe.each(styles)('%s', (file) => {
  const own = rules.filter((rule) => rule.file === file);

  test('styles what is its own, and what is shared inside that', () => {
    if (isShared(file)) return;
    expect(own.filter((rule) => rule.own.length === 0).map(({ selector }) => selector)).toEqual([]);
    expect(
      own.flatMap(({ others }) => others).filter((name) => !shared.has(name) && !ofFolder(folderOf(file)).has(name)),
    ).toEqual([]);
  });

  test('has no class that nobody uses', () => {
    const users = isShared(file) ? used : used.filter((one) => folderOf(one.file) === folderOf(file));
    const names = new Set(users.map(({ name }) => name));
    expect(own.flatMap((rule) => [...rule.own, ...rule.modifiers]).filter((name) => !names.has(name))).toEqual([]);
  });

  test('is loaded', () => {
    const loads = files
      .filter((one) => /\.(?:css|tsx?)$/u.test(one))
      .some((one) =>
        [...read(one).matchAll(/import '(\.[^']+\.css)'/gu)].some(
          ([, name = '']) => path.posix.join(path.posix.dirname(one), name) === file,
        ),
      );
    expect(loads).toBe(true);
  });
});

test('a class is styled by one file as its own', () => {
  const owners = new Map<string, Set<string>>();
  for (const { file, own } of rules.filter((rule) => !isShared(rule.file)))
    for (const name of own) owners.set(name, (owners.get(name) ?? new Set()).add(file));
  expect([...owners].filter(([name, by]) => by.size > 1 || shared.has(name))).toEqual([]);
});

test('a screen gives whole class names, each styled in its own folder or shared', () => {
  const strange = used.filter(({ file, name }) => {
    if (name === '${className}') return folderOf(file) !== 'ui';
    return !shared.has(name) && !ofFolder(folderOf(file)).has(name);
  });
  expect(strange).toEqual([]);
});
