import { person } from '../../../shared/actors.ts';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openingError } from '../../../electron/ledger/errors.ts';
import { LedgerError, openLedger } from '../../../electron/ledger/ledger.ts';
import { MIGRATIONS } from '../../../electron/ledger/migrations.ts';
import { openFile } from '../../../electron/ledger/open.ts';
import { opened, openedWithConnection, pragma, saved, tempFile, ticking, tool } from './help.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

function child(file: string, act: 'open' | 'kill'): { said: string; signal: string | null } {
  const { stdout, signal } = spawnSync(process.execPath, [CHILD, file, act], { encoding: 'utf8' });
  return { said: stdout, signal };
}

/** The code of a refusal to open; null where it opened. */
function refusal(file: string, mustExist: boolean): string | null {
  try {
    openLedger({ file, now: ticking(), mustExist }).close();
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(LedgerError);
    return (error as LedgerError).code;
  }
}

describe('kept', () => {
  test('what was saved is there after kill -9 at the next step, again and again', () => {
    const file = tempFile();
    const ids = Array.from({ length: 3 }, () => {
      const { said, signal } = child(file, 'kill');
      expect(signal).toBe('SIGKILL');
      return said;
    });
    const ledger = opened(file);
    for (const id of ids) expect(ledger.links.get(id)).toMatchObject({ state: 'queued', savedBy: person('child') });
    expect(ledger.check()).toMatchObject({ ok: true, counts: { links: 3 } });
  });

  test('all of it after a close and an opening', () => {
    const file = tempFile();
    const ledger = opened(file);
    const id = saved(ledger);
    const [link, history] = [ledger.links.get(id), ledger.links.history(id)];
    ledger.pauseOutbox('res-cod', 'x');
    ledger.close();
    const again = opened(file);
    expect([again.links.get(id), again.links.history(id), again.outboxPause()?.cause]).toEqual([link, history, 'res-cod']);
  });
});

describe('one writer', () => {
  test('a second process is refused while the first has it, and let in afterwards', () => {
    const file = tempFile();
    const ledger = opened(file);
    saved(ledger);
    expect(child(file, 'open').said).toBe('ledger-busy');
    saved(ledger);
    expect(ledger.check()).toMatchObject({ ok: true, counts: { links: 2 } });
    ledger.close();
    expect(child(file, 'open').said).toBe('open');
  });

  test('a killed one holds nothing', () => {
    const file = tempFile();
    child(file, 'kill');
    expect(refusal(file, true)).toBeNull();
  });
});

