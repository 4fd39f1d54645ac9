import { person } from '../../../shared/actors.ts';
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openLedger } from '../../../electron/ledger/ledger.ts';
/**
 * A second process for the tests of the ledger. Arguments: file, act.
 * `open` says "open" or the error's code; `kill` saves, says the id, and kills itself without another step.
 */

const [, , file = '', act = ''] = process.argv;

function say(text: string): void {
  writeSync(1, text);
}

function saveAndDie(): void {
  const ledger = openLedger({ file, now: Date.now, mustExist: false });
  const id = randomUUID();
  const invoice = { invoiceNo: id, amount: 10, mobileNo: '09121234567', customerName: 'ن', description: '' };
  ledger.links.record(id, { kind: 'link.saved', invoice, replaces: null }, person('child'));
  say(id);
  process.kill(process.pid, 'SIGKILL');
}

if (act === 'kill') saveAndDie();
else {
  try {
    openLedger({ file, now: Date.now, mustExist: false }).close();
    say('open');
  } catch (error) {
    say(error instanceof Error && 'code' in error ? String(error.code) : String(error));
  }
}
