import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, property, string } from 'fast-check';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { html, Markup, type Hole } from '../../../generator/report/html-markup.js';
import { PAYLOADS } from './hostile-report.js';

const ROOM = join(import.meta.dirname, '../../../generator/report');

const firstElement = (markup: Markup): DefaultTreeAdapterTypes.Element => {
  const nodes = parseFragment(markup.toString()).childNodes;
  const [element] = nodes;
  if (nodes.length !== 1 || element === undefined || !('tagName' in element))
    throw new Error(`not one element: ${markup}`);
  return element;
};

/** Characters that are shown as what they are. */
const SHOWN = string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !/[\p{C}\u2028\u2029]/u.test(text));

describe('a hole', () => {
  test('in text gives back its text and nothing else', () => {
    assert(
      property(SHOWN, (text) => {
        const { childNodes } = firstElement(html`<p>${text}</p>`);
        expect(childNodes.map((node) => ('value' in node ? node.value : node.nodeName)).join('')).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('in a value gives back its text and no other attribute', () => {
    assert(
      property(SHOWN, (text) => {
        const { attrs, childNodes } = firstElement(html`<p title="a ${text} z" lang="en"></p>`);
        expect(attrs).toMatchObject([
          { name: 'title', value: `a ${text} z` },
          { name: 'lang', value: 'en' },
        ]);
        expect(childNodes).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(Object.entries(PAYLOADS))('with %s makes one element', (_, payload) => {
    expect(firstElement(html`<p title="${payload}">${payload}</p>`).attrs).toHaveLength(1);
  });

  test('takes markup and lists of it as they are, numbers as text, nothing as nothing', () => {
    const parts: Hole = [html`<b>${'<'}</b>`, 1, undefined, ['<i>']];
    expect(html`<p>${parts}</p>`.toString()).toBe('<p><b>&#60;</b>1&#60;i&#62;</p>');
  });

  test('takes no look-alike of markup', () => {
    const fake = { toString: () => '<script>', map: (): readonly string[] => [] } as unknown as Hole;
    expect(html`<p>${fake}</p>`.toString()).not.toContain('<script');
  });
});

describe('a template is refused', () => {
  const x = 'x';
  test.each<[string, () => Markup]>([
    ['with a hole in a tag', () => html`<p ${x}></p>`],
    ['with a hole as the name of a tag', () => html`<${x}></p>`],
    ['with a hole in a value without quotes', () => html`<p title=${x}></p>`],
    // prettier-ignore
    ['with a hole in single quotes', () => html`<p title='${x}'></p>`],
    ['with a hole in a handler', () => html`<p onclick="${x}"></p>`],
    ['with a hole in a style', () => html`<p style="${x}"></p>`],
    ['with a hole in an address', () => html`<a href="${x}"></a>`],
    ['with a hole in the source of an image', () => html`<img src="${x}" />`],
    ['with a hole in a comment', () => html`<!-- ${x} -->`],
    [
      'with a script',
      () =>
        html`<script>
          ${x};
        </script>`,
    ],
    [
      'with a style',
      () =>
        html`<style>
          ${x}
        </style>`,
    ],
    ['with markup in a value', () => html`<p title="${html`<b></b>`}"></p>`],
    ['that ends within a tag', () => html`<p title="a"`],
  ])('%s', (_, make) => {
    expect(make).toThrow();
  });

  test('but a link within the page may have a hole', () => {
    expect(html`<a href="#${x}">y</a>`.toString()).toBe('<a href="#x">y</a>');
  });
});

test('a style or script that could end its element is refused', () => {
  for (const text of ['a</script>', 'a</style', '<!-- x', '"<script"']) {
    expect(() => Markup.element('script', text)).toThrow(RangeError);
    expect(() => Markup.element('style', text)).toThrow(RangeError);
  }
});

describe('no raw hole exists', () => {
  const files = readdirSync(ROOM).filter((name) => /^html.*\.ts$/.test(name));

  test('text becomes markup in one place', () => {
    const making = files.filter((name) => readFileSync(join(ROOM, name), 'utf8').includes('new Markup('));
    expect(making).toEqual(['html-markup.ts']);
    expect(files.length).toBeGreaterThan(3);
  });

  test.each(files.filter((name) => name !== 'html-markup.ts'))('%s writes tags in checked templates only', (name) => {
    const text = readFileSync(join(ROOM, name), 'utf8');
    const unchecked = [...text.matchAll(/(\w*)[`'"]\s*<\/?[a-z!]/gi)].filter(([, tag]) => tag !== 'html');
    expect(unchecked.map(([found]) => found)).toEqual([]);
  });
});
