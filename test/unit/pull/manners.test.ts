import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../../generator/pull/pace.js';
import {
  addLamp,
  fakeClock,
  lampHtml,
  optionsFor,
  pathFor,
  pullInto,
  resultOf,
  START,
  TEST_LAYOUT,
} from '../../support/docs-pull.js';
import { sendHtml } from '../../support/docs-site.js';
import { useLampSite } from '../../support/lamp-site.js';

const here = useLampSite();
const LIST = Array.from({ length: 12 }, (_, index) => `rooms/room-${index}`);
const robots = (text: string, status = 200): void => {
  here.site.pages.set(
    '/robots.txt',
    (_, response) => void response.writeHead(status, { 'content-type': 'text/plain' }).end(text),
  );
};

describe('pace', () => {
  it.each([1, 2, 5])('never has more than %i requests open', async (concurrency) => {
    for (const identity of LIST) {
      for (const language of ['en', 'zh'] as const) {
        const html = lampHtml({ origin: here.site.origin, identity, language });
        here.site.pages.set(
          pathFor(identity, language),
          (_, response) => void setTimeout(() => sendHtml(response, { html }), 3),
        );
      }
    }
    expect(resultOf(await here.pull({ identities: LIST, concurrency })).state).toBe('complete');
    expect(here.site.most()).toBe(concurrency);
  });

  const startsOf = async (delayMs: number): Promise<readonly number[]> => {
    LIST.forEach((identity) => addLamp(here.site, identity));
    const clock = fakeClock();
    const starts: number[] = [];
    const fetch: typeof globalThis.fetch = (...input) => {
      starts.push(clock.now() - START);
      return globalThis.fetch(...input);
    };
    await here.pull({ identities: LIST, concurrency: 3, delayMs }, { ...clock, fetch });
    return starts;
  };

  it('leaves the pause between the starts of two requests', async () => {
    const starts = await startsOf(400);
    expect(starts).toHaveLength(25);
    const pauses = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(400);
  });

  it('leaves the longer one that robots.txt asks for', async () => {
    robots('User-agent: *\nCrawl-delay: 2\n');
    const starts = (await startsOf(400)).slice(1);
    const pauses = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(2000);
  });

  it('holds back also those that have their turn already', async () => {
    let now = 0;
    const waits: (() => void)[] = [];
    const pace = createPace({ now: () => now, sleep: () => new Promise((done) => waits.push(done)) }, 10);
    await pace.turn();
    let started = false;
    const second = pace.turn().then(() => (started = true));
    pace.hold(1000);
    now = 10;
    waits.shift()?.();
    await new Promise((done) => setImmediate(done));
    expect(started).toBe(false);
    now = 1000;
    waits.shift()?.();
    await second;
    expect(started).toBe(true);
  });
});

describe('robots.txt', () => {
  it('keeps us from pages that it names, for everyone or for us', async () => {
    LIST.slice(0, 3).forEach((identity) => addLamp(here.site, identity));
    robots(
      'User-agent: *\nDisallow: /docs/rooms/room-0\n\nUser-agent: marginalia\nDisallow: /docs/zh-CN/rooms/room-1\n',
    );
    const result = resultOf(await here.pull({ identities: LIST.slice(0, 3) }));
    expect(result.failures.map(({ identity, reason }) => [identity, reason])).toEqual([['rooms/room-1', 'robots']]);
    expect(here.site.requests).not.toContain('/docs/zh-CN/rooms/room-1');
    const other = resultOf(await here.pull({ identities: LIST.slice(0, 3), userAgent: 'someone/1.0' }));
    expect(other.failures.map(({ identity, reason }) => [identity, reason])).toEqual([['rooms/room-0', 'robots']]);
  });

  it('nothing is fetched while it cannot be read', async () => {
    addLamp(here.site, 'rooms/hall');
    robots('', 503);
    const outcome = await here.pull({ identities: ['rooms/hall'] });
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics[0]).toMatchObject({ code: 'pull/robots-unreadable', severity: 'error' });
    expect(here.site.requests.filter((path) => path !== '/robots.txt')).toEqual([]);
    expect(here.folder.size).toBe(0);
  });

  it('a pause that nobody would sit through is refused', async () => {
    addLamp(here.site, 'rooms/hall');
    robots('User-agent: *\nCrawl-delay: 999999999\n');
    const outcome = await here.pull({ identities: ['rooms/hall'] });
    expect(outcome.diagnostics[0]).toMatchObject({ code: 'pull/robots-delay', severity: 'error' });
    expect(here.site.requests).toEqual(['/robots.txt']);
  });

  it('names a sitemap', async () => {
    addLamp(here.site, 'rooms/hall');
    robots(`Sitemap: ${here.site.origin}/map.xml\n`);
    here.site.pages.set(
      '/map.xml',
      (_, response) =>
        void response.writeHead(200).end(`<urlset><url><loc>${here.site.origin}/docs/rooms/hall</loc></url></urlset>`),
    );
    const result = resultOf(await here.pull());
    expect(result.capture.pages.map(({ identity }) => identity)).toEqual(['rooms/hall']);
  });
});

