import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { AGGREGATES, knownKinds, knownVersion } from '../../../electron/ledger/registry.ts';
import type { LedgerErrorCode } from '../../../electron/ledger/errors.ts';
import { AREAS } from '../../../shared/contract/events.ts';
import { ERROR_CODES } from '../../../shared/contract/errors.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { inBasket } from './bill-help.ts';
import { opened, rejected, saved, sending } from './help.ts';

const LEDGER = fileURLToPath(new URL('../../../electron/ledger/', import.meta.url));
const code = (file: string) =>
  readFileSync(`${LEDGER}${file}`, 'utf8')
    .replaceAll(/\/\*[^]*?\*\//gu, '')
    .replaceAll(/\/\/.*$/gmu, '');

describe('the registry', () => {
  test('is all that the ledger knows of bills, batches and links outside of their folders', () => {
    const files = globSync('*.ts', { cwd: LEDGER }).filter((file) => file !== 'registry.ts');
    expect(files.length).toBeGreaterThan(20);
    const lines = files.flatMap((file) => code(file).split('\n'));
    expect(lines.filter((line) => /bill|batch|\blinks?\b/iu.test(line))).toEqual([]);
    expect(
      code('registry.ts')
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

  test('adds up what a badge counts', () => {
    const ledger = opened();
    saved(ledger, {}, sending(), rejected());
    inBasket(ledger);
    expect([ledger.badge('decisions'), ledger.badge('basket'), ledger.badge('other')]).toEqual([1, 1, 0]);
  });
});
