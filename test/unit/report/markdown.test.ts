import MarkdownIt from 'markdown-it';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { LONGEST_COMMENT, renderMarkdown } from '../../../generator/report/markdown.js';
import { codeBlock } from '../../../generator/report/markdown-text.js';
import type { Report } from '../../../generator/report/model.js';
import { hostileReport, hostileView, PAYLOADS } from './hostile-report.js';
import { viewOf } from './report-view.js';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** A reader of Markdown that does all it may: tags pass, bare addresses become links, tables are tables. */
const reader = new MarkdownIt({ html: true, linkify: true });

interface Rendered {
  readonly tags: ReadonlySet<string>;
  readonly attributes: readonly string[];
  /** Text outside code, where GitHub looks for mentions, references and addresses. */
  readonly prose: string;
}

const render = (markdown: string): Rendered => {
  const tags = new Set<string>();
  const attributes: string[] = [];
  const prose: string[] = [];
  const walk = (node: Node, isCode: boolean): void => {
    if ('value' in node && !isCode) prose.push(node.value);
    if (!('tagName' in node)) return;
    tags.add(node.tagName);
    attributes.push(...node.attrs.map(({ name }) => name));
    for (const child of node.childNodes) walk(child, isCode || ['code', 'pre'].includes(node.tagName));
  };
  for (const node of parseFragment(reader.render(markdown)).childNodes) walk(node, false);
  return { tags, attributes, prose: prose.join('\u0001') };
};

const OURS = 'h2 h3 p strong em code pre details summary table thead tbody tr th td ul li'.split(' ');

/** What GitHub turns into something: @name, #1, GH-1, an address. */
const ACTIVE = /(?:^|[^\w`])@\w|#\d|\bGH-\d|:\/\/|www\.|mailto:|[\w.]@[\w.]/i;

/** Controls, and marks that turn the direction of text. */
const UNSEEN = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe.each(Object.entries(PAYLOADS))('%s', (_, payload) => {
  const markdown = renderMarkdown(hostileReport(payload), hostileView(payload));
  const { tags, attributes, prose } = render(markdown);

  test('makes no element but ours', () => {
    expect([...tags].filter((tag) => !OURS.includes(tag))).toEqual([]);
    expect(attributes.filter((name) => !['style', 'class'].includes(name))).toEqual([]);
    expect([...tags]).toEqual(expect.arrayContaining(['h2', 'h3', 'table', 'details']));
  });

  test('mentions, references and links nothing', () => {
    expect(ACTIVE.exec(prose)?.[0]).toBeUndefined();
    expect(UNSEEN.exec(markdown)).toBeNull();
  });
});

test('a reader that is given such texts unescaped would act on them', () => {
  expect([...render('<img src=x> https://evil.example').tags]).toEqual(expect.arrayContaining(['img', 'a']));
  expect(ACTIVE.test('ask @team about #12')).toBe(true);
});

test.each([[['```', '<img src=x>']], [['``````', '<b>', '````']], [['a\n```\n<b>', 'c']], [['~~~', '<b>']]])(
  'no line ends its block: %j',
  (lines) => {
    const { tags, prose } = render(`${codeBlock(lines)}\n`);
    expect([[...tags], prose.trim()]).toEqual([['pre', 'code'], '']);
  },
);

test('what the text says is still there to read', () => {
  const report = hostileReport('a*b_c`d [e](f) <g> &amp; #1 @h | ~~i~~');
  const { prose } = render(renderMarkdown(report, viewOf({})));
  expect(prose.replaceAll('\u2060', '')).toContain('a*b_c`d [e](f) <g> &amp; #1 @h | ~~i~~');
});

const manyFindings = (count: number): Report => ({
  command: 'drift',
  title: 'many',
  summary: `${count} findings`,
  notes: [],
  findings: Array.from({ length: count }, (_, index) => ({
    rule: 'parameter-type',
    severity: 'mistyped',
    group: `POST /lamp/${index % 40}`,
    pointer: `/${index}`,
    message: `Finding number ${index} ${'说'.repeat(100)}`,
    sides: [{ kind: 'spec', label: 'spec', at: { file: 'spec.yaml', line: index + 1, col: 1 } }],
  })),
});

test.each([0, 1, 100, 400, 5000])('%i findings fit a comment, and all that is cut off is counted', (count) => {
  const markdown = renderMarkdown(manyFindings(count), viewOf({}));
  expect(markdown.length).toBeLessThanOrEqual(LONGEST_COMMENT);
  const shown = markdown.match(/Finding number/g)?.length ?? 0;
  const hidden = Number(/\*\*(\d+) more\*\* not shown/.exec(markdown)?.[1] ?? 0);
  expect(shown + hidden).toBe(count);
  expect(hidden > 0).toBe(count > 200);
});

test('one finding longer than a comment is cut, not the comment', () => {
  const payload = 'x'.repeat(1_000_000);
  expect(renderMarkdown(hostileReport(payload), hostileView(payload)).length).toBeLessThan(LONGEST_COMMENT);
});
