import { doc } from '../core/prose.js';
import type { ApiModel, AreaModel, OperationModel } from '../model/types.js';
import type { Render } from './compile-templates.js';
import { describeWeights } from './describe.js';
import { chooseExample } from './example.js';
import type { PackageSettings, SourceFile } from './types.js';

/** Everything in the package that is not TypeScript source: its metadata, its build and its documentation. */
export const planDocuments = (model: ApiModel, render: Render, settings: PackageSettings): readonly SourceFile[] => {
  const operations = model.operations.map(rowFor).sort(by(({ call }) => call));
  const requests = [...operations].sort(by(({ path, method }) => `${path} ${method}`));
  const views: readonly (readonly [path: string, template: string, view: unknown])[] = [
    ['README.md', 'readme', { operations, example: chooseExample(model), ...streamsFor(model) }],
    ['operations.md', 'operations', { operations, requests }],
    [
      'package.json',
      'package',
      { ...settings, exports: exportsFor(model.areas), typesVersions: typesVersionsFor(model.areas) },
    ],
    ['cjs/package.json', 'cjs-package', {}],
    ['tsconfig.json', 'tsconfig', {}],
    ['tsconfig.esm.json', 'tsconfig-esm', {}],
    ['tsconfig.cjs.json', 'tsconfig-cjs', {}],
    ['clean.mjs', 'clean', {}],
  ];
  return views.map(([path, template, view]) => ({ path, text: render(template, view) }));
};

/** All streams, and the one that the README opens: that with most to tell. */
const streamsFor = ({ streams }: ApiModel) => ({
  streams: streams.map(({ id, summary }) => ({ id: id.text, summary })),
  stream: [...streams].sort((left, right) => right.events.length - left.events.length)[0]?.id,
});

const rowFor = (operation: OperationModel) => ({
  call: `client.${operation.area}.${operation.member}`,
  id: operation.id.text,
  summary: operation.summary.isEmpty ? doc`${operation.id.text}` : operation.summary,
  /** The name that the exchange's pages have for it, or else ours. */
  documented: operation.docsName.isEmpty ? operation.summary : operation.docsName,
  docs: operation.docs,
  method: operation.method,
  path: operation.path,
  request: `${operation.method} ${operation.path}`,
  weight: describeWeights(operation.weight),
  securityType: operation.securityType,
  deprecated: operation.deprecated,
});

type Row = ReturnType<typeof rowFor>;

const by =
  (key: (row: Row) => string) =>
  (left: Row, right: Row): number =>
    key(left) < key(right) ? -1 : 1;

/** Platforms without Node's modules, or whose own are better served by `fetch`; some of them also say `node`. */
const WEB_CONDITIONS = ['bun', 'deno', 'workerd', 'worker', 'browser'] as const;

const exportsFor = (areas: readonly AreaModel[]) => ({
  '.': byPlatform('index', 'node'),
  ...Object.fromEntries(areas.map(({ stem }) => [`./${stem.text}`, bothWays(`areas/${stem.text}`)])),
  './error-codes': bothWays('error-codes'),
  './lean': byPlatform('lean', 'lean-node'),
  './redis': bothWays('runtime/redis'),
  './undici': bothWays('runtime/undici'),
  './package.json': './package.json',
});

/** Later conditions count only where none before them holds. */
const byPlatform = (web: string, node: string) => ({
  ...Object.fromEntries(WEB_CONDITIONS.map((condition) => [condition, bothWays(web)])),
  node: bothWays(node),
  default: bothWays(web),
});

const bothWays = (module: string) => ({
  import: { types: `./esm/${module}.d.ts`, default: `./esm/${module}.js` },
  require: { types: `./cjs/${module}.d.ts`, default: `./cjs/${module}.js` },
});

/** For compilers that do not read `exports`. */
const typesVersionsFor = (areas: readonly AreaModel[]) => ({
  '*': {
    ...Object.fromEntries(areas.map(({ stem }) => [stem.text, [`./cjs/areas/${stem.text}.d.ts`]])),
    'error-codes': ['./cjs/error-codes.d.ts'],
    lean: ['./cjs/lean-node.d.ts'],
    redis: ['./cjs/runtime/redis.d.ts'],
    undici: ['./cjs/runtime/undici.d.ts'],
  },
});
