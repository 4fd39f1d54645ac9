import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { CallName, Input, Output, Reply } from '../../shared/contract/calls.ts';
import { INVOICE, answerOf, scriptedService } from './providers/sizpay/service.ts';

const CHILD = fileURLToPath(new URL('counter-child.ts', import.meta.url));

/** The main process of a counter as a process of its own. */
export class Killable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(dataDir: string): Promise<Killable> {
    const child = fork(CHILD, [dataDir], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'message');
    return new Killable(child);
  }

  /** One call at a time: answers come in the order of the calls. */
  async value<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    const answered = once(this.#child, 'message') as Promise<[Reply<Output<N>>]>;
    this.#child.send({ name, input });
    const [reply] = await answered;
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.detail ?? ''}`);
    return reply.value;
  }

  async save(invoiceNo: string): Promise<string> {
    const invoice = { ...INVOICE, invoiceNo };
    return (await this.value('links.save', { invoice, replaces: null, evenIfSame: true, mode: 'live' })).link.id;
  }

  /** Live, at this address. */
  async goLive(endpoint: string): Promise<void> {
    await this.value('settings.put', { mode: 'live', patch: { payLinkName: 'shop', endpoint } });
    for (const name of ['key1', 'key2'] as const) await this.value('settings.putSecret', { mode: 'live', name, value: 'key' });
    await this.value('app.setMode', { mode: 'live' });
  }

  /** As a power cut does: nothing is closed, the log stays beside the ledger. */
  async kill(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  /** In order: SQLite takes the log into the ledger's file. */
  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.send({ name: 'stop', input: null });
    await exit;
  }
}

/** A pay-link service that takes every send; `sends` counts them by invoice number. */
export async function countingService() {
  const sends = new Map<string, number>();
  let id = 1000;
  const service = await scriptedService(({ body }) => {
    const invoiceNo = /InvoiceNo>([^<]*)</u.exec(body)?.[1] ?? '';
    sends.set(invoiceNo, (sends.get(invoiceNo) ?? 0) + 1);
    return answerOf('soap11', { ResCod: 1, Message: 'ok', PayLinkSendID: (id += 1) });
  });
  onTestFinished(() => service.close());
  return { endpoint: service.endpoint, sends };
}
