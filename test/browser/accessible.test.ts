import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../generator/report/html.js';
import { realView } from '../unit/report/report-view.js';
import { launchChromium } from './chromium.js';
import { openPage, SAMPLE_SOURCES, sampleReport, saveAsFile } from './report-page.js';

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  readonly passes: readonly { readonly id: string }[];
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const view = realView({ sources: SAMPLE_SOURCES });
const PAGES = {
  findings: saveAsFile(renderHtml(sampleReport(12), view)),
  'nothing found': saveAsFile(renderHtml({ ...sampleReport(0), notes: [] }, view)),
} as const;

/** axe is handed to the page from outside its policy, which would not let it in. */
const check = async (page: Page): Promise<AxeResult> => {
  await page.evaluate(AXE);
  return page.evaluate<AxeResult>('axe.run(document, { resultTypes: ["violations", "passes"] })');
};

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each(Object.entries(PAGES))('axe has nothing against the page: %s', async (name, url) => {
    const { page } = await openPage(browser, url, { colorScheme, bypassCSP: true });
    if (name === 'findings') {
      await page.getByRole('radio', { name: 'all' }).check();
      for (const summary of await page.locator('.waiver summary').all()) await summary.click();
    }
    const { violations, passes } = await check(page);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
  });

  test('nor on a narrow screen with the panel open', async () => {
    const { page } = await openPage(browser, PAGES.findings, {
      colorScheme,
      bypassCSP: true,
      viewport: { width: 360, height: 740 },
    });
    await page.getByText('Filters and operations').click();
    expect((await check(page)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });
});
