/** Whether rows are being made anew, inside this very transaction (migrations.ts, `rebuild`). */
export const REBUILDING = 'EXISTS (SELECT 1 FROM rebuild WHERE open = 1)';

/**
 * The guards of a table of things as version 3 has them: a row is born, and moves, with an event of its own kind and
 * subject, and is never deleted; but for rows that are made anew. Their index of words follows a deleted one too. `newer`:
 * whether the thing has an event that only a newer version of the app understands.
 * @param prefix the first part of its events' kinds
 */
export function guardsOfRows(table: string, prefix: string): string {
  return `
ALTER TABLE ${table} ADD COLUMN newer INTEGER NOT NULL DEFAULT 0 CHECK (newer IN (0, 1));
DROP TRIGGER ${table}_born;
CREATE TRIGGER ${table}_born BEFORE INSERT ON ${table}
WHEN NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = NEW.id AND kind GLOB '${prefix}.*')
  OR EXISTS (SELECT 1 FROM ${table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '${table}: no event'); END;
DROP TRIGGER ${table}_move;
CREATE TRIGGER ${table}_move BEFORE UPDATE ON ${table}
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR (NOT ${REBUILDING} AND (NEW.event <= OLD.event
  OR NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = OLD.id AND kind GLOB '${prefix}.*')))
BEGIN SELECT RAISE(ABORT, '${table}: no event'); END;
DROP TRIGGER ${table}_stay;
CREATE TRIGGER ${table}_stay BEFORE DELETE ON ${table} WHEN NOT ${REBUILDING}
BEGIN SELECT RAISE(ABORT, '${table}: never deleted'); END;
CREATE TRIGGER ${table}_search_delete AFTER DELETE ON ${table} BEGIN
  INSERT INTO ${table}_search (${table}_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
END;
`;
}
