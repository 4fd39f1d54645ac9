import { BrowserWindow, Notification } from 'electron';
import type { News } from '../../shared/contract/events.ts';
import { groupDigits } from '../../shared/money.ts';
import { showWindow } from './window.ts';

/** By what Windows knows whose notifications these are: the `appId` of electron-builder.yml, which marks the shortcut. */
export const APP_ID = 'ir.pishkhan.counter';

/** Signs and the cashier's own data only: words belong to the renderer. */
const SIGN = { good: '✓', alarm: '⚠' } as const;

/** Those on the screen: one that is garbage-collected no longer hears the click on it. */
const shown = new Set<Notification>();

/** What a notification shows; null for news that waits until the cashier looks. */
function contentOf(news: News): { title: string; body: string } | null {
  switch (news.kind) {
    case 'paid':
    case 'alarm': {
      const { invoiceNo, customerName, amount } = news.link;
      const sign = news.kind === 'paid' ? SIGN.good : SIGN.alarm;
      return { title: `${sign} ${invoiceNo}`, body: `${customerName}\n${groupDigits(amount)}` };
    }
    case 'batch-returned':
    case 'batch-alarm':
    case 'batch-return-waits': {
      const { state, total, expected, batchToken } = news.batch;
      const sign = news.kind === 'batch-returned' && state !== 'failed' ? SIGN.good : SIGN.alarm;
      return { title: `${sign} ${groupDigits(total ?? expected)}`, body: batchToken ?? '' };
    }
    case 'unknown':
    case 'paused':
    case 'batch-accepted':
    case 'batch-refused':
    case 'batch-unsent':
    case 'batch-unknown':
      return null;
  }
}

/** Tells a payment, a return or an alarm through the system while the cashier looks at another window. */
export function notify(news: News): void {
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
