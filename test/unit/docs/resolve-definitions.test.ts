import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFacts } from '../../../generator/docs/page-facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import { resolveDefinitions } from '../../../generator/docs/resolve-definitions.js';
import type { EndpointFacts, PageFacts } from '../../../generator/docs/types.js';

const ROOT = join(import.meta.dirname, '../../cases/docs');

const definitions = readFacts(
  readPage({ file: 'definitions.md', text: readFileSync(join(ROOT, 'definitions/page.md'), 'utf8') }),
);

const endpoint = (identity: string, ...rows: readonly string[]): PageFacts => {
  const parameters = `Name| Type| Mandatory| Description\n---|---|---|---\n${rows.join('\n')}\n`;
  const anchor = `[](/docs/${identity}#r)`;
  const text = `# T (TRADE)\n\n## HTTP Request${anchor}\n\nPOST /shop/v1/x\n\n## Request Parameters\n\n${parameters}`;
  return readFacts(readPage({ file: 'endpoint.md', text }));
};

const resolved = (page: PageFacts): EndpointFacts => {
  const [, read] = resolveDefinitions([definitions, page]);
  if (!read?.endpoints[0]) throw new Error('no endpoint');
  return read.endpoints[0];
};

const defined = (page: PageFacts): readonly (string | undefined)[] =>
  (resolved(page).parameters?.rows ?? []).map(({ definedValues }) => definedValues?.value.join(' '));

const SHOP = 'shop/trade/New-Order';

test('an ENUM without values gets those of the definition by its name, with the place there', () => {
  const page = endpoint(SHOP, 'side| ENUM| YES|');
  expect(resolved(page).parameters?.rows[0]).toMatchObject({
    valuesFrom: 'side',
    definedValues: { value: ['BUY', 'SELL'], quote: 'Order side (side)', at: { file: 'definitions.md', line: 17 } },
  });
  expect(resolved(page).parameters?.rows[0]).not.toHaveProperty('values');
});

test('the words that a description refers to come before the name, and the end of a name last', () => {
  expect(
    defined(
      endpoint(
        SHOP,
        'side| ENUM| YES| Supported values: [Order Types](/docs/shop/common-definition#t)',
        'pendingShelfLife| ENUM| NO|',
        'outside| ENUM| NO|',
      ),
    ),
  ).toEqual(['LIMIT STOP_LIMIT MARKET', 'GTC IOC', undefined]);
});

test('what lists its own values, or is no ENUM, is left alone', () => {
  expect(defined(endpoint(SHOP, 'side| ENUM| YES| UP, DOWN', 'type| STRING| NO|'))).toEqual([undefined, undefined]);
});

test('where no list fits, or more than one, nothing is filled in and a note says so', () => {
  const twice: PageFacts = {
    ...definitions,
    definitions: [...definitions.definitions, ...definitions.definitions],
  };
  const page = endpoint(SHOP, 'side| ENUM| YES|', 'colour| ENUM| NO|');
  const [, read] = resolveDefinitions([twice, page]);
  expect(read?.endpoints[0]?.parameters?.rows.map(({ definedValues }) => definedValues)).toEqual([
    undefined,
    undefined,
  ]);
  expect(read?.endpoints[0]?.diagnostics.map(({ code, at }) => `${code} ${at?.line}`)).toEqual([
    'docs/undefined-values 11',
    'docs/undefined-values 12',
  ]);
});

test('another family has definitions of its own, and so has the other language', () => {
  expect(
    resolveDefinitions([definitions, endpoint('garden/trade/New-Order', 'side| ENUM| YES|')])[1]?.endpoints[0],
  ).not.toHaveProperty('parameters.rows.0.definedValues');
  const chinese = readFacts(
    readPage({
      file: 'zh.md',
      text: [
        `# 下单 (TRADE)\n\n## HTTP请求[](/docs/zh-CN/${SHOP}#r)\n\nPOST /shop/v1/x\n`,
        '## 请求参数\n\n名称| 类型| 是否必需| 描述\n---|---|---|---\ntype| ENUM| YES|\nshelfLife| ENUM| NO|',
      ].join('\n'),
    }),
  );
  expect(defined(chinese)).toEqual(['STOP TAKE_PROFIT', undefined]);
});
