import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './app.ts';
import { isExpected, useBrowser } from './browser.ts';
import { startChromium } from './chromium.ts';
import type { Request as PageRequest } from 'playwright-core';
import type { WebContents } from './contents.ts';
import { applyPermissions } from './session.ts';
import { BrowserWindow } from './window.ts';

/**
 * The developers' host: runs the app's own bundles over Node and a Chromium, where Electron's binary cannot be had.
 *   --headless   no window
 *   --attached   started by launch.ts: a line of JSON on stdout when the window is up, and quits when stdin ends
 */
const ROOT = path.join(import.meta.dirname, '../..');
const headless = process.argv.includes('--headless');
const attached = process.argv.includes('--attached');

function resolveElectronHere(): void {
  const url = pathToFileURL(path.join(import.meta.dirname, 'electron.ts')).href;
  registerHooks({
    resolve: (specifier, context, next) => (specifier === 'electron' ? { url, shortCircuit: true } : next(specifier, context)),
  });
}

/** As Electron quits on a signal; and a child whose parent is gone has nobody to work for. */
function quitWhenAsked(): void {
  process.on('SIGTERM', () => app.quit());
  process.on('SIGINT', () => app.quit());
  if (attached) process.stdin.resume().on('end', () => app.quit());
}

/** The web contents a request comes from; null for a page that is no window of the app. */
function contentsOf(request: PageRequest): WebContents | null {
  const [window] = BrowserWindow.getAllWindows();
  try {
    return request.frame().page() === window?.webContents.page ? window.webContents : null;
  } catch {
    // No frame yet: the first document of a page, and the window's is the only page there can be.
    return window?.webContents ?? null;
  }
}

async function start(): Promise<void> {
  const profile = path.join(app.getPath('userData'), 'stand-in-chromium');
  const { context, pid, endpoint } = await startChromium({ profile, headless, debuggable: attached });
  app.closeAtExit(() => context.close());
  context.on('close', () => app.quit());
  await useBrowser(context, contentsOf);
  app.once('browser-window-created', (_event, window: BrowserWindow) => {
    void applyPermissions(context);
    if (attached) window.once('ready-to-show', () => console.log(JSON.stringify({ pid, endpoint })));
  });
  // A link to a new window: refused by the app, so gone at once (its requests are refused too).
  context.on('page', (page) => {
    if (!isExpected(page)) void page.close().catch(() => {});
  });
  app.makeReady();
}

const dist = path.resolve(ROOT, process.env['PISHKHAN_DIST'] || 'dist');
const main = path.join(dist, 'main', 'main.js');
if (!existsSync(main)) throw new Error('The app is not built: run npm run build first.');
console.error("Pishkhan in Chromium: the developers' stand-in for Electron, never for a shop.");
resolveElectronHere();
quitWhenAsked();
await import(pathToFileURL(main).href);
if (app.hasLock()) await start();
