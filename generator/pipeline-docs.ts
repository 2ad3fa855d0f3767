import { resolve } from 'node:path';
import { failed, ok, type Diagnostic, type Outcome } from './core/diagnostic.js';
import { CAPTURE_FILE, type Capture } from './core/capture.js';
import type { FilePort } from './core/files.js';
import { readFacts } from './docs/page-facts.js';
import { readPage } from './docs/read-page.js';
import { resolveDefinitions } from './docs/resolve-definitions.js';
import { parseCapture, type Snapshot } from './docs/snapshot.js';
import type { DocPage, PageFacts } from './docs/types.js';
import { shownPath } from './disk.js';
import { MAX_BYTES } from './load/limits.js';
import type { LineLookup } from './report/render-diagnostic.js';
import { readSource } from './sources.js';

/** Where pages come from: a folder, or the files that a user named. */
export interface PagePlace {
  /** As shown to people. */
  readonly shown: string;
  readonly files: readonly string[];
}

/** Where the user stands: paths are meant from `cwd` and shown from `root`. */
export interface Standpoint {
  readonly root: string;
  readonly cwd: string;
}

/** A page of the documentation, as its name tells. */
export const isPage = (file: string): boolean => file.endsWith('.md') && !file.endsWith('/README.md');

/** The pages below the paths that a user typed, each a folder or a file; says what is wrong with a path. */
export const findPages = (disk: FilePort, { root, cwd }: Standpoint, paths: readonly string[]): Outcome<PagePlace> => {
  const found = paths.map((path) => pagesAt(disk, shownPath(root, resolve(cwd, path))));
  const wrong = found.flatMap((each) => ('code' in each ? [each] : []));
  if (wrong.length > 0) return failed(...wrong);
  const files = found.flatMap((each) => ('code' in each ? [] : each));
  return ok({ shown: paths.map((path) => shownPath(root, resolve(cwd, path))).join(', '), files: [...new Set(files)] });
};

const pagesAt = (disk: FilePort, path: string): readonly string[] | Diagnostic => {
  const found = disk.read(path, MAX_BYTES);
  if (found.kind === 'missing') return noSuchPath(path);
  if (found.kind !== 'unreadable') return [path];
  const pages = disk.list(path).filter(isPage);
  return pages.length > 0 ? pages : noPages(path);
};

const noSuchPath = (path: string): Diagnostic => ({
  code: 'docs/no-pages',
  severity: 'error',
  message: `There is no page and no folder of pages at "${path}".`,
  hint: 'Name a captured page (.md), or a folder that holds some.',
});

/** Without a page there is nothing to compare with, and "no drift" would be a lie. */
export const noPages = (folder: string): Diagnostic => ({
  code: 'docs/no-pages',
  severity: 'error',
  message: `There is no documentation page (.md) in ${folder}/.`,
  hint: 'Put the captured pages there, or name the folder that holds them.',
});

/** One page after the other: whoever keeps none of them needs the memory of one. */
const eachPage = function* (disk: FilePort, files: readonly string[]): Generator<DocPage | Diagnostic> {
  for (const file of files) {
    const found = readSource(disk, file, MAX_BYTES);
    yield 'code' in found ? found : readPage({ file, text: new TextDecoder().decode(found.bytes) });
  }
};

/** What other pages refer to says so at its top, in its title and in the anchor there, whatever its file is called. */
const MAY_DEFINE = /definition|\u5b9a\u4e49|\u679a\u4e3e/i;
const MAY_LIST_ERRORS = /error|\u9519\u8bef/i;
const TOP = 2000;

/**
 * What each page says, one after the other, with the lists of values of its family filled in. The few pages that may
 * hold such lists are read twice.
 */
export const eachFacts = function* (disk: FilePort, files: readonly string[]): Generator<PageFacts | Diagnostic> {
  const around = [...files, ...filesAround(disk, files)];
  const definitions = factsOf(
    disk,
    around.filter((file) => MAY_DEFINE.test(topOf(disk, file))),
  ).filter((page) => page.definitions.length > 0);
  for (const page of eachPage(disk, files)) {
    if ('code' in page) yield page;
    else {
      const facts = readFacts(page);
      const others = definitions.filter(({ file }) => file !== facts.file);
      yield resolveDefinitions([facts, ...others])[0] ?? facts;
    }
  }
};

