import type { Diagnostic } from '../../../generator/core/diagnostic.js';
import { readFacts } from '../../../generator/docs/page-facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import type { PageFacts, PageSource } from '../../../generator/docs/types.js';
import { draft } from '../../../generator/draft/draft.js';
import type { Draft, DraftFile } from '../../../generator/draft/types.js';
import { compareSpec } from '../../../generator/drift/compare.js';
import type { Finding } from '../../../generator/drift/types.js';
import type { SourceFileRef } from '../../../generator/core/source.js';
import type { MergedSpec } from '../../../generator/merge/types.js';
import { described, mergeAll, merged } from '../load/read-case.js';

export const factsOf = (pages: readonly PageSource[]): readonly PageFacts[] =>
  pages.map((page) => readFacts(readPage(page)));

/** A spec with one operation, so that fragments have something to be merged into. */
export const SMALL_UPSTREAM: SourceFileRef = {
  file: 'upstream.yaml',
  role: 'upstream',
  bytes: new TextEncoder().encode(`openapi: 3.1.0
info: { title: T, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /shop/v1/ping:
    get:
      operationId: shopPing
      x-client-name: shop.ping
      x-security-type: NONE
      x-request-weight: []
      x-effect: read
      responses: { '200': { description: Nothing. } }
      security: []
components:
  securitySchemes:
    apiKey: { type: apiKey, in: header, name: X-MBX-APIKEY }
    hmacSignature: { type: apiKey, in: query, name: signature }
`),
};

export interface Drafted {
  readonly result: Draft;
  /** Before and after the drafted files are merged in. */
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
  readonly spec: MergedSpec;
  /** Of merging the drafted files. */
  readonly diagnostics: readonly Diagnostic[];
}

const known = new Map<readonly SourceFileRef[], MergedSpec>();

/** The spec before anything is drafted: merged once for each list of sources. */
const specOf = (sources: readonly SourceFileRef[]): MergedSpec => {
  const spec = known.get(sources) ?? merged(sources);
  known.set(sources, spec);
  return spec;
};

/** What the command does: drift, draft, merge, and drift again. */
export const draftAndMerge = (pages: readonly PageFacts[], sources: readonly SourceFileRef[]): Drafted => {
  const endpoints = pages.flatMap((page) => page.endpoints);
  const spec = specOf(sources);
  const before = compareSpec(spec, { facts: endpoints }, []).findings;
  const result = draft({
    endpoints,
    definitions: pages.flatMap((page) => page.definitions),
    errors: pages.flatMap((page) => page.errors),
    spec,
    findings: before,
    taken: sources.map(({ file }) => file),
  });
  const outcome = mergeAll([...sources, ...result.files.map(toSource)]);
  if (!outcome.ok) {
    const texts = result.files.map(({ text }) => text).join('\n');
    throw new Error(`${described(outcome.diagnostics)}\n${texts}`);
  }
  const { findings: after } = compareSpec(outcome.value, { facts: endpoints }, []);
  return { result, before, after, spec: outcome.value, diagnostics: outcome.diagnostics };
};

export const toSource = ({ file, kind, text }: DraftFile): SourceFileRef => ({
  file,
  role: kind,
  bytes: new TextEncoder().encode(text),
});

/** What only the docs could correct, and what the drafts name for review. */
export const unexplained = ({ result, after }: Drafted): readonly Finding[] => {
  const told = result.files.flatMap(({ review }) => review.map(({ pointer }) => pointer));
  return after.filter(
    ({ rule, pointer }) => !/^(?:docs|page)-/.test(rule) && !told.some((known) => covers(known, pointer)),
  );
};

/** A review item is about a parameter, a field or a part of the operation; a finding may be about a keyword of it. */
const covers = (told: string, pointer: string): boolean => {
  const path = /\/responses\/(.+)$/.exec(told)?.[1];
  const names = pointer.split('/').filter((token) => !/^(?:properties|items|schema|type)$/.test(token));
  if (path !== undefined) return path.replaceAll('[]', '').split('.').at(-1) === names.at(-1);
  return told.split('/').length > 4 && (pointer === told || pointer.startsWith(`${told}/`));
};
