import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findCompiler, typeCheckWith } from '../../../generator/package/check-types.js';
import type { KnownRuntime } from '../../../generator/package/known-runtime.js';
import { sha256Of } from '../../../generator/package/package-files.js';
import { put, scratch } from './fixture.js';

const PROJECT_ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Compiles only with the types of Node, and so shows whether the runtime itself was compiled. */
const RUNTIME = "import { hostname } from 'node:os';\nexport const answer: number = hostname().length;\n";
const SETTINGS = { compilerOptions: { strict: true, types: ['node'], module: 'nodenext', rootDir: 'src' }, include: ['src'] };

const staged = (runtime: string, code: string): string => {
  const folder = scratch();
  put(join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS));
  put(join(folder, 'package.json'), '{ "type": "module" }');
  put(join(folder, 'src/runtime/answer.ts'), runtime);
  put(join(folder, 'src/code.ts'), code);
  return folder;
};

/** Declares more than the source does, so that a test can see which of the two was used. */
const known = (): KnownRuntime => {
  const folder = scratch();
  put(join(folder, 'answer.d.ts'), 'export declare const answer: number;\nexport declare const onlyDeclared: string;\n');
  return { folder, sources: { 'answer.ts': sha256Of(new TextEncoder().encode(RUNTIME)) } };
};

const contentsOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name).slice(folder.length), readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  );

const check = (folder: string): ReturnType<ReturnType<typeof typeCheckWith>> => typeCheckWith(findCompiler(PROJECT_ROOT), known())(folder);

describe('a runtime that was compiled before', () => {
  it('is taken by its declarations, and the staged tree is left as it was', async () => {
    const folder = staged(RUNTIME, "import { onlyDeclared } from './runtime/answer.js';\nexport const text: string = onlyDeclared;\n");
    const before = contentsOf(folder);
    expect(await check(folder)).toEqual([]);
    expect(contentsOf(folder)).toEqual(before);
  });

  it('still shows what does not fit it', async () => {
    const folder = staged(RUNTIME, "import { answer } from './runtime/answer.js';\nexport const text: string = answer;\n");
    expect(await check(folder)).toMatchObject([{ at: { file: 'src/code.ts', line: 2 } }]);
    expect(readFileSync(join(folder, 'src/runtime/answer.ts'), 'utf8')).toBe(RUNTIME);
  });

  it('is taken with the names of errors that were generated, not with those it was compiled with', async () => {
    const names = "export type ErrorName = 'ONE';\n";
    const code = "import { takes } from './runtime/sub/takes.js';\nexport const fine: string = takes('ONE');\n";
    const folder = staged(RUNTIME, `${code}export const wrong: string = takes('TWO');\n`);
    put(join(folder, 'src/runtime/error-name.ts'), names);
    const takes = "import type { ErrorName } from '../error-name.js';\nexport const takes = (name: ErrorName): string => name;\n";
    put(join(folder, 'src/runtime/sub/takes.ts'), takes);
    const before = contentsOf(folder);
    const runtime = known();
    put(join(runtime.folder, 'error-name.d.ts'), 'export type ErrorName = string;\n');
    const declared = "import type { ErrorName } from '../error-name.js';\nexport declare const takes: (name: ErrorName) => string;\n";
    put(join(runtime.folder, 'sub/takes.d.ts'), `${declared}export declare const onlyDeclared: string;\n`);
    const hash = (text: string): string => sha256Of(new TextEncoder().encode(text));
    const sources = { ...runtime.sources, 'error-name.ts': hash('export type ErrorName = string;\n'), 'sub/takes.ts': hash(takes) };
    const check = typeCheckWith(findCompiler(PROJECT_ROOT), { ...runtime, sources });
    expect(await check(folder)).toMatchObject([{ at: { file: 'src/code.ts', line: 3 } }]);
    expect(contentsOf(folder)).toEqual(before);
    put(join(folder, 'src/code.ts'), "import { onlyDeclared } from './runtime/sub/takes.js';\nexport const text: string = onlyDeclared;\n");
    expect(await check(folder)).toEqual([]);
    expect(contentsOf(runtime.folder)).toHaveProperty(join('/sub', 'takes.d.ts'));
  });

  it.each([
    ['another text', `${RUNTIME}export const wrong: string = 1;\n`],
    ['the same text and a space', `${RUNTIME} `],
  ])('is compiled anew when it is not those bytes: %s', async (_, runtime) => {
    const folder = staged(runtime, "import { onlyDeclared } from './runtime/answer.js';\nexport const text: string = onlyDeclared;\n");
    expect(await check(folder)).toEqual(expect.arrayContaining([expect.objectContaining({ at: expect.objectContaining({ file: 'src/code.ts' }) as unknown })]));
  });
});
