import type { Random } from './page-mutations.js';

export type Change = (text: string, random: Random) => string;

/** Applies a change to the lines outside of examples, where every character counts. */
const inProse =
  (change: (line: string, random: Random) => string): Change =>
  (text, random) =>
    text
      .split('\n')
      .map((line) => (/^(?: {4}|---|[a-z_]+: )/.test(line) ? line : change(line, random)))
      .join('\n');

const WIDE: Readonly<Record<string, string>> = { ',': '，', ':': '：', '(': '（', ')': '）', ';': '；' };

const insert = (line: string, at: number, text: string): string => line.slice(0, at) + text + line.slice(at);

/** Changes that no reader would notice, or that say nothing about an endpoint. */
export const MEANINGLESS: Readonly<Record<string, Change>> = {
  'another time of capture': (text) => text.replace(/updated_at: .*/, 'updated_at: 2027-12-31T00:00:00.000000'),
  'anchors that point elsewhere in the page': (text) => text.replaceAll(/#[^ )]*( ")/g, '#moved$1'),
  'no anchors': (text) => text.replaceAll(/\[\]\([^)]*"\)/g, ''),
  'U+FFFD in anchors': (text) =>
    text.replaceAll('[](', '[\ufffd](').replaceAll(/(\]\([^)\s]*#)(\S)/g, '$1\ufffd\ufffd$2'),
  'zero-width characters in headings and text': inProse((line, random) =>
    /^[#*>]|^\w+\|/.test(line) ? insert(line, Math.ceil(random() * line.length), '\u200b') : line,
  ),
  'zero-width characters in examples': (text) =>
    text.replaceAll('"tranId"', '"tran\u200bId"').replaceAll('"amount":', '"amount"\u200b:'),
  'white space at the ends of lines': inProse((line, random) => line.trimEnd() + ' '.repeat(Math.floor(random() * 4))),
  'table padding': inProse((line) =>
    line.includes('| ') ? line.replaceAll('| ', '|    ').replaceAll('|', '  |') : line,
  ),
  'no table padding': inProse((line) => (line.includes('| ') ? line.replaceAll('| ', '|').trimEnd() : line)),
  'framed tables': inProse((line) => (/\|/.test(line) && !line.startsWith('---') ? `| ${line.trim()} |` : line)),
  'blank lines between blocks': (text) => text.replaceAll(/\n\n(?=#)/g, '\n\n\n\n\n'),
  'blank lines between rows': (text) => text.replaceAll(/ {2}\n(?=\w+\| (?:STRING|LONG|DECIMAL)\|)/g, '  \n  \n'),
  'deeper headings': (text) => text.replaceAll(/^## /gm, '#### '),
  'headings of one level': (text) => text.replaceAll(/^# /gm, '## '),
  // In links and in regular expressions every character counts.
  'full-width punctuation': inProse((line, random) =>
    /\]\u200b?\(|\^.*\$/.test(line)
      ? line
      : line.replaceAll(/[,:();]/g, (char) => (random() < 0.5 ? (WIDE[char] ?? char) : char)),
  ),
  'full-width brackets in headings': (text) => text.replaceAll(/^(# .*)\((\w+)\)$/gm, '$1（$2）'),
  'emphasis and code spans': inProse((line) => line.replaceAll('`', '').replaceAll(/^\*\*(\d+)\*\*$/g, '$1')),
  'the path without its slash': (text) => text.replaceAll(/^POST `?\/(\S+?)`?$/gm, 'POST `$1`'),
  'other line ends': (text) => text.replaceAll('\n', '\r\n'),
  'typographic quotes': inProse((line) => line.replaceAll(/"(code|msg)"/g, '“$1”')),
};
