import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { own, pointerTo, type Json } from '../../../generator/core/json.js';
import { draft } from '../../../generator/draft/draft.js';
import type { DraftFile } from '../../../generator/draft/types.js';
import { committedSpec, readText, waiverFiles } from '../../support/committed-tree.js';
import { waiversFrom } from '../../support/drift-case.js';
import { SEED_PAGES } from '../../support/seed-pages.js';
import { COMMITTED, merged } from '../load/read-case.js';
import { factsOf } from './support.js';

const PROSE: readonly string[] = ['summary', 'description'];

/** All but the words that a person writes. */
const withoutProse = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => (PROSE.includes(key) ? [] : [[key, withoutProse(child)]])),
  );
};

const operationIn = (document: Json, path: string): Json | undefined => own(own(own(document, 'paths'), path), 'post');

const facts = factsOf(SEED_PAGES);
const endpoints = facts.flatMap((page) => page.endpoints);
const draftWith = (spec: Parameters<typeof draft>[0]['spec'], taken: readonly string[]): readonly DraftFile[] =>
  draft({ endpoints, definitions: [], spec, taken }).files;

/** What a person judged otherwise than the page has it: the enum of these parameters is left out, for the waiver's reason. */
const JUDGED: Readonly<Record<string, readonly string[]>> = {
  '/sapi/v1/margin/loan-group/borrow': ['assetName'],
};

const waived = new Set(waiverFiles().flatMap((file) => waiversFrom(readText(file)).map(({ pointer }) => pointer)));

/** The drafted operation without what was judged; each such difference has to be there, and to have its waiver. */
const asJudged = (operation: Json | undefined, path: string): Json => {
  const copy = structuredClone(operation ?? null) as { readonly parameters?: readonly Drafted[] } | null;
  for (const name of JUDGED[path] ?? []) {
    const schema = copy?.parameters?.find((each) => each.name === name)?.schema;
    expect(schema?.enum).toBeDefined();
    expect(waived).toContain(`${pointerTo('/paths', path)}/post/parameters/${name}/schema/enum`);
    delete schema?.enum;
  }
  return copy as Json;
};

interface Drafted {
  readonly name?: string;
  readonly schema?: { enum?: unknown };
}

describe('the pages that hand-written fragments exist for', () => {
  const upstream = COMMITTED.filter(
    ({ role, file }) => role === 'upstream' || file.endsWith('/signed-parameters.yaml'),
  );
  const drafted = draftWith(merged(upstream), []).filter(({ kind }) => kind === 'fragment');
  const hand = committedSpec();
  const ours = COMMITTED.filter(({ role }) => role === 'fragment').map(({ bytes }) => new TextDecoder().decode(bytes));

  test.each(['/sapi/v1/margin/loan-group/borrow', '/papi/v1/marginLoan', '/papi/v1/repayLoan'])(
    '%s is drafted as a person wrote it, prose and judgement apart',
    (path) => {
      const find = (texts: readonly string[]): Json | undefined =>
        texts.map((text) => operationIn(parse(text) as Json, path)).find((found) => found !== undefined);
      expect(find(ours)).toBeDefined();
      const written = asJudged(find(drafted.map(({ text }) => text)), path);
      expect(withoutProse(written)).toEqual(withoutProse(find(ours)));
    },
  );

  test('borrow-repay is drafted from its page as upstream and the overlays have it, prose apart', () => {
    const path = '/sapi/v1/margin/borrow-repay';
    const texts = draftWith(undefined, []).map(({ text }) => text);
    const found = texts.map((text) => operationIn(parse(text) as Json, path)).find((each) => each !== undefined);
    const [own, theirs] = [withoutProse(found), withoutProse(operationIn(hand?.document ?? null, path))];
    for (const key of ['x-client-name', 'x-effect', 'x-security-type', 'x-request-weight', 'x-conditions']) {
      expect([key, Reflect.get(own as object, key)]).toEqual([key, Reflect.get(theirs as object, key)]);
    }
    expect(Reflect.get(own as object, 'responses')).toEqual(Reflect.get(theirs as object, 'responses'));
  });

  test('no file is drafted under a name that exists, in whatever case', () => {
    const taken = ['spec/fragments/Loan-Group-Borrow-And-Repay.yaml', 'portfolio-margin-trade.yaml'];
    const files = draftWith(merged(upstream), taken).map(({ file }) => file);
    expect(files).toContain('spec/fragments/loan-group-borrow-and-repay-2.yaml');
    expect(files).toContain('spec/fragments/portfolio-margin-trade-2.yaml');
  });

  test('the same facts in another order give the same files', () => {
    const spec = merged(upstream);
    const again = draft({ endpoints: [...endpoints].reverse(), definitions: [], spec, taken: [] }).files;
    expect(again).toEqual(draftWith(spec, []));
  });
});
