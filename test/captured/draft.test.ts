import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildModel } from '../../generator/model/build-model.js';
import { checkSchema } from '../../generator/validate/check-schema.js';
import { readText, waiverFiles } from '../support/committed-tree.js';
import { waiversFrom } from '../support/drift-case.js';
import { COMMITTED } from '../unit/load/read-case.js';
import { draftAndMerge, factsOf, SMALL_UPSTREAM, unexplained } from '../unit/draft/support.js';

/** A larger capture of the documentation, where there is one. It is not part of the project. */
const DOCS = process.env['MARGINALIA_DOCS'] ?? '../shared/docs/2026-01-15';

/** Of the operations that the spec has already. */
const waived = new Set(waiverFiles().flatMap((file) => waiversFrom(readText(file)).map(({ pointer }) => pointer)));

describe('a whole capture', () => {
  const files = existsSync(DOCS) ? readdirSync(DOCS, { recursive: true, encoding: 'utf8' }) : [];
  const pages = factsOf(
    files
      .filter((file) => file.endsWith('.md'))
      .sort()
      .map((file) => ({ file, text: readFileSync(join(DOCS, file), 'utf8') })),
  );
  const endpoints = new Set(pages.flatMap((page) => page.endpoints.map(({ file }) => file)));

  describe.each([
    ['the committed spec', COMMITTED],
    ['a spec that has none of it', [SMALL_UPSTREAM]],
  ])('drafted for %s', (_, sources) => {
    const drafted = draftAndMerge(pages, sources);

    test('has every endpoint in the spec then, and all of it is valid', () => {
      expect(endpoints.size).toBeGreaterThan(150);
      expect(drafted.spec.operations.length).toBeGreaterThanOrEqual(endpoints.size);
      expect(checkSchema(drafted.spec)).toEqual([]);
      const model = buildModel(drafted.spec);
      expect(model.diagnostics).toEqual([]);
      expect(model.ok).toBe(true);
      expect(drafted.result.diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    });

    test('says what the pages say, but for what the drafts name for review and what is waived', () => {
      const open = unexplained(drafted).filter(({ pointer }) => !waived.has(pointer));
      expect(open.map(({ rule, pointer, message }) => `${rule} ${pointer} ${message}`)).toEqual([]);
    });
  });

  test('little needs a word of explanation where nobody has judged anything yet', () => {
    const { after } = draftAndMerge(pages, [SMALL_UPSTREAM]);
    expect(after.filter(({ rule }) => !/^(?:docs|page)-/.test(rule)).length).toBeLessThan(20);
  });

  test('signed operations take what all of them carry from the one place where the committed spec has it', () => {
    const upstream = COMMITTED.filter(({ role, file }) => role === 'upstream' || /signed-parameters/.test(file));
    const files = draftAndMerge(pages, upstream).result.files.filter(({ kind }) => kind === 'fragment');
    const texts = files.map(({ text }) => text).join('');
    expect(texts.match(/\$ref: '#\/components\/parameters\/signature'/g)?.length).toBeGreaterThan(100);
    expect(texts).not.toContain('- name: signature');
    expect(texts).not.toContain('- name: timestamp');
  });

  test.each([...endpoints])('%s by itself', (file) => {
    const own = pages.filter((page) => page.file === file || page.definitions.length > 0);
    const alone = draftAndMerge(
      own.map((page) => (page.file === file ? page : { ...page, endpoints: [] })),
      [SMALL_UPSTREAM],
    );
    expect(alone.diagnostics.filter(({ code }) => code !== 'merge/unreviewed')).toEqual([]);
    expect(alone.result.files.length).toBe(1);
    expect(unexplained(alone)).toEqual([]);
  });
});
