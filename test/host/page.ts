import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright-core';
import { BINDING, DELIVER, PRELOAD_WORLD, pageScript, preloadScript } from './worlds.ts';

/** Answers one `ipcRenderer.invoke`; rejects where no handler is bound. */
export type Invoke = (channel: string, args: unknown[]) => Promise<unknown>;

export interface PageLink {
  /** `webContents.send`; lost where no document of the app is there to hear it, as in Electron. */
  send(channel: string, args: unknown[]): void;
}

interface World {
  id: number;
  frameId: string;
}

function deliver(session: CDPSession, contextId: number, message: object): void {
  const expression = `${DELIVER}(${JSON.stringify(message)})`;
  // The document may be gone by now, and its answer with it.
  session.send('Runtime.evaluate', { contextId, expression }).catch(() => {});
}

async function answer(session: CDPSession, contextId: number, payload: string, invoke: Invoke): Promise<void> {
  const { id, channel, args } = JSON.parse(payload) as { id: number; channel: string; args: unknown[] };
  try {
    deliver(session, contextId, { id, value: await invoke(channel, args) });
  } catch (error) {
    deliver(session, contextId, { id, error: `Error invoking remote method '${channel}': ${String(error)}` });
  }
}

/** Follows the isolated world of the page's main frame, through every reload. */
function followWorld(session: CDPSession, mainFrameId: string): () => World | null {
  let world: World | null = null;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = context.auxData as { frameId: string };
    if (context.name === PRELOAD_WORLD && frameId === mainFrameId) world = { id: context.id, frameId };
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (world?.id === executionContextId) world = null;
  });
  session.on('Runtime.executionContextsCleared', () => {
    world = null;
  });
  return () => world;
}

/** Puts a preload into a page, before its first document of the app, and joins its IPC to `invoke`. */
export async function linkPage(page: Page, preloadFile: string, invoke: Invoke): Promise<PageLink> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = followWorld(session, frameTree.frame.id);
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === BINDING) void answer(session, executionContextId, payload, invoke);
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD });
  const preload = preloadScript(await readFile(preloadFile, 'utf8'));
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: preload, worldName: PRELOAD_WORLD });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript() });
  return {
    send(channel, args) {
      const current = world();
      if (current !== null) deliver(session, current.id, { channel, args });
    },
  };
}
