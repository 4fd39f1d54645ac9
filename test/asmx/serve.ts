import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  accessSync,
  constants,
  cpSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** What the stack needs, as Debian's packages. */
export const ASMX_PACKAGES = 'mono-fastcgi-server4 mono-mcs nginx-light';

const SITE = join(import.meta.dirname, 'site');
/** Milliseconds until every service has answered its WSDL: each is compiled by its first request. */
const START_TIMEOUT = 120_000;

export interface Asmx {
  /** http://127.0.0.1:port; each service is below it, e.g. /KimiaPayLinkSend.asmx. */
  url: string;
  stop(): Promise<void>;
}

/** Where a program is; null where it is not. Servers live in sbin, which a plain user's PATH may lack. */
function find(program: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const runs = (path: string): boolean => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return folders.map((folder) => join(folder, program)).find(runs) ?? null;
}

const programs = () => ({ mono: find('fastcgi-mono-server4'), compiler: find('mcs'), nginx: find('nginx') });

/** Whether this machine has the ASMX stack. */
export function asmxAvailable(): boolean {
  return process.platform !== 'win32' && Object.values(programs()).every((path) => path !== null);
}

/**
 * Whether suites of the ASMX stack run here. Where they do not, that is said aloud; and with PISHKHAN_NEED_ASMX=1, as in
 * continuous integration, they run all the same, and fail.
 */
export function asmxWanted(): boolean {
  if (asmxAvailable() || process.env['PISHKHAN_NEED_ASMX'] === '1') return true;
  console.warn(`SKIPPED: no ASMX stack on this machine; on Debian: apt-get install --no-install-recommends ${ASMX_PACKAGES}`);
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** One process, in the foreground, all its files in the work folder; every path goes to Mono. */
function nginxConfig(work: string, port: number): string {
  const temporary = ['client_body', 'fastcgi', 'proxy', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${work}/tmp;`);
  const parameters = {
    REQUEST_METHOD: '$request_method',
    REQUEST_URI: '$request_uri',
    QUERY_STRING: '$query_string',
    CONTENT_TYPE: '$content_type',
    CONTENT_LENGTH: '$content_length',
    SCRIPT_NAME: '$fastcgi_script_name',
    SCRIPT_FILENAME: `${work}/site$fastcgi_script_name`,
    PATH_INFO: '$fastcgi_path_info',
    DOCUMENT_ROOT: `${work}/site`,
    SERVER_PROTOCOL: '$server_protocol',
    SERVER_NAME: '127.0.0.1',
    SERVER_ADDR: '127.0.0.1',
    SERVER_PORT: String(port),
    REMOTE_ADDR: '$remote_addr',
    HTTP_HOST: '$http_host',
  };
  return `daemon off; master_process off; pid ${work}/nginx.pid; error_log stderr;
events { worker_connections 64; }
http {
  access_log off; ${temporary.join(' ')}
  server {
    listen 127.0.0.1:${port};
    location / {
      fastcgi_split_path_info ^([^.]+\\.asmx)(/.*)?$;
      ${Object.entries(parameters)
        .map(([name, value]) => `fastcgi_param ${name} ${value};`)
        .join('\n      ')}
      fastcgi_read_timeout 120s;
      fastcgi_pass unix:${work}/mono.sock;
    }
  }
}
`;
}

/**
 * Runs both servers under one shell that lives as long as its standard input is open: when this process dies, however it
 * dies, the pipe closes and the shell ends both.
 */
const GUARD = `
"$MONO" "/applications=/:$WORK/site" "/socket=unix:$WORK/mono.sock" & mono=$!
"$NGINX" -e stderr -p "$WORK" -c "$WORK/nginx.conf" & nginx=$!
read -r _
kill "$mono" "$nginx" 2>/dev/null
wait
rm -rf "$WORK"
`;

function startServers(work: string): ChildProcess {
  const { mono, nginx } = programs();
  // Mono keeps what it compiles below TMPDIR.
  const env = { ...process.env, MONO: mono ?? '', NGINX: nginx ?? '', WORK: work, TMPDIR: join(work, 'tmp') };
  const guard = spawn('/bin/sh', ['-c', GUARD], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const log = createWriteStream(join(work, 'log'));
  guard.stdout.pipe(log);
  guard.stderr.pipe(log);
  return guard;
}

async function end(guard: ChildProcess, work: string): Promise<void> {
  if (guard.exitCode === null && guard.signalCode === null) {
    const ended = new Promise((resolve) => guard.once('exit', resolve));
    guard.stdin?.end();
    await ended;
  }
  rmSync(work, { recursive: true, force: true });
}

/** Waits until a service answers its WSDL, which is when ASP.NET has compiled it. */
async function answers(wsdl: string, deadline: number): Promise<boolean> {
  while (Date.now() < deadline) {
    const reply = await fetch(wsdl).catch(() => null);
    if (reply?.ok) return true;
    await wait(100);
  }
  return false;
}

/**
 * Serves every .asmx of the `site` folder with Mono's ASP.NET behind nginx, on a free port of 127.0.0.1, and waits until
 * each answers. Throws, with what the servers said, where they do not start.
 */
export async function startAsmx(): Promise<Asmx> {
  if (!asmxAvailable()) throw new Error(`no ASMX stack on this machine: install ${ASMX_PACKAGES}`);
  const work = mkdtempSync(join(tmpdir(), 'asmx-'));
  mkdirSync(join(work, 'tmp'));
  // A copy: Mono writes beside what it serves.
  cpSync(SITE, join(work, 'site'), { recursive: true });
  const port = await freePort();
  writeFileSync(join(work, 'nginx.conf'), nginxConfig(work, port));
  const url = `http://127.0.0.1:${port}`;
  const guard = startServers(work);
  const deadline = Date.now() + START_TIMEOUT;
  for (const service of readdirSync(SITE).filter((file) => file.endsWith('.asmx'))) {
    if (await answers(`${url}/${service}?WSDL`, deadline)) continue;
    const log = readFileSync(join(work, 'log'), 'utf8');
    await end(guard, work);
    throw new Error(`${service} did not start:\n${log}`);
  }
  return { url, stop: () => end(guard, work) };
}
