import type { fa } from './fa.ts';
import { catalogues } from './index.ts';

/** Groups of the catalogues that are looked up by a code from the main process. Each has `other` for a code not in it. */
type CodeGroup = 'error' | 'field' | 'reason' | 'cause' | 'fix' | 'lineReason' | 'billFault' | 'alarmWhat';

type KeyOf<G extends CodeGroup> = `${G}.${keyof (typeof fa)[G] & string}`;

/** The catalogue key of a code, or the group's `other`. */
export function codeKey<G extends CodeGroup>(group: G, code: string): KeyOf<G> {
  const known = Object.hasOwn(catalogues.fa[group], code);
  return `${group}.${known ? code : 'other'}` as KeyOf<G>;
}
