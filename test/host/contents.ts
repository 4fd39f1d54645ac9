import { EventEmitter } from 'node:events';
import type { HandlerDetails, WindowOpenHandlerResponse } from 'electron';
import type { Page } from 'playwright-core';
import { invoke } from './ipc-main.ts';
import { linkPage } from './page.ts';
import type { PageLink } from './page.ts';

/** The part of Electron's `webContents` that the app uses, over one page of Chromium. */
export class WebContents
  extends EventEmitter
  implements Pick<Electron.WebContents, 'send' | 'reload' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'>
{
  readonly page: Page;
  readonly #ready: Promise<PageLink>;
  #link: PageLink | null = null;
  #openHandler: (details: HandlerDetails) => WindowOpenHandlerResponse = () => ({ action: 'allow' });

  constructor(page: Page, preloadFile: string) {
    super();
    this.page = page;
    this.#ready = linkPage(page, preloadFile, (channel, args) => invoke(this, channel, args));
    // Whoever loads the first page awaits this and hears of its failure.
    this.#ready.catch(() => {});
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
  }

  async load(address: string): Promise<void> {
    this.#link = await this.#ready;
    await this.page.goto(address);
  }

  send(channel: string, ...args: unknown[]): void {
    this.#link?.send(channel, args);
  }

  reload(): void {
    // A page that is closing cannot be loaded again, and need not be.
    this.page.reload().catch(() => {});
  }

  /** This host's Chromium cannot be told while it runs; test/e2e/webrtc.spec.ts tries what the app asks for. */
  setWebRTCIPHandlingPolicy(): void {}

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }

  /** This host opens no further windows, so the app must want none. */
  refusesWindows(): boolean {
    const details = {
      url: 'about:blank',
      frameName: '',
      features: '',
      disposition: 'other',
      referrer: { url: '', policy: 'default' },
    };
    return this.#openHandler(details as HandlerDetails).action === 'deny';
  }

  /** Asks the app as Electron does before a frame goes elsewhere. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    let allowed = true;
    const details = {
      url,
      isMainFrame,
      preventDefault() {
        allowed = false;
      },
    };
    if (isMainFrame) this.emit('will-navigate', details);
    this.emit('will-frame-navigate', details);
    return allowed;
  }
}
