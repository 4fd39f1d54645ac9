import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { app, dialog } from 'electron';

/** Bytes after which the log starts anew; the one before is kept. */
const LOG_MAX = 256 * 1024;

/** Function names and places of a stack, without its message: messages of node-soap hold whole requests. */
function places(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  return [
    ...error.stack.matchAll(/^ {1,8}at (?:(?:async )?([\w.$<>[\] ]{1,100}) \()?.{0,300}?([^\\/():]{1,100}:\d+:\d+)\)?$/gmu),
  ]
    .slice(0, 12)
    .map(([, name, place]) => (name === undefined ? `${place}` : `${name} ${place}`));
}

function logFile(): string {
  return path.join(app.getPath('userData'), 'problems.log');
}

function writable(): string {
  const file = logFile();
  mkdirSync(path.dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_MAX) renameSync(file, `${file}.1`);
  return file;
}

/** Notes a problem of the program itself: a code and plain facts, never a message and never data. */
export function noteProblem(code: string, detail: string, stack: string[] = []): void {
  const line = JSON.stringify({ at: new Date().toISOString(), version: app.getVersion(), code, detail, stack });
  try {
    appendFileSync(writable(), `${line}\n`, { mode: 0o600 });
  } catch {
    // A full disk must not turn one problem into two.
  }
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return `${error.name} ${code}`.trim();
}

/** Main's only words: there is no renderer yet that could say them, and no language chosen that could be read. */
const CANNOT_OPEN = 'پیشخوان باز نشد · Pishkhan could not open';

/** Waits until the box is closed. */
function say(code: string): void {
  try {
    dialog.showErrorBox(CANNOT_OPEN, `${code}\n${logFile()}`);
  } catch {
    // The log has it.
  }
}

let windowSeen = false;
let ending = false;

/**
 * Notes an error nobody foresaw and ends the app: what was saved is saved, and going on could break that. Until a window
 * was seen, a box says so: an app that just does not start cannot be told from one that is slow.
 */
export function fatal(error: unknown): void {
  noteProblem('fatal', errorCode(error), places(error));
  // For developers only, and never in a package: the message may hold what no log may.
  if (!app.isPackaged && process.env['PISHKHAN_DEBUG'] === '1') process.stderr.write(`${inspect(error)}\n`);
  // While the box is open, the rest of the app may go on to fail: one box, one exit.
  if (ending) return;
  ending = true;
  if (!windowSeen) say(errorCode(error));
  app.exit(70);
}

/** Ends the app before it opens because of how it was started: says so, with the code `switch-refused` and the switch. */
export function refuse(name: string): void {
  noteProblem('switch-refused', name);
  say(`switch-refused --${name}`);
  app.exit(64);
}

/** From here on, no error passes unseen. */
export function catchFatal(): void {
  process.on('uncaughtException', fatal);
  process.on('unhandledRejection', fatal);
  app.on('browser-window-created', (_event, window) => {
    window.once('ready-to-show', () => {
      windowSeen = true;
    });
  });
}
