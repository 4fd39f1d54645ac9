import { person } from '../../../shared/actors.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { openLedger } from '../../../electron/ledger/ledger.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import type { Line } from '../../../electron/providers/net/line.ts';
import type { NeverSentReason } from '../../../electron/providers/net/fate.ts';
import type { PayLinkClient } from '../../../electron/providers/sizpay/client.ts';
import type { PayLinkService, SendOutcome, StatusOutcome } from '../../../electron/providers/sizpay/outcome.ts';
import type { Invoice } from '../../../shared/invoice.ts';
import type { Link } from '../../../shared/links.ts';
import type { LineState } from '../../../shared/contract/status.ts';
import { evidence, invoice } from '../../samples.ts';

/** A ledger in a folder of its own, and links saved into it with running invoice numbers. */
export function testLedger(now: () => number = Date.now) {
  const folder = mkdtempSync(path.join(tmpdir(), 'pishkhan-links-'));
  const file = path.join(folder, 'ledger.db');
  let ledger = openLedger({ file, now, mustExist: false });
  let n = 0;
  return {
    get ledger(): Ledger {
      return ledger;
    },
    save(part: Partial<Invoice> = {}): Link {
      n += 1;
      return ledger.links.record(
        uuidv7(),
        { kind: 'link.saved', invoice: { ...invoice, invoiceNo: `N-${n}`, ...part }, replaces: null },
        person('test'),
      );
    },
    reopen(): Ledger {
      ledger.close();
      ledger = openLedger({ file, now, mustExist: true });
      return ledger;
    },
    remove(): void {
      ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A line whose state the test sets. */
export function testLine(): Line & { set(state: LineState['state']): void; sightings: (NeverSentReason | null)[] } {
  let state: LineState = { state: 'up', reason: null, since: 0 };
  const sightings: (NeverSentReason | null)[] = [];
  return {
    sightings,
    state: () => state,
    set: (next) => {
      state = { state: next, reason: next === 'down' ? 'refused' : null, since: 0 };
    },
    exchange: () => (reason) => {
      sightings.push(reason);
      state = { state: reason === null ? 'up' : 'down', reason, since: 0 };
    },
    moved: () => undefined,
    look: () => undefined,
    stop: () => undefined,
  };
}

const service: PayLinkService = {
  endpoint: 'http://127.0.0.1:1/KimiaPayLinkSend.asmx',
  transport: 'soap11',
  credentials: { userName: 'u', password: 'p', payLinkName: 'shop' },
  wsdl: '',
  deadline: 1000,
};

interface Held {
  invoiceNo: string;
  signal: AbortSignal | undefined;
  end(outcome: SendOutcome): void;
  fail(error: Error): void;
}

/** A client whose sends wait until the test ends each; what was sent is counted by invoice number. */
export function testClient() {
  const held: Held[] = [];
  const sent: string[] = [];
  let answers: StatusOutcome = { answered: new Map(), failure: null, reached: true };
  const questions: string[][] = [];
  const client: PayLinkClient = {
    send: (entry, signal) => {
      sent.push(entry.invoiceNo);
      return new Promise((resolve, reject) => {
        held.push({ invoiceNo: entry.invoiceNo, signal, end: resolve, fail: reject });
      });
    },
    status: (ids) => {
      questions.push([...ids]);
      return Promise.resolve(answers);
    },
  };
  return {
    way: { service, client },
    client,
    sent,
    held,
    questions,
    answer: (next: Partial<StatusOutcome>) => {
      answers = { answered: new Map(), failure: null, reached: true, ...next };
    },
    /** Ends the oldest send that waits. */
    end(outcome: SendOutcome): void {
      const first = held.shift();
      if (first === undefined) throw new Error('nothing is being sent');
      first.end(outcome);
    },
  };
}

let lastId = 1000;
export const accepted = (): SendOutcome => ({ kind: 'sent', payLinkSendId: String((lastId += 1)), message: 'ok', evidence });
export const refused = (message = 'no'): SendOutcome => ({ kind: 'refused', cause: 'service-refused', message, evidence });
export const lost = (): SendOutcome => ({ kind: 'unknown', evidence });
export const never = (): SendOutcome => ({ kind: 'neverSent', reason: 'refused', evidence });
