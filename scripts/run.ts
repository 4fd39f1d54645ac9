import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(import.meta.dirname, '..');

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `These scripts need Node 24 (this is ${process.version}); run them through npm, which brings it: npm ci, then npm start.`,
  );
  process.exit(1);
}

export interface RunOptions {
  env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the program is ended. */
  timeout?: number;
}

function environment(extra: RunOptions['env']): NodeJS.ProcessEnv {
  const bins = [path.dirname(process.execPath), path.join(ROOT, 'node_modules', '.bin')];
  return { ...process.env, ...extra, PATH: [...bins, process.env['PATH'] ?? ''].join(path.delimiter) };
}

/** Runs a program at the root of the project, its output passed on; resolves to its exit code (-1: it did not start). */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: environment(options.env),
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    });
    child.on('error', () => resolve(-1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

interface Manifest {
  bin: string | Record<string, string>;
}

/** The script behind a program of an installed package, so that Node can run it on every system alike. */
function binOf(packageName: string, name: string): string {
  const folder = path.join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const file = typeof bin === 'string' ? bin : bin[name];
  if (file === undefined) throw new Error(`${packageName} has no program ${name}.`);
  return path.join(folder, file);
}

/** Runs a program of an installed package on this Node; resolves to its exit code. */
export function runBin(packageName: string, name: string, args: string[], options: RunOptions = {}): Promise<number> {
  return run(process.execPath, [binOf(packageName, name), ...args], options);
}
