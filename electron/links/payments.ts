import { APP } from '../../shared/actors.ts';
import { alarmOfPayment } from '../../shared/links.ts';
import type { Link } from '../../shared/links.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LinkStatus } from '../providers/sizpay/outcome.ts';

/**
 * Records that a link was paid, as the service said; with an alarm where it, or one that it stands for, should not have been.
 * Null where it was known already. Throws LedgerError.
 * @param service the endpoint that said it
 */
export function recordPayment(ledger: Ledger, id: string, status: LinkStatus, service: string): Link | null {
  return ledger.transact(() => {
    const link = ledger.links.get(id);
    if (link === null || link.state === 'paid') return null;
    const alarm = alarmOfPayment(link, related(ledger, link));
    return ledger.links.record(id, { kind: 'link.paid', refNo: status.refNo, alarm, service }, APP);
  });
}

/** All links this one replaces or is replaced by, near and far: paying any two of them is paying twice. */
function related(ledger: Ledger, link: Link): Link[] {
  const follow = (next: (link: Link) => string | null): Link[] => {
    const found: Link[] = [];
    for (let at = next(link); at !== null;) {
      const other = ledger.links.get(at);
      if (other === null) break;
      found.push(other);
      at = next(other);
    }
    return found;
  };
  return [...follow(({ replaces }) => replaces), ...follow(({ replacedBy }) => replacedBy)];
}
