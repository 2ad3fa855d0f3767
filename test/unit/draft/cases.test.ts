import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SourceFileRef } from '../../../generator/core/source.js';
import { buildModel } from '../../../generator/model/build-model.js';
import { checkSchema } from '../../../generator/validate/check-schema.js';
import { draftAndMerge, factsOf, SMALL_UPSTREAM, unexplained } from './support.js';

const ROOT = join(import.meta.dirname, '../../cases/draft');

const upstreamOf = (folder: string): SourceFileRef => {
  const file = join(folder, 'upstream.yaml');
  return existsSync(file) ? { file: 'upstream.yaml', role: 'upstream', bytes: readFileSync(file) } : SMALL_UPSTREAM;
};

/** Each folder has pages, perhaps a spec, and the files drafted from them. UPDATE_CASES=1 writes those anew. */
describe.each(readdirSync(ROOT).sort())('%s', (name) => {
  const folder = join(ROOT, name);
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  const drafted = draftAndMerge(factsOf(pages), [upstreamOf(folder)]);

  test('gives the files that are wanted', () => {
    const text = drafted.result.files.map((file) => `# ${file.file}\n${file.text}`).join('---\n');
    const want = join(folder, 'want.yaml');
    if (process.env['UPDATE_CASES'] === '1') writeFileSync(want, text);
    expect(text).toBe(readFileSync(want, 'utf8'));
  });

  test('is valid, can be generated from, and says what the page says', () => {
    expect(checkSchema(drafted.spec)).toEqual([]);
    expect(buildModel(drafted.spec).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(unexplained(drafted)).toEqual([]);
  });
});
