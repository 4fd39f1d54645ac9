import { readJsonContent, readXmlContent, type Content } from './content.ts';

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

/** Bytes of a reply that are read at all; net/ leaves a longer one. */
export const REPLY_MAX = 1_048_576;

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
    const encoding = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/iu.exec(text)?.[1];
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

/**
 * Reads a reply in whichever of its shapes it came; what its Content-Type says is not trusted. Replies never go through
 * node-soap: its parser turns 64-bit ids into doubles, lets an attribute reach Object.prototype and is slow on hostile
 * input (measured with node-soap 1.13; design.md, "A request with a known fate"). Never throws.
 * @param ours names that only a reply of the service would hold
 */
export function readBody(reply: HttpReply, ours: RegExp): Body {
  const lenient = reply.body.toString('utf8');
  const text = reply.body.length > REPLY_MAX ? null : decode(reply);
  const content = text === null ? null : text.startsWith('<') ? readXmlContent(text) : readJsonContent(text);
  if (content !== null && content.shape !== 'html') return { kind: 'content', content };
  if (ENVELOPE.test(lenient) || ours.test(lenient)) return { kind: 'unreadable', speaksOurs: true };
  if (content !== null || looksLikeHtml(reply, lenient.trimStart())) return { kind: 'html' };
  return { kind: 'unreadable', speaksOurs: false };
}
