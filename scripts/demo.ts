import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BillCashier } from '../test/e2e/bill-cashier.ts';
import { billsJourney } from '../test/e2e/bills-journey.ts';
import { journey } from '../test/e2e/journey.ts';
import { launch } from '../test/host/launch.ts';
import { buildApp } from './build.ts';
import { ensureChromium } from './ensure.ts';

/**
 * `npm run demo`: plays the main job and the bills in the real interface against the practice shop, on a machine without a screen too.
 * Prints each step once it was seen, leaves its picture in `demo/`, and exits 0 only if every step was seen.
 */

const PICTURES = path.join(import.meta.dirname, '..', 'demo');

async function play(dataDir: string): Promise<boolean> {
  const app = await launch({ dataDir });
  const cashier = new BillCashier(app.page);
  console.log(`Playing in ${app.host === 'electron' ? 'Electron' : 'Chromium, through the stand-in for Electron'}.`);
  let count = 0;
  const picture = (name: string) =>
    app.page.screenshot({ path: path.join(PICTURES, `${String(count).padStart(2, '0')}-${name}.png`), animations: 'disabled' });
  try {
    for (const step of [...journey(), ...billsJourney()]) {
      count += 1;
      try {
        console.log(`✓ ${count}. ${await step.play(cashier)}`);
        await picture(step.name);
      } catch (error) {
        console.error(`✗ ${count}. ${step.name}: not seen.`, error);
        await picture(`${step.name}-failed`);
        return false;
      }
    }
    return true;
  } finally {
    await app.close();
  }
}

await ensureChromium();
await buildApp();
await rm(PICTURES, { recursive: true, force: true });
await mkdir(PICTURES, { recursive: true });
const dataDir = await mkdtemp(path.join(tmpdir(), 'pishkhan-demo-'));
const seen = await play(dataDir);
await rm(dataDir, { recursive: true, force: true });
console.log(seen ? 'Every step was seen; the pictures are in demo/.' : 'The demo failed; its pictures are in demo/.');
process.exitCode = seen ? 0 : 1;