describe('stopping', () => {
  it('leaves whole pages, keeps the others, and says which were not reached', async () => {
    LIST.forEach((identity) => addLamp(here.site, identity));
    for (const identity of LIST) here.folder.set(`${identity}.md`, `before ${identity}`);
    const stop = new AbortController();
    const outcome = await here.pull(
      { identities: LIST },
      {
        signal: stop.signal,
        progress: ({ done }) => void (done === 4 && stop.abort()),
      },
    );
    const result = resultOf(outcome);
    expect(result.state).toBe('stopped');
    expect(result.counts.fetched).toBeGreaterThanOrEqual(4);
    expect(result.counts.kept).toBe(LIST.length - result.counts.fetched);
    expect(result.counts.kept).toBeGreaterThan(3);
    for (const identity of LIST) {
      const text = here.folder.get(`${identity}.md`) ?? '';
      expect(
        result.written.includes(identity)
          ? /^---\n[^]*\n---\n[^]*\n---\n[^]*\n$/.test(text)
          : text === `before ${identity}`,
      ).toBe(true);
    }
    expect(result.capture.complete).toBe(false);
    expect(outcome.diagnostics.filter(({ code }) => code === 'pull/stopped')).toHaveLength(1);
    expect(here.site.requests.length).toBeLessThan(20);
  });

  it('does not wait for an answer that is under way, nor for its turn', async () => {
    here.site.pages.set(pathFor('rooms/hall', 'en'), () => undefined);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const begun = Date.now();
    const options = optionsFor(here.site.origin, { identities: ['rooms/hall', 'rooms/cellar'], timeoutMs: 20_000 });
    expect(resultOf(await pullInto(here.folder, options, { signal: stop.signal })).state).toBe('stopped');
    expect(Date.now() - begun).toBeLessThan(10_000);
  });
});

describe('what a run refuses before it asks for anything', () => {
  it.each([
    ['../../etc/passwd'],
    ['/etc/passwd'],
    ['a//b'],
    ['a/./b'],
    ['a\\b'],
    ['a/b.md'],
    ['capture.json'],
    ['a\u0000b'],
    ['a/%2e%2e/b'],
    ['C:/x'],
    ['a b'],
    ['nul'],
    ['a/con.txt'],
    ['a.'],
    [''],
    ['x'.repeat(300)],
    ['房间'],
  ])('the page %j', async (identity) => {
    const outcome = await here.pull({ identities: ['rooms/hall', identity] });
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics[0]).toMatchObject({
      code: 'pull/odd-identity',
      severity: 'error',
      hint: expect.any(String),
    });
    expect(here.site.requests).toEqual([]);
    expect(here.folder.size).toBe(0);
  });

  it.each([
    ['base-url', { baseUrl: 'ftp://x' }],
    ['base-url', { baseUrl: 'docs' }],
    ['base-url', { baseUrl: 'https://me:secret@x' }],
    ['base-url', { baseUrl: 'https://x/?a' }],
    ['limit', { concurrency: 0 }],
    ['limit', { concurrency: 99 }],
    ['limit', { delayMs: -1 }],
    ['limit', { retries: 1.5 }],
    ['limit', { timeoutMs: Number.NaN }],
    ['user-agent', { userAgent: 'a\r\nx: y' }],
    ['language', { languages: [] }],
    ['language', { layout: { ...TEST_LAYOUT, addresses: [] } }],
    ['odd-identity', { identities: ['A/b', 'a/b'] }],
  ])('%s: %j', async (code, more) => {
    const outcome = await here.pull({ identities: ['rooms/hall'], ...more });
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.map((each) => each.code)).toContain(`pull/${code}`);
    expect(JSON.stringify(outcome)).not.toMatch(/\bat .*\.ts:\d/);
  });

  it('links to odd names in the navigation are told, and not followed', async () => {
    addLamp(here.site, 'rooms/hall', { sidebar: ['rooms/hall', 'rooms/%2e%2e%2f%2e%2e%2fetc', 'rooms/a.md'] });
    const layout = { ...TEST_LAYOUT, entries: ['rooms/hall'] };
    const outcome = await here.pull({ layout });
    expect([...here.folder.keys()]).toEqual(['rooms/hall.md', 'capture.json']);
    expect(outcome.diagnostics.map(({ code }) => code)).toContain('pull/odd-identity');
  });
});

describe('a large site', () => {
  it('5,000 pages are not held in memory', async () => {
    const identities = Array.from({ length: 5_000 }, (_, index) => `rooms/r${index}`);
    const filler = `<p>${'A long sentence about lamps. '.repeat(300)}</p>`;
    const fetch: typeof globalThis.fetch = async (input) => {
      const path = new URL(String(input)).pathname;
      if (path === '/robots.txt') return new Response('', { status: 404 });
      const language = path.startsWith('/docs/zh-CN/') ? 'zh' : 'en';
      const identity = path.replace(/^\/docs\/(?:zh-CN\/)?/, '');
      const anchor = `<h2>A<a class="hash-link" href="${path}#a"></a></h2>`;
      return new Response(
        `<!doctype html><html><body><article><h1>${identity} ${language}</h1>${anchor}${filler}</article></body></html>`,
        {
          headers: { 'content-type': 'text/html' },
        },
      );
    };
    let bytes = 0;
    const heap: number[] = [];
    const result = resultOf(
      await pullInto(
        here.folder,
        optionsFor('https://docs.example.test', { identities, concurrency: 4, languages: ['en'] }),
        {
          fetch,
          identify: () => ({}),
          write: (_, text) => void (bytes += text.length),
          progress: ({ done }) => {
            if (done === 1000 || done === 5000) heap.push(heapNow());
          },
        },
      ),
    );
    expect(result.counts.fetched).toBe(5_000);
    // What 4,000 pages left behind is their record, not their text.
    expect(bytes).toBeGreaterThan(40_000_000);
    expect((heap[1] ?? Infinity) - (heap[0] ?? 0)).toBeLessThan(10_000_000);
  }, 240_000);
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const heapNow = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};
