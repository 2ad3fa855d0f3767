import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { SECURITY_TYPES } from '../../../generator/core/extensions.js';
import { readFacts } from '../../../generator/docs/page-facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import { resolveDefinitions } from '../../../generator/docs/resolve-definitions.js';
import { DOC_TYPES, UNITS, type PageSource } from '../../../generator/docs/types.js';
import { capturedPages } from '../../support/captured-pages.js';
import { SEED_PAGES } from '../../support/seed-pages.js';

const CASES = join(import.meta.dirname, '../../cases/docs');
const SCHEMA = join(import.meta.dirname, '../../../generator/docs/facts.schema.json');

const cases: readonly PageSource[] = readdirSync(CASES).map((name) => ({
  file: `${name}.md`,
  text: readFileSync(join(CASES, name, 'page.md'), 'utf8'),
}));

const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as {
  readonly $defs: Readonly<Record<string, { readonly properties: { readonly value: { readonly enum: unknown } } }>>;
};

const validate = new Ajv2020({ strict: true }).compile(schema);

/** What is printed, after it went through JSON. */
const printed = (pages: readonly PageSource[]): unknown =>
  JSON.parse(JSON.stringify(resolveDefinitions(pages.map((page) => readFacts(readPage(page))))));

const troublesOf = (facts: unknown): unknown => (validate(facts) ? [] : validate.errors);

test('the facts of the given pages have the documented shape', () => {
  expect(troublesOf(printed(SEED_PAGES))).toEqual([]);
});

test('the facts of pages in odd forms have the documented shape, and use every part of it', () => {
  const facts = printed(cases);
  expect(troublesOf(facts)).toEqual([]);
  const used = new Set(keysOf(facts));
  const documented = namesIn(schema);
  expect([...documented].filter((name) => !used.has(name))).toEqual([]);
});

test('a field that nobody has documented is an error', () => {
  const [first] = printed(SEED_PAGES) as readonly object[];
  expect(troublesOf([{ ...first, surprise: 1 }])).not.toEqual([]);
});

test.each([
  ['securityType', SECURITY_TYPES],
  ['docType', DOC_TYPES],
  ['unit', UNITS],
])('%s is documented with all its values', (name, values) => {
  expect(schema.$defs[name]?.properties.value.enum).toEqual([...values]);
});

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysOf)]
    : [];

/** The names of all properties that the schema knows. */
const namesIn = (root: unknown): ReadonlySet<string> => {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('properties' in node && typeof node.properties === 'object' && node.properties) {
      for (const name of Object.keys(node.properties)) names.add(name);
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(root);
  return names;
};

const captured = capturedPages();
if (captured) {
  test(`the facts of all ${captured.length} captured pages have the documented shape`, () => {
    expect(troublesOf(printed(captured))).toEqual([]);
  });
}
