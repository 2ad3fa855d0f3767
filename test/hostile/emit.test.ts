/**
 * Hostile text in every place of a spec: each is generated, everything that was accepted is type-checked and built by
 * the real compiler in one go, and imported by a child process. Nothing of it may ever run.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emit } from '../../generator/emit/emit.js';
import type { SourceFile } from '../../generator/emit/types.js';
import { buildModel } from '../../generator/model/build-model.js';
import { packageFiles } from '../../generator/package/package-files.js';
import { buildMany, distinctPackages, STAND_IN } from '../unit/emit/many-packages.js';
import { SETTINGS, TEMPLATES, textOf } from '../unit/emit/package-of.js';
import { specFrom } from '../unit/model/spec-of.js';
import { infected, PAYLOADS, SLOTS } from './emit-slots.js';

interface Accepted {
  readonly name: string;
  /** How many operations went in. */
  readonly operations: number;
  readonly files: readonly SourceFile[];
}

interface Refused {
  readonly name: string;
  readonly codes: readonly string[];
}

const folder = mkdtempSync(join(tmpdir(), 'marginalia-hostile-'));
const accepted: Accepted[] = [];
const refused: Refused[] = [];

const generate = async (name: string, document: Parameters<typeof specFrom>[0]): Promise<void> => {
  const model = buildModel(specFrom(document));
  const files = model.ok ? await emit(model.value, TEMPLATES, SETTINGS) : model;
  const packed = files.ok
    ? packageFiles({ emitted: files.value, runtime: STAND_IN, copied: [] }, { generator: '0', inputs: {} })
    : files;
  if (files.ok && packed.ok)
    accepted.push({ name, operations: specFrom(document).operations.length, files: files.value });
  else
    refused.push({
      name,
      codes: packed.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    });
};

beforeAll(async () => {
  for (const slot of SLOTS)
    for (const [index, text] of PAYLOADS.entries()) await generate(`${slot[0]} #${index}`, infected(slot, text));
}, 480_000);

// Thousands of small files: on a busy disk that takes a while.
afterAll(() => rmSync(folder, { recursive: true, force: true }), 240_000);

describe('hostile text in a spec', () => {
  it('was tried in every place', () => {
    expect(accepted.length + refused.length).toBe(SLOTS.length * PAYLOADS.length);
    expect(accepted.length).toBeGreaterThan(600);
  });

  it('is refused with an error of the stage, or accepted, and never loses an operation', () => {
    for (const { name, codes } of refused) expect(codes[0], name).toMatch(/^model\//);
    for (const { name, operations, files } of accepted) {
      expect(
        files.filter(({ path }) => path.startsWith('src/operations/')),
        name,
      ).toHaveLength(operations);
    }
  });

  it('type-checks, and does nothing when every module is imported', () => {
    expect(
      buildMany(
        folder,
        accepted.map(({ files }) => files),
      ),
    ).toBe('');
    const modules = readdirSync(join(folder, 'built'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.js'))
      .sort();
    writeFileSync(join(folder, 'built/import-all.mjs'), IMPORT_ALL);
    const report = execFileSync(process.execPath, ['import-all.mjs'], {
      cwd: join(folder, 'built'),
      input: JSON.stringify(modules),
      encoding: 'utf8',
    });
    expect(JSON.parse(report)).toEqual({
      imported: modules.length,
      executed: [],
      polluted: [],
      operations: distinctPackages(accepted.map(({ files }) => files))
        .flat()
        .filter(({ path }) => path.startsWith('src/operations/')).length,
    });
  }, 480_000);

  it('leaves the JSON files JSON', () => {
    for (const { files, name } of accepted) {
      for (const { path, text } of files)
        if (path.endsWith('.json')) expect(() => JSON.parse(text) as unknown, `${name} ${path}`).not.toThrow();
    }
  });

  it('is only text in the Markdown files', () => {
    const reader = new MarkdownIt({ html: true, linkify: true });
    const inlines = (text: string) => reader.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
    for (const { files, name, operations } of accepted) {
      for (const path of ['README.md', 'operations.md']) {
        const tokens = inlines(textOf(files, path));
        const html = tokens.filter(({ type }) => type.startsWith('html')).map(({ content }) => content.trim());
        expect(
          html.filter((content) => !/^<!-- example:(begin|end) -->$/.test(content)),
          `${name} ${path}`,
        ).toEqual([]);
        const links = tokens.filter(({ type }) => type === 'link_open').map((token) => String(token.attrGet('href')));
        expect(
          links.filter((href) => !/^(\.\/|https:\/\/)/.test(href)),
          `${name} ${path}`,
        ).toEqual([]);
        expect(tokens.some(({ type }) => type === 'image')).toBe(false);
        if (path === 'operations.md')
          expect(
            tokens.filter(({ type }) => type === 'tr_open'),
            name,
          ).toHaveLength(2 * (operations + 1));
      }
    }
  });

  it('stays out of paths', () => {
    for (const { files } of accepted)
      for (const { path } of files) expect(path).toMatch(/^[\w-]+(\/[\w-]+)*(\.[a-z]+)+$|^[A-Z]+\.md$/i);
  });
});

/** Reads the list of modules from its input, imports each, and says what happened to the world. */
const IMPORT_ALL = `
import { readFileSync } from 'node:fs';
const modules = JSON.parse(readFileSync(0, 'utf8'));
const before = Object.getOwnPropertyNames(Object.prototype).length;
const report = { imported: 0, executed: [], polluted: [], operations: 0 };
for (const path of modules) {
  const loaded = await import('./' + path);
  report.imported += 1;
  if (path.includes('/operations/')) {
    for (const value of Object.values(loaded)) {
      report.operations += 1;
      for (const part of [value, value.parameters, value.response.fields ?? {}]) {
        if (Object.getPrototypeOf(part) !== Object.prototype) report.polluted.push(path);
      }
    }
  }
  if (globalThis.PWNED !== undefined) { report.executed.push(path); delete globalThis.PWNED; }
  if (Object.getOwnPropertyNames(Object.prototype).length !== before) report.polluted.push(path);
}
process.stdout.write(JSON.stringify(report));
`;
