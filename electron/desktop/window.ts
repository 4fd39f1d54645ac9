import { BrowserWindow, app, screen } from 'electron';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import type { KeyValue } from '../host.ts';
import { APP_URL } from './assets.ts';
import { noteProblem } from './problems.ts';

const SIZE = { width: 1366, height: 768 };
const SMALLEST = { minWidth: 640, minHeight: 480 };
/** Milliseconds of rest after which a move or a resize counts as done. */
const SETTLED = 500;
/** A page that dies this often within a minute is not started again. */
const DEATHS_A_MINUTE = 3;

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(320), height: z.int().min(240) });

/** The remembered place, unless it is on a display that is gone. */
function rememberedBounds(store: KeyValue): Rectangle | null {
  const parsed = Bounds.safeParse(store.get('bounds'));
  if (!parsed.success) return null;
  const bounds = parsed.data;
  const { workArea } = screen.getDisplayMatching(bounds);
  const seen =
    bounds.x < workArea.x + workArea.width &&
    bounds.x + bounds.width > workArea.x &&
    bounds.y < workArea.y + workArea.height &&
    bounds.y >= workArea.y;
  return seen ? bounds : null;
}

function rememberBounds(window: BrowserWindow, store: KeyValue): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    store.set('bounds', window.getNormalBounds());
    store.set('maximized', window.isMaximized());
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SETTLED);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', save);
}

/** A page that died is loaded again: everything it showed is in the main process. */
function revive(window: BrowserWindow): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    noteProblem('page-gone', details.reason);
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < 60_000), now];
    if (deaths.length < DEATHS_A_MINUTE) window.webContents.reload();
    else app.exit(1);
  });
}

/** Loads the app's page. A window that is closed meanwhile has no page to load, and that is no failure. */
async function load(window: BrowserWindow): Promise<void> {
  let closing = false;
  window.once('close', () => {
    closing = true;
  });
  try {
    await window.loadURL(APP_URL);
  } catch (error) {
    if (!closing && !window.isDestroyed()) throw error;
  }
}

/**
 * Opens the app's window; it is shown when its first picture is ready. `store` remembers its place, and must not throw
 * (stores.ts, `forgiving`).
 */
export async function openWindow(preload: string, store: KeyValue): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    ...SIZE,
    ...rememberedBounds(store),
    ...SMALLEST,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.setMenuBarVisibility(false);
  if (store.get('maximized') === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberBounds(window, store);
  revive(window);
  await load(window);
  return window;
}

/** Brings the window of the running app forward: a second start of the app ends here. */
export function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
