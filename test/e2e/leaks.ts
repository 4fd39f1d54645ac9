import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import type { AppWindow } from './fixtures.ts';

/** What may stand for a secret: itself, and the ways a careless program writes text. */
function formsOf(core: string): [string, Buffer][] {
  const bytes = Buffer.from(core);
  // Base64 by the three places it can begin at, without the characters its neighbours change.
  const base64 = [0, 1, 2].map((skip) => Buffer.from(bytes.subarray(skip, skip + 9)).toString('base64'));
  const forms = [core, core.toLowerCase(), bytes.toString('hex'), core.split('').toReversed().join(''), ...base64];
  const texts = forms.map((form): [string, Buffer] => [`${core} as ${form}`, Buffer.from(form)]);
  return [...texts, [`${core} as UTF-16`, Buffer.from(core, 'utf16le')]];
}

/** Every place of `found` that holds a secret, by the cores of the secrets: what no escaping changes. */
export function leaks(found: ReadonlyMap<string, Buffer | string>, cores: readonly string[]): string[] {
  const forms = cores.flatMap(formsOf);
  return [...found].flatMap(([place, content]) => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
    return forms.filter(([, form]) => bytes.includes(form)).map(([form]) => `${place}: ${form}`);
  });
}

/** All files below a folder, as raw bytes. */
export function filesOf(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, name }) => path.join(parentPath, name));
  return new Map(files.map((file): [string, Buffer] => [path.relative(folder, file), readFileSync(file)]));
}

/** Every row of every table: a value that runs over a page's edge is whole only here. */
export function rowsOf(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const rows = tables.map(({ name }) => database.prepare(`SELECT * FROM "${String(name)}"`).all());
  database.close();
  return JSON.stringify(rows, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}

/** The page's text and mark-up, and what stands in its inputs. */
export async function shown(page: Page): Promise<string> {
  const inputs = await page.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  return `${await page.content()}\n${await page.locator('body').innerText()}\n${inputs.join('\n')}`;
}

/** Keeps what main tells the page by itself. */
export async function keepNews(page: Page): Promise<() => Promise<string>> {
  const handle = await page.evaluateHandle(() => {
    const heard: string[] = [];
    const { listen } = (globalThis as unknown as AppWindow).pishkhan;
    listen.told((data) => heard.push(JSON.stringify(data)));
    listen.changed((data) => heard.push(JSON.stringify(data)));
    return heard;
  });
  return () => handle.evaluate((heard) => heard.join('\n'));
}
