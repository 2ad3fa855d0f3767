import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll } from 'vitest';
import type { Report, ReportFinding } from '../../generator/report/model.js';

/** A page of ours in the browser, and everything that it did beyond showing itself. */
export interface OpenPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly dialogs: readonly string[];
  readonly console: readonly string[];
  readonly violations: () => Promise<number>;
}

const FOLDER = mkdtempSync(join(tmpdir(), 'marginalia-page-'));
let saved = 0;
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** The address of a file with the page, which is there until the tests of the file that asked for it are done. */
export const saveAsFile = (html: string): string => {
  const file = join(FOLDER, `${(saved += 1)}.html`);
  writeFileSync(file, html);
  return pathToFileURL(file).href;
};

/** Opens the page from a file, as a user does who got it as an artifact. */
export const openPage = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const [requests, dialogs, messages]: [string[], string[], string[]] = [[], [], []];
  page.on('request', (request) => request.url() === url.split('#')[0] || requests.push(request.url()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.addInitScript(
    'globalThis.__violations = 0; addEventListener("securitypolicyviolation", () => (globalThis.__violations += 1));',
  );
  await page.goto(url);
  const violations = (): Promise<number> => page.evaluate('globalThis.__violations');
  return { page, requests, dialogs, console: messages, violations };
};

const NUMBERS = Array.from({ length: 60 }, (_, index) => index + 1);
export const SAMPLE_SOURCES: Readonly<Record<string, string>> = {
  'spec/lamp.yaml': NUMBERS.map((line) => `      line: ${line} # of the spec`).join('\n'),
  'docs/lamp.md': NUMBERS.map((line) => `lampId${line - 1} | LONG | YES | 灯的编号 ${line}`).join('\n'),
};

const SEVERITIES = ['breaks-call', 'refused', 'mistyped', 'cosmetic'] as const;
const RULES = ['operation-path', 'parameter-required', 'parameter-type', 'error-message'] as const;

/** Every severity, both languages, waived and open, ten to an operation. */
const sampleFinding = (index: number): ReportFinding => {
  const kind = index % 4;
  const line = (index % 50) + 3;
  const at = (file: string) => ({ file, line, col: 7 });
  const english = { kind: 'docs', language: 'en', label: 'docs (English)', at: at('docs/lamp.md') } as const;
  const chinese = { kind: 'docs', language: 'zh', label: 'docs (Chinese)', at: at('docs/lamp.md') } as const;
  return {
    rule: RULES[kind] ?? '',
    severity: SEVERITIES[kind] ?? 'cosmetic',
    group: `POST /sapi/v1/lamp/${Math.floor(index / 10)}`,
    pointer: `/paths/lamp/${index}`,
    message: `Parameter lampId${index} is required by the page and optional by the spec.`,
    change: `Set \`required: true\` at spec/lamp.yaml:${line}.`,
    sides: [
      { kind: 'spec', label: 'spec', at: at('spec/lamp.yaml') },
      ...(index % 3 === 2 ? [] : [english]),
      ...(index % 3 === 0 ? [] : [chinese]),
    ],
    ...(index % 5 === 4
      ? { waived: { reason: 'The page is older.', at: { file: 'spec/waivers.yaml', line: 3, col: 5 } } }
      : { waiver: `  - rule: ${RULES[kind]}\n    pointer: "/paths/lamp/${index}"\n    reason: ''\n` }),
  };
};

export const sampleReport = (count: number): Report => ({
  command: 'drift',
  title: 'The merged spec against 12 pages',
  summary: `${count - Math.floor(count / 5)} findings: 3 operations compared with 12 pages`,
  findings: Array.from({ length: count }, (_, index) => sampleFinding(index)),
  notes: [
    {
      kind: 'not-checked',
      subject: 'DELETE /sapi/v1/lamp',
      message: 'no page given',
      at: { file: 'spec/lamp.yaml', line: 9, col: 3 },
    },
  ],
});
