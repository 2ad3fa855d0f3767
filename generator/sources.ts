import type { Diagnostic } from './core/diagnostic.js';
import type { FilePort } from './core/files.js';
import type { SourceFileRef, SourceRole } from './core/source.js';
import type { LineLookup } from './report/render-diagnostic.js';

/** Where each kind of source lies below the project root. */
export const PLACES = {
  upstream: 'spec/upstream',
  fragments: 'spec/fragments',
  overlays: 'spec/overlays',
  /** One file, or a folder of them, or both. */
  waivers: 'spec/waivers.yaml',
  waiverFolder: 'spec/waivers',
  docs: 'spec/docs',
  provenance: 'spec/upstream/source.yaml',
} as const;

const IS_SPEC = /\.(ya?ml|json)$/i;

/** Files a run has read, so that diagnostics can show their lines. */
export class ReadFiles {
  readonly #texts = new Map<string, readonly string[]>();

  add(file: string, bytes: Uint8Array): void {
    this.#texts.set(file, new TextDecoder().decode(bytes).split(/\r?\n/));
  }

  readonly lineOf: LineLookup = (file, line) => this.#texts.get(file)?.[line - 1];
}

export interface FoundSources {
  readonly refs: readonly SourceFileRef[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every source of the spec; says which ones are missing or cannot be read. */
export const findSources = (disk: FilePort, read: ReadFiles, limit: number): FoundSources => {
  const wanted: [SourceRole, string][] = [
    ...specFiles(disk, PLACES.upstream)
      .filter((file) => file !== PLACES.provenance)
      .map(as('upstream')),
    ...specFiles(disk, PLACES.fragments).map(as('fragment')),
    ...specFiles(disk, PLACES.overlays).map(as('overlay')),
  ];
  const diagnostics: Diagnostic[] = [];
  const refs: SourceFileRef[] = [];
  for (const [role, file] of wanted) {
    const found = readSource(disk, file, limit);
    if ('code' in found) diagnostics.push(found);
    else {
      read.add(file, found.bytes);
      refs.push({ file, role, bytes: found.bytes });
    }
  }
  if (!wanted.some(([role]) => role === 'upstream')) diagnostics.push(noUpstream());
  return { refs, diagnostics };
};

/** The files that hold waivers; a project need not have any. */
export const waiverFiles = (disk: FilePort): readonly string[] => [
  ...(disk.read(PLACES.waivers).kind === 'missing' ? [] : [PLACES.waivers]),
  ...specFiles(disk, PLACES.waiverFolder),
];

/** Reads one file, or says why it could not be read. */
export const readSource = (
  disk: FilePort,
  file: string,
  limit: number,
  shown: string = file,
): { readonly bytes: Uint8Array } | Diagnostic => {
  const found = disk.read(file, limit);
  if (found.kind === 'bytes') return { bytes: found.bytes };
  return {
    code: 'load/unreadable',
    severity: 'error',
    at: { file: shown, line: 1, col: 1 },
    ...reasonFor(shown, found, limit),
  };
};

const reasonFor = (
  file: string,
  found: Exclude<ReturnType<FilePort['read']>, { kind: 'bytes' }>,
  limit: number,
): Pick<Diagnostic, 'message' | 'hint'> => {
  switch (found.kind) {
    case 'missing':
      return { message: `There is no file "${file}".`, hint: 'Check its name and its folder.' };
    case 'too-large':
      return {
        message: `"${file}" has ${found.size} bytes; at most ${limit} are read.`,
        hint: file.endsWith('.md')
          ? 'No documentation page is that long. Look what was saved under this name, and capture the page again.'
          : 'An OpenAPI document of this size is most likely the wrong file. Split it into fragments if it is not.',
      };
    case 'unreadable':
      return {
        message: `"${file}" could not be read: ${found.reason}.`,
        hint: 'Check that it is a file and that you may read it.',
      };
  }
};

const noUpstream = (): Diagnostic => ({
  code: 'load/no-upstream',
  severity: 'error',
  message: `There is no OpenAPI document in ${PLACES.upstream}/.`,
  hint:
    'Run this in the project folder, name it with --project <dir>, ' +
    'or take a document with "marginalia upstream <file>".',
});

const specFiles = (disk: FilePort, folder: string): readonly string[] =>
  disk.list(folder).filter((file) => IS_SPEC.test(file));

const as =
  (role: SourceRole) =>
  (file: string): [SourceRole, string] => [role, file];
