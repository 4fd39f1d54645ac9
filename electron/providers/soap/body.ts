import { turn } from './slices.ts';
import { readJsonContent, readXmlContent } from './content.ts';
import type { Content } from './content.ts';

/** A whole HTTP reply, as net/ hands it over. */
export interface HttpReply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

export type Body =
  | { kind: 'content'; content: Content }
  | { kind: 'html' }
  /** `speaksOurs`: it cannot be read, but names what only a reply of the service would name. */
  | { kind: 'unreadable'; speaksOurs: boolean };

/** Bytes of a reply that are taken at all; net/ leaves a longer one. */
export const REPLY_MAX = 1_048_576;
/** Bytes of a reply that are read: twenty bills are 11 kB, and 60 kB if every letter of them is escaped. */
const READ_MAX = 262_144;
/** Bytes that are looked through for a name at once, and by how many two such pieces overlap. */
const PIECE = 65_536;
const OVERLAP = 256;
/** Characters that an XML declaration has at most. */
const DECLARATION_MAX = 500;

const ENVELOPE = /<(?:[\w.-]+:)?Envelope\b/iu;

function isUtf8(charset: string | undefined): boolean {
  return charset === undefined || /^(?:utf-?8|us-ascii)$/iu.test(charset);
}

/** The text of a reply, without a byte order mark; null where it is not UTF-8 or says that it is something else. */
function decode({ headers, body }: HttpReply): string | null {
  const declared = /charset\s*=\s*["']?([^\s;"']+)/iu.exec(headers['content-type'] ?? '')?.[1];
  if (!isUtf8(declared)) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body).trim();
    const encoding = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/iu.exec(text.slice(0, DECLARATION_MAX))?.[1];
    return isUtf8(encoding) ? text : null;
  } catch {
    return null;
  }
}

function looksLikeHtml(reply: HttpReply, text: string): boolean {
  return (
    /^\s*(?:text\/html|application\/xhtml)/iu.test(reply.headers['content-type'] ?? '') ||
    /^<(?:!doctype\s+)?html\b/iu.test(text)
  );
}

/** Whether a name of the service stands anywhere in a body, which may be anything. */
async function speaksOurs(body: Buffer, ours: RegExp): Promise<boolean> {
  for (let at = 0; at < body.length; at += PIECE) {
    if (at > 0) await turn();
    const piece = body.toString('latin1', at, at + PIECE + OVERLAP);
    if (ENVELOPE.test(piece) || ours.test(piece)) return true;
  }
  return false;
}

/**
 * Reads a reply in whichever of its shapes it came; what its Content-Type says is not trusted. Replies never go through
 * node-soap: its parser turns 64-bit ids into doubles, lets an attribute reach Object.prototype and is slow on hostile
 * input (measured with node-soap 1.13; design.md, "A request with a known fate"). Never rejects, and never holds the
 * thread for long, however the reply was made.
 * @param ours names, in ASCII, that only a reply of the service would hold
 */
export async function readBody(reply: HttpReply, ours: RegExp): Promise<Body> {
  const text = reply.body.length > READ_MAX ? null : decode(reply);
  const content = text === null ? null : text.startsWith('<') ? await readXmlContent(text) : readJsonContent(text);
  if (content !== null && content.shape !== 'html') return { kind: 'content', content };
  if (await speaksOurs(reply.body, ours)) return { kind: 'unreadable', speaksOurs: true };
  const start = reply.body.toString('utf8', 0, PIECE).trimStart();
  return content !== null || looksLikeHtml(reply, start) ? { kind: 'html' } : { kind: 'unreadable', speaksOurs: false };
}
