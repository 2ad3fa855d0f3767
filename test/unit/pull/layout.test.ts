import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityFault, readAddress } from '../../../generator/pull/address.js';
import { LAYOUTS } from '../../../generator/pull/layout.js';
import { catalog } from '../../../generator/pull/layouts/catalog.js';
import { docusaurus2 } from '../../../generator/pull/layouts/docusaurus-2.js';
import { readLayout } from '../../../generator/pull/read-layout.js';
import { parseSelector } from '../../../generator/pull/selector.js';
import { identify, optionsFor, pullInto, resultOf, type Folder } from '../../support/docs-pull.js';
import { startDocsSite, type DocsSite } from '../../support/docs-site.js';

const HOST = 'https://docs.example.test';

describe('the layouts of this program', () => {
  it.each(LAYOUTS.map((layout) => [layout.name, layout] as const))('%s is sound', (_, layout) => {
    const selectors = [...Object.values(layout.selectors).flat(), ...layout.signs.notFound, ...layout.signs.login];
    expect(selectors.filter((selector) => !parseSelector(selector))).toEqual([]);
    expect(layout.entries.filter((entry) => identityFault(entry) !== undefined)).toEqual([]);
    expect(layout.entries.filter((entry) => !layout.families.some((family) => entry.startsWith(family)))).toEqual([]);
    expect(readLayout('layout.json', JSON.stringify(layout), docusaurus2)).toMatchObject({ ok: true, value: layout });
  });

  it.each([
    [docusaurus2, '/docs/a/b#c', { identity: 'a/b', language: 'en', anchor: 'c' }],
    [docusaurus2, '/docs/zh-CN/a/b/#%E5%8F%82', { identity: 'a/b', language: 'zh', anchor: '参' }],
    [docusaurus2, 'https://elsewhere.test/docs/a/b', undefined],
    [docusaurus2, '/docs/', undefined],
    [docusaurus2, '/blog/a', undefined],
    [docusaurus2, 'javascript:alert(1)', undefined],
    [
      catalog,
      '/en/docs/catalog/a/api/rest-api/trade#x',
      { identity: 'catalog/a/api/rest-api/trade', language: 'en', anchor: 'x' },
    ],
    [
      catalog,
      '/zh-CN/docs/products/a/general-info',
      { identity: 'products/a/general-info', language: 'zh', anchor: '' },
    ],
    [catalog, '/docs/a/b', undefined],
  ])('$name reads %s', (layout, href, want) => {
    expect(readAddress(layout, HOST, { href, from: `${HOST}/` })).toEqual(want);
  });

  it('below a path of the base URL, too', () => {
    const base = `${HOST}/mirror`;
    expect(readAddress(docusaurus2, base, { href: '/mirror/docs/a', from: base })?.identity).toBe('a');
    expect(readAddress(docusaurus2, base, { href: '/docs/a', from: base })).toBeUndefined();
  });
});

describe('a site with another layout', () => {
  let site: DocsSite;
  const folder: Folder = new Map();
  beforeEach(async () => {
    site = await startDocsSite();
  });
  afterEach(() => site.close());

  const put = (path: string, heading: string): void => {
    const anchor = `<a class="self" href="${path}#h">link</a>`;
    site.pages.set(
      path,
      `<!DOCTYPE html><html><body><section class="doc"><h1>Lamp</h1><h2>${heading}${anchor.replace('link', '#')}</h2><p>GET /sapi/v1/lamp</p></section></body></html>`,
    );
  };

  it('is one file of data', async () => {
    const json = JSON.stringify({
      name: 'handbook',
      addresses: [
        { language: 'en', path: '/book/en/{identity}.html', savedAs: '/docs/{identity}' },
        { language: 'zh', path: '/book/zh/{identity}.html', savedAs: '/docs/zh-CN/{identity}' },
      ],
      selectors: { article: ['section.doc'], anchor: ['h2 > a.self'] },
    });
    const layout = readLayout('handbook.json', json, docusaurus2);
    if (!layout.ok) throw new Error(JSON.stringify(layout.diagnostics));
    put('/book/en/a/lamp.html', 'HTTP Request');
    put('/book/zh/a/lamp.html', 'HTTP请求');
    const result = resultOf(
      await pullInto(folder, optionsFor(site.origin, { layout: layout.value, identities: ['a/lamp'] })),
    );
    expect(result.failures).toEqual([]);
    const text = folder.get('a/lamp.md') ?? '';
    expect(text).toContain(`source_url: ${site.origin}/book/en/a/lamp.html\n`);
    expect(text).toContain('## HTTP Request[\u200b](/docs/a/lamp#h)');
    expect(identify(text)).toEqual({ identity: 'a/lamp', language: 'en' });
  });

  it('the catalog addresses: the reader knows the pages by what they say', async () => {
    for (const prefix of ['/en/docs/', '/zh-CN/docs/']) {
      const path = `${prefix}catalog/lamps/api/rest-api/trade`;
      site.pages.set(
        path,
        `<html><body><main><h1>Trade</h1><h2>New lamp<a href="#new-lamp" aria-label="link"></a></h2><p>POST /sapi/v1/lamp</p></main><p></p></body></html>`.replace(
          '<body>',
          `<head><link rel="canonical" href="${site.origin}${path}"></head><body>`,
        ),
      );
    }
    const result = resultOf(
      await pullInto(
        folder,
        optionsFor(site.origin, { layout: catalog, identities: ['catalog/lamps/api/rest-api/trade'] }),
      ),
    );
    expect(result.failures).toEqual([]);
    expect(identify(folder.get('catalog/lamps/api/rest-api/trade.md') ?? '')).toEqual({
      identity: 'catalog/lamps/api/rest-api/trade',
      language: 'en',
    });
  });
});