describe('refused, and left as it is', () => {
  test.each([
    ['empty', ''],
    ['no database', 'not a database '.repeat(400)],
  ])('%s', (_, content) => {
    const file = tempFile();
    writeFileSync(file, content);
    writeFileSync(`${file}-wal`, 'what may yet be saved');
    expect([refusal(file, false), refusal(file, true)]).toEqual(['ledger-damaged', 'ledger-damaged']);
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(readFileSync(`${file}-wal`, 'utf8')).toBe('what may yet be saved');
  });

  test("another program's database", () => {
    const file = tempFile();
    tool(file, (db) => db.exec('CREATE TABLE theirs (a); PRAGMA user_version = 1'));
    const before = readFileSync(file);
    expect(refusal(file, true)).toBe('ledger-damaged');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('one cut short', () => {
    const file = tempFile();
    const ledger = opened(file);
    ledger.transact(() => Array.from({ length: 50 }, () => saved(ledger)));
    ledger.close();
    truncateSync(file, Math.floor(statSync(file).size / 2));
    const before = readFileSync(file);
    expect(refusal(file, true)).toBe('ledger-damaged');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('one of a newer app', () => {
    const file = tempFile();
    opened(file).close();
    tool(file, (db) => db.exec('PRAGMA user_version = 999'));
    expect(refusal(file, true)).toBe('ledger-newer');
  });

  test('a missing one where one was: none is made', () => {
    const file = tempFile();
    expect(refusal(file, true)).toBe('ledger-missing');
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  test('a missing one whose log is still there', () => {
    const file = tempFile();
    writeFileSync(`${file}-wal`, 'x');
    expect(refusal(file, false)).toBe('ledger-missing');
    expect(existsSync(file)).toBe(false);
  });
});

describe('what the PC refuses is told with the file and the code', () => {
  function refused(file: string, mustExist: boolean): unknown {
    try {
      openLedger({ file, now: ticking(), mustExist }).close();
      return 'opened';
    } catch (error) {
      return error instanceof LedgerError ? { code: error.code, detail: error.detail } : error;
    }
  }
  const unreadable = (file: string, code: string) => ({ code: 'ledger-unreadable', detail: `${file} ${code}` });

  test.each([false, true])('a folder in its place (mustExist %s)', (mustExist) => {
    const file = tempFile();
    mkdirSync(file);
    expect(refused(file, mustExist)).toEqual(unreadable(file, 'EISDIR'));
  });

  test.each([false, true])('a place that cannot be looked at is not an empty one (mustExist %s)', (mustExist) => {
    const file = tempFile();
    symlinkSync(file, file);
    expect(refused(file, mustExist)).toEqual(unreadable(file, 'ELOOP'));
    expect(readdirSync(dirname(file))).toEqual(['ledger.db']);
  });

  test('a file where its folder should be', () => {
    const folder = tempFile('shop');
    writeFileSync(folder, '');
    const file = join(folder, 'ledger.db');
    // The folder's name is taken: which code that is differs between systems.
    expect(refused(file, false)).toMatchObject({ code: 'ledger-unreadable', detail: expect.stringMatching(/ E[A-Z]+$/u) });
  });

  test('a log that cannot be opened', () => {
    const file = tempFile();
    opened(file).close();
    mkdirSync(`${file}-wal`);
    expect(refused(file, true)).toEqual(unreadable(file, 'SQLite 14'));
  });

  test('a copy before a migration that cannot be made', () => {
    const file = tempFile();
    opened(file).close();
    const newest = MIGRATIONS.at(-1)?.version ?? 0;
    mkdirSync(`${file}.before-${newest + 1}.bak.whole`, { recursive: true });
    writeFileSync(`${file}.before-${newest + 1}.bak`, 'an earlier try');
    const next = { version: newest + 1, up: () => {} };
    expect(() => openFile(file, true, [...MIGRATIONS, next])).toThrow(
      expect.objectContaining({ name: 'LedgerError', code: 'ledger-unreadable' }),
    );
  });
});

describe('an error of opening', () => {
  const system = (code: string) => Object.assign(new Error(`${code}: secret words`), { code, syscall: 'open', errno: -1 });

  test('whatever the file system refuses has a code of the ledger, and no words of the system', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^E[A-Z]{2,12}$/u), (code) => {
        const error = openingError(system(code), '/shop/ledger.db');
        expect(error).toBeInstanceOf(LedgerError);
        expect(error).toMatchObject({ detail: `/shop/ledger.db ${code}` });
      }),
    );
  });

  test.each([
    ['EACCES', 'ledger-unreadable'],
    ['EPERM', 'ledger-unreadable'],
    ['EROFS', 'ledger-unreadable'],
    ['EBUSY', 'ledger-busy'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
  ])('%s is %s', (errno, code) => {
    expect(openingError(system(errno), 'x')).toMatchObject({ code });
  });

  test.each([
    [1, 'ledger-unreadable'],
    [3, 'ledger-unreadable'],
    [261, 'ledger-busy'],
    [1032, 'ledger-unreadable'],
    [266, 'ledger-unreadable'],
    [11, 'ledger-damaged'],
    [13, 'disk-full'],
    [14, 'ledger-unreadable'],
  ])("SQLite's %i is %s", (errcode, code) => {
    const error = Object.assign(new Error('SELECT secret'), { code: 'ERR_SQLITE_ERROR', errcode });
    expect(openingError(error, 'x')).toMatchObject({ code, detail: `x SQLite ${errcode}` });
  });

  test("any other is nobody's to explain away", () => {
    const error = new TypeError('a bug');
    expect(openingError(error, 'x')).toBe(error);
  });
});

test('damage in a page is told by the check, not thrown', () => {
  const file = tempFile();
  const ledger = opened(file);
  ledger.transact(() => Array.from({ length: 200 }, () => saved(ledger)));
  ledger.close();
  const bytes = readFileSync(file);
  const root = tool(file, (db) => db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'links_by_time'").get());
  const page = Number(root?.['rootpage']) - 1;
  bytes.fill(0x5a, page * 4096, (page + 1) * 4096);
  writeFileSync(file, bytes);
  const report = opened(file).check();
  expect(report.ok).toBe(false);
  expect(report.problems.some((problem) => problem.startsWith('sqlite '))).toBe(true);
  expect(report.problems.length).toBeLessThanOrEqual(200);
});

describe('private', () => {
  const modes = (file: string) => {
    const folder = dirname(file);
    return readdirSync(folder).map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8));
  };

  test('every file of it, and its backups, is 0600', () => {
    const file = tempFile();
    const ledger = opened(file);
    saved(ledger);
    ledger.backup(`${file}.copy`);
    expect(readdirSync(dirname(file)).length).toBeGreaterThanOrEqual(3);
    expect(new Set(modes(file))).toEqual(new Set(['600']));
  });

  test('one that was opened to others is closed to them', () => {
    const file = tempFile();
    opened(file).close();
    chmodSync(file, 0o644);
    opened(file);
    expect(new Set(modes(file))).toEqual(new Set(['600']));
  });
});

describe('backup', () => {
  test('is a whole ledger', () => {
    const file = tempFile();
    const ledger = opened(file);
    const id = saved(ledger, { customerName: 'پروانه' });
    ledger.backup(`${file}.copy`);
    saved(ledger);
    const copy = opened(`${file}.copy`);
    expect(copy.check()).toMatchObject({ ok: true, counts: { links: 1 } });
    expect(copy.links.get(id)).toEqual(ledger.links.get(id));
  });

  test('never goes over a file', () => {
    const file = tempFile();
    const ledger = opened(file);
    writeFileSync(`${file}.copy`, 'mine');
    expect(() => ledger.backup(`${file}.copy`)).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(readFileSync(`${file}.copy`, 'utf8')).toBe('mine');
  });
});

test('the file says what it is, and each commit waits for the disk', () => {
  const { connection } = openedWithConnection();
  const names = ['application_id', 'journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'recursive_triggers'];
  expect(names.map((name) => pragma(connection, name))).toEqual([0x504b686e, 'wal', 2, 1, 0, 1]);
});
