import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { DocText } from '../../generator/core/prose.js';
import { printDoc } from '../../generator/emit/print-doc.js';
import { printCodeSpan, printMarkdown } from '../../generator/emit/print-markdown.js';

const PIECES = [
  '*/',
  '/*',
  '@see x',
  '@deprecated',
  '{@link x}',
  '`',
  '```',
  '\n',
  '\r\n',
  '\u2028',
  '${x}',
  '</script>',
  '<!--',
  '\\',
  '|',
  '<b>',
  '![a](b)',
  '[a](b)',
  'http://x.example',
  'www.x.example',
  '- ',
  '1. ',
  '# ',
  '&amp;',
  '*',
  '_',
  '~',
  'word',
  ' ',
  '\u202e',
  '\0',
  '\ud800',
];
const prose = fc
  .oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  .map((text) => DocText.from(text));

describe('a printed comment', () => {
  it('ends where it should and nowhere before', () => {
    fc.assert(
      fc.property(fc.array(prose, { maxLength: 3 }), fc.constantFrom('', '  '), (paragraphs, indent) => {
        const printed = printDoc({ paragraphs }, indent);
        return (
          printed === '' ||
          (printed.indexOf('*/') === printed.length - 3 &&
            printed.startsWith(`${indent}/**`) &&
            printed.endsWith('*/\n'))
        );
      }),
      { numRuns: 100_000 },
    );
  });

  it('keeps no character that hides what follows', () => {
    const hidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|<[/!]/;
    fc.assert(
      fc.property(prose, (text) => !hidden.test(printDoc({ paragraphs: [text] }, ''))),
      { numRuns: 100_000 },
    );
  });

  it('has the tags that are ours and no others', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const tags = [{ name: 'see', text: DocText.from('x') }] as const;
        const source = `${printDoc({ paragraphs: [text], tags }, '')}export const a = 1;`;
        const tree = ts.createSourceFile('a.ts', source, ts.ScriptTarget.ES2022, true);
        const [statement] = tree.statements;
        expect(tree.statements).toHaveLength(1);
        expect(statement && ts.getJSDocTags(statement).map(({ tagName }) => tagName.text)).toEqual(['see']);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('prose in a Markdown table', () => {
  const reader = new MarkdownIt({ html: true, linkify: true });

  it('is text and code spans, in one cell', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const tokens = reader.parse(`| a | b |\n| --- | --- |\n| ${printMarkdown(text)} | end |\n`, {});
        const cells = tokens.filter(({ type }) => type === 'inline').slice(2);
        expect(cells).toHaveLength(2);
        expect(cells[1]?.content).toBe('end');
        const kinds = new Set((cells[0]?.children ?? []).map(({ type }) => type));
        for (const kind of kinds) expect(['text', 'code_inline', 'text_special']).toContain(kind);
      }),
      { numRuns: 20_000 },
    );
  });

  it('keeps a value readable as a code span', () => {
    const [paragraph] = reader.parse(printCodeSpan('POST /a`b'), {}).filter(({ type }) => type === 'inline');
    expect(paragraph?.children?.map(({ type, content }) => [type, content])).toEqual([['code_inline', "POST /a'b"]]);
  });
});
