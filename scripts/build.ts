import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { InlineConfig } from 'vite';
import { leanSoap } from './lean-soap.ts';

const ROOT = path.join(import.meta.dirname, '..');
/** What a build depends on; when none of it changed, the last build stands. */
const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'scripts/build.ts',
  'scripts/lean-soap.ts',
  'package.json',
  'package-lock.json',
];

/** Electron 45 runs Node 24 and Chromium 150 or later. */
const NODE = 'node24';
const CHROMIUM = 'chrome150';

const BUILTINS = [/^node:/u, ...builtinModules];
const common: InlineConfig = { root: ROOT, configFile: false, logLevel: 'warn', mode: 'production' };

/** The main process: one ES module with every dependency in it, so that a package needs no node_modules. */
function mainBuild(outDir: string): InlineConfig {
  return {
    ...common,
    plugins: [leanSoap()],
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: path.join(ROOT, 'electron/main.ts'),
      outDir,
      emptyOutDir: true,
      target: NODE,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        platform: 'node',
        external: ['electron', ...BUILTINS],
        output: { format: 'es', entryFileNames: 'main.js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/** The preload: CommonJS, because a sandboxed preload can be nothing else. */
function preloadBuild(outDir: string): InlineConfig {
  return {
    ...common,
    build: {
      lib: { entry: path.join(ROOT, 'electron/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
      outDir,
      emptyOutDir: true,
      target: CHROMIUM,
      minify: true,
      sourcemap: false,
      copyPublicDir: false,
      rolldownOptions: { external: ['electron'] },
    },
  };
}

function rendererBuild(outDir: string): InlineConfig {
  return {
    ...common,
    root: path.join(ROOT, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: CHROMIUM,
      sourcemap: false,
      // The policy of electron/desktop/assets.ts lets no font or picture come from a data address but img.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  };
}

async function describe(file: string): Promise<string[]> {
  const facts = await stat(file);
  if (!facts.isDirectory()) return [`${file} ${facts.size} ${facts.mtimeMs}`];
  const names = await readdir(file);
  return (await Promise.all(names.toSorted().map((name) => describe(path.join(file, name))))).flat();
}

async function fingerprint(): Promise<string> {
  const parts = await Promise.all(SOURCES.map((source) => describe(path.join(ROOT, source))));
  return createHash('sha256').update(parts.flat().join('\n')).digest('hex');
}

/**
 * Builds main, preload and renderer into `dist` (or the folder PISHKHAN_DIST names), and nothing where no source changed
 * since the last build. Resolves to whether it built.
 */
export async function buildApp(): Promise<boolean> {
  const dist = path.resolve(ROOT, process.env['PISHKHAN_DIST'] || 'dist');
  const stamp = path.join(dist, '.built');
  const wanted = await fingerprint();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return false;
  await rm(stamp, { force: true });
  await build(mainBuild(path.join(dist, 'main')));
  await build(preloadBuild(path.join(dist, 'preload')));
  await build(rendererBuild(path.join(dist, 'renderer')));
  await writeFile(stamp, wanted);
  return true;
}

if (import.meta.main) {
  const start = performance.now();
  const built = await buildApp();
  console.log(built ? `built in ${((performance.now() - start) / 1000).toFixed(1)} s` : 'nothing changed since the last build');
}
