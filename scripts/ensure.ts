import { existsSync } from 'node:fs';
import path from 'node:path';
import { ASMX_PACKAGES, asmxAvailable } from '../test/asmx/serve.ts';
import { findChromium } from '../test/host/chromium.ts';
import { findElectron } from '../test/host/launch.ts';
import { ROOT, run, runBin } from './run.ts';

/** What the scripts need beside npm's packages; each function installs it where this machine lets it. */

/** Milliseconds that fetching Electron's binary may take. */
const FETCH_WITHIN = 10 * 60_000;

function isDebianRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

async function installDebian(packages: string[]): Promise<boolean> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  console.log(`Installing ${packages.join(' ')} …`);
  if ((await run('apt-get', ['update', '-qq'], { env })) !== 0) return false;
  return (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })) === 0;
}

/** A Chromium for the stand-in; throws, saying in one line what to install, where none can be had. */
export async function ensureChromium(): Promise<void> {
  if (findChromium() !== null) return;
  if (isDebianRoot() && (await installDebian(['chromium'])) && findChromium() !== null) return;
  console.log("No Chromium here; fetching Playwright's own …");
  await runBin('playwright', 'playwright', ['install', 'chromium']);
  if (findChromium() === null) throw new Error('Install Chromium or Chrome, or name its program in PISHKHAN_CHROMIUM.');
}

/** Electron's binary, fetched once; false where it cannot be had (then the stand-in does). */
export async function ensureElectron(): Promise<boolean> {
  if (findElectron() !== null) return true;
  console.log("Fetching Electron's binary, once (PISHKHAN_HOST=stand-in does without) …");
  await run(process.execPath, [path.join(ROOT, 'node_modules', 'electron', 'install.js')], { timeout: FETCH_WITHIN });
  return findElectron() !== null;
}

/** Mono's ASP.NET and nginx for test/asmx. Without them those tests are skipped, and say so. */
export async function ensureAsmx(): Promise<void> {
  if (asmxAvailable()) return;
  if (isDebianRoot()) await installDebian(ASMX_PACKAGES.split(' '));
  if (!asmxAvailable()) console.log(`The ASMX tests are skipped here: they need Debian's ${ASMX_PACKAGES}.`);
}

/** The certificates of the TLS tests are made with openssl. */
export async function ensureOpenssl(): Promise<void> {
  if (isDebianRoot() && !existsSync('/usr/bin/openssl')) await installDebian(['openssl']);
}
