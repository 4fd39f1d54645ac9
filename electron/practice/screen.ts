import { readXml } from '../providers/soap/xml.ts';

/**
 * Whether node-soap may read a request. Beside what `readXml` refuses: `id` and `href`, which node-soap takes for SOAP's
 * multi-reference encoding (`id="__proto__"` would write to Object.prototype), and CDATA, of which it reads what begins
 * like a document as one more document. No client of ours writes either.
 */
export async function isSafeXml(xml: string): Promise<boolean> {
  if (xml.includes('<![CDATA[')) return false;
  let referring = false;
  const wellFormed = await readXml(xml, {
    open: (_name, attributes) => {
      referring ||= attributes.has('id') || attributes.has('href');
    },
    text: () => {},
    close: () => {},
  });
  return wellFormed && !referring;
}
