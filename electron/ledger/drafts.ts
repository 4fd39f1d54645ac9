import { Draft } from '../../shared/draft.ts';
import { canonicalJson } from './canonical.ts';
import type { Database } from './database.ts';
import { storedJson } from './events.ts';

/** What the form holds while it is typed: one draft, no event. */
export class Drafts {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Null where there is none, or where it is of a form that this version does not know. */
  get(): Draft | null {
    const row = this.#db.get('SELECT data FROM draft');
    return row && (Draft.safeParse(storedJson(row['data'], 'draft')).data ?? null);
  }

  put(draft: Draft | null): void {
    if (draft === null) this.#db.run('DELETE FROM draft');
    else this.#db.run('INSERT OR REPLACE INTO draft (one, data) VALUES (1, ?)', canonicalJson(draft));
  }
}