const topOf = (disk: FilePort, file: string): string => {
  const found = disk.read(file, MAX_BYTES);
  return found.kind === 'bytes' ? new TextDecoder().decode(found.bytes.subarray(0, TOP)) : '';
};

const factsOf = (disk: FilePort, files: readonly string[]): readonly PageFacts[] =>
  [...eachPage(disk, files)].flatMap((page) => ('code' in page ? [] : [readFacts(page)]));

/** Pages of definitions and errors that stand in the capture around single pages, with those of the place itself. */
export const familyOf = (disk: FilePort, { facts }: ReadDocs): readonly PageFacts[] => {
  const around = filesAround(
    disk,
    facts.map(({ file }) => file),
  ).filter((file) => {
    const top = topOf(disk, file);
    return MAY_DEFINE.test(top) || MAY_LIST_ERRORS.test(top);
  });
  return [...facts, ...factsOf(disk, around)];
};

/** Further pages of the families of a few pages: those in the folders above them, as far as pages stand there. */
const filesAround = (disk: FilePort, files: readonly string[]): readonly string[] => {
  if (files.length > FEW) return [];
  const given = new Set(files);
  const folders = new Set(files.flatMap((file) => foldersAbove(file)));
  return [...folders].flatMap((folder) => disk.siblings(folder).filter((file) => isPage(file) && !given.has(file)));
};

/** Who names more pages than this names a capture. */
const FEW = 50;
/** How deep in a capture pages stand: `derivatives/portfolio-margin/trade/Page.md`. */
const DEEPEST = 3;

const foldersAbove = (file: string): readonly string[] => {
  const parts = file.split('/').slice(0, -1);
  return Array.from({ length: Math.min(DEEPEST, parts.length) }, (_, index) =>
    parts.slice(0, parts.length - index).join('/'),
  ).filter((folder) => folder !== '');
};

/** All pages of a place, with what they say and the record of how they were captured. */
export interface ReadDocs {
  readonly pages: readonly DocPage[];
  readonly facts: readonly PageFacts[];
  readonly snapshot: Snapshot;
}

/** Reads every page of a place; fails when one cannot be read, or the record of the capture is not what it must be. */
export const readDocs = (disk: FilePort, { shown, files }: PagePlace): Outcome<ReadDocs> => {
  const read = [...eachPage(disk, files)];
  const unreadable = read.flatMap((page) => ('code' in page ? [page] : []));
  const capture = readCapture(disk, shown);
  if (unreadable.length > 0 || !capture.ok) return failed(...unreadable, ...capture.diagnostics);
  const pages = read.flatMap((page) => ('code' in page ? [] : [page]));
  const own = pages.map(readFacts);
  const around = filesAround(disk, files).filter((file) => MAY_DEFINE.test(topOf(disk, file)));
  const facts = resolveDefinitions([...own, ...factsOf(disk, around)]).slice(0, own.length);
  return ok({
    pages,
    facts,
    snapshot: { label: shown, pages: facts, ...(capture.value ? { capture: capture.value } : {}) },
  });
};

const readCapture = (disk: FilePort, folder: string): Outcome<Capture | undefined> => {
  const file = `${folder}/${CAPTURE_FILE}`;
  const found = disk.read(file, MAX_BYTES);
  return found.kind === 'bytes' ? parseCapture(new TextDecoder().decode(found.bytes), file) : ok(undefined);
};

/** What the reader has to say of a page, once: endpoints of one page share what is said of them. */
export const troublesOf = ({ diagnostics, endpoints }: PageFacts): readonly Diagnostic[] => [
  ...new Set([...diagnostics, ...endpoints.flatMap((endpoint) => endpoint.diagnostics)]),
];

/** The same of many pages. */
export const troubles = (facts: readonly PageFacts[]): readonly Diagnostic[] => facts.flatMap(troublesOf);

/** Source lines, read again when they are asked for: excerpts are few, and pages may be many. */
export const linesOnDemand = (disk: FilePort): LineLookup => {
  let kept: { readonly file: string; readonly lines: readonly string[] } | undefined;
  return (file, line) => {
    if (kept?.file !== file) {
      const found = disk.read(file, MAX_BYTES);
      kept = { file, lines: found.kind === 'bytes' ? new TextDecoder().decode(found.bytes).split(/\r?\n/) : [] };
    }
    return kept.lines[line - 1];
  };
};
