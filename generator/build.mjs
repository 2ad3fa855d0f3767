/*
 * Builds the program: generator/cli.ts and all it imports become dist/program/*.cjs, with dist/marginalia.cjs to start them.
 * Run by bootstrap.mjs when the sources are newer than the build; `node generator/build.mjs` does it by hand.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { validatorsPlugin } from './validate/build-validators.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export const build = async () => {
  const staged = join(root, `dist.${process.pid}`);
  const bundle = await rolldown({
    input: { cli: join(root, 'generator/cli.ts'), 'assembler-worker': join(root, 'generator/assembler-worker.ts') },
    platform: 'node',
    plugins: [validatorsPlugin()],
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    logLevel: 'warn',
    checks: { pluginTimings: false },
    onwarn: (warning, report) => (isExpected(warning) ? undefined : report(warning)),
  });
  await bundle.write({
    dir: join(staged, 'program'),
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    minify: true,
  });
  await bundle.close();
  toAscii(join(staged, 'program'));
  writeFileSync(join(staged, 'program/identity'), identityOf(join(staged, 'program')));
  copyFileSync(join(root, 'generator/launcher.cjs'), join(staged, 'marginalia.cjs'));
  compileRuntime(join(staged, 'runtime-types'));
  swapIn(staged, join(root, 'dist'));
  warmCodeCache();
};

/** ts-morph carries code that evaluates its own plugins; nothing of ours does. */
const isExpected = (warning) => warning.code === 'EVAL' || warning.code === 'COMMONJS_VARIABLE_IN_ESM';

/** In pure ASCII the launcher can read the program as one byte per character, in half the time and half the memory. */
const toAscii = (folder) => {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const escaped = readFileSync(file, 'utf8').replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    writeFileSync(file, escaped);
  }
};

/**
 * Declarations of the runtime, compiled under the generated package's own settings. `generate` need not compile a runtime again
 * whose bytes are these; one that does not compile leaves nothing here, and `generate` says what is wrong with it.
 */
const compileRuntime = (outDir) => {
  const sources = join(root, 'templates/runtime');
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'templates/code/tsconfig.hbs'), 'utf8'));
  mkdirSync(outDir);
  const project = join(outDir, 'tsconfig.json');
  const options = { ...compilerOptions, noEmit: false, emitDeclarationOnly: true, rootDir: sources, outDir, typeRoots: [join(root, 'node_modules/@types')] };
  writeFileSync(project, JSON.stringify({ compilerOptions: options, include: [sources] }));
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], { stdio: 'ignore' });
  } catch {
    return;
  }
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const hashes = files.map((name) => [name.replaceAll('\\', '/'), createHash('sha256').update(readFileSync(join(sources, name))).digest('hex')]);
  writeFileSync(join(outDir, 'sources.json'), JSON.stringify(Object.fromEntries(hashes)));
};

/** Says which build this is: `generate --check` trusts only what the same build has compared before. */
const identityOf = (folder) => {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
};

const swapIn = (staged, dist) => {
  mkdirSync(dist, { recursive: true });
  for (const part of ['program', 'runtime-types', 'marginalia.cjs']) {
    rmSync(join(dist, part), { recursive: true, force: true });
    renameSync(join(staged, part), join(dist, part));
  }
  rmSync(staged, { recursive: true, force: true });
};

/** One real run, so that V8 has compiled what a run needs. Its findings do not matter here. */
const warmCodeCache = () => {
  try {
    execFileSync(process.execPath, [join(root, 'dist/marginalia.cjs'), 'generate', '--check', '--full', '--project', root], {
      env: { ...process.env, MARGINALIA_BUILD_CODE_CACHE: '1' },
      stdio: 'ignore',
    });
  } catch {
    // A stale or broken spec is told when the user runs the command; the cache is made all the same.
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
