import { app } from 'electron';

/** A developer's switch: live may be pointed at a service on this PC. What is packaged does not know it. */
export function allowsLoopback(): boolean {
  return !app.isPackaged && process.env['PISHKHAN_ALLOW_LOOPBACK'] === '1';
}
