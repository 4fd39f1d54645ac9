import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';

/** The Chromium that the stand-in drives. */

export const VIEWPORT = { width: 1366, height: 768 };

const USUAL: Readonly<Record<string, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => {
    const folder = process.env[name];
    if (folder === undefined) return [];
    return ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((file) =>
      path.join(folder, file),
    );
  }),
};

/** The executable of a Chromium: PISHKHAN_CHROMIUM, the system's, or Playwright's own; null where there is none. */
export function findChromium(): string | null {
  const named = process.env['PISHKHAN_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  const candidates = [...(USUAL[process.platform] ?? []), chromium.executablePath()];
  return candidates.find((file) => file !== '' && existsSync(file)) ?? null;
}

interface ChromiumOptions {
  /** Folder of the browser profile. */
  profile: string;
  headless: boolean;
  /** Opens a debugging port on loopback, so that a test can look into the page as well. */
  debuggable: boolean;
}

interface RunningChromium {
  context: BrowserContext;
  pid: number;
  /** Address of the debugging port; null where none was asked for. */
  endpoint: string | null;
}

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

async function open(executablePath: string, options: ChromiumOptions, sandbox: boolean): Promise<BrowserContext> {
  return chromium.launchPersistentContext(options.profile, {
    executablePath,
    headless: options.headless,
    chromiumSandbox: sandbox,
    viewport: options.headless ? VIEWPORT : null,
    serviceWorkers: 'block',
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...QUIET,
      `--window-size=${VIEWPORT.width},${VIEWPORT.height}`,
      ...(options.debuggable ? ['--remote-debugging-port=0'] : []),
    ],
  });
}

/** Chromium's own sandbox needs what root has not and what some containers forbid; without it, this says so. */
async function openSandboxed(executablePath: string, options: ChromiumOptions): Promise<BrowserContext> {
  if (process.platform !== 'linux') return open(executablePath, options, true);
  if (process.getuid?.() === 0) return open(executablePath, options, false);
  try {
    return await open(executablePath, options, true);
  } catch (error) {
    if (!String(error).includes('sandbox')) throw error;
    console.error("Chromium's own sandbox does not start here; going on without it.");
    return open(executablePath, options, false);
  }
}

/** Chromium writes the port it took into its profile. */
async function debuggingAddress(portFile: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [port, address] = (await readFile(portFile, 'utf8').catch(() => '')).split('\n');
    if (port !== undefined && address !== undefined && address !== '') return `ws://127.0.0.1:${port}${address}`;
    await sleep(50);
  }
  throw new Error('Chromium opened no debugging port.');
}

async function browserPid(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('No browser behind the context.');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const main = processInfo.find((entry) => entry.type === 'browser');
  if (main === undefined) throw new Error('Chromium names no browser process.');
  return main.id;
}

/** Starts Chromium on a profile of its own. Throws, saying what to install, where there is none. */
export async function startChromium(options: ChromiumOptions): Promise<RunningChromium> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found: install chromium, or name one in PISHKHAN_CHROMIUM.');
  const portFile = path.join(options.profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const context = await openSandboxed(executablePath, options);
  return {
    context,
    pid: await browserPid(context),
    endpoint: options.debuggable ? await debuggingAddress(portFile) : null,
  };
}
