import type { Capture } from '../../../generator/core/capture.js';
import { readFacts } from '../../../generator/docs/page-facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import type { Snapshot } from '../../../generator/docs/snapshot.js';
import type { PageFacts } from '../../../generator/docs/types.js';

/** What a made-up endpoint page says, where it differs from all others. */
export interface Shape {
  readonly title?: string;
  readonly method?: string;
  readonly path: string;
  readonly parameters?: readonly string[];
  readonly date?: string;
  readonly chinesePath?: string;
}

/** The text of an endpoint page of the shop, in both languages. */
export const endpointText = (identity: string, shape: Shape): string =>
  [
    frontMatter(identity, shape.date),
    halfText(identity, shape, { prefix: '/docs/', headings: ENGLISH, path: shape.path }),
    '\n---\n\n',
    halfText(identity, shape, { prefix: '/docs/zh-CN/', headings: CHINESE, path: shape.chinesePath ?? shape.path }),
  ].join('');

const ENGLISH = ['HTTP Request', 'Request Parameters', 'Response Example'];
const CHINESE = ['HTTP请求', '请求参数', '响应示例'];

interface HalfShape {
  readonly prefix: string;
  readonly headings: readonly string[];
  readonly path: string;
}

const halfText = (identity: string, shape: Shape, { prefix, headings, path }: HalfShape): string => {
  const { title = 'Sell', method = 'POST', parameters = ['sku', 'count'] } = shape;
  const [request, table, response] = headings.map((heading) => `## ${heading}[](${prefix}${identity}#h "h")\n`);
  const rows = [...parameters, 'timestamp'].map((name) => `${name}| STRING| YES| ${name}  \n`).join('');
  const head = 'Name| Type| Mandatory| Description  \n---|---|---|---  \n';
  const example = '    \n    \n    {\n      "done": true\n    }\n';
  return `# ${title} (TRADE)\n\n${request}\n${method} \`${path}\`\n\n${table}\n${head}${rows}  \n${response}${example}`;
};

const frontMatter = (identity: string, date: string = '2026-03-01T10:00:00'): string =>
  `---\nsource_url: https://docs.example.com/docs/${identity}\nupdated_at: ${date}\n---\n\n`;

export const endpointPage = (identity: string, shape: Shape): PageFacts =>
  pageOf(`docs/${identity}.md`, endpointText(identity, shape));

export const pageOf = (file: string, text: string): PageFacts => readFacts(readPage({ file, text }));

/** A change log: one section for each date, newest first, with one line for each change. */
export const changeLog = (entries: Readonly<Record<string, readonly string[]>>): PageFacts => {
  const sections = Object.entries(entries).map(([date, lines]) => {
    const items = lines.map((line) => `  * ${line}\n`).join('');
    return `## ${date}[](/docs/shop/change-log#x "x")\n\n${items}\n`;
  });
  return pageOf('docs/shop/change-log.md', `${frontMatter('shop/change-log')}# Change Log\n\n${sections.join('')}`);
};

export const captureOf = (
  identities: readonly string[],
  rest: Partial<Capture> & { readonly states?: Readonly<Record<string, Capture['pages'][number]['state']>> } = {},
): Capture => {
  const { states, ...others } = rest;
  return {
    version: 1,
    capturedAt: '2026-03-01T10:00:00Z',
    baseUrl: 'https://docs.example.com',
    layout: 'shop',
    complete: true,
    pages: identities.map((identity) => ({ identity, sources: [], state: states?.[identity] ?? 'fetched' })),
    ...others,
  };
};

export const snapshotOf = (pages: readonly PageFacts[], capture?: Capture): Snapshot => ({
  label: 'new',
  pages,
  ...(capture ? { capture } : {}),
});
