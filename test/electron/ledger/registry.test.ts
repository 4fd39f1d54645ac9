import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { AGGREGATES, knownKinds, knownVersion } from '../../../electron/ledger/registry.ts';
import type { LedgerErrorCode } from '../../../electron/ledger/errors.ts';
import { AREAS } from '../../../shared/contract/events.ts';
import { ERROR_CODES } from '../../../shared/contract/errors.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { inBasket, submitted } from './bill-help.ts';
import { opened, rejected, saved, sending, tempFile, tool } from './help.ts';

const LEDGER = fileURLToPath(new URL('../../../electron/ledger/', import.meta.url));
const source = (file: string) => readFileSync(`${LEDGER}${file}`, 'utf8');

/** All files that files import, of the project's own, and what those import. */
function reachedFrom(files: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const left = [...files];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const imported = readFileSync(file, 'utf8').matchAll(/from '(?<to>\.{1,2}\/[^']+)'/gu);
    for (const { groups } of imported) left.push(resolve(dirname(file), groups?.['to'] ?? ''));
  }
  return reached;
}

test('the ledger imports nothing of the contract, nor does what it imports', () => {
  const own = globSync('**/*.ts', { cwd: LEDGER }).map((file) => resolve(LEDGER, file));
  const reached = [...reachedFrom(own)].map((file) => relative(resolve(LEDGER, '../..'), file).replaceAll('\\', '/'));
  expect(reached).toContain('shared/links.ts');
  expect(reached.filter((file) => file.includes('/contract/') || file === 'electron/host.ts')).toEqual([]);
});

describe('the registry', () => {
  test('is all that the ledger knows of bills, batches and links outside of their folders', () => {
    const files = globSync('*.ts', { cwd: LEDGER }).filter((file) => file !== 'registry.ts');
    expect(files.length).toBeGreaterThan(20);
    const lines = files.flatMap((file) => source(file).split('\n'));
    expect(lines.filter((line) => /bill|batch|\blinks?\b/iu.test(line))).toEqual([]);
    expect(
      source('registry.ts')
        .split('\n')
        .filter((line) => /bill/iu.test(line)),
    ).toHaveLength(2);
  });

  test('tells the kinds of events apart', () => {
    for (const { prefix, kinds, sends } of AGGREGATES) {
      expect(kinds.filter((kind) => !kind.startsWith(`${prefix}.`))).toEqual([]);
      expect(sends.filter((kind) => !kinds.includes(kind))).toEqual([]);
      expect(AGGREGATES.filter((other) => other.prefix === prefix)).toHaveLength(1);
    }
    expect(new Set(knownKinds()).size).toBe(knownKinds().length);
    expect([knownVersion('link.sent'), knownVersion('settings.changed')]).toEqual([2, 2]);
    expect([knownVersion('link.parked'), knownVersion('shift.opened')]).toEqual([null, null]);
  });

  test('speaks in the codes and areas of the contract', () => {
    const inContract: readonly ErrorCode[] = [] as LedgerErrorCode[];
    const taken = AGGREGATES.flatMap((of) => Object.values(of.taken));
    expect([taken.length > 3, taken.filter((code) => ![...ERROR_CODES, ...inContract].some((one) => one === code))]).toEqual([
      true,
      [],
    ]);
    expect(AGGREGATES.filter(({ area }) => !AREAS.some((one) => one === area))).toEqual([]);
  });

  test('says in which states things are: in each a row can be read, and in no other', () => {
    const file = tempFile();
    const ledger = opened(file);
    saved(ledger);
    submitted(ledger, [inBasket(ledger)]);
    ledger.close();
    for (const of of AGGREGATES) {
      const row = tool(file, (db) => db.prepare(`SELECT * FROM ${of.table}`).get());
      expect(of.states).toContain(row?.['state']);
      expect(of.states.filter((state) => !of.reads({ ...row, state }))).toEqual([]);
      expect(of.reads({ ...row, state: 'elsewhere' })).toBe(false);
    }
  });

  test('adds up what a badge counts', () => {
    const ledger = opened();
    saved(ledger, {}, sending(), rejected());
    inBasket(ledger);
    expect([ledger.badge('decisions'), ledger.badge('basket'), ledger.badge('other')]).toEqual([1, 1, 0]);
  });
});
