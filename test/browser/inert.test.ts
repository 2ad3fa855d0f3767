import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../generator/report/html.js';
import { hostileReport, hostileView, PAYLOADS } from '../unit/report/hostile-report.js';
import { realView } from '../unit/report/report-view.js';
import { launchChromium } from './chromium.js';
import { openPage, SAMPLE_SOURCES, sampleReport, saveAsFile } from './report-page.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const pageWith = (payload: string): string => {
  const { css, script } = realView({});
  return renderHtml(hostileReport(payload), { ...hostileView(payload), css, script });
};

test('a page of ours runs within its own policy and asks for nothing', async () => {
  const page = renderHtml(sampleReport(30), realView({ sources: SAMPLE_SOURCES }));
  const opened = await openPage(browser, saveAsFile(page));
  await opened.page.getByLabel('Text').fill('lamp');
  await opened.page.locator('#theme').click();
  expect(await opened.violations()).toBe(0);
  expect([opened.requests, opened.dialogs, opened.console]).toEqual([[], [], []]);
});

describe.each(Object.entries(PAYLOADS))('%s', (_, payload) => {
  test('in every text does nothing', async () => {
    const opened = await openPage(browser, saveAsFile(pageWith(payload)));
    const { page } = opened;
    await page.getByRole('radio', { name: 'all' }).check();
    for (const summary of await page.locator('details:not([open]) > summary:visible').all()) await summary.click();
    await page.locator('.finding').first().hover();
    const links = await page.locator('.permalink, .rule, .contents a').all();
    for (const link of links) await link.evaluate('(each) => each.click()');
    expect(await page.evaluate('typeof globalThis.__pwned')).toBe('undefined');
    expect(await page.locator('.finding').count()).toBe(2);
    expect(await opened.violations()).toBe(0);
    expect([opened.requests, opened.dialogs, opened.console]).toEqual([[], [], []]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

test('the policy stops a script even if one got into the page', async () => {
  const page = pageWith('x').replace(
    '<main',
    '<script>window.__pwned = 1</script><img src="http://127.0.0.1:9/x" onerror="window.__pwned = 2"><main',
  );
  const opened = await openPage(browser, saveAsFile(page));
  expect(await opened.page.evaluate('typeof globalThis.__pwned')).toBe('undefined');
  expect(await opened.violations()).toBeGreaterThan(0);
});
