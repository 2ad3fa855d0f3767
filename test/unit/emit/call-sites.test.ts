/** Type-checks the call sites in test/types against the package that their spec gives, as a strict user would. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCompiler } from '../../../generator/package/check-types.js';
import { compilers } from '../../consumer/compilers.js';
import { specFromYaml } from '../../support/spec-from-yaml.js';
import { emitSpec, PROJECT_ROOT, RUNTIME } from './package-of.js';

const folder = mkdtempSync(join(tmpdir(), 'marginalia-types-'));
const sites = join(PROJECT_ROOT, 'test/types');

const STRICT = {
  target: 'es2022',
  lib: ['es2023'],
  types: ['node'],
  module: 'nodenext',
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedDeclarations: false,
  allowUnreachableCode: true,
  paths: {
    'marginalia-binance': ['./package/src/node.ts'],
    'marginalia-binance/error-codes': ['./package/src/error-codes.ts'],
    'marginalia-binance/*': ['./package/src/areas/*.ts'],
  },
};

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const compile = (project: string): string => {
  const compiler = findCompiler(PROJECT_ROOT);
  const args = [...(compiler?.args ?? []), '-p', project, '--pretty', 'false'];
  return spawnSync(compiler?.command ?? '', args, { cwd: folder, encoding: 'utf8' }).stdout;
};

/** By a compiler that users may have, with what their own settings may be. */
const compileWith = (bin: string, exactOptionalPropertyTypes: boolean): string => {
  const typeRoots = [join(PROJECT_ROOT, 'node_modules/@types')];
  const compilerOptions = { ...STRICT, typeRoots, exactOptionalPropertyTypes };
  write('other.json', JSON.stringify({ compilerOptions, files: ['sites/variants.ts'] }));
  const args = [bin, '-p', 'other.json', '--pretty', 'false', '--skipLibCheck'];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout;
};

/** Users compile against declarations: an old compiler need not take the sources of the runtime. */
const inSites = (output: string): readonly string[] => output.split('\n').filter((line) => line.startsWith('sites/'));

beforeAll(async () => {
  const files = await emitSpec(specFromYaml(readFileSync(join(sites, 'spec.yaml'), 'utf8')));
  for (const { path, text } of files) write(`package/${path}`, text);
  const emitted = new Set(files.map(({ path }) => path));
  for (const { path, text } of RUNTIME)
    if (!emitted.has(`src/runtime/${path}`)) write(`package/src/runtime/${path}`, text);
  cpSync(sites, join(folder, 'sites'), { recursive: true, filter: (path) => !path.endsWith('/client') });
  write('package.json', '{"type": "module"}');
  write('tsconfig.json', JSON.stringify({ compilerOptions: STRICT, include: ['sites'] }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('call sites', () => {
  it('compile where they should and nowhere else', () => {
    expect(inSites(compile('.'))).toEqual([]);
  });

  describe.each(compilers())('whose results depend on parameters, with TypeScript $version', ({ bin }) => {
    it.each([true, false])('and exactOptionalPropertyTypes %s', (isExact) => {
      expect(inSites(compileWith(bin, isExact))).toEqual([]);
    });
  });

  it('stand on a package that compiles by its own strict settings, libraries checked too', () => {
    expect(compile('package')).toBe('');
  });
});
