import type { ApiModel } from '../model/types.js';
import { readExports, type ReadModule } from './read-exports.js';
import type { SourceFile } from './types.js';

/** What the package is made of. */
export interface ApiParts {
  readonly model: ApiModel;
  readonly emitted: readonly SourceFile[];
  /** Paths are relative to the runtime's own folder. */
  readonly runtime: readonly SourceFile[];
}

/**
 * Every name that programs may use, as a document that says in a diff what a change does to them: what the client has,
 * and what each entry point of the package exports.
 */
export const reportApi = ({ model, emitted, runtime }: ApiParts): SourceFile => {
  const sources = new Map([
    ...runtime.map(({ path, text }) => [`runtime/${path}`, text] as const),
    ...emitted.flatMap(({ path, text }) =>
      path.startsWith('src/') ? [[path.slice('src/'.length), text] as const] : [],
    ),
  ]);
  const metadata = JSON.parse(emitted.find(({ path }) => path === 'package.json')?.text ?? '{}') as Metadata;
  const entries = Object.entries(metadata.exports ?? {}).filter(([entry]) => !entry.endsWith('.json'));
  const sections = entries.map(([entry, target]) =>
    section(
      titleOf(entry),
      namesOf(target, (path) => sources.get(path)),
    ),
  );
  return {
    path: 'api-report.md',
    text: [INTRODUCTION, section('client', operationsOf(model)), ...sections].join('\n'),
  };
};

const INTRODUCTION = `# Public names

Every name that programs may use: first the operations of the client with their standalone exports and requests, then
what each entry point exports. A name that goes or changes breaks somebody.
`;

const section = (title: string, lines: readonly string[]): string =>
  ['', `## ${title}`, '', '```text', ...lines, '```', ''].join('\n').slice(1);

const operationsOf = ({ operations }: ApiModel): readonly string[] =>
  operations.map(({ area, member, id, method, path }) => `${area}.${member} ${id.text} ${method} ${path}`).sort();

interface Metadata {
  readonly exports?: Readonly<Record<string, unknown>>;
}

const titleOf = (entry: string): string => `marginalia-binance${entry.slice(1)}`;

/** The names of an entry point; one that not every platform has says where it is. */
const namesOf = (target: unknown, read: ReadModule): readonly string[] => {
  const modules = [...new Set(modulesOf(target))];
  const perModule = modules.map((module) => readExports(module, read));
  const all = new Map(perModule.flatMap((names) => [...names]));
  const lines = [...all].map(([name, kind]) => {
    const having = modules.filter((_, index) => perModule[index]?.has(name) === true);
    const only = having.length === modules.length ? '' : ` (only ${having.join(', ').replaceAll('.ts', '')})`;
    return `${kind} ${name}${only}`;
  });
  return lines.sort();
};

/** The modules that `import` can lead to, whatever the platform. */
const modulesOf = (target: unknown): readonly string[] => {
  if (typeof target === 'string')
    return (
      /^\.\/esm\/(.+)\.js$/
        .exec(target)
        ?.slice(1)
        .map((path) => `${path}.ts`) ?? []
    );
  if (typeof target !== 'object' || target === null) return [];
  return Object.entries(target).flatMap(([condition, inner]) => (condition === 'require' ? [] : modulesOf(inner)));
};
