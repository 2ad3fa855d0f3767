import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../generator/docs/page-facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import { readCapture } from '../../../generator/pull/capture-file.js';
import { addLamp, fakeClock, lampHtml, pathFor, resultOf, TEST_LAYOUT } from '../../support/docs-pull.js';
import { useLampSite } from '../../support/lamp-site.js';

const here = useLampSite();
const LIST = ['rooms/hall', 'rooms/cellar'];
const lightUp = (identities: readonly string[] = LIST): void =>
  identities.forEach((identity) => addLamp(here.site, identity, { sidebar: identities }));
const withEntries = { ...TEST_LAYOUT, families: ['rooms/'], entries: ['rooms/hall'] };

describe('a first pull', () => {
  it('saves each page in both languages, as pages that the reader understands', async () => {
    lightUp();
    const result = resultOf(await here.pull({ identities: LIST }));
    expect([...here.folder.keys()]).toEqual(['rooms/hall.md', 'rooms/cellar.md', 'capture.json']);
    expect(result).toMatchObject({ state: 'complete', failures: [], written: ['rooms/cellar', 'rooms/hall'] });
    const page = readFacts(readPage({ file: 'rooms/hall.md', text: here.folder.get('rooms/hall.md') ?? '' }));
    expect(page.diagnostics).toEqual([]);
    expect(page.identity?.value).toBe('rooms/hall');
    expect(
      page.endpoints.map((each) => [each.language, each.method.value, each.path.value, each.weights[0]?.value]),
    ).toEqual([
      ['en', 'GET', '/sapi/v1/lamps/rooms-hall', 5],
      ['zh', 'GET', '/sapi/v1/lamps/rooms-hall', 5],
    ]);
    expect(page.endpoints[0]?.parameters?.rows.map(({ name, values }) => [name, values?.value])).toEqual([
      ['room', ['HALL', 'CELLAR']],
      ['timestamp', undefined],
    ]);
  });

  it('asks for the pages of the list and for no others', async () => {
    lightUp([...LIST, 'rooms/attic']);
    await here.pull({ identities: LIST });
    expect(here.site.requests.filter((path) => path.includes('attic'))).toEqual([]);
    expect(readCapture(here.folder.get('capture.json') ?? '')).toMatchObject({ complete: false, layout: 'test' });
  });

  it('finds the pages in the sidebar, and calls the capture complete', async () => {
    lightUp([...LIST, 'rooms/attic', 'garden/shed']);
    const result = resultOf(await here.pull({ layout: withEntries }));
    expect(result.capture.pages.map(({ identity }) => identity)).toEqual(['rooms/attic', 'rooms/cellar', 'rooms/hall']);
    expect(result.capture).toMatchObject({ complete: true, navigation: 'whole' });
  });

  it('opens a closed category by its own page', async () => {
    const closed =
      '<li class="theme-doc-sidebar-item-category"><a class="menu__link--sublist" href="/docs/rooms/upstairs">Upstairs</a></li>';
    const open = closed.replace('</li>', '<ul><li><a href="/docs/rooms/attic">Attic</a></li></ul></li>');
    for (const identity of ['rooms/hall', 'rooms/upstairs', 'rooms/attic'])
      addLamp(here.site, identity, { sidebar: ['rooms/hall'] });
    const put = (identity: string, html: string): void => {
      const path = pathFor(identity, 'en');
      here.site.pages.set(path, String(here.site.pages.get(path)).replace('menu__list">', `menu__list">${html}`));
    };
    put('rooms/hall', closed);
    put('rooms/upstairs', open);
    const result = resultOf(await here.pull({ layout: withEntries }));
    expect(result.capture.pages.map(({ identity }) => identity)).toEqual([
      'rooms/attic',
      'rooms/hall',
      'rooms/upstairs',
    ]);
    expect(result.capture.complete).toBe(true);
  });

  it('does not call the navigation whole while a category stays closed', async () => {
    addLamp(here.site, 'rooms/hall', { sidebar: ['rooms/hall'] });
    const path = pathFor('rooms/hall', 'en');
    const closed = '<li class="theme-doc-sidebar-item-category"><a href="#" role="button">Upstairs</a></li>';
    here.site.pages.set(path, String(here.site.pages.get(path)).replace('menu__list">', `menu__list">${closed}`));
    const outcome = await here.pull({ layout: withEntries });
    expect(resultOf(outcome).capture).toMatchObject({ complete: false, navigation: 'part' });
    expect(outcome.diagnostics.map(({ code }) => code)).toContain('pull/navigation-part');
  });

  it('reads a sitemap, through a list of sitemaps, and leaves other hosts alone', async () => {
    lightUp([...LIST, 'rooms/attic']);
    const xml =
      (tag: string, addresses: readonly string[]) => (_: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/xml' });
        response.end(
          `<?xml version="1.0"?><${tag}>${addresses.map((each) => `<x><loc>${each}</loc></x>`).join('')}</${tag}>`,
        );
      };
    here.site.pages.set(
      '/sitemap.xml',
      xml('sitemapindex', [`${here.site.origin}/docs-map.xml`, 'http://127.0.0.1:9/evil.xml']),
    );
    here.site.pages.set(
      '/docs-map.xml',
      xml(
        'urlset',
        ['hall', 'attic'].map((room) => `${here.site.origin}/docs/rooms/${room}`),
      ),
    );
    const layout = { ...TEST_LAYOUT, sitemaps: ['/sitemap.xml'] };
    const result = resultOf(await here.pull({ layout }));
    expect(result.capture.pages.map(({ identity }) => identity)).toEqual(['rooms/attic', 'rooms/hall']);
    expect(result.capture.complete).toBe(true);
  });

  it('fails with a hint when the navigation lists nothing', async () => {
    const outcome = await here.pull({ layout: withEntries });
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.at(-1)).toMatchObject({
      code: 'pull/nothing-listed',
      severity: 'error',
      hint: expect.stringContaining('--layout'),
    });
    expect(here.folder.size).toBe(0);
  });
});

