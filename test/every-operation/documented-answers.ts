import { type ExampleNode } from '../../generator/docs/example-scanner.js';
import { parseExamples } from '../../generator/docs/example-parser.js';
import { facts } from '../../generator/docs/facts.js';
import { readPage } from '../../generator/docs/read-page.js';
import type { EndpointFacts, PageSource } from '../../generator/docs/types.js';
import { capturedPages } from '../support/captured-pages.js';
import { SEED_PAGES } from '../support/seed-pages.js';

/** An answer as a page shows it: JSON with the page's own tokens. */
export interface DocumentedAnswer {
  readonly method: string;
  readonly path: string;
  /** `page:line` */
  readonly place: string;
  readonly text: string;
}

/** The answers of all pages at hand: those that are committed, and of a whole capture where one lies beside the project. */
export const documentedAnswers = (): readonly DocumentedAnswer[] => {
  const found = new Map<string, DocumentedAnswer>();
  for (const page of capturedPages() ?? SEED_PAGES) {
    for (const answer of answersOf(page)) {
      const key = `${answer.method} ${answer.path} ${answer.text}`;
      if (!found.has(key)) found.set(key, answer);
    }
  }
  return [...found.values()];
};

const answersOf = (page: PageSource): readonly DocumentedAnswer[] => {
  const lines = page.text.split(/\r?\n/);
  const endpoints = facts(readPage(page));
  const english = new Set(endpoints.filter(({ language }) => language === 'en').map(requestOf));
  // Where the Chinese half names another endpoint than the English one, its address is wrong.
  const sure = endpoints.filter((endpoint) => english.size === 0 || english.has(requestOf(endpoint)));
  return sure.flatMap(({ method, path, examples }) =>
    examples.flatMap(({ at }) => {
      const [example] = parseExamples(blockFrom(lines, at));
      const text = example === undefined ? undefined : jsonOf(example.node);
      if (text === undefined) return [];
      return [{ method: method.value, path: path.value, place: `${page.file}:${at.line}`, text }];
    }),
  );
};

const requestOf = ({ method, path }: EndpointFacts): string => `${method.value} ${path.value}`;

/** The rest of the code block, from the first bracket of the example on; captured pages indent code by four spaces. */
const blockFrom = (
  lines: readonly string[],
  { line, col }: { readonly line: number; readonly col: number },
): string => {
  const isCode = /^(?: {4}|\t)/.test(lines[line - 1] ?? '');
  const end = lines.findIndex(
    (text, index) => index >= line && (isCode ? /^(?! {4}|\t)\S/.test(text) : text.trim() === ''),
  );
  const [first = '', ...rest] = lines.slice(line - 1, end === -1 ? lines.length : end);
  return [first.slice(col - 1), ...rest].join('\n');
};

/** JSON with the tokens of the page. A value that the page leaves out (`…`) is no part of it. */
const jsonOf = (node: ExampleNode): string | undefined => {
  switch (node.kind) {
    case 'missing':
      return undefined;
    case 'array':
      return `[${node.items.flatMap((item) => jsonOf(item) ?? []).join(',')}]`;
    case 'object': {
      // A key that stands twice: the last one counts, as for every reader of JSON.
      const members = new Map(node.members.map(({ key, value }) => [key, jsonOf(value)]));
      return `{${[...members].flatMap(([key, text]) => (text === undefined ? [] : [`${JSON.stringify(key)}:${text}`])).join(',')}}`;
    }
    case 'string':
      return JSON.stringify(node.token);
    default:
      return node.token;
  }
};
