import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { sha256Of } from './package-files.js';
import { REPLACED_FILES } from './replaced-files.js';

/**
 * Declarations of the runtime, made when the program was built by compiling the runtime's sources under the package's own
 * settings, and the sha256 of every source they were made from.
 */
export interface KnownRuntime {
  /** Folder of the `.d.ts` files. */
  readonly folder: string;
  readonly sources: Readonly<Record<string, string>>;
}

/** What the build left in `dist/runtime-types/`; undefined when the runtime did not compile then, or was never built. */
export const readKnownRuntime = (toolRoot: string): KnownRuntime | undefined => {
  const folder = join(toolRoot, 'dist/runtime-types');
  try {
    const sources: unknown = JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8'));
    return typeof sources === 'object' && sources !== null ? { folder, sources: sources as Record<string, string> } : undefined;
  } catch {
    return undefined;
  }
};

/** The project file to check the staged tree with, and how to leave the tree as it was. */
export interface ShortCut {
  readonly project: string;
  readonly undo: () => void;
}

/**
 * Compiling the runtime together with the types of Node is four fifths of the whole check. Where the staged runtime is byte for
 * byte what the build has compiled, its declarations say all there is to know, and take its place during the check.
 */
export const takeShortCut = (staged: string, known: KnownRuntime | undefined): ShortCut | undefined => {
  const runtime = join(staged, 'src/runtime');
  if (known === undefined || !existsSync(runtime) || !isSame(runtime, known)) return undefined;
  const aside = join(staged, '.runtime');
  const project = join(staged, 'tsconfig.check.json');
  renameSync(runtime, aside);
  putDeclarations(runtime, known, aside);
  writeFileSync(project, JSON.stringify({ extends: './tsconfig.json', compilerOptions: { types: [] } }));
  return {
    project: 'tsconfig.check.json',
    undo: () => {
      rmSync(project);
      rmSync(runtime, { recursive: true });
      renameSync(aside, runtime);
    },
  };
};

/**
 * What the runtime declares, but of the files that are not the runtime's own the staged ones. Its folders are linked: it
 * takes a junction, and no rights on any system.
 */
const putDeclarations = (runtime: string, known: KnownRuntime, staged: string): void => {
  mkdirSync(runtime);
  for (const entry of readdirSync(known.folder, { withFileTypes: true })) {
    const { name } = entry;
    const place = join(runtime, name);
    if (entry.isDirectory()) symlinkSync(join(known.folder, name), place, 'junction');
    else if (name.endsWith('.d.ts') && !REPLACED_FILES.has(sourceOf(name))) copyFileSync(join(known.folder, name), place);
  }
  for (const name of REPLACED_FILES) if (existsSync(join(staged, name))) copyFileSync(join(staged, name), join(runtime, name));
};

const sourceOf = (declarations: string): string => declarations.replace(/\.d\.ts$/, '.ts');

/** Paths with slashes on every system, as the build has them. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

const isSame = (runtime: string, { sources }: KnownRuntime): boolean => {
  const isOwn = (name: string): boolean => !REPLACED_FILES.has(name);
  const names = filesBelow(runtime).filter(isOwn);
  return (
    names.length === Object.keys(sources).filter(isOwn).length &&
    names.every((name) => Object.hasOwn(sources, name) && sources[name] === sha256Of(readFileSync(join(runtime, name))))
  );
};
