import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { NEVER_SENT_REASONS } from '../../../electron/providers/net/fate.ts';
import { ROW_VERDICTS } from '../../../renderer/bills/desk/import-verdicts.ts';
import { ID_FIELDS } from '../../../renderer/bills/desk/use-entry.ts';
import { fa } from '../../../renderer/i18n/fa.ts';
import { FIELDS } from '../../../renderer/links/counter/check.ts';
import { LEDGER_PROBLEMS } from '../../../renderer/settings/ledger.tsx';
import { BILL_FAULTS } from '../../../shared/bill-digits.ts';
import { ERROR_CODES } from '../../../shared/contract/errors.ts';
import { SettingsView } from '../../../shared/contract/settings.ts';
import { SECRET_NAMES } from '../../../shared/settings.ts';

/** Every text of the catalogues is used somewhere: one that nobody shows is translated and kept true for nothing. */

const ROOT = path.join(import.meta.dirname, '../../../renderer');
const code = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/u.test(file) && !/^i18n[\\/](?:fa|en)/u.test(file))
  .map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
  .join('\n');

/** Looked up by a code, through `codeKey` or by itself, so that no whole key of theirs stands in the code. */
const BY_CODE = ['error', 'field', 'reason', 'lineReason', 'cause', 'fix', 'who', 'billFault', 'alarmWhat', 'money', 'days'];

/** Plurals are one key to the code. */
const keyOf = (path: string) => path.replace(/_(?:zero|one|other)$/u, '');

function keys(node: object, before = ''): string[] {
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' ? [keyOf(`${before}${name}`)] : keys(value as object, `${before}${name}.`),
  );
}

const all = [...new Set(keys(fa))].filter((key) => !BY_CODE.includes(key.split('.', 1)[0] ?? ''));
const plain = new Set([...code.matchAll(/['"`]([a-zA-Z]+(?:\.[\w-]+)+)['"`]/gu)].map(([, key = '']) => key));
/** Keys with places for values in them, as `billState.*`. */
const built = new Set(
  [...code.matchAll(/`([a-zA-Z]+\.(?:[\w.-]|\$\{[^}`]*\})*\$\{[^}`]*\}[\w.-]*)`/gu)].map(([, key = '']) =>
    key.replace(/\$\{[^}]*\}/gu, '*'),
  ),
);

const SECRET_STATES = SettingsView.shape.secrets.valueType.options;

/** What stands in the place, where the group has texts of other uses too; in any other group every text is a code's. */
const MIXED: Readonly<Record<string, readonly string[]>> = {
  'billImport.*': ['fileFailed', 'fileTooBig', ...ROW_VERDICTS],
  'bills.*': ID_FIELDS,
  'billsList.*': ['bills', 'batches'],
  'counter.*': FIELDS,
  'nav.*': ['counter', 'links', 'bills', 'decisions', 'practice', 'setup', 'settings'],
  'settings.contract.*': ['adopted', 'bundled', 'same', 'unfit', 'nowAdopted', 'differs'],
  'settings.ledger.*': LEDGER_PROBLEMS,
  'settings.secret.*': [...SECRET_NAMES, ...SECRET_STATES, 'weak', 'silent', 'unavailable'],
  'settings.secret.*Hint': SECRET_NAMES,
  'setup.ready.*': ['key1', 'key2'],
};

function isBuilt(key: string): boolean {
  return [...built].some((form) => {
    const values = MIXED[form];
    if (values) return values.some((value) => form.replace('*', value) === key);
    return new RegExp(
      `^${form
        .split('*')
        .map((part) => RegExp.escape(part))
        .join('[\\w-]+')}$`,
      'u',
    ).test(key);
  });
}

test('every text is used', () => {
  expect([all.length > 300, plain.size > 200, built.size > 20]).toEqual([true, true, true]);
  expect(all.filter((key) => !plain.has(key) && !isBuilt(key))).toEqual([]);
});

test('the list above names forms that are in the code, and texts that there are', () => {
  expect(Object.keys(MIXED).filter((form) => !built.has(form))).toEqual([]);
  const named = Object.entries(MIXED).flatMap(([form, values]) => values.map((value) => form.replace('*', value)));
  expect(named.filter((key) => !all.includes(key))).toEqual([]);
});

test('a group that is looked up by a code is', () => {
  expect(
    BY_CODE.filter((group) => !code.includes(`codeKey('${group}'`) && !new RegExp(`\\b${group}\\b[,. }\\]]`, 'u').test(code)),
  ).toEqual([]);
});

test.each([
  ['error', ERROR_CODES],
  ['billFault', BILL_FAULTS],
  ['lineReason', NEVER_SENT_REASONS],
] as const)('every text of %s is of a code that there is', (group, codes) => {
  const known = new Set<string>([...codes, 'other']);
  expect(Object.keys(fa[group]).filter((code) => !known.has(code))).toEqual([]);
});
