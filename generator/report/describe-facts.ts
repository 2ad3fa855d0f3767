import type { Diagnostic } from '../core/diagnostic.js';
import { formatPosition, type Position } from '../core/position.js';
import type { EndpointFacts, Fact, PageFacts, ParameterFact, WeightFact } from '../docs/types.js';
import { plural } from './words.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** Facts of one page for people: all of them with their lines, or one line for each endpoint of it. */
export const describeFacts = (page: PageFacts, detail: 'whole' | 'line'): string =>
  printableLines(detail === 'whole' ? whole(page) : page.endpoints.filter(isFirstHalf).map(line));

const printableLines = (lines: readonly string[]): string => lines.map(printable).join('\n');

/** The two halves of a page are about the same endpoint. */
const isFirstHalf = ({ method, path }: EndpointFacts, index: number, all: readonly EndpointFacts[]): boolean =>
  all.findIndex((other) => other.method.value === method.value && other.path.value === path.value) === index;

const line = (endpoint: EndpointFacts): string => {
  const { method, path, parameters, examples, errors, securityType } = endpoint;
  const counts = [
    securityType?.value ?? 'no security type',
    `weight ${endpoint.weights.map(showWeight).join(', ') || 'not given'}`,
    plural(parameters?.rows.length ?? 0, 'parameter'),
    plural(examples.length, 'example'),
    ...(errors.length > 0 ? [plural(errors.length, 'error')] : []),
  ];
  return `${method.value.padEnd(6)} ${path.value}  ${counts.join(', ')}  (${formatPosition(method.at)})`;
};

const whole = (page: PageFacts): readonly string[] => [
  `${page.file}: ${page.kind} page${page.identity === undefined ? ', no identity' : ` ${page.identity.value}`}` +
    `${page.updatedAt === undefined ? '' : `, updated ${page.updatedAt}`}`,
  ...page.endpoints.flatMap(describeEndpoint),
  ...page.events.flatMap((event) => [
    '',
    `event ${event.name?.value ?? '(no name)'} (${event.language})`,
    ...event.examples.flatMap(({ fields, at }) => [
      `  example ${place(at)}`,
      ...fields.map(({ path, kinds }) => `    ${path}: ${kinds.join(' | ')}`),
    ]),
  ]),
  ...page.definitions.flatMap(({ title, language, values }) => [
    '',
    `values ${title.value} (${language}) ${place(title.at)}`,
    `  ${values.map(({ value }) => value).join(', ')}`,
  ]),
  ...(page.errors.length === 0
    ? []
    : ['', `errors: ${plural(page.errors.length, 'entry').replace('entrys', 'entries')}`]),
  ...page.errors.map(({ code, name, at }) => `  ${code?.value ?? '(no code)'} ${name?.value ?? ''} ${place(at)}`),
  ...page.changes.map(
    ({ date, kind, method, path, at }) => `${date ?? 'no date'} ${kind} ${method ?? ''} ${path} ${place(at)}`,
  ),
];

const describeEndpoint = (endpoint: EndpointFacts): readonly string[] => [
  '',
  `${endpoint.method.value} ${endpoint.path.value} (${endpoint.language}) ${place(endpoint.method.at)}`,
  ...fact('title', endpoint.title),
  ...fact('security type', endpoint.securityType),
  ...endpoint.weights.map((weight) => `  weight ${showWeight(weight)} ${place(weight.at)}`),
  ...endpoint.rateLimits.map((limit) => `  limit ${limit.value} ${place(limit.at)}`),
  ...(endpoint.parameters?.rows ?? []).map(describeParameter),
  ...endpoint.conditions.map(({ when, require }) => `  when ${when.value}: ${require.join(', ')} ${place(when.at)}`),
  ...endpoint.examples.flatMap(({ label, fields, shape, repairs, at }) => [
    `  example${label === undefined ? '' : ` "${label}"`} ${shape === '' ? '{}' : shape}, ` +
      `${plural(fields.length, 'field')}` +
      `${repairs.length === 0 ? '' : `, ${plural(repairs.length, 'repair')}`} ${place(at)}`,
    ...fields.map(({ path, kinds, always }) => `    ${path}: ${kinds.join(' | ')}${always ? '' : ' (not always)'}`),
  ]),
  ...(endpoint.responseTable?.rows ?? []).map(
    ({ path, type, at }) => `  field ${path}: ${type?.value ?? 'no type'} ${place(at)}`,
  ),
  ...endpoint.errors.map(
    ({ code, name, at }) => `  error ${code?.value ?? '(no code)'} ${name?.value ?? ''} ${place(at)}`,
  ),
  ...endpoint.notes.map(({ at }) => `  note ${place(at)}`),
];

const describeParameter = (parameter: ParameterFact): string => {
  const { name, type, mandatory, at } = parameter;
  const limits = [
    ...(parameter.default === undefined ? [] : [`default ${parameter.default.value}`]),
    ...(parameter.minimum === undefined ? [] : [`at least ${parameter.minimum.value}`]),
    ...(parameter.maximum === undefined ? [] : [`at most ${parameter.maximum.value}`]),
    ...(parameter.values === undefined ? [] : [`one of ${parameter.values.value.join(', ')}`]),
  ];
  const meaning = mandatory?.meaning ?? 'not said whether mandatory';
  return `  parameter ${name}: ${[type?.value ?? 'no type', meaning, ...limits].join(', ')} ${place(at)}`;
};

const fact = (name: string, value: Fact | undefined): readonly string[] =>
  value === undefined ? [] : [`  ${name} ${value.value} ${place(value.at)}`];

const showWeight = ({ value, scope, condition }: WeightFact): string =>
  `${value}${scope === undefined ? '' : ` ${scope}`}${condition === undefined ? '' : ` (${condition.text})`}`;

const place = ({ line, col }: Position): string => `:${line}:${col}`;

const isNote = ({ severity }: Diagnostic): boolean => severity === 'note';

/** What the reader had to decide for itself, a line each: warnings stand above the report, notes in it. */
export const describeNotes = (diagnostics: readonly Diagnostic[], style: Style): readonly string[] =>
  diagnostics
    .filter(isNote)
    .map(
      ({ message, at }) =>
        `${style.dim('note')} ${printable(message)}${at === undefined ? '' : ` (${formatPosition(at)})`}`,
    );

/** Counts what was read, page by page. */
export class FactsTally {
  #pages = 0;
  #unread = 0;
  #notes = 0;
  readonly #endpoints = new Set<string>();
  readonly #kinds = new Map<string, number>();

  add({ kind, endpoints }: PageFacts, troubles: readonly Diagnostic[]): void {
    this.#pages += 1;
    const notes = troubles.filter(isNote).length;
    this.#notes += notes;
    this.#unread += troubles.length - notes;
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    for (const { method, path } of endpoints) this.#endpoints.add(`${method.value} ${path.value}`);
  }

  summary(style: Style): string {
    const kinds = [...this.#kinds].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} ${kind}`);
    const unread = this.#unread === 0 ? 'everything was read' : `${plural(this.#unread, 'place')} could not be read`;
    const notes = this.#notes === 0 ? '' : `, ${plural(this.#notes, 'note')}`;
    const pages = `${style.strong(plural(this.#pages, 'page'))} (${kinds.join(', ')})`;
    return `${pages}, ${plural(this.#endpoints.size, 'endpoint')}; ${unread}${notes}`;
  }
}
