import type { Page } from '@playwright/test';

/**
 * The Persian words that the interface itself shows: text, names and hints, without what is marked as Persian (the SMS, the
 * name of the other language) and without what people and the service wrote (isolated by `bdi` or by bidi marks, or a raw
 * reply).
 */
export function persianWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const PERSIAN = /[\u0600-\u06ff]/u;
    const ISOLATED = /\u2068[^\u2068\u2069]*\u2069/gu;
    const DATA = '[lang="fa"]:not(html), bdi, pre, script, style';
    const isPersian = (text: string) => {
      let own = text;
      while (own.search(ISOLATED) !== -1) own = own.replace(ISOLATED, '');
      return PERSIAN.test(own);
    };
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (isPersian(node.nodeValue ?? '') && !node.parentElement?.closest(DATA)) found.push(node.nodeValue ?? '');
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-roledescription']) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        const text = element.getAttribute(name) ?? '';
        if (isPersian(text) && !element.closest(DATA)) found.push(`${name}: ${text}`);
      }
    }
    return isPersian(document.title) ? [...found, document.title] : found;
  });
}