describe('a second pull', () => {
  const pullAt = async (now: number): Promise<ReturnType<typeof resultOf>> =>
    resultOf(await here.pull({ layout: withEntries }, { ...fakeClock(), now: () => now }));

  it('gets no body of what did not change, and writes nothing but the record', async () => {
    lightUp();
    await pullAt(1_000);
    const before = new Map(here.folder);
    here.site.requests.length = 0;
    const second = await pullAt(86_400_000);
    expect(here.site.notModified.sort()).toEqual(
      LIST.flatMap((identity) => [pathFor(identity, 'en'), pathFor(identity, 'zh')]).sort(),
    );
    expect(second.counts).toMatchObject({ unchanged: 2, fetched: 0, notModified: 4 });
    expect(second.written).toEqual([]);
    for (const identity of LIST) expect(here.folder.get(`${identity}.md`)).toBe(before.get(`${identity}.md`));
    expect(second.capture).toMatchObject({ complete: true, capturedAt: '1970-01-02T00:00:00.000Z' });
    expect(second.capture.pages[0]?.fetchedAt).toBe('1970-01-01T00:00:01.000Z');
  });

  it('keeps updated_at when only what is around the article changed', async () => {
    lightUp();
    await pullAt(1_000);
    const before = here.folder.get('rooms/hall.md');
    for (const [path, page] of here.site.pages) here.site.pages.set(path, String(page).replace('Previous', 'Back'));
    expect(await pullAt(2_000)).toMatchObject({ written: [], counts: { unchanged: 2, notModified: 0 } });
    expect(here.folder.get('rooms/hall.md')).toBe(before);
  });

  it('writes a page that changed, with a new time', async () => {
    lightUp();
    await pullAt(1_000);
    here.site.pages.set(
      pathFor('rooms/hall', 'zh'),
      lampHtml({ origin: here.site.origin, identity: 'rooms/hall', language: 'zh', weight: 7 }),
    );
    expect((await pullAt(5_000)).written).toEqual(['rooms/hall']);
    expect(here.folder.get('rooms/hall.md')).toContain('updated_at: 1970-01-01T00:00:05.000Z');
    expect(here.folder.get('rooms/hall.md')).toContain('**7(IP)**');
    expect(here.folder.get('rooms/hall.md')).toContain('**5(IP)**');
  });

  it('carries over what only an earlier capture knew', async () => {
    lightUp();
    await pullAt(1_000);
    here.folder.set(
      'rooms/hall.md',
      (here.folder.get('rooms/hall.md') ?? '')
        .replace('updated_at', 'api_type: Trading\nupdated_at')
        .replace('5(IP)', '9(IP)'),
    );
    here.folder.delete('capture.json');
    expect((await pullAt(2_000)).written).toEqual(['rooms/hall']);
    expect(here.folder.get('rooms/hall.md')).toMatch(
      /^---\nexchange: binance\nsource_url: .*\napi_type: Trading\nupdated_at: /,
    );
  });

  it('asks in full for a page whose file somebody changed beyond recognition', async () => {
    lightUp();
    await pullAt(1_000);
    here.folder.set('rooms/hall.md', 'not a page');
    expect((await pullAt(2_000)).written).toEqual(['rooms/hall']);
    expect(here.site.notModified).not.toContain(pathFor('rooms/hall', 'en'));
  });

  it('tells of a page that is no longer listed, and leaves its file alone', async () => {
    lightUp();
    await pullAt(1_000);
    addLamp(here.site, 'rooms/hall', { sidebar: ['rooms/hall'] });
    const second = await pullAt(2_000);
    expect(second.unlisted).toEqual(['rooms/cellar']);
    expect(second.capture.pages.map(({ identity }) => identity)).toEqual(['rooms/hall']);
    expect(here.folder.has('rooms/cellar.md')).toBe(true);
    const third = await pullAt(3_000);
    expect(third.capture.unlisted).toEqual([{ identity: 'rooms/cellar', since: '1970-01-01T00:00:02.000Z' }]);
    here.folder.delete('rooms/cellar.md');
    expect((await pullAt(4_000)).capture.unlisted).toBeUndefined();
  });

  it('still looks after known pages when the navigation cannot be read whole', async () => {
    lightUp();
    await pullAt(1_000);
    here.site.pages.set(pathFor('rooms/hall', 'en'), (_, response) => void response.writeHead(500).end());
    const second = await pullAt(2_000);
    expect(second.capture).toMatchObject({ complete: false, navigation: 'part' });
    expect(second.capture.pages.map(({ identity, state }) => [identity, state])).toEqual([
      ['rooms/cellar', 'unchanged'],
      ['rooms/hall', 'kept'],
    ]);
    expect(second.unlisted).toEqual([]);
  });

  it('survives a capture.json that is junk', async () => {
    lightUp();
    here.folder.set(
      'capture.json',
      '{"version":1,"pages":[{"identity":"../../etc/passwd","sources":[],"state":"kept"},7],"__proto__":{}}',
    );
    expect((await pullAt(1_000)).state).toBe('complete');
    here.folder.set('capture.json', 'not json');
    const outcome = await here.pull({ identities: LIST });
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['pull/capture-unreadable']);
  });
});
