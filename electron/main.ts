import './freeze.ts';
import path from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';
import { confinePages, isOurs } from './desktop/security.ts';
import { registerScheme, serveApp } from './desktop/protocol.ts';
import { catchFatal, fatal, refuse } from './desktop/problems.ts';
import { openWindow, showWindow } from './desktop/window.ts';
import { APP_ID, notify } from './desktop/notify.ts';
import { refusedSwitch } from './desktop/switches.ts';
import { openExternal } from './desktop/external.ts';
import { allowsLoopback } from './desktop/loopback.ts';
import { forgiving, openStore } from './desktop/stores.ts';
import { seal } from './desktop/sealing.ts';
import { setMenu } from './desktop/menu.ts';
import { bindIpc } from './ipc.ts';
import { startApp } from './app/app.ts';
import type { App } from './app/app.ts';
import type { Host } from './host.ts';

const DIST = path.join(import.meta.dirname, '..');
/**
 * Milliseconds a quit may wait for all to stop; nothing relies on its stopping in order. Longer than the outbox gives a
 * send to end by itself, so that what came of one that had to be cut is still written down.
 */
const STOP_WITHIN = 5000;

/** Where tests and a second shop on one PC keep their data; null for the usual folder of the OS. */
function dataDirOverride(): string | null {
  const option = process.argv.find((argument) => argument.startsWith('--data-dir='))?.slice('--data-dir='.length);
  const folder = option ?? process.env['PISHKHAN_DATA_DIR'] ?? '';
  return folder === '' ? null : path.resolve(folder);
}

function hostOf(dataDir: string): Host {
  return {
    dataDir,
    version: app.getVersion(),
    kind: process.versions['electron'] === undefined ? 'stand-in' : 'electron',
    openStore: (name) => openStore(dataDir, name),
    seal,
    allowLoopback: allowsLoopback(),
    openExternal,
    tell(name, data) {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send(name, data);
      if (name === 'told') notify(data as Parameters<typeof notify>[0]);
    },
  };
}

function stopBeforeQuit(started: App): void {
  let stopping = false;
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    const late = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN));
    const quit = () => {
      stopped = true;
      app.quit();
    };
    void Promise.race([started.stop(), late]).then(quit, quit);
  });
}

async function boot(): Promise<void> {
  const dataDir = app.getPath('userData');
  setMenu();
  await confinePages();
  serveApp(path.join(DIST, 'renderer'));
  const started = await startApp(hostOf(dataDir));
  stopBeforeQuit(started);
  bindIpc(ipcMain, started, isOurs);
  const places = forgiving(() => openStore(dataDir, 'window'));
  await openWindow(path.join(DIST, 'preload', 'preload.cjs'), places);
}

const dataDir = dataDirOverride();
if (dataDir !== null) app.setPath('userData', dataDir);
catchFatal();
if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
app.enableSandbox();
registerScheme();
const refused = app.isPackaged ? refusedSwitch(process.argv) : null;
if (refused !== null) {
  refuse(refused);
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(boot).catch(fatal);
} else {
  app.quit();
}
