import type { BrowserContext, Page, Request as PageRequest, Route } from 'playwright-core';
import { SCHEME } from '../../electron/desktop/assets.ts';
import { WEB_URL, toApp } from './addresses.ts';
import type { WebContents } from './contents.ts';
import { protocolHandlers } from './protocol.ts';

/** The one browser context behind all windows, and what happens to its requests. */
let current: BrowserContext | null = null;

/** The context; throws before the app is ready, as windows in Electron do. */
export function browser(): BrowserContext {
  if (current === null) throw new Error('Cannot create a window before the app is ready.');
  return current;
}

/** Pages that are not the app's: what the app opened in "the PC's browser". */
const outside = new WeakSet<Page>();

/** Pages asked for by `openOutside` that Chromium has not shown yet. */
let expected = 0;

/** Whether a page that just appeared is one that `openOutside` asked for; any other is none of the app's, and goes. */
export function isExpected(page: Page): boolean {
  if (expected === 0) return false;
  expected -= 1;
  outside.add(page);
  return true;
}

/** Opens an address as the PC's own browser would, beside the app and with nothing of it. */
export async function openOutside(url: string): Promise<void> {
  expected += 1;
  const page = await browser().newPage();
  // The page shows itself what went wrong, as a browser does.
  await page.goto(url, { waitUntil: 'commit' }).catch(() => {});
}

function isOutside(request: PageRequest): boolean {
  try {
    return outside.has(request.frame().page());
  } catch {
    return false;
  }
}

async function serve(route: Route): Promise<void> {
  const handler = protocolHandlers.get(SCHEME);
  if (handler === undefined) return route.abort('addressunreachable');
  const request = route.request();
  const response = await handler(new Request(toApp(request.url()), { method: request.method() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** A navigation that has no frame yet belongs to a new window. */
function isMainFrame(request: PageRequest): boolean {
  try {
    return request.frame().parentFrame() === null;
  } catch {
    return true;
  }
}

async function handle(route: Route, contentsOf: (request: PageRequest) => WebContents | null): Promise<void> {
  const request = route.request();
  if (isOutside(request)) return route.continue();
  if (request.isNavigationRequest()) {
    const contents = contentsOf(request);
    if (contents === null) return route.abort('blockedbyclient');
    // 204 keeps the document that is there.
    if (!contents.mayNavigate(toApp(request.url()), isMainFrame(request))) return route.fulfill({ status: 204 });
  }
  return request.url().startsWith(WEB_URL) ? serve(route) : route.continue();
}

/** Takes the context into use. `contentsOf` names the web contents a request comes from, null where no window has it. */
export async function useBrowser(
  context: BrowserContext,
  contentsOf: (request: PageRequest) => WebContents | null,
): Promise<void> {
  current = context;
  // A page that closes takes its requests along; what cannot be answered is ended.
  await context.route('**/*', (route) => handle(route, contentsOf).catch(() => route.abort().catch(() => {})));
}
