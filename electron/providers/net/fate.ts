/** Why a request provably never left: no byte of it was written, so trying again is safe. */
export const NEVER_SENT_REASONS = [
  'dns',
  'refused',
  'unreachable',
  'tls',
  'connect-late',
  'connect-reset',
  'stopped',
  'bad-address',
] as const;
export type NeverSentReason = (typeof NEVER_SENT_REASONS)[number];

/** Why nobody can say what became of a request: its bytes may have arrived, and no whole reply came back. */
export const UNKNOWN_REASONS = ['late', 'cut', 'reset', 'oversized', 'not-http', 'stopped'] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** The one fate of one HTTP request (design.md, "A request with a known fate"). */
export type Fate =
  | { kind: 'neverSent'; reason: NeverSentReason }
  | { kind: 'reply'; status: number; headers: Readonly<Record<string, string>>; body: Buffer; bytesOut: number }
  | { kind: 'unknown'; reason: UnknownReason; status: number | null; partial: Buffer; bytesOut: number };

export interface HttpRequest {
  url: string;
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Milliseconds until the connection (for https, the handshake) must be complete. */
  connectTimeout: number;
  /** Milliseconds for the whole, connection included. */
  deadline: number;
  /** Bytes of reply body after which reading stops. */
  maxReply: number;
  /** Ends the request: `stopped`, as neverSent or unknown by how far it was. */
  signal?: AbortSignal;
}
