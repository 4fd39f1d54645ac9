import { SIZPAY_ENDPOINT, TOSHA_ENDPOINT } from '../../shared/settings.ts';
import type { Service } from '../../shared/settings.ts';

/** Loopback only: nobody but this PC can reach the practice shop. */
export const HOST = '127.0.0.1';
/** The same paths as the real services'. */
export const PATHS: Readonly<Record<Service, string>> = {
  sizpay: new URL(SIZPAY_ENDPOINT).pathname,
  tosha: new URL(TOSHA_ENDPOINT).pathname,
};
/** Where batches of bills are paid: a batch's token follows. */
export const PAY_PATH = '/pay/';

/** One HTTP reply, whole, before it is written. */
export interface HttpReply {
  status: number;
  contentType: string;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

export const plain = (status: number, body: string): HttpReply => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
});
