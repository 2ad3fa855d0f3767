import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IndentationText, Project, QuoteKind } from 'ts-morph';
import { beforeAll, describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../../generator/core/json.js';
import type { SourceFile } from '../../../generator/emit/types.js';
import { specFromYaml } from '../../support/spec-from-yaml.js';
import { specFrom } from '../model/spec-of.js';
import { emitSpec, PROJECT_ROOT } from './package-of.js';

const given = specFromYaml(readFileSync(join(PROJECT_ROOT, 'test/types/spec.yaml'), 'utf8'));

/** The document with the keys of its maps of things in another order; the order of properties is content and stays. */
const reordered = (document: JsonObject): JsonObject => {
  const reverse = (value: Json | undefined): JsonObject =>
    Object.fromEntries(Object.entries(isObject(value) ? value : {}).reverse());
  const components = Object.fromEntries(
    Object.entries(reverse(document['components'])).map(([key, map]) => [key, reverse(map)]),
  );
  const paths = Object.fromEntries(
    Object.entries(reverse(document['paths'])).map(([path, item]) => [path, reverse(item)]),
  );
  const catalogue = document['x-error-catalogue'];
  return {
    components,
    paths,
    'x-streams': document['x-streams'] ?? [],
    'x-error-catalogue': Array.isArray(catalogue) ? [...(catalogue as readonly Json[])].reverse() : [],
    servers: document['servers'] ?? [],
    info: document['info'] ?? {},
    openapi: '3.1.0',
  };
};

describe('generated files', () => {
  let files: readonly SourceFile[] = [];
  beforeAll(async () => {
    files = await emitSpec(given);
  });

  it('are the same whatever the order of the document', async () => {
    expect(await emitSpec(specFrom(reordered(given.document)))).toEqual(files);
  });

  it('are formatted as a formatter would', () => {
    const project = new Project({
      useInMemoryFileSystem: true,
      skipLoadingLibFiles: true,
      manipulationSettings: { quoteKind: QuoteKind.Single, indentationText: IndentationText.TwoSpaces },
    });
    for (const { path, text } of files.filter((file) => file.path.endsWith('.ts'))) {
      const tree = project.createSourceFile(`/${path}`, text);
      tree.formatText({ indentSize: 2, ensureNewLineAtEndOfFile: true });
      expect(tree.getFullText(), path).toBe(text);
    }
  });

  it('have no line that ends in spaces, no tab, no carriage return, and end in one line feed', () => {
    for (const { path, text } of files) {
      expect(text, path).not.toMatch(/[ \t\r]\n|\t|\r|\n\n\n/);
      expect(text.endsWith('\n') && !text.endsWith('\n\n'), path).toBe(true);
    }
  });

  it('keep to 120 columns, but for tables and what cannot be broken', () => {
    const long = files
      .filter(({ path }) => path.endsWith('.ts'))
      .flatMap(({ path, text }) => text.split('\n').map((line) => [path, line] as const))
      .filter(([, line]) => line.length > 120 && !/https?:|^\s+\w+\(params/.test(line));
    expect(long).toEqual([]);
  });
});
