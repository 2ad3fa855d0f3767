import type { Diagnostic } from '../core/diagnostic.js';
import { plain } from '../core/plain-text.js';
import { readChoices } from './choices.js';
import { readDeprecation } from './deprecation.js';
import { findEndpoints, type EndpointSections } from './endpoints.js';
import { readErrors, readMentioned } from './errors.js';
import { tellExamples } from './example-trouble.js';
import { isBareExample, readExamples } from './examples.js';
import { readParameters } from './parameters.js';
import { limitsRate } from './rate-limits.js';
import { readRequestLines, type RequestLine } from './request-line.js';
import { readResponseTable } from './response-table.js';
import { readTitle, type Title } from './title.js';
import type { ContentBlock, DocPage, EndpointFacts, Fact, PageHalf, Section, SectionKind } from './types.js';
import { saysNone } from './vocabulary.js';
import { readWeights } from './weights.js';

/** What a page says of its endpoints: one entry for each endpoint and language, with a place for every fact. */
export const facts = (page: DocPage): readonly EndpointFacts[] =>
  page.kind === 'endpoint'
    ? page.halves.flatMap((half) => findEndpoints(half).flatMap((endpoint) => readEndpoint(page, half, endpoint)))
    : [];

const readEndpoint = (page: DocPage, half: PageHalf, endpoint: EndpointSections): readonly EndpointFacts[] => {
  const lines = readRequestLines(endpoint.request);
  if (lines.length === 0) return [];
  const title = endpoint.title && readTitle(endpoint.title);
  const { prose, ...body } = readBody(endpoint);
  const deprecated = readDeprecation(title?.title, prose);
  const diagnostics = [...titleTrouble(title), ...body.diagnostics];
  return lines.map((line: RequestLine) => ({
    ...pageOf(page, half),
    ...(title ? { title: title.title } : {}),
    ...(title?.securityType ? { securityType: title.securityType } : {}),
    ...line,
    ...body,
    ...(deprecated ? { deprecated } : {}),
    diagnostics,
  }));
};

const pageOf = (page: DocPage, half: PageHalf): Pick<EndpointFacts, 'file' | 'language'> => ({
  file: page.file,
  language: half.language,
  ...(half.identity ? { identity: half.identity } : {}),
  ...(page.frontMatter.updatedAt ? { updatedAt: page.frontMatter.updatedAt.value } : {}),
  ...(half.incomplete ? { incomplete: half.incomplete } : {}),
});

type Body = Omit<EndpointFacts, 'file' | 'language' | 'method' | 'path' | 'title' | 'securityType' | 'identity'> & {
  /** The description and the notes. */
  readonly prose: readonly Fact[];
};

const readBody = ({ sections }: EndpointSections): Body => {
  const of = (...kinds: readonly SectionKind[]): readonly Section[] =>
    sections.filter(({ kind }) => kinds.includes(kind));
  const weights = readWeights(of('weight'));
  const parameters = readParameters(of('parameters'));
  const read = readExamples(responseBlocks(sections));
  const { examples } = read;
  const response = readResponseTable(of('response', 'response-table'), examples);
  const notes = [
    ...of('notes', 'parameters').flatMap(({ blocks }) => texts(blocks)),
    ...of('response', 'response-table').flatMap(({ blocks }) => texts(blocks.filter(isRemark))),
  ];
  const said = [...of('description').flatMap(({ blocks }) => texts(blocks)), ...notes];
  const errors = readErrors(of('errors'));
  const choices = readChoices({ notes, rows: parameters.table?.rows ?? [] });
  const rateLimits = [...of('rate-limit').flatMap(({ blocks }) => texts(blocks)), ...said.filter(limitsRate)];
  return {
    weights: weights.weights,
    rateLimits,
    ...(parameters.table ? { parameters: parameters.table } : {}),
    conditions: parameters.conditions,
    ...(choices.length > 0 ? { choices } : {}),
    notes,
    prose: said,
    examples,
    ...(response.table ? { responseTable: response.table } : {}),
    errors: [...errors.errors, ...readMentioned(of('notes', 'parameters'))],
    diagnostics: [
      ...weights.diagnostics,
      ...parameters.diagnostics,
      ...tellExamples(read),
      ...response.diagnostics,
      ...errors.diagnostics,
    ],
  };
};

/** Where a page has no response heading, the code below its parameters is the response. */
const responseBlocks = (sections: readonly Section[]): readonly ContentBlock[] => {
  const headed = sections.filter(({ kind }) => kind === 'response');
  const sources = headed.length > 0 ? headed : sections.filter(({ kind }) => kind === 'parameters' || kind === 'notes');
  return sources.flatMap(({ blocks }) => (headed.length > 0 ? blocks : blocks.filter(({ kind }) => kind === 'code')));
};

/** A text of the response that is neither an example nor what an example or a table is called. */
const isRemark = (block: ContentBlock, index: number, blocks: readonly ContentBlock[]): boolean => {
  const next = blocks[index + 1];
  const isCaption = next !== undefined && (next.kind !== 'text' || isBareExample(next));
  return block.kind === 'text' && !isCaption && !isBareExample(block);
};

const texts = (blocks: readonly ContentBlock[]): readonly Fact[] =>
  blocks.flatMap((block) => {
    if (block.kind !== 'text') return [];
    const text = plain(block.text);
    return text === '' || saysNone(text) ? [] : [{ value: text, quote: text, at: block.at }];
  });

const titleTrouble = (title: Title | undefined): readonly Diagnostic[] => {
  if (title?.unknownType === undefined) return [];
  return [
    {
      code: 'docs/unknown-security-type',
      severity: 'warning',
      message: `The title ends in (${title.unknownType}), which is no security type this reader knows.`,
      at: title.title.at,
      hint: 'If the exchange has a new security type, the list of security types has to learn it.',
    },
  ];
};
