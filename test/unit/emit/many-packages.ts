import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from '../../../generator/emit/types.js';
import { findCompiler } from '../../../generator/package/check-types.js';
import { PROJECT_ROOT, RUNTIME, textOf } from './package-of.js';

/** What generated modules need of the runtime; copying the whole of it a thousand times would prove nothing more. */
export const STAND_IN: readonly SourceFile[] = [
  ...RUNTIME.filter(({ path }) => path === 'operation.ts' || path === 'variants.ts'),
  {
    path: 'common.ts',
    text: `import type { Operation } from './operation.js';
export interface CallOptions { readonly timeoutMs?: number }
export interface ClientOptions { readonly apiKey?: string; readonly errorCodes?: Readonly<Record<string, unknown>> }
export interface UnknownOutcomeError { readonly kind: 'unknown-outcome' }
export interface ReconcileOptions { readonly wait?: boolean }
export interface Reconciliation { readonly outcome: string }
export const reconcile = async (
  _call: Caller,
  _error: UnknownOutcomeError,
  _options?: ReconcileOptions,
): Promise<Reconciliation> => ({ outcome: '' });
export interface Caller {
  <P, R>(operation: Operation<P, R>, params: P, options?: CallOptions): Promise<R>;
  close(): Promise<void>;
}
export type CallOperation = <P, R>(operation: Operation<P, R>, params: P, options?: CallOptions) => Promise<R>;
export type { Operation };\n`,
  },
  {
    path: 'call/catalogue.ts',
    text: `import type { ClientOptions } from '../common.js';
export const withErrorCodes = (options: ClientOptions, errorCodes: Readonly<Record<string, unknown>>): ClientOptions =>
  ({ ...options, errorCodes });\n`,
  },
  {
    path: 'lean/options.ts',
    text: `import type { Operation } from '../operation.js';
export type LeanOperation<P, R, V = unknown> = Partial<Operation<P, R, V>>;\n`,
  },
  { path: 'lean/common.ts', text: `export type { LeanOperation } from './options.js';\n` },
  ...['lean/web.ts', 'lean/node.ts'].map((path) => ({
    path,
    text: `export const createKeySigner = (): string => '';
export const createLeanCaller = (): string => '';\n`,
  })),
  ...['web.ts', 'node.ts'].map((path) => ({
    path,
    text: `import type { Caller, ClientOptions } from './common.js';
export const createCaller = (_options: ClientOptions): Caller =>
  Object.assign(async () => undefined as never, { close: async () => {} });\n`,
  })),
];

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/**
 * Type-checks many packages by their own strict settings in one run and builds them into `built/`; returns the
 * complaints. Files are what it costs, so nothing is written that says what another package has said already.
 */
export const buildMany = (folder: string, packages: readonly (readonly SourceFile[])[]): string => {
  distinctPackages(packages).forEach((files, index) => {
    const needsAll = files.some(({ path }) => IS_ENTRY.test(path));
    const runtime = STAND_IN.filter(({ path }) => needsAll || !IS_PLATFORM.test(path));
    for (const { path, text } of files) write(join(folder, `p${index}`, path), text);
    for (const { path, text } of runtime) write(join(folder, `p${index}/src/runtime`, path), text);
  });
  write(join(folder, 'package.json'), '{"type": "module"}');
  const settings = JSON.parse(textOf(packages[0] ?? [], 'tsconfig.json')) as { compilerOptions: object };
  const compilerOptions = { ...settings.compilerOptions, noEmit: false, rootDir: '.', outDir: 'built' };
  write(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['p*/src/**/*.ts'] }));
  const compiler = findCompiler(PROJECT_ROOT);
  if (compiler === undefined) throw new Error('there is no compiler');
  const run = spawnSync(compiler.command, [...compiler.args, '-p', '.', '--skipLibCheck', '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return run.stdout + run.stderr;
};

/** The modules of packages of which no two are alike. The entries go where all that they refer to is known. */
export const distinctPackages = (packages: readonly (readonly SourceFile[])[]): readonly (readonly SourceFile[])[] => {
  const modules = packages.map((files) => files.filter(({ path }) => path.endsWith('.ts')));
  const distinct = new Map(modules.map((files) => [JSON.stringify(files), files]));
  const surfaces = new Set<string>();
  return [...distinct.values()].map((files) => {
    const surface = JSON.stringify(files.filter(({ path }) => IS_SURFACE.test(path)));
    if (surfaces.has(surface)) return files.filter(({ path }) => !IS_ENTRY.test(path));
    surfaces.add(surface);
    return files;
  });
};

const IS_ENTRY = /^src\/(?:index|node|lean|lean-node)\.ts$/;
/** Of the runtime, what the entries alone import. */
const IS_PLATFORM = /^(?:(?:lean\/)?(?:web|node)|lean\/common)\.ts$/;
const IS_SURFACE = /^src\/(?:(?:index|node|api|client|error-codes)\.ts$|areas\/)/;
