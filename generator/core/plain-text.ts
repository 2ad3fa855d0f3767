/**
 * Text as people read it: without markup, characters nobody sees, and differences of width. Two texts that a reader
 * would call the same are the same here, which is what keeps drift from crying wolf.
 */

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const QUOTES: Readonly<Record<string, string>> = { '“': '"', '”': '"', '„': '"', '‘': "'", '’': "'" };

/** Without zero-width characters, soft hyphens, direction marks and byte order marks. */
export const stripInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** Full-width forms become ASCII, typographic quotes straight ones. Length and offsets stay as they are. */
export const narrow = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
    .replace(/[“”„‘’]/g, (char) => QUOTES[char] ?? char);

/** Without Markdown: links keep their text, escapes their character; emphasis and back-ticks go. One space apart. */
export const plain = (text: string): string =>
  stripInvisible(text)
    .replace(/\[([^[\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .replace(/\\([\\`*_{}[\]()#+.!|<>-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** The form in which two texts are compared: plain, narrow, the ideographic stop and comma as ASCII, no white space. */
export const comparable = (text: string): string =>
  narrow(plain(text)).replaceAll('。', '.').replaceAll('、', ',').replace(/\s+/g, '');
