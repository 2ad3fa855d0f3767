import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const source = join(root, 'templates/runtime');
const folder = mkdtempSync(join(tmpdir(), 'marginalia-runtime-'));

/** What the package and its strictest users compile with. */
const STRICT = {
  target: 'es2022',
  lib: ['es2022'],
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  isolatedModules: true,
  skipLibCheck: false,
};

const tsc = (name: string, config: object): void => {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(config));
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', file], { stdio: 'pipe' });
  } catch (error) {
    throw new Error(`tsc -p ${name}: ${String((error as { stdout?: Buffer }).stdout)}`);
  }
};

const build = (format: 'module' | 'commonjs'): void => {
  const own = join(folder, format);
  cpSync(source, join(own, 'src'), { recursive: true });
  writeFileSync(join(own, 'package.json'), JSON.stringify({ type: format }));
  const compilerOptions = {
    ...STRICT,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    isolatedDeclarations: true,
    declaration: true,
    verbatimModuleSyntax: format === 'module',
    rootDir: join(own, 'src'),
    outDir: join(own, 'dist'),
  };
  tsc(format, { compilerOptions, include: [join(own, 'src/**/*.ts')] });
};

const consume = (name: string, code: string, options: object): void => {
  const file = join(folder, 'module', `${name}.ts`);
  writeFileSync(file, code);
  tsc(name, { compilerOptions: { ...STRICT, noEmit: true, verbatimModuleSyntax: true, ...options }, files: [file] });
};

beforeAll(() => {
  build('module');
  build('commonjs');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CALL = `
import { ApiError, createCaller, type Caller, type Interceptor, type Operation } from './dist/ENTRY.js';
declare const borrow: Operation<{ readonly asset: string }, { readonly tranId: string }>;
const log: Interceptor = async (request, next) => {
  const response = await next({ ...request, headers: { ...request.headers, 'x-a': request.operation.name } });
  return { ...response, data: response.usage.length };
};
const baseUrl = { 'https://a.example': 'https://b.example' };
const caller: Caller = createCaller({ apiKey: 'k', secret: 's', interceptors: [log], baseUrl });
export const id: Promise<string> = caller(borrow, { asset: 'USDT' }, { timeoutMs: 5 }).then(({ tranId }) => tranId);
export const code = (error: unknown): number | undefined => (error instanceof ApiError ? error.code : undefined);
`;

describe('the runtime, compiled', () => {
  test.each(['node', 'web'])('the declarations of the %s entry need neither DOM nor Node types', (entry) => {
    consume(`bare-${entry}`, CALL.replace('ENTRY', entry), { types: [] });
  });

  test.each(['node', 'web'])('neither do those of the lean %s entry, and it takes the same operations', (entry) => {
    const code = `
import { type Operation } from './dist/operation.js';
import { ApiError, createLeanCaller, type LeanCaller, type LeanOperation } from './dist/lean/ENTRY.js';
declare const borrow: Operation<{ readonly asset: string }, { readonly tranId: string }>;
declare const lean: LeanOperation<{ readonly asset: string }, { readonly tranId: string }>;
const caller: LeanCaller = createLeanCaller({ apiKey: 'k', secret: 's', baseUrl: 'https://b.example' });
export const id: Promise<string> = caller(borrow, { asset: 'USDT' }, { timeoutMs: 5 }).then(({ tranId }) => tranId);
export const same: Promise<string> = caller(lean, { asset: 'USDT' }).then(({ tranId }) => tranId);
export const code = (error: unknown): number | undefined => (error instanceof ApiError ? error.code : undefined);
`.replace('ENTRY', entry);
    consume(`lean-${entry}`, code, { types: [] });
    const wrong = [
      code.replace("(lean, { asset: 'USDT' })", '(lean, {})'),
      code.replace('timeoutMs: 5', 'headers: {}'),
    ];
    for (const text of wrong) expect(() => consume(`lean-wrong-${entry}`, text, { types: [] })).toThrow(/TS2/);
  });

  test('what Node and the DOM have fits', () => {
    const code = `
      import { Agent } from 'node:https';
      import { createPrivateKey, webcrypto } from 'node:crypto';
      import { createCaller } from './dist/node.js';
      declare const key: webcrypto.CryptoKey;
      createCaller({ privateKey: createPrivateKey('x'), agent: new Agent() });
      createCaller({ privateKey: key });
      createCaller({ privateKey: Buffer.from('x') });
      createCaller({ privateKey: 'x', passphrase: 'y' });
      export const wait = (caller: ReturnType<typeof createCaller>): Promise<unknown> =>
        caller({} as never, {}, { signal: AbortSignal.timeout(5) });
    `;
    consume('with-node', code, { types: ['node'], typeRoots: [join(root, 'node_modules/@types')], skipLibCheck: true });
    const dom = `
      import { createCaller } from './dist/web.js';
      declare const key: CryptoKey;
      declare const signal: AbortSignal;
      export const wait = (): Promise<unknown> => createCaller({ privateKey: key })({} as never, {}, { signal });
    `;
    consume('with-dom', dom, { types: [], lib: ['es2022', 'dom'] });
  });

  test('wrong parameters and results do not compile', () => {
    expect(() =>
      consume('wrong', CALL.replace('ENTRY', 'node').replace("{ asset: 'USDT' }", '{ asset: 5 }'), { types: [] }),
    ).toThrow(/TS2322/);
    expect(() =>
      consume('wrong', CALL.replace('ENTRY', 'node').replace('Promise<string>', 'Promise<number>'), { types: [] }),
    ).toThrow(/TS2322/);
  });

  test('errors of the CommonJS build are instances of the classes of the ES module build', async () => {
    const required = createRequire(import.meta.url)(
      join(folder, 'commonjs/dist/node.js'),
    ) as typeof import('../../../templates/runtime/node.js');
    const imported = (await import(
      /* @vite-ignore */ pathToFileURL(join(folder, 'module/dist/node.js')).href
    )) as typeof required;
    expect(required.ConfigurationError).not.toBe(imported.ConfigurationError);
    expect(new required.ConfigurationError('a', 'b') instanceof imported.ConfigurationError).toBe(true);
    expect(() => required.createCaller({ secret: '' })).toThrow(imported.ConfigurationError);
  });
});

/** The files that an entry reaches by import. */
const reach = (entry: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, file = ''] of readFileSync(join(source, entry), 'utf8').matchAll(/from '(\.{1,2}\/[\w/-]+)\.js'/g))
    reach(join(entry, '..', `${file}.ts`), seen);
  return seen;
};

