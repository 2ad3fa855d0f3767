import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FailureReason } from '../../../generator/pull/types.js';
import { addLamp, optionsFor, pathFor, pullInto, resultOf } from '../../support/docs-pull.js';
import { sendHtml, type Answer } from '../../support/docs-site.js';
import { answerPage, answerRedirect, CELLAR, HALL, lampOf, useLampSite } from '../../support/lamp-site.js';

const here = useLampSite(HALL, CELLAR);
const html = (language: 'en' | 'zh' = 'en', identity = HALL): string => lampOf(here.site, language, identity);

/** What the site does with the English page of the hall, and why that page is then not taken. */
const BAD: readonly (readonly [string, FailureReason, () => Answer])[] = [
  ['is gone', 'not-found', () => (_, response) => void response.writeHead(404).end()],
  ['is forbidden', 'refused', () => (_, response) => void response.writeHead(403).end('<html>')],
  ['keeps failing', 'server-error', () => (_, response) => void response.writeHead(500).end()],
  [
    'keeps limiting us',
    'rate-limited',
    () => (_, response) => void response.writeHead(429, { 'retry-after': '7' }).end(),
  ],
  ['never answers', 'timeout', () => () => undefined],
  [
    'drips',
    'timeout',
    () => (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('<p>'), 20);
      response.on('close', () => clearInterval(timer));
    },
  ],
  [
    'breaks off in the middle',
    'network',
    () => (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write(html().slice(0, 2000), () => response.socket?.resetAndDestroy());
    },
  ],
  [
    'is shorter than it says',
    'network',
    () => (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '999999' });
      response.write(html(), () => response.socket?.destroy());
    },
  ],
  [
    'is cut off inside the article',
    'truncated',
    () => answerPage(() => html().slice(0, html().indexOf('Response Example'))),
  ],
  ['is cut off before the article', 'truncated', () => answerPage(() => html().slice(0, 200))],
  ['has its article open', 'truncated', () => answerPage(() => html().replace('</article>', ''))],
  ['leads to another page', 'redirected', () => answerRedirect(pathFor(CELLAR, 'en'))],
  ['leads to the other language', 'redirected', () => answerRedirect(pathFor(HALL, 'zh'))],
  ['leads to another host', 'redirected', () => answerRedirect(`http://localhost:1${pathFor(HALL, 'en')}`)],
  ['leads to a login', 'login-page', () => answerRedirect('https://accounts.example.test/login?back=docs')],
  [
    'leads around in a circle',
    'redirected',
    () => (request, response) => answerRedirect(request.url ?? '')(request, response),
  ],
  [
    'asks for a password',
    'login-page',
    () => answerPage(() => '<html><body><form><input type="password"></form></body></html>'),
  ],
  [
    'says "not found" with status 200',
    'soft-not-found',
    () => answerPage(() => html().replace(/<h1>.*<\/h1>/, '<h1>Page Not Found</h1>')),
  ],
  [
    'is a shell without an article',
    'no-article',
    () => answerPage(() => '<!doctype html><html><body><div id="root"></div></body></html>'),
  ],
  ['is another page', 'other-page', () => answerPage(() => html('en', CELLAR))],
  [
    'is another page that links only to "#…"',
    'other-page',
    () => answerPage(() => html('en', CELLAR).replace(/href="\/docs\/rooms\/cellar#/g, 'href="#')),
  ],
  ['is in the wrong language', 'wrong-language', () => answerPage(() => html('zh'))],
  [
    'does not say what it is',
    'no-identity',
    () =>
      answerPage(() =>
        html()
          .replace(/<a [^>]*hash-link[^>]*>[^<]*<\/a>/g, '')
          .replace(/<link [^>]*>/, ''),
      ),
  ],
  [
    'has an empty article',
    'empty-article',
    () =>
      answerPage(() =>
        html().replace(
          /<div class="theme-doc-markdown markdown">[^]*?<footer/,
          '<div class="theme-doc-markdown markdown"><h2>A<a class="hash-link" href="/docs/rooms/hall#a"></a></h2></div><footer',
        ),
      ),
  ],
  [
    'is JSON',
    'wrong-type',
    () => (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  ],
  ['is of no type', 'wrong-type', () => (_, response) => void response.writeHead(200).end(html())],
  ['is too long', 'too-large', () => answerPage(() => html().replace('<article>', `<article>${'x'.repeat(300_000)}`))],
  [
    'unpacks to too much',
    'too-large',
    () => (_, response) =>
      sendHtml(response, {
        html: gzipSync('x'.repeat(400_000)) as unknown as string,
        headers: { 'content-encoding': 'gzip' },
      }),
  ],
  [
    'is not in its encoding',
    'bad-charset',
    () => (_, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(Buffer.from(html().replace('lamps', 'l\u00e4mps'), 'latin1')),
  ],
  [
    'names an unknown encoding',
    'bad-charset',
    () => (_, response) => void response.writeHead(200, { 'content-type': 'text/html; charset=klingon' }).end(html()),
  ],
  [
    'is nested 20,000 deep',
    'too-deep',
    () => answerPage(() => html().replace('<article>', `<article>${'<div>'.repeat(20_000)}`)),
  ],
  ['answers "not modified" unasked', 'status', () => (_, response) => void response.writeHead(304).end()],
  [
    'answers with a status of its own',
    'status',
    () => (_, response) => void response.writeHead(299, { 'content-type': 'text/html' }).end(html()),
  ],
];

describe('a page that', () => {
  it.each(BAD)('%s is not taken: %s', async (_, reason, answer) => {
    here.site.pages.set(pathFor(HALL, 'en'), answer());
    const options = optionsFor(here.site.origin, {
      identities: [HALL, CELLAR],
      // Under load a good page may take its time, too.
      timeoutMs: reason === 'timeout' ? 400 : 10_000,
      retries: 1,
      maxBytes: 200_000,
      folder: 'captures/',
    });
    const first = await pullInto(here.folder, options);
    expect(resultOf(first).failures.map((each) => [each.identity, each.reason, each.state])).toEqual([
      [HALL, reason, 'missing'],
    ]);
    expect(first.diagnostics).toHaveLength(1);
    expect(first.diagnostics[0]).toMatchObject({
      code: `pull/${reason}`,
      severity: 'warning',
      hint: expect.stringMatching(/\.$/),
    });
    expect([...here.folder.keys()]).toEqual([`${CELLAR}.md`, 'capture.json']);

    here.folder.set(`${HALL}.md`, 'the capture from before');
    const second = await pullInto(here.folder, options);
    expect(resultOf(second).failures[0]?.state).toBe('kept');
    expect(second.diagnostics[0]?.at?.file).toBe(`captures/${HALL}.md`);
    expect(here.folder.get(`${HALL}.md`)).toBe('the capture from before');
    expect(resultOf(second).state).toBe('partial');
    expect(resultOf(second).capture).toMatchObject({
      complete: false,
      pages: [
        { identity: CELLAR, state: 'unchanged' },
        { identity: HALL, state: 'kept' },
      ],
    });
  });

  it('is right in one language only keeps both halves of the capture from before', async () => {
    const options = optionsFor(here.site.origin, { identities: [HALL] });
    await pullInto(here.folder, options);
    const before = here.folder.get(`${HALL}.md`);
    addLamp(here.site, HALL, { weight: 50 });
    here.site.pages.set(pathFor(HALL, 'zh'), (_, response) => void response.writeHead(404).end());
    const result = resultOf(await pullInto(here.folder, options));
    expect(result.capture.pages[0]).toMatchObject({ state: 'kept', reason: expect.stringContaining('404') });
    expect(here.folder.get(`${HALL}.md`)).toBe(before);
  });
});

describe('one language only', () => {
  it('is one half', async () => {
    const result = resultOf(await here.pull({ identities: [HALL], languages: ['zh'] }));
    expect(result.state).toBe('complete');
    expect(here.folder.get(`${HALL}.md`)).toMatch(/source_url: .*zh-CN/);
    expect(here.folder.get(`${HALL}.md`)).not.toContain('# Count the lamps');
  });

  it('does not take the other half away', async () => {
    await here.pull({ identities: [HALL] });
    const before = here.folder.get(`${HALL}.md`);
    const result = resultOf(await here.pull({ identities: [HALL], languages: ['en'] }));
    expect(result.failures[0]).toMatchObject({ reason: 'other-half', state: 'kept' });
    expect(here.folder.get(`${HALL}.md`)).toBe(before);
  });
});

describe('a folder that cannot be written', () => {
  it('is told for each page, and again for the record', async () => {
    const outcome = await here.pull(
      { identities: [HALL] },
      {
        write: () => {
          throw new Error('ENOSPC: no space left on device');
        },
      },
    );
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['pull/not-written', 'warning'],
      ['pull/not-written', 'error'],
    ]);
  });
});