describe('a layout file', () => {
  const good = { name: 'x', addresses: [{ language: 'en', path: '/d/{identity}' }] };
  const told = (json: unknown): readonly string[] =>
    readLayout(
      'my.json',
      typeof json === 'string' ? json : JSON.stringify(json, undefined, 2),
      docusaurus2,
    ).diagnostics.map(({ at, message, hint }) => `${at?.file}:${at?.line}:${at?.col} ${message} ${hint}`);

  it('may leave out what it does not need', () => {
    const read = readLayout('my.json', JSON.stringify(good), docusaurus2);
    expect(read.ok && read.value).toMatchObject({
      name: 'x',
      families: [],
      entries: [],
      selectors: docusaurus2.selectors,
    });
  });

  it.each([
    ['no JSON', '{\n  "name": x }', 'my.json:2:11 This layout is not JSON.'],
    ['a comma too many', '{\n  "name": "x",\n}', 'my.json:3:1 This layout is not JSON.'],
    ['a comma too few', '{"a": 1\n "b": 2}', 'my.json:2:2 This layout is not JSON.'],
    ['cut off', '{\n  "name": "x"', 'my.json:2:14 This layout is not JSON.'],
    ['no object', '[]', 'my.json:1:1 A layout is not what it has to be.'],
    ['no name', { addresses: good.addresses }, '"name" of the layout is not what it has to be. It has to be a name'],
    [
      'a field nobody knows',
      { ...good, selektors: {} },
      'my.json:9:3 A layout has no field "selektors". Its fields here are name,',
    ],
    ['no addresses', { name: 'x' }, '"addresses" of the layout is not what it has to be.'],
    [
      'an address without {identity}',
      { ...good, addresses: [{ language: 'en', path: '/d/' }] },
      'It has to be a path that starts with "/" and has {identity} in it once.',
    ],
    ['a language nobody reads', { ...good, addresses: [{ language: 'fr', path: '/d/{identity}' }] }, '"en" or "zh"'],
    [
      'a selector that is none',
      { ...good, selectors: { article: ['div:has(p)'] } },
      'my.json:11:7 "article" of the layout cannot be "div:has(p)".',
    ],
    ['selectors that are no list', { ...good, selectors: { article: 'main' } }, 'a list of texts'],
    ['an entry that leads away', { ...good, entries: ['../x'] }, '"entries" of the layout cannot be "../x".'],
    ['front matter of two lines', { ...good, frontMatter: { a: 'x\n---' } }, 'texts of one line'],
    [
      'a base URL that is none',
      { ...good, baseUrl: 'file:///etc' },
      '"baseUrl" of the layout cannot be "file:///etc".',
    ],
  ])('%s: says where and what to do', (_, json, want) => {
    expect(told(json).join('\n')).toContain(want);
    expect(told(json).every((line) => /^my\.json:\d+:\d+ .+\. .+\.$/.test(line))).toBe(true);
  });

  it('puts the longer prefix first', () => {
    const read = readLayout(
      'my.json',
      JSON.stringify({ ...good, addresses: [...good.addresses, { language: 'zh', path: '/d/zh/{identity}' }] }),
      docusaurus2,
    );
    expect(read.ok && read.value.addresses.map(({ language }) => language)).toEqual(['zh', 'en']);
  });
});
