import type { BillPair } from '../../../shared/bill-digits.ts';
import { cleanBillId, readBarcode } from '../../../shared/bill-digits.ts';
import { foldDigits } from '../../../shared/text.ts';

/** Reads bills from lines: pasted, or the text of a CSV file. Every line is accounted for; nothing is dropped unseen. */

export interface BillRow {
  /** Counted from 1, blank lines included, as an editor or a spreadsheet shows it. */
  line: number;
  text: string;
  /** Null where no two ids and no barcode were found. The pair is not checked yet. */
  pair: BillPair | null;
}

interface BillRows {
  /** Whether the first line names the columns. */
  header: boolean;
  rows: BillRow[];
}

/** The shortest run of digits that can be an id; shorter numbers are a row's number or a note. */
const ID_MIN = 6;
const ID_MAX = 13;

const MARKS = /[,;\t،؛|]/u;

/** The cells of a line: by its marks where it has any, else by its blanks. Quotes around a cell are the file's. */
function cellsOf(line: string): string[] {
  const parts = MARKS.test(line) ? line.split(MARKS) : line.trim().split(/\s+/u);
  return parts.map((cell) =>
    cell
      .trim()
      .replace(/^(["'])(.*)\1$/u, '$2')
      .replace(/^=?"(.*)"$/u, '$1')
      .trim(),
  );
}

const isId = (cell: string) => /^\d+$/u.test(cell) && cell.length >= ID_MIN;

interface Columns {
  billId: number;
  payId: number;
}

/** Where the ids stand, by the names of the columns. */
function columnsOf(cells: readonly string[]): Columns | null {
  const payId = cells.findIndex((cell) => /پرداخت|pay/iu.test(cell));
  const billId = cells.findIndex((cell, at) => at !== payId && /قبض|bill/iu.test(cell));
  return payId === -1 || billId === -1 ? null : { billId, payId };
}

function pairOf(line: string, columns: Columns | null): BillPair | null {
  const cells = cellsOf(line).map(cleanBillId);
  // Two ids of full length are as long together as a barcode; the blank between them says that they are two.
  const twoIds = cells.filter(isId).length === 2 && cells.every((cell) => cell.length <= ID_MAX);
  const barcode = readBarcode(cells.find((cell) => cell.length === 2 * ID_MAX) ?? (twoIds ? '' : cleanBillId(line)));
  if (barcode) return barcode;
  if (columns) {
    const [billId = '', payId = ''] = [cells[columns.billId], cells[columns.payId]];
    return isId(billId) && isId(payId) ? { billId, payId } : null;
  }
  const [billId, payId, more] = cells.filter(isId);
  return billId !== undefined && payId !== undefined && more === undefined ? { billId, payId } : null;
}

/** The rows of a text in any digits and any line ends, with or without a byte order mark and a row of names. */
export function readBillRows(text: string): BillRows {
  const lines = text
    .replace(/^\ufeff/u, '')
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line, at) => ({ line: at + 1, text: line.trim() }))
    .filter((row) => row.text !== '');
  const first = lines[0];
  const header = first !== undefined && !/\d{6}/u.test(foldDigits(first.text)) && lines.length > 1;
  const columns = header ? columnsOf(cellsOf(first.text)) : null;
  const rows = lines.slice(header ? 1 : 0).map((row) => ({ ...row, pair: pairOf(row.text, columns) }));
  return { header, rows };
}

/** Two ids or a barcode in one line, as it may be pasted into a field; null where it is neither. */
export function readBillLine(text: string): BillPair | null {
  const { header, rows } = readBillRows(text);
  return header || rows.length !== 1 ? null : (rows[0]?.pair ?? null);
}
