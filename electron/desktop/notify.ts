import { BrowserWindow, Notification } from 'electron';
import type { EventData } from '../../shared/contract/calls.ts';
import { groupDigits } from '../../shared/money.ts';
import { showWindow } from './window.ts';

/** By what Windows knows whose notifications these are: the `appId` of electron-builder.yml, which marks the shortcut. */
export const APP_ID = 'ir.pishkhan.counter';

/** Marks and the cashier's own data only: words belong to the renderer. */
const MARKS = { paid: '✓', alarm: '⚠' } as const;

/** Those on the screen: one that is garbage-collected no longer hears the click on it. */
const shown = new Set<Notification>();

/** What a notification shows; null for news that waits until the cashier looks. */
function contentOf({ kind, link, batch }: EventData<'told'>): { title: string; body: string } | null {
  if (link !== null && (kind === 'paid' || kind === 'alarm')) {
    return { title: `${MARKS[kind]} ${link.invoiceNo}`, body: `${link.customerName}\n${groupDigits(link.amount)}` };
  }
  if (batch !== null && (kind === 'batch-returned' || kind === 'batch-alarm' || kind === 'batch-return-waits')) {
    const mark = kind !== 'batch-returned' || batch.state === 'failed' ? MARKS.alarm : MARKS.paid;
    return { title: `${mark} ${groupDigits(batch.total ?? batch.expected)}`, body: batch.batchToken ?? '' };
  }
  return null;
}

/** Tells a payment, a return or an alarm through the system while the cashier looks at another window. */
export function notify(news: EventData<'told'>): void {
  const content = contentOf(news);
  if (content === null) return;
  if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
  const notification = new Notification(content);
  const gone = () => void shown.delete(notification);
  notification.on('click', () => {
    gone();
    showWindow();
  });
  notification.on('close', gone);
  notification.on('failed', gone);
  shown.add(notification);
  notification.show();
}
