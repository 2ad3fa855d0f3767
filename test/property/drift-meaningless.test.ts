import { expect, test } from 'vitest';
import { seeded, type Random } from '../support/page-mutations.js';
import { driftOf, SEED_PAGES, seedWaivers } from '../support/seed-pages.js';

type Change = (text: string, random: Random) => string;

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
const CHANGES: Readonly<Record<string, Change>> = {
  'another time of capture': (text) => text.replace(/updated_at: .*/, 'updated_at: 2027-12-31T00:00:00.000000'),
  'anchors that point elsewhere in the page': (text) => text.replaceAll(/#[^ )]*( ")/g, '#moved$1'),
  'no anchors': (text) => text.replaceAll(/\[\]\([^)]*"\)/g, ''),
  'U+FFFD in anchors': (text) => text.replaceAll('[](', '[\ufffd](').replaceAll(/#(\S)/g, '#\ufffd\ufffd$1'),
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
  'full-width punctuation': inProse((line, random) =>
    line.includes('](') ? line : line.replaceAll(/[,:();]/g, (char) => (random() < 0.5 ? (WIDE[char] ?? char) : char)),
  ),
  'full-width brackets in headings': (text) => text.replaceAll(/^(# .*)\((\w+)\)$/gm, '$1（$2）'),
  'emphasis and code spans': inProse((line) => line.replaceAll('`', '').replaceAll(/^\*\*(\d+)\*\*$/g, '$1')),
  'the path without its slash': (text) => text.replaceAll(/^POST `?\/(\S+?)`?$/gm, 'POST `$1`'),
  'other line ends': (text) => text.replaceAll('\n', '\r\n'),
  'typographic quotes': inProse((line) => line.replaceAll(/"(code|msg)"/g, '“$1”')),
};

const waivers = seedWaivers();

test.each(Object.entries(CHANGES))('%s: no finding', (_, change) => {
  const random = seeded(7);
  for (let round = 0; round < 20; round += 1) {
    const pages = SEED_PAGES.map((page) => ({ ...page, text: change(page.text, random) }));
    expect(pages.some((page, index) => page.text !== SEED_PAGES[index]?.text)).toBe(true);
    const unwaived = driftOf(pages, waivers).findings.filter((finding) => !finding.waived);
    expect(unwaived.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  }
});

test('all of them at once, in any order: no finding', () => {
  const random = seeded(11);
  const compatible = Object.entries(CHANGES).filter(
    ([name]) => !/framed|no table padding|other line ends|no anchors/.test(name),
  );
  for (let round = 0; round < 100; round += 1) {
    const chosen = compatible.filter(() => random() < 0.5).sort(() => random() - 0.5);
    const pages = SEED_PAGES.map((page) => ({
      ...page,
      text: chosen.reduce((text, [, change]) => change(text, random), page.text),
    }));
    const unwaived = driftOf(pages, waivers).findings.filter((finding) => !finding.waived);
    expect(
      unwaived.map(({ message }) => message),
      chosen.map(([name]) => name).join(', '),
    ).toEqual([]);
  }
});
