import { afterEach } from 'vitest';

/** Before each file of test/renderer. Their modules stay loaded from one file to the next, so what each file needs is here. */

if (typeof window !== 'undefined') {
  const { leave } = await import('./bridge.tsx');
  afterEach(leave);
  // jsdom lays nothing out, and knows no CSS object.
  window.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
  const escape = (text: string) => text.replace(/[^\w-]/gu, String.raw`\$&`);
  Object.assign(globalThis, { CSS: { escape } });
}
