import { chooseHost, findElectron } from '../test/host/launch.ts';
import { buildApp } from './build.ts';
import { ensureChromium, ensureElectron } from './ensure.ts';
import { run } from './run.ts';

/** `npm start`: opens the app in Electron, or in Chromium through the stand-in where Electron cannot be had. */

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');
}

async function openElectron(): Promise<number> {
  console.log('Pishkhan in Electron.');
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return run(findElectron() ?? '', [...(asRoot ? ['--no-sandbox'] : []), '.', ...process.argv.slice(2)]);
}

async function openStandIn(): Promise<number> {
  const headless = !hasScreen();
  console.log("Pishkhan in Chromium (the developers' stand-in: Electron's binary is not here or not wanted).");
  if (headless) console.log('No screen here, so it runs without a window, until Ctrl+C. To see it work: npm run demo.');
  return run(process.execPath, ['test/host/main.ts', ...(headless ? ['--headless'] : []), ...process.argv.slice(2)]);
}

const wanted = process.env['PISHKHAN_HOST'];
if (wanted !== 'stand-in') await ensureElectron();
const host = chooseHost();
if (host === 'stand-in') await ensureChromium();
await buildApp();
process.exitCode = host === 'electron' ? await openElectron() : await openStandIn();
