import { readPage } from '../../generator/docs/read-page.js';
import { docusaurus2 } from '../../generator/pull/layouts/docusaurus-2.js';
import type { PageLayout } from '../../generator/pull/layout.js';
import { pull } from '../../generator/pull/pull.js';
import {
  PULL_DEFAULTS,
  type PageClaim,
  type PullOptions,
  type PullPorts,
  type PullResult,
} from '../../generator/pull/types.js';
import type { Outcome } from '../../generator/core/diagnostic.js';
import { articleHtml, documentHtml } from './docs-site-html.js';

/** A clock that only moves when somebody sleeps, and notes how long. */
export interface FakeClock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly slept: number[];
}

export const START: number = Date.parse('2026-03-01T00:00:00Z');

export const fakeClock = (): FakeClock => {
  let now = START;
  const slept: number[] = [];
  return {
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      const end = now + ms;
      await new Promise((done) => setImmediate(done));
      now = Math.max(now, end);
    },
    slept,
  };
};

export const identify = (text: string): PageClaim => {
  const [half] = readPage({ file: 'page.md', text }).halves;
  return half ? { language: half.language, ...(half.identity ? { identity: half.identity.value } : {}) } : {};
};

/** A folder that is a map. */
export type Folder = Map<string, string>;

export const portsFor = (folder: Folder, more: Partial<PullPorts> = {}): PullPorts => ({
  fetch: globalThis.fetch,
  ...fakeClock(),
  random: () => 1,
  read: (path) => folder.get(path),
  write: (path, text) => void folder.set(path, text),
  identify,
  ...more,
});

/** A layout with no families and entries of a real site. */
export const TEST_LAYOUT: PageLayout = { ...docusaurus2, name: 'test', families: [], entries: [], sitemaps: [] };

export const optionsFor = (baseUrl: string, more: Partial<PullOptions> = {}): PullOptions => ({
  ...PULL_DEFAULTS,
  baseUrl,
  layout: TEST_LAYOUT,
  delayMs: 0,
  retries: 2,
  timeoutMs: 5_000,
  ...more,
});

export const pullInto = (
  folder: Folder,
  options: PullOptions,
  ports: Partial<PullPorts> = {},
): Promise<Outcome<PullResult>> => pull(options, portsFor(folder, ports));

export const resultOf = (outcome: Outcome<PullResult>): PullResult => {
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};

const WORDS = {
  en: {
    title: 'Count the lamps',
    request: 'HTTP Request',
    weight: 'Request Weight',
    parameters: 'Request Parameters',
    response: 'Response Example',
  },
  zh: { title: '清点灯具', request: 'HTTP请求', weight: '请求权重', parameters: '请求参数', response: '响应示例' },
} as const;

/** An endpoint page of an invented exchange, as its Markdown. */
export const lampPage = (identity: string, language: 'en' | 'zh', weight = 5): string => {
  const words = WORDS[language];
  const address = `${language === 'en' ? '/docs/' : '/docs/zh-CN/'}${identity}`;
  const heading = (text: string, id: string): string => `## ${text}[\u200b](${address}#${id} "Direct link to ${text}")`;
  return [
    `# ${words.title}(USER_DATA)`,
    heading(words.request, 'http-request'),
    `GET \`/sapi/v1/lamps/${identity.replaceAll('/', '-').toLowerCase()}\``,
    heading(words.weight, 'weight'),
    `**${weight}(IP)**`,
    heading(words.parameters, 'parameters'),
    'Name| Type| Mandatory| Description  \n---|---|---|---  \nroom| STRING| YES| `HALL` or `CELLAR`  \ntimestamp| LONG| YES|   \n  ',
    `${heading(words.response, 'response')}\n    \n    \n    {  \n        "lamps": 3  \n    }`,
  ].join('\n\n');
};

/** One language of a lamp's page, and the links beside it. */
export interface LampPage {
  readonly origin: string;
  readonly identity: string;
  readonly language?: 'en' | 'zh';
  readonly sidebar?: readonly string[];
  readonly weight?: number;
}

export const lampHtml = ({ origin, identity, language = 'en', sidebar = [], weight = 5 }: LampPage): string =>
  documentHtml({
    identity,
    language,
    title: WORDS[language].title,
    article: articleHtml(lampPage(identity, language, weight)),
    sidebar,
    origin,
  });

export const pathFor = (identity: string, language: 'en' | 'zh'): string =>
  `${language === 'en' ? '/docs/' : '/docs/zh-CN/'}${identity}`;

/** Puts a page on a site in both languages. */
export const addLamp = (
  site: { readonly origin: string; readonly pages: Map<string, unknown> },
  identity: string,
  more: Omit<LampPage, 'origin' | 'identity'> = {},
): void => {
  for (const language of ['en', 'zh'] as const) {
    site.pages.set(pathFor(identity, language), lampHtml({ origin: site.origin, identity, ...more, language }));
  }
};
