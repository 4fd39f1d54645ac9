import type { Plugin } from 'vite';
import soap from 'soap/package.json' with { type: 'json' };

/**
 * The parts of node-soap that this app has no use for: its own way to the network (`electron/providers/net` is ours), security
 * headers, and attachments. What they bring (axios, NTLM, XML signatures, uploads) would be most of the main process.
 */
const UNUSED = /^(?:\.{1,2}\/(?:http|security)|formidable)$/u;
/** Of what node-soap depends on, what its other parts need. */
const NEEDED: ReadonlySet<string> = new Set(['debug', 'sax']);

const EMPTY = '\0unused-of-soap';
const OF_SOAP = '/node_modules/soap/lib/';

/** What must be in no bundle: with it, a part that is left out has come back. */
const LEFT_OUT = [
  ...Object.keys(soap.dependencies).filter((name) => !NEEDED.has(name)),
  'soap/lib/http.js',
  'soap/lib/security',
].map((name) => `/node_modules/${name}/`);

/** A module's path as Linux writes it. */
const plain = (id: string) => id.replaceAll('\\', '/');
const isLeftOut = (id: string) => LEFT_OUT.some((part) => `${plain(id)}/`.includes(part));

/** Bundles node-soap without its unused parts, and fails the build where one of them comes in all the same. */
export function leanSoap(): Plugin {
  return {
    name: 'lean-soap',
    enforce: 'pre',
    resolveId: (source, importer) => (plain(importer ?? '').includes(OF_SOAP) && UNUSED.test(source) ? EMPTY : null),
    load: (id) => (id === EMPTY ? 'export {};' : null),
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const found = chunks.flatMap(({ moduleIds }) => moduleIds.filter(isLeftOut));
      if (found.length > 0) this.error(`The bundle has parts of node-soap that it must not have: ${found.join(', ')}`);
    },
  };
}
