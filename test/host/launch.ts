import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { WEB_URL } from './addresses.ts';

const ROOT = path.join(import.meta.dirname, '../..');
/** Milliseconds the app has to show its window, and Chromium to go once its host is gone. */
const START_WITHIN = 90_000;
const END_WITHIN = 10_000;

export type HostName = 'electron' | 'stand-in';

export interface LaunchOptions {
  /** Where the app keeps everything; one folder is one counter. */
  dataDir: string;
  /** Without a window (the stand-in only); true if not given. */
  headless?: boolean;
  env?: Readonly<Record<string, string>>;
}

export interface Launched {
  page: Page;
  host: HostName;
  /** Of the main process. */
  pid: number;
  /** What the main process has written to stdout and stderr so far. */
  said(): string;
  /** Quits in order, and waits until everything is gone. */
  close(): Promise<void>;
  /** SIGKILL to the main process, as a power cut would; waits until everything is gone. */
  kill(): Promise<void>;
}

/** Path of Electron's binary, or null where it was not fetched. (Requiring `electron` would start to fetch it.) */
export function findElectron(): string | null {
  const folder = path.join(ROOT, 'node_modules', 'electron');
  try {
    const file = path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/** The host `launch` will use: PISHKHAN_HOST, else Electron where its binary is, else the stand-in. */
export function chooseHost(): HostName {
  const forced = process.env['PISHKHAN_HOST'];
  if (forced === 'electron' || forced === 'stand-in') return forced;
  return findElectron() === null ? 'stand-in' : 'electron';
}

function insistOnBuild(): void {
  const main = path.resolve(ROOT, process.env['PISHKHAN_DIST'] || 'dist', 'main', 'main.js');
  if (!existsSync(main)) throw new Error('The app is not built: run npm run build first.');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits for a process to go; ends it where it does not go by itself. */
async function gone(pid: number): Promise<void> {
  const end = performance.now() + END_WITHIN;
  while (isAlive(pid)) {
    if (performance.now() > end) process.kill(pid, 'SIGKILL');
    await sleep(20);
  }
}

function environment(options: LaunchOptions): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...options.env, PISHKHAN_DATA_DIR: path.resolve(options.dataDir) };
}

/** Keeps what a process writes. */
function listenTo(child: ChildProcess): () => string {
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
  return () => Buffer.concat(said).toString();
}

interface Announcement {
  /** Of Chromium. */
  pid: number;
  endpoint: string;
}

/** The stand-in's one line, or an error with what it said instead. */
async function announcement(child: ChildProcess, said: () => string): Promise<Announcement> {
  const { stdout } = child;
  if (stdout === null) throw new Error('The stand-in has no stdout.');
  const line = once(createInterface(stdout), 'line').then(([text]) => JSON.parse(text as string) as Announcement);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The app ended (${code}) before it showed a window.\n${said()}`);
  });
  const late = sleep(START_WITHIN, undefined, { ref: false }).then(() => {
    child.kill('SIGKILL');
    throw new Error(`The app showed no window within ${START_WITHIN / 1000} s.\n${said()}`);
  });
  const announced = Promise.race([line, ended, late]);
  for (const loser of [ended, late]) loser.catch(() => {});
  return announced;
}

function appPage(browser: Browser): Page {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const page = pages.find((candidate) => candidate.url().startsWith(WEB_URL));
  if (page === undefined) throw new Error("The app's page is not there.");
  return page;
}

async function launchStandIn(options: LaunchOptions): Promise<Launched> {
  const arguments_ = [path.join(import.meta.dirname, 'main.ts'), '--attached'];
  if (options.headless ?? true) arguments_.push('--headless');
  const child = spawn(process.execPath, arguments_, {
    cwd: ROOT,
    env: environment(options),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  const said = listenTo(child);
  const { pid: chromiumPid, endpoint } = await announcement(child, said);
  const browser = await chromium.connectOverCDP(endpoint);
  const pid = child.pid ?? 0;
  const ended = async () => {
    await exit;
    await gone(chromiumPid);
    await browser.close();
  };
  return {
    page: appPage(browser),
    host: 'stand-in',
    pid,
    said,
    async close() {
      child.stdin.end();
      await ended();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended();
    },
  };
}

async function launchElectron(options: LaunchOptions): Promise<Launched> {
  const executablePath = findElectron();
  if (executablePath === null) throw new Error("Electron's binary is not here: run npx install-electron, or use the stand-in.");
  const root = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ executablePath, args: [...root, ROOT], cwd: ROOT, env: environment(options) });
  const child = app.process();
  const exit = once(child, 'exit');
  const said = listenTo(child);
  return {
    page: await app.firstWindow(),
    host: 'electron',
    pid: child.pid ?? 0,
    said,
    async close() {
      await app.close();
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** Starts the built app on a data folder and gives its page once it is loaded. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  insistOnBuild();
  const launched = await (chooseHost() === 'electron' ? launchElectron(options) : launchStandIn(options));
  await launched.page.waitForLoadState();
  return launched;
}
