import type { fa } from '../fa.ts';

export const browser: typeof fa.browser = {
  keysHint: '↓ and ↑ move in the list, Enter opens.',
  filter: 'State',
  nothingFound: 'Nothing found for this search.',
  clearFilters: 'Clear the search',
};

export const history: typeof fa.history = {
  by: 'by {{who}}',
  came: 'The return as it came',
};

/** All that is known of one exchange with a service. */
export const evidence: typeof fa.evidence = {
  title: 'Evidence of this attempt',
  startedAt: 'Began',
  took: 'Took',
  seconds: '{{seconds}} seconds',
  transport: 'Way of sending',
  transports: { soap11: 'SOAP 1.1', soap12: 'SOAP 1.2', json: 'JSON' },
  endpoint: 'Service address',
  bytesOut: 'Bytes out',
  reason: 'Result',
  httpStatus: 'HTTP status',
  reply: 'Beginning of the reply',
  noReply: 'nothing came back',
};
