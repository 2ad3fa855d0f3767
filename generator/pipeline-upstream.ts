import { basename, join } from 'node:path';
import { stringify } from 'yaml';
import { failed, ok, type Diagnostic, type Outcome } from './core/diagnostic.js';
import type { FilePort } from './core/files.js';
import type { Position } from './core/position.js';
import type { SourceDoc } from './core/source.js';
import { MAX_BYTES } from './load/limits.js';
import { loadSources } from './load/load-sources.js';
import { sha256Of } from './package/package-files.js';
import { PLACES, readSource, type ReadFiles } from './sources.js';
import { compareUpstream } from './upstream/compare-upstream.js';
import { extractUpstream } from './upstream/extract-upstream.js';
import type { UpstreamChange } from './upstream/types.js';
import { removeFile, writeFileWhole } from './write-file.js';

export interface UpstreamRequest {
  readonly disk: FilePort;
  readonly root: string;
  readonly read: ReadFiles;
  /** The new copy, as given by the user, and how to show it. */
  readonly path: string;
  readonly shown: string;
  readonly url: string | undefined;
  readonly isDryRun: boolean;
  /** The day to record, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What taking a new copy came to. */
export interface TakenUpstream {
  /** Where it is stored. */
  readonly file: string;
  /** The copy before, where it has another name because it is JSON and the new one is not, or the other way round. */
  readonly former: string | null;
  readonly sha256: string;
  readonly bytes: number;
  /** The first line of the page around the document; none when it came bare. */
  readonly title: string | null;
  /** The line of the given file on which the document starts. */
  readonly startLine: number;
  readonly isSame: boolean;
  readonly isWritten: boolean;
  /** There was no copy before, or none that could be read, to compare with: everything is added. */
  readonly isFirst: boolean;
  readonly changes: readonly UpstreamChange[];
}

/** The copy that is stored now: no file on the first time, no document when the file is broken. */
interface Stored {
  readonly file?: string;
  readonly doc?: SourceDoc;
}

/**
 * Takes a new copy of the upstream document: found in its page, stored byte for byte, compared with the copy before.
 */
export const takeUpstream = (request: UpstreamRequest): Outcome<TakenUpstream> => {
  const { disk, read, path, shown } = request;
  const found = readSource(disk, path, MAX_BYTES, shown);
  if ('code' in found) return failed(found);
  read.add(shown, found.bytes);
  const extracted = extractUpstream({ file: shown, bytes: found.bytes });
  if (!extracted.ok) return extracted;
  const old = storedUpstream(disk, read);
  if (!old.ok) return old;
  const file = withEnding(old.value.file ?? `${PLACES.upstream}/${safeName(path)}`, extracted.value.bytes);
  const next = loadOne(file, extracted.value.bytes);
  if (!next.ok)
    return failed(...next.diagnostics.map((diagnostic) => shifted(diagnostic, shown, extracted.value.startLine)));
  const isSame = old.value.doc?.sha256 === next.value.sha256;
  const taken: TakenUpstream = {
    file: isSame ? (old.value.file ?? file) : file,
    former: isSame || old.value.file === file ? null : (old.value.file ?? null),
    sha256: next.value.sha256,
    bytes: extracted.value.bytes.length,
    title: titleOf(found.bytes, extracted.value.startLine),
    startLine: extracted.value.startLine,
    isSame,
    isWritten: !request.isDryRun && !isSame,
    isFirst: old.value.doc === undefined,
    changes: compareUpstream(old.value.doc, next.value),
  };
  if (taken.isWritten) store(request, taken, extracted.value.bytes);
  return ok(taken, [...extracted.diagnostics, ...old.diagnostics]);
};

const loadOne = (file: string, bytes: Uint8Array): Outcome<SourceDoc> => {
  const loaded = loadSources([{ file, role: 'upstream', bytes }]);
  const doc = loaded.ok ? loaded.value[0] : undefined;
  return doc === undefined ? failed(...loaded.diagnostics) : ok(doc, loaded.diagnostics);
};

/** Places in the extracted document, told as places in the file that the user gave. */
const shifted = (diagnostic: Diagnostic, file: string, startLine: number): Diagnostic => ({
  ...diagnostic,
  at: diagnostic.at && inPage(diagnostic.at, file, startLine),
  related: diagnostic.related?.map(({ at, message }) => ({ at: inPage(at, file, startLine), message })),
});

const inPage = (at: Position, file: string, startLine: number): Position => ({
  ...at,
  file,
  line: at.line + startLine - 1,
});

/**
 * The copy that is stored now. None is fine, and so is a broken one: a new copy is how it gets mended. Several are not.
 */
const storedUpstream = (disk: FilePort, read: ReadFiles): Outcome<Stored> => {
  const files = disk
    .list(PLACES.upstream)
    .filter((file) => file !== PLACES.provenance && /\.(ya?ml|json)$/i.test(file));
  const [file, another] = files;
  if (file === undefined) return ok({});
  if (another !== undefined) {
    return failed({
      code: 'load/two-upstreams',
      severity: 'error',
      message: `There are two documents in ${PLACES.upstream}/: "${file}" and "${another}".`,
      at: { file: another, line: 1, col: 1 },
      hint: 'Keep the one that is the upstream document; what the other adds belongs into spec/fragments/.',
    });
  }
  const found = readSource(disk, file, MAX_BYTES);
  if ('code' in found) return failed(found);
  read.add(file, found.bytes);
  const loaded = loadOne(file, found.bytes);
  return loaded.ok ? ok({ file, doc: loaded.value }) : ok({ file }, [notCompared(loaded.diagnostics[0])]);
};

const notCompared = (fault: Diagnostic | undefined): Diagnostic => ({
  code: 'load/old-copy-broken',
  severity: 'warning',
  message:
    `The copy that is stored now could not be read, so what changed cannot be told. ${fault?.message ?? ''}`.trimEnd(),
  at: fault?.at,
});

/** What the page calls itself, as well as a file of plain text can say. */
const titleOf = (bytes: Uint8Array, startLine: number): string | null => {
  const before = new TextDecoder().decode(bytes).split(/\r?\n/, startLine - 1);
  return before.map((line) => line.replace(/^#+\s*/, '').trim()).find((line) => line !== '') ?? null;
};

const safeName = (path: string): string => basename(path).replace(/[^A-Za-z0-9._-]/g, '-');

/** The file with the ending that its content asks for; never the file that says where the content is from. */
const withEnding = (file: string, bytes: Uint8Array): string => {
  const isJson = /^\s*\{/.test(new TextDecoder().decode(bytes));
  if (file !== PLACES.provenance && (isJson ? /\.json$/i : /\.ya?ml$/i).test(file)) return file;
  return `${file.replace(/\.[^./]*$/, '')}.${isJson ? 'json' : 'yml'}`;
};

/**
 * The document first: should the run end in between, the sha256 in source.yaml tells that they do not belong together.
 * The copy before goes only then; should the run end before that, the next one says that there are two documents.
 */
const store = ({ root, url, today }: UpstreamRequest, taken: TakenUpstream, bytes: Uint8Array): void => {
  writeFileWhole(join(root, taken.file), bytes, taken.file);
  if (taken.former !== null) removeFile(join(root, taken.former), taken.former);
  const provenance = {
    file: basename(taken.file),
    title: taken.title,
    received: today,
    sha256: sha256Of(bytes),
    bytes: taken.bytes,
    startLine: taken.startLine,
    url: url ?? null,
  };
  writeFileWhole(join(root, PLACES.provenance), stringify(provenance), PLACES.provenance);
};
