import { searchText } from '../../shared/text.ts';
import type { Database } from './database.ts';

/** A word this long (in characters) has a trigram, so that the index can find it. */
const INDEXED_LENGTH = 3;

/** SQLite's text functions stop at a NUL. */
function fold(text: string): string {
  return searchText(text).toWellFormed().replaceAll('\0', '');
}

/** What a thing is found by, one field a line; a word has no line break in it, so that it never spans two fields. */
export function foldedText(fields: readonly (string | null)[]): string {
  return fields.map((field) => fold(field ?? '')).join('\n');
}

export interface SearchWords {
  /** The words as a JSON list: a thing matches when its folded text contains each of them. */
  words: string;
  /** An FTS5 query that no match fails; null where every word is too short for the index. */
  indexed: string | null;
}

/** What to look for; null where the text has no word in it. Quoted, so that nothing a person types is FTS5 syntax. */
export function searchWords(text: string): SearchWords | null {
  const words = fold(text)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  const long = words.filter((word) => Array.from(word).length >= INDEXED_LENGTH);
  const indexed = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
  return { words: JSON.stringify(words), indexed: indexed === '' ? null : indexed };
}

/** Whether a table's index of words is in step with it. FTS5 compares itself, and throws where they differ. */
export function isIndexSound(db: Database, table: string): boolean {
  try {
    db.run(`INSERT INTO ${table}_search (${table}_search, rank) VALUES ('integrity-check', 1)`);
    return true;
  } catch {
    return false;
  }
}
