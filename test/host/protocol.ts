import type { CustomScheme } from 'electron';

type Handler = (request: Request) => Response | Promise<Response>;

/** What `protocol.handle` was given, by scheme. */
export const protocolHandlers = new Map<string, Handler>();

/** The part of Electron's `protocol` that the app uses. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    const odd = schemes.find(({ privileges }) => privileges?.standard !== true || privileges.secure !== true);
    if (odd !== undefined) throw new Error(`The stand-in serves standard, secure schemes only: ${odd.scheme}`);
  },
  handle(scheme: string, handler: Handler): void {
    protocolHandlers.set(scheme, handler);
  },
} satisfies Pick<typeof Electron.protocol, 'registerSchemesAsPrivileged' | 'handle'>;
