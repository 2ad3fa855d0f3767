import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareSpec } from '../../../generator/drift/compare.js';
import { diffPages, pageFacts } from '../../support/drift-case.js';
import { specFromYaml } from '../../support/spec-from-yaml.js';

const CASES = join(import.meta.dirname, '../../cases/drift');
const read = (file: string): string => readFileSync(join(CASES, file), 'utf8');

const NOTED = read('note-changed/older.md');
const ORDER = read('parameter-condition/agrees.md');
const SPEC = read('parameter-condition/spec.yaml');

/** What `docs diff` says of one edit to both halves of a page. An edit that changes nothing is a mistake in the table. */
const told = (from: string | RegExp, to: string): readonly string[] => {
  const text = NOTED.replaceAll(from, to);
  expect(text).not.toBe(NOTED);
  const [older, newer] = [NOTED, text].map((each) => [pageFacts({ file: 'page.md', text: each })]);
  return diffPages(older ?? [], newer ?? []).findings.map(({ severity, rule }) => `${severity} ${rule}`);
};

const more = (field: string): string => `> Response MORE:\n\n    {\n      "${field}": 1\n    }\n\n> Response FULL:`;
const LENGTH = /40(?= characters)|40(?= ?个字符)/g;
const DEMAND = 'Either `orderRef` or `until` must be sent.';
const ACK = /\{ {2}\n {6}"id": 7, {2}\/\/ number of the order\n {6}"state": "NEW"\n {4}\}/g;

describe('docs diff tells a change that an exchange makes, by what it does to a caller', () => {
  test.each<[what: string, from: string | RegExp, to: string, expected: string]>([
    ['a window in a note gets shorter', /30 days|30天/g, '7 days', 'mistyped note-changed'],
    ['a note becomes a limit', 'kept for 30 days', 'kept for 7 days at most', 'refused note-changed'],
    ['a demand in a note goes', /^.*(?:Either `orderRef`|必须发送).*\n/gm, '', 'cosmetic note-changed'],
    ['a default changes', /Default 10|默认 10/g, 'Default 20', 'mistyped parameter-default-changed'],
    ['a text may be longer', LENGTH, '50', 'cosmetic parameter-length-changed'],
    ['a text has to be shorter', LENGTH, '30', 'refused parameter-length-changed'],
    ['a pattern lets longer texts through', '{1,36}', '{1,40}', 'cosmetic parameter-length-changed'],
    ['a pattern wants other characters', '[a-z]', '[a-x]', 'refused parameter-pattern-changed'],
    ['a new example shows a new field', '> Response FULL:', more('extra'), 'cosmetic response-field-added'],
  ])('%s', (_, from, to, expected) => {
    expect(told(from, to)).toEqual([expected]);
  });
});

describe('docs diff is silent about', () => {
  test.each<[what: string, from: string | RegExp, to: string]>([
    ['another wording of a note', 'Orders are kept for 30 days.', 'We keep your orders; after 30 days they go.'],
    ['another wording of a demand', DEMAND, 'One of `until`, `orderRef` is required.'],
    ['a note without numbers or demands', 'Tea is best fresh.', 'Cakes are best fresh.'],
    ['the end of another endpoint', 'Tea is best fresh.', 'It replaces an endpoint that was retired.'],
    ['an example in one line', ACK, '{"id": 7, "state": "NEW"}'],
    ['other values and comments in an example', /"id": 7, {2}\/\/ number of the order/g, '"id": 99, // the order'],
    ['a new example of known fields', '> Response FULL:', more('id')],
    ['rows in another order', /^(price\|.*\n)(shelf\|.*\n)/gm, '$2$1'],
  ])('%s', (_, from, to) => {
    expect(told(from, to)).toEqual([]);
  });
});

const drift = (text: string): readonly string[] => {
  const facts = pageFacts({ file: 'page.md', text }).endpoints;
  const { findings, coverage } = compareSpec(specFromYaml(SPEC), { facts }, []);
  return [
    ...findings.map(({ rule, pointer }) => `${rule} ${pointer.split('/').at(-1)}`),
    ...coverage.notInSpec.map(({ operation }) => operation),
  ];
};

describe('drift', () => {
  const withTable = (name: string): string => {
    const table = `  \nSide| Additional mandatory parameters\n---|---\nBUY| \`${name}\`\n`;
    return ORDER.replaceAll(/(timestamp\| LONG\| YES\|.*\n)/g, `$1${table}`);
  };

  test('holds a table of additional parameters against the conditions of the spec', () => {
    expect(drift(withTable('price'))).toEqual(['parameter-condition price']);
    expect(drift(withTable('limit'))).toEqual([]);
  });

  test('takes a second endpoint on a page for an endpoint, not for a second page', () => {
    const second = (title: string): string =>
      `\n# ${title} (TRADE)\n\n## HTTP Request\n\nDELETE \`/shop/v1/order\`\n\n## Request Parameters\n\nNone\n`;
    const [english = '', chinese = ''] = ORDER.split('\n---\n\n# 下单');
    const both = `${english}${second('Cancel')}\n---\n\n# 下单${chinese}${second('撤单')}`;
    expect(drift(both)).toEqual(['DELETE /shop/v1/order']);
  });

  test('still finds the page of an operation whose method or path changed; a slash at the end is no change', () => {
    expect(drift(ORDER.replaceAll('POST `', 'PUT `'))).toEqual(['operation-method post']);
    expect(drift(ORDER.replaceAll('/shop/v1/order`', '/shop/v2/order`'))).toEqual(['operation-path post']);
    expect(drift(ORDER.replaceAll('/shop/v1/order`', '/shop/v1/order/`'))).toEqual([]);
  });
});
