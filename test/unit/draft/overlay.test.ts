import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { own, pointerTokens } from '../../../generator/core/json.js';
import type { SourceFileRef } from '../../../generator/core/source.js';
import type { PageSource } from '../../../generator/docs/types.js';
import type { Finding } from '../../../generator/drift/types.js';
import { mutatePage, seeded } from '../../support/page-mutations.js';
import { SEED_PAGES } from '../../support/seed-pages.js';
import { draft } from '../../../generator/draft/draft.js';
import type { DraftFile } from '../../../generator/draft/types.js';
import { COMMITTED, merged } from '../load/read-case.js';
import { draftAndMerge, factsOf, SMALL_UPSTREAM, toSource, type Drafted } from './support.js';

const CASES = join(import.meta.dirname, '../../cases/drift');
const keyOf = ({ rule, pointer }: Finding): string => `${rule} ${pointer}`;
/** What no correction of the spec can settle. */
const isAboutDocs = ({ rule }: Finding): boolean => /^(?:docs|page|waiver)-/.test(rule);

interface Operation {
  security?: unknown;
  'x-security-type'?: string;
}

interface Spec {
  paths: Record<string, Record<string, Operation>>;
  components?: object;
}

/** The spec of a drift case as an upstream document: with the security that merge asks for. */
const upstreamOf = (file: string): SourceFileRef => {
  const spec = parse(readFileSync(file, 'utf8')) as Spec;
  for (const operation of Object.values(spec.paths).flatMap((item) => Object.values(item))) {
    const type = operation['x-security-type'] ?? 'NONE';
    const keyOnly = type === 'MARKET_DATA' || type === 'USER_STREAM';
    operation.security ??= type === 'NONE' ? [] : [keyOnly ? { apiKey: [] } : { apiKey: [], hmacSignature: [] }];
  }
  const securitySchemes = {
    apiKey: { type: 'apiKey', in: 'header', name: 'X-MBX-APIKEY' },
    hmacSignature: { type: 'apiKey', in: 'query', name: 'signature' },
  };
  const text = stringify({ ...spec, components: { ...spec.components, securitySchemes } });
  return { file: 'upstream.yaml', role: 'upstream', bytes: new TextEncoder().encode(text) };
};

const pagesIn = (folder: string): readonly PageSource[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith('differs') && file.endsWith('.md'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

const withSpec = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, 'spec.yaml')));

describe.each(withSpec)('%s', (name) => {
  const folder = join(CASES, name);
  const drafted = draftAndMerge(factsOf(pagesIn(folder)), [upstreamOf(join(folder, 'spec.yaml'))]);

  test('is settled by the overlay, unless only the docs could settle it', () => {
    expect(drafted.after.map(keyOf)).toEqual(drafted.before.filter(isAboutDocs).map(keyOf));
  });

  test('every action says why, and every disagreement of the docs is for review or told', () => {
    const { files, diagnostics } = drafted.result;
    const overlays = files.filter(({ kind }) => kind === 'overlay');
    expect(overlays.length > 0).toBe(drafted.before.some((finding) => !isAboutDocs(finding)));
    for (const { text } of overlays) {
      const { actions } = parse(text) as { actions: readonly { description: string }[] };
      for (const { description } of actions) expect(description).toMatch(/\S+\.(?:md|\w+\/)\S*$/);
    }
    const told = files.flatMap(({ review }) => review).length + diagnostics.length;
    expect(told).toBeGreaterThanOrEqual(drafted.before.filter(isAboutDocs).length);
  });
});

/**
 * A case that a row states in words which nobody can write down for certain; a parameter that the page no longer has,
 * while something that a person wrote still asks for it.
 */
const isForReview = ({ rule, pointer, operation }: Finding, { result, spec }: Drafted): boolean => {
  const told = result.files.some(({ review }) => review.some((item) => item.pointer === pointer));
  if (rule === 'parameter-unknown') {
    const [, path, method, , name] = pointerTokens(pointer);
    const node = own(own(own(spec.document, 'paths'), path ?? ''), method ?? '');
    const asks = ['x-conditions', 'x-settled-by', 'x-client-order-id', 'x-history'].map(
      (key) => own(node, key) ?? null,
    );
    return JSON.stringify(asks).includes(JSON.stringify(name)) && (told || isUndecided(rule, operation, result));
  }
  return rule === 'parameter-condition' && (told || isUndecided(rule, operation, result));
};

const isUndecided = (rule: string, operation: string | undefined, { diagnostics }: Drafted['result']): boolean =>
  diagnostics.some(({ message }) => message.includes(`(${rule})`) && message.startsWith(`${operation ?? ''}: `));

test('an operation that the docs say is gone is removed, and that is for review', () => {
  const spec = merged([SMALL_UPSTREAM]);
  const at = { file: 'change-log.md', line: 3, col: 1 };
  const finding: Finding = {
    rule: 'operation-removed',
    severity: 'breaks-call',
    pointer: '/paths/~1shop~1v1~1ping/get',
    operation: 'GET /shop/v1/ping',
    docs: at,
    related: [],
    places: [],
    languages: ['en'],
    quotes: [],
    message: 'The docs no longer have GET /shop/v1/ping.',
    change: 'Remove it.',
  };
  const draftOf = (findings: readonly Finding[]): readonly DraftFile[] =>
    draft({ endpoints: [], definitions: [], spec, findings, taken: [] }).files;
  const files = draftOf([finding]);
  expect(files.flatMap(({ review }) => review.map(({ operation }) => operation))).toEqual(['GET /shop/v1/ping']);
  expect(merged([SMALL_UPSTREAM, ...files.map(toSource)]).operations).toEqual([]);
  expect(draftOf([{ ...finding, waived: { reason: 'kept', at } }])).toEqual([]);
});

describe('overlays of the committed spec', () => {
  const baseline = draftAndMerge(factsOf(SEED_PAGES), COMMITTED);

  test('apply after all others, and never replace a file', () => {
    const [overlay] = baseline.result.files.filter(({ kind }) => kind === 'overlay');
    const names = COMMITTED.map(({ file }) => file);
    const before = names.filter((file) => file.startsWith('spec/overlays'));
    expect(overlay?.file).toBeDefined();
    expect(before.every((file) => file < (overlay?.file ?? ''))).toBe(true);
    for (const { file } of baseline.result.files) expect(names).not.toContain(file);
  });

  test('settle changes of pages, whatever they are', () => {
    const random = seeded(20261121);
    const left: string[] = [];
    const rules = new Set<string>();
    for (let count = 0; count < 30; count += 1) {
      const page = SEED_PAGES[Math.floor(random() * SEED_PAGES.length)];
      const mutation = page && mutatePage(page.text, random);
      if (!page || !mutation) continue;
      const pages = SEED_PAGES.map((each) => (each === page ? { ...page, text: mutation.text } : each));
      const drafted = draftAndMerge(factsOf(pages), COMMITTED);
      for (const { rule } of drafted.before) rules.add(rule);
      const kept = drafted.before.filter((finding) => isAboutDocs(finding) || isForReview(finding, drafted));
      if (drafted.after.map(keyOf).join() !== kept.map(keyOf).join()) left.push(mutation.name);
    }
    expect(left).toEqual([]);
    expect(rules.size).toBeGreaterThan(10);
  }, 120_000);
});
