/** What an editor shows: names that a reader knows, not what they are made of. */
import { ts } from 'ts-morph';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from './package-of.js';

const FILE = join(PROJECT_ROOT, 'generated/src/hover.ts');

const SOURCE = `import { marginOrdersCreate } from './api.js';
import type { Client } from './client.js';
declare const client: Client;
const order = { symbol: 'B', side: 'BUY', type: 'LIMIT', quantity: 1 } as const;
const placed = await client.margin.orders.create(order);
const acknowledged = await client.call(marginOrdersCreate, { ...order, newOrderRespType: 'ACK' });
const futures = await client.portfolioMargin.um.orders.get({ symbol: 'B', orderId: '1' });
const balances = await client.portfolioMargin.account.balances();
`;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: [],
  lib: [],
  noLib: true,
};

const readText = (path: string): string | undefined => (path === FILE ? SOURCE : ts.sys.readFile(path));

const host: ts.LanguageServiceHost = {
  getCompilationSettings: () => OPTIONS,
  getScriptFileNames: () => [FILE],
  getScriptVersion: () => '1',
  getScriptSnapshot: (path) => {
    const text = readText(path);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => PROJECT_ROOT,
  getDefaultLibFileName: () => '',
  fileExists: (path) => path === FILE || ts.sys.fileExists(path),
  readFile: readText,
  directoryExists: ts.sys.directoryExists,
};

describe('hovering over', () => {
  let service: ts.LanguageService;
  beforeAll(() => {
    service = ts.createLanguageService(host);
  });

  /** The text over the end of the first occurrence. */
  const hover = (text: string): { readonly type: string; readonly words: string } => {
    const info = service.getQuickInfoAtPosition(FILE, SOURCE.indexOf(text) + text.length - 1);
    return {
      type: ts.displayPartsToString(info?.displayParts),
      words: ts.displayPartsToString(info?.documentation),
    };
  };

  it.each([
    ['client.margin', '(property) Client.margin: MarginArea'],
    ['client.margin.orders', '(property) MarginArea.orders: MarginOrdersArea'],
    ['client.portfolioMargin.um', '(property) PortfolioMarginArea.um: PortfolioMarginUmArea'],
  ])('%s shows a named area and says what is in it', (text, wanted) => {
    expect(hover(text).type).toBe(wanted);
    expect(hover(text).words).toMatch(/^The (\d+ operations|operation|areas) of `client\./);
  });

  it('an operation shows its params and its result by name, and what the docs call it', () => {
    const { type, words } = hover('client.portfolioMargin.um.orders.get');
    expect(type).toBe(
      '(method) PortfolioMarginUmOrdersArea.get(params: PortfolioMarginUmOrdersGetParams, options?: CallOptions): ' +
        'Promise<PortfolioMarginUmOrdersGetResult>',
    );
    expect(words).toMatch(/^- Documented as: /m);
    expect(words).toMatch(/^- Request: `GET \/papi\/v1\/um\/order` at /m);
  });

  it('an operation whose answer depends on its params stays short', () => {
    const { type, words } = hover('client.margin.orders.create');
    expect(type.length).toBeLessThan(600);
    expect(words).toContain('The answer depends on `newOrderRespType`: `MarginOrdersCreateResult`');
  });

  it('a standalone operation shows its types by name', () => {
    expect(hover('{ marginOrdersCreate').type).toMatch(
      /Operation<MarginOrdersCreateParams, .*MarginOrdersCreateVariants>/,
    );
  });
});
