/** A scheme, an authority without credentials in it, and whatever follows but blanks. */
const WEB_ADDRESS = /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/iu;

/**
 * Whether a text is written as the whole address of something on the web: http or https, a host, no credentials. Whether
 * its host can be one is for whoever parses it (`readWebAddress` in main, zod's `url` in a schema).
 */
export const isWebAddress = (text: string): boolean => WEB_ADDRESS.test(text);
