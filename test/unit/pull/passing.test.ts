import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fakeClock, pathFor, resultOf } from '../../support/docs-pull.js';
import { sendHtml, type Answer } from '../../support/docs-site.js';
import { answerRedirect, CELLAR, HALL, lampOf, useLampSite } from '../../support/lamp-site.js';

const here = useLampSite(HALL, CELLAR);
const html = (language: 'en' | 'zh' = 'en', identity = HALL): string => lampOf(here.site, language, identity);
const answerOnce = (bad: Answer, path = pathFor(HALL, 'en')): void => {
  const good = here.site.pages.get(path);
  let asked = 0;
  here.site.pages.set(path, (request, response) =>
    (asked += 1) === 1 ? bad(request, response) : sendHtml(response, { html: String(good) }),
  );
};

describe('what passes is tried again', () => {
  const run = async (clock = fakeClock()): Promise<ReturnType<typeof resultOf>> =>
    resultOf(await here.pull({ identities: [HALL], timeoutMs: 1_500, concurrency: 1 }, clock));

  it.each<[string, Answer]>([
    ['status 500', (_, response) => void response.writeHead(500).end()],
    ['a reset', (_, response) => response.socket?.resetAndDestroy()],
    ['no answer', () => undefined],
    ['half an article', (_, response) => sendHtml(response, { html: html().slice(0, 1500) })],
  ])('%s, then the page', async (_, bad) => {
    answerOnce(bad);
    const clock = fakeClock();
    expect((await run(clock)).state).toBe('complete');
    expect(clock.slept).toEqual([1000]);
  });

  it.each([
    ['seconds', '17', 17_000],
    ['a date', 'Sun, 01 Mar 2026 00:00:40 GMT', 40_000],
  ])('waits as long as the server asks for: %s', async (_, header, expected) => {
    answerOnce((_request, response) => void response.writeHead(429, { 'retry-after': header }).end());
    const clock = fakeClock();
    expect((await run(clock)).state).toBe('complete');
    expect(Math.max(...clock.slept)).toBe(expected);
  });

  it('goes no further when the server asks for a long wait', async () => {
    answerOnce((_, response) => void response.writeHead(503, { 'retry-after': '259200' }).end());
    const clock = fakeClock();
    const outcome = await here.pull({ identities: [HALL, CELLAR], concurrency: 1 }, clock);
    expect(resultOf(outcome).failures).toHaveLength(2);
    expect(here.site.requests).toEqual(['/robots.txt', pathFor(HALL, 'en')]);
    expect(clock.slept).toEqual([]);
    expect(outcome.diagnostics).toHaveLength(1);
    expect(outcome.diagnostics[0]?.message).toContain('4320 minutes');
  });

  it('junk in Retry-After counts as nothing', async () => {
    answerOnce((_, response) => void response.writeHead(429, { 'retry-after': 'soon' }).end());
    const clock = fakeClock();
    expect((await run(clock)).state).toBe('complete');
    expect(clock.slept).toEqual([1000]);
  });

  it('a site that is down is not asked for every page', async () => {
    const identities = Array.from({ length: 100 }, (_, index) => `rooms/r${index}`);
    for (const identity of identities)
      here.site.pages.set(pathFor(identity, 'en'), (_, response) => void response.writeHead(502).end());
    const outcome = await here.pull({ identities, retries: 0, concurrency: 1 });
    expect(here.site.requests.length).toBe(11);
    expect(resultOf(outcome).failures).toHaveLength(100);
    expect(outcome.diagnostics.length).toBeLessThan(12);
  });
});

describe('what is all right', () => {
  const take = async (): Promise<string> => resultOf(await here.pull({ identities: [HALL] })).state;

  it('the same page with a slash at its end', async () => {
    here.site.pages.set(`${pathFor(HALL, 'en')}/`, html());
    here.site.pages.set(pathFor(HALL, 'en'), answerRedirect(`${pathFor(HALL, 'en')}/`));
    expect(await take()).toBe('complete');
  });

  it('a packed page', async () => {
    here.site.pages.set(pathFor(HALL, 'en'), (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      response.end(gzipSync(html()));
    });
    expect(await take()).toBe('complete');
    expect(here.folder.get(`${HALL}.md`)).toContain('# Count the lamps');
  });

  it('another encoding, named by the header or by the page', async () => {
    const latin = Buffer.from(
      html().replaceAll('\u200b', '').replace('Count the lamps(', 'Z\u00e4hle die Lampen('),
      'latin1',
    );
    here.site.pages.set(
      pathFor(HALL, 'en'),
      (_, response) => void response.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' }).end(latin),
    );
    expect(await take()).toBe('complete');
    expect(here.folder.get(`${HALL}.md`)).toContain('# Z\u00e4hle die Lampen(');
    const named = Buffer.from(latin.toString('latin1').replace('charset="UTF-8"', 'charset="iso-8859-1"'), 'latin1');
    here.site.pages.set(
      pathFor(HALL, 'en'),
      (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(named),
    );
    expect(await take()).toBe('complete');
  });

  it('a comment after the end', async () => {
    here.site.pages.set(pathFor(HALL, 'en'), `${html()}\n<!-- made in 3 ms -->\n`);
    expect(await take()).toBe('complete');
  });
});
