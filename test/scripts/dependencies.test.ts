import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}
const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** The package of an import (`@scope/name/part` → `@scope/name`); null for a file of ours and for Node's own modules. */
function packageOf(specifier: string): string | null {
  if (/^[./]/u.test(specifier) || isBuiltin(specifier)) return null;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The packages that the product's own sources and styles import; a type is no part of what is shipped. */
function imported(): Set<string> {
  const files = globSync('{electron,renderer,shared}/**/*.{ts,tsx,css}', { cwd: ROOT });
  const found = files.flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    const imports = file.endsWith('.css')
      ? /url\('([^']+)'\)/gu
      : /^(?:import|export)\s(?!type\b)(?:[^;'"]*?from\s)?'([^']+)';/gmu;
    return [...text.matchAll(imports)].map(([, specifier = '']) => packageOf(specifier));
  });
  return new Set(found.filter((name) => name !== null));
}

test('what ships is in dependencies, and nothing else is: an audit and a list of licences look there', () => {
  // Electron is the runtime beside which the app is packed; electron-builder wants it among the tools.
  const shipped = [...imported()].filter((name) => name !== 'electron');
  expect(shipped.toSorted()).toEqual(Object.keys(dependencies).toSorted());
  expect(Object.keys(devDependencies).filter((name) => shipped.includes(name))).toEqual([]);
  expect(devDependencies['electron']).toBeDefined();
});