describe('the source', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const textOf = (file: string): string => readFileSync(join(source, file), 'utf8');

  test.each(['web.ts', 'lean/web.ts'])('%s reaches nothing of Node', (entry) => {
    const offenders = [...reach(entry)].filter((file) =>
      /node:|\bprocess\.|\bBuffer\b|\brequire\(/.test(textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(offenders).toEqual([]);
    expect(reach(entry)).toContain('sign/web-signer.ts');
  });

  test('nothing is imported from outside but built-ins of Node, behind its entry', () => {
    const outside = files
      .flatMap((file) => [...textOf(file).matchAll(/from '([^']+)'/g)].map(([, from = '']) => [file, from] as const))
      .filter(([, from]) => !from.startsWith('.'));
    expect(outside.filter(([file, from]) => !/(?:^|\/)node/.test(file) || !from.startsWith('node:'))).toEqual([]);
  });

  test('every file is reached from an entry, and none takes shortcuts', () => {
    const entries = ['node.ts', 'web.ts', 'lean/node.ts', 'lean/web.ts', 'redis.ts', 'undici.ts'];
    const reached = new Set(entries.flatMap((entry) => [...reach(entry)]));
    expect(files.filter((file) => !reached.has(file))).toEqual([]);
    const shortcut = /(?:[:<,|&]|\bas) any\b(?! ?\()|@ts-|\bimport\.meta\b|(?<![.#]|^  )\beval\(|new Function/m;
    const offenders = files.filter((file) =>
      shortcut.test(textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '')),
    );
    expect(offenders).toEqual([]);
  });
});
