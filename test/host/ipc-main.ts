import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Page } from 'playwright-core';
import { toApp } from './addresses.ts';

type Handler = Parameters<IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();

/** The part of Electron's `ipcMain` that the app and electron-store use. */
export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  /** electron-store listens for renderers that use it; the app's does not. */
  on() {
    return this as unknown as IpcMain;
  },
} satisfies Pick<IpcMain, 'handle' | 'on'>;

/** Answers a call of the page's preload; `contents` are the page's. The sender's frame is the main one: the preload runs in no other. */
export async function invoke(contents: { readonly page: Page }, channel: string, args: unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  const senderFrame = { url: toApp(contents.page.url()), parent: null };
  // The app's handlers look at the sender's frame alone.
  const event = { sender: contents, senderFrame } as unknown as IpcMainInvokeEvent;
  return (await handler(event, ...args)) as unknown;
}
