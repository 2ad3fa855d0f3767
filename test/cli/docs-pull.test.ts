import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DocsSite } from '../support/docs-site.js';
import { servePage, startSite } from '../support/seed-site.js';
import { folderWith, marginaliaBeside, put, snapshot, textOf } from './project.js';

const DOCS = resolve(import.meta.dirname, '../../spec/docs');
const LOAN = 'derivatives/portfolio-margin/trade/Margin-Account-Borrow';
const PAGES: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name.replaceAll('\\', '/').slice(0, -'.md'.length), readFileSync(join(DOCS, name), 'utf8')]),
);

const sites: DocsSite[] = [];
afterEach(() => Promise.all(sites.splice(0).map((site) => site.close())));

const openSite = async (): Promise<DocsSite> => {
  const site = await startSite(PAGES);
  sites.push(site);
  return site;
};

const pull = (
  site: Pick<DocsSite, 'origin'>,
  root: string,
  ...more: readonly string[]
): ReturnType<typeof marginaliaBeside> =>
  marginaliaBeside(['docs', 'pull', '--base-url', site.origin, '--delay', '0', '--retries', '0', ...more], root);

describe('docs pull', () => {
  it('fetches what the navigation lists, and the pages say what they said', async () => {
    const [site, root] = [await openSite(), folderWith({ 'spec/.keep': '' })];
    const { code, out, err } = await pull(site, root);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^fetched: 7 pages asked for, 7 files written in captures\//);
    expect(JSON.parse(textOf(root, 'captures/capture.json'))).toMatchObject({ complete: true, layout: 'docusaurus-2' });
    put(root, 'before/page.md', PAGES[LOAN] ?? '');
    expect((await marginaliaBeside(['docs', 'diff', 'before', `captures/${LOAN}.md`], root)).out).toMatch(/^No change/);
    expect(await marginaliaBeside(['docs', 'check', 'captures'], root)).toMatchObject({ code: 0 });
  });

  it('asks for nothing again that has not changed, and leaves such files as they are', async () => {
    const [site, root] = [await openSite(), folderWith({ 'spec/.keep': '' })];
    await pull(site, root);
    const before = snapshot(join(root, 'captures'));
    servePage(site, LOAN, (PAGES[LOAN] ?? '').replaceAll('**100**', '**300**'));
    const { code, out } = await pull(site, root);
    expect([code, out]).toEqual([0, expect.stringContaining('1 file written')]);
    const after = snapshot(join(root, 'captures'));
    expect(Object.keys(after).filter((file) => after[file] !== before[file])).toEqual(['capture.json', `${LOAN}.md`]);
  });

  it('keeps the page from before when a page fails, says so, and exits 1', async () => {
    const [site, root] = [await openSite(), folderWith({ 'spec/.keep': '' })];
    await pull(site, root);
    const before = textOf(root, `captures/${LOAN}.md`);
    site.pages.delete(`/docs/${LOAN}`);
    const { code, err } = await pull(site, root);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/warning pull\/[a-z-]+[^]*Margin-Account-Borrow[^]*what to do:/),
    ]);
    expect(textOf(root, `captures/${LOAN}.md`)).toBe(before);
    expect(JSON.parse(textOf(root, 'captures/capture.json'))).toMatchObject({ complete: false });
    expect((await marginaliaBeside(['docs', 'diff', 'captures', 'captures'], root)).code).toBe(0);
  });

  it('fetches the pages of a list, and takes them for no complete capture', async () => {
    const [site, root] = [
      await openSite(),
      folderWith({ 'spec/.keep': '', 'list.txt': `\ufeff# one page\r\n\r\n${LOAN}\r\n` }),
    ];
    const { code } = await pull(site, root, '--list', 'list.txt', '--out', 'some');
    expect(code).toBe(0);
    expect(Object.keys(snapshot(join(root, 'some')))).toEqual(['capture.json', `${LOAN}.md`]);
    expect(JSON.parse(textOf(root, 'some/capture.json'))).toMatchObject({ complete: false });
  });

  it.each<readonly [string, readonly string[], string]>([
    ['a site that is not there', ['--base-url', 'http://127.0.0.1:9'], 'robots.txt could not be read'],
    ['an address of another kind', ['--base-url', 'ftp://example.com'], 'is no base URL'],
    ['a layout that nobody knows', ['--layout', 'wiki'], 'There is no layout "wiki"'],
    ['a list that is not there', ['--list', 'nowhere.txt'], 'There is no file "nowhere.txt"'],
    ['a number that is none', ['--concurrency', 'many'], 'Write a whole number from 1 to 16'],
    ['a file where the folder should be', ['--out', 'taken'], 'taken'],
  ])('%s: exit 2, what to do, and nothing written', async (_name, more, message) => {
    const [site, root] = [await openSite(), folderWith({ 'spec/.keep': '', taken: 'a file' })];
    const { code, err } = await pull(site, root, ...more);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(root, 'captures'))).toBe(false);
  });

  it('stops at Ctrl-C with whole pages and a record that says so, and goes on from there', async () => {
    const [site, root] = [await openSite(), folderWith({ 'spec/.keep': '' })];
    const args = ['docs', 'pull', '--base-url', site.origin, '--delay', '150', '--concurrency', '1'];
    const { code, out } = await marginaliaBeside(args, root, (child) => {
      const watch = setInterval(() => {
        if (!existsSync(join(root, 'captures'))) return;
        clearInterval(watch);
        child.kill('SIGINT');
      }, 20);
    });
    expect([code, out]).toEqual([1, expect.stringMatching(/^stopped: /)]);
    expect(JSON.parse(textOf(root, 'captures/capture.json'))).toMatchObject({ complete: false });
    expect(Object.keys(snapshot(root)).filter((file) => file.endsWith('.tmp'))).toEqual([]);
    expect(await pull(site, root)).toMatchObject({ code: 0 });
  });

  it('prints one JSON object, and no progress into a pipe', async () => {
    const [site, root] = [await openSite(), folderWith({ 'spec/.keep': '' })];
    const { out, err } = await pull(site, root, '--json');
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      command: 'docs pull',
      exitCode: 0,
      state: 'complete',
      counts: { listed: 7 },
    });
  });
});
