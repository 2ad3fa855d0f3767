import { createHash } from 'node:crypto';
import { assert, property, string } from 'fast-check';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../../generator/report/html.js';
import { hostileReport, hostileView, PAYLOADS } from './hostile-report.js';
import { realView } from './report-view.js';

type Node = DefaultTreeAdapterTypes.Node;

/**
 * Elements with the names of their attributes: what a page consists of, whatever it says. Only `code` may come and go,
 * with back-ticks in a message.
 */
const skeleton = (page: string): readonly string[] => {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if ('tagName' in node) found.push([node.tagName, ...node.attrs.map(({ name }) => name)].join(' '));
    if (node.nodeName === '#comment') found.push('#comment');
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(page));
  return found.filter((each) => each !== 'code');
};

/** Everything that a browser would load or go to. */
const addressesIn = (page: string): readonly string[] => {
  const found: string[] = [];
  const walk = (node: Node): void => {
    const attributes = 'attrs' in node ? node.attrs : [];
    found.push(...attributes.filter(({ name }) => /^(?:href|src|action|data)$/.test(name)).map(({ value }) => value));
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(page));
  return found;
};

const pageWith = (payload: string): string => renderHtml(hostileReport(payload), hostileView(payload));

const BENIGN = skeleton(pageWith('a word'));

test.each(Object.entries(PAYLOADS))('%s leaves the page with the elements and attributes it has', (name, payload) => {
  const page = skeleton(pageWith(payload));
  if (name !== 'nothing') expect(page).toEqual(BENIGN);
  else expect(page.filter((each) => !BENIGN.includes(each))).toEqual([]);
});

test('so does any text at all', () => {
  assert(
    property(string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
      expect(skeleton(pageWith(`a${text}`))).toEqual(BENIGN);
    }),
    { numRuns: 300 },
  );
});

test.each(Object.entries(PAYLOADS))('%s is shown without controls and marks of direction', (_, payload) => {
  const active = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Cs}/u;
  expect(active.exec(pageWith(payload))).toBeNull();
});

describe('the policy of the page', () => {
  const page = renderHtml(hostileReport('x'), realView({}));
  const [, written] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page) ?? [];
  const policy = written?.replaceAll('&#39;', "'");

  test('allows nothing but its own style and script, by their hashes', () => {
    const hashOf = (name: string): string => {
      const text = new RegExp(`<${name}>([^]*?)</${name}>`).exec(page)?.[1] ?? '';
      expect(text.length).toBeGreaterThan(1000);
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(policy).toContain(`style-src ${hashOf('style')};`);
    expect(policy).toContain(`script-src ${hashOf('script')};`);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test('stands before all that it governs', () => {
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.search(/<style|<title|<script/));
  });

  test('leaves nothing in the page that has an address outside of it', () => {
    const addresses = addressesIn(page);
    expect(addresses.length).toBeGreaterThan(3);
    expect(addresses.filter((address) => !address.startsWith('#'))).toEqual([]);
    expect(page).not.toMatch(/url\(|@import|<link|<iframe|<object|<img/);
  });
});

test('line ends of the files do not change the page or its hashes', () => {
  const view = realView({});
  const windows = { ...view, css: view.css.replaceAll('\n', '\r\n'), script: view.script.replaceAll('\n', '\r\n') };
  expect(renderHtml(hostileReport('x'), windows)).toBe(renderHtml(hostileReport('x'), view));
});

test('findings that share rule and pointer still have addresses of their own', () => {
  const [first] = hostileReport('x').findings;
  if (first === undefined) throw new Error('no finding');
  const page = renderHtml({ ...hostileReport('x'), findings: [first, first, first] }, realView({}));
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => /^f-[0-9a-f]{12}(?:-\d)?$/.test(id ?? ''))).toHaveLength(3);
});

test('neighbouring headings are shown without the link to themselves, the line itself as it is written', () => {
  const link = '[\u200b](/docs/lamps#weight\\(uid\\) "Direct link to Weight\\(UID\\)")';
  const page = `## Weight${link}\n\n**5**\n\nSee [the list](/docs/list).`;
  const at = (line: number): string => {
    const side = { kind: 'docs', language: 'en', label: 'docs', at: { file: 'page.md', line, col: 1 } } as const;
    const [finding] = hostileReport('x').findings;
    if (finding === undefined) throw new Error('no finding');
    const report = { ...hostileReport('x'), findings: [{ ...finding, sides: [side] }] };
    return renderHtml(report, realView({ sources: { 'page.md': page } }));
  };
  expect(at(3)).toContain('>## Weight</span>');
  expect(at(3)).toContain('See [the list](/docs/list).');
  expect(at(1)).toContain('(/docs/lamps#weight');
});
