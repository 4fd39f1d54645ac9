/** Bytes; a list of bills is a few kilobytes. */
export const FILE_MAX = 2 * 1024 * 1024;

/** A list of bills, not yet read. */
export interface ImportList {
  text: string;
  source: 'paste' | 'file';
}

const isUtf16 = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xfe;

/**
 * The text of a file as spreadsheets write them: UTF-8 with or without a byte order mark, the UTF-16 that Excel calls
 * Unicode, else the Arabic code page of Windows. The digits are the same in all of them.
 */
export function decodeList(bytes: Uint8Array): string {
  if (isUtf16(bytes)) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1256').decode(bytes);
  }
}
