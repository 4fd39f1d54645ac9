import { z } from 'zod';

/** Imported before any schema is made: the page's CSP forbids eval, which zod would otherwise try. */
z.config({ jitless: true });
