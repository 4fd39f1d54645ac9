import { SIZPAY_ENDPOINT } from '../../shared/settings.ts';

/** Loopback only: nobody but this PC can reach the practice shop. */
export const HOST = '127.0.0.1';
/** The same path as the real service's. */
export const PATH = new URL(SIZPAY_ENDPOINT).pathname;

/** The ways to reach a method of the service. */
export type Door = 'soap11' | 'soap12' | 'json';

/** One HTTP reply, whole, before it is written. */
export interface HttpReply {
  status: number;
  contentType: string;
  body: string;
}
