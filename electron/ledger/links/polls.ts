import type { Database } from '../database.ts';

/** When the service was last asked about each link. Asking changes nothing, so it is no event. */
export class Polls {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Notes that these links were asked about at a moment (milliseconds since 1970, UTC); an id without a link is passed over. */
  asked(ids: readonly string[], at: number): void {
    this.#db.run(
      `INSERT INTO asked (n, at) SELECT n, ? FROM links WHERE id IN (SELECT value FROM json_each(?))
        ON CONFLICT (n) DO UPDATE SET at = excluded.at`,
      at,
      JSON.stringify(ids),
    );
  }

  /** When any link was last asked about, by a clock that says `now`: what was noted while it was ahead is passed over. */
  lastAskedAt(now: number): number | null {
    const row = this.#db.get('SELECT at FROM asked WHERE at <= ? ORDER BY at DESC LIMIT 1', now);
    return row && Number(row['at']);
  }
}
