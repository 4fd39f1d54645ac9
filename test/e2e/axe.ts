import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const WIDE = { width: 1366, height: 768 };
/** The same window at a zoom of 200%. */
const ZOOMED = { width: 683, height: 384 };

/**
 * What is wrong with the screen as it is: axe's serious findings, and a page wider than its window. (axe's newer way opens a
 * page of its own, which the app refuses.)
 */
export async function faultsOf(page: Page, screen: string): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${screen}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  if (passes.length === 0) found.push(`${screen}: axe looked at nothing`);
  for (const size of [ZOOMED, WIDE]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth ? `${scrollWidth} in ${clientWidth}` : null;
    });
    if (wide !== null) found.push(`${screen}: scrolls sideways, ${wide}`);
  }
  return found;
}
