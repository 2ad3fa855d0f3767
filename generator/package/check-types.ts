import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.js';
import { takeShortCut, type KnownRuntime } from './known-runtime.js';

/** Type-checks the TypeScript project in a folder; returns its errors. */
export type TypeCheck = (folder: string) => Promise<readonly Diagnostic[]>;

/** How to start the TypeScript compiler, and where it finds the types of Node. */
export interface Compiler {
  readonly command: string;
  readonly args: readonly string[];
}

/** The compiler installed with the program: the native executable, or Node running its launcher. */
export const findCompiler = (toolRoot: string): Compiler | undefined => {
  const require = createRequire(join(toolRoot, 'package.json'));
  const typescript = resolveFolder(require, 'typescript');
  if (typescript === undefined) return undefined;
  const types = resolveFolder(require, '@types/node');
  const args = types === undefined ? [] : ['--typeRoots', dirname(types)];
  const native = resolveFolder(
    createRequire(join(typescript, 'package.json')),
    `@typescript/typescript-${process.platform}-${process.arch}`,
  );
  const executable = native && join(native, 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
  if (executable !== undefined && existsSync(executable)) return { command: executable, args };
  return { command: process.execPath, args: [join(typescript, 'bin', 'tsc'), ...args] };
};

const resolveFolder = (require: NodeJS.Require, name: string): string | undefined => {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
};

/**
 * Checks with a compiler; without one nothing passes, because nothing may be written unchecked. A runtime that the build of the
 * program has compiled already is not compiled again.
 */
export const typeCheckWith =
  (compiler: Compiler | undefined, known?: KnownRuntime): TypeCheck =>
  async (folder) => {
    if (compiler === undefined) return [noCompiler('typescript is not installed')];
    const shortCut = takeShortCut(folder, known);
    try {
      return await compile(compiler, folder, shortCut?.project ?? 'tsconfig.json');
    } finally {
      shortCut?.undo();
    }
  };

const compile = ({ command, args }: Compiler, folder: string, project: string): Promise<readonly Diagnostic[]> =>
  new Promise((resolve) => {
    const all = [...args, '-p', project, '--noEmit', '--skipLibCheck', '--pretty', 'false'];
    execFile(command, all, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve([]);
      else resolve(readErrors(stdout) ?? [noCompiler(stderr.trim() || error.message)]);
    });
  });

const ERROR_LINE = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/gm;

/** At most this many; one fault in a template repeats itself in every file. */
const SHOWN = 20;

const readErrors = (output: string): readonly Diagnostic[] | undefined => {
  const found = [...output.matchAll(ERROR_LINE)].slice(0, SHOWN).map(([, file = '', line, col, code, message]) => ({
    code: 'package/type-error' as const,
    severity: 'error' as const,
    message: `generated code does not compile: ${message} (${code})`,
    at: { file: file.replaceAll('\\', '/'), line: Number(line), col: Number(col) },
    hint: 'Nothing was written. The fault is in a template or in the runtime; the place is that in the staged package.',
  }));
  return found.length === 0 ? undefined : found;
};

const noCompiler = (reason: string): Diagnostic => ({
  code: 'package/no-compiler',
  severity: 'error',
  message: `the generated code could not be type-checked: ${reason}`,
  hint: 'Run "npm ci" in the folder of the program, then try again. Nothing was written.',
});
