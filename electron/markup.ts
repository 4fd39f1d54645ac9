const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // XML has a name for it, HTML had none for long.
  "'": '&#39;',
  // A reader of XML makes a line feed of it otherwise.
  '\r': '&#xD;',
};

/** A text as it may stand in XML or HTML, in an element or in an attribute, and is read there as what it is. */
export const escaped = (text: string): string => text.replace(/[&<>"'\r]/gu, (character) => ESCAPES[character] ?? '');
