import type { FilePort } from './core/files.js';
import { comparable } from './core/plain-text.js';
import { findEvidence, findMoved, holdsEveryPage } from './docs/removal.js';
import type { EndpointFacts, PageFacts } from './docs/types.js';
import type { DraftFile } from './draft/types.js';
import { compareDocs } from './drift/compare-docs.js';
import { docsReport } from './drift/report.js';
import type { Inputs } from './pipeline.js';
import { isPage, readDocs, type ReadDocs } from './pipeline-docs.js';
import type { Report } from './report/model.js';
import { PLACES } from './sources.js';

/** A page to copy into the project, over the older one or as a new one. */
export interface PageCopy {
  readonly file: string;
  readonly from: string;
  readonly isNew: boolean;
}

/** Which pages an update may copy. */
export interface Copying {
  readonly inputs: Inputs;
  readonly docs: ReadDocs;
  readonly drafts: readonly DraftFile[];
  readonly addPages: boolean;
}

/** Newer content for the pages that the project has, found by identity: file names can lie. */
export const copiesOf = ({ inputs, docs, drafts, addPages }: Copying): readonly PageCopy[] => {
  const { disk } = inputs;
  const known = readKnown(disk);
  const drafted = new Set(drafts.filter(({ kind }) => kind === 'fragment').flatMap(({ operations }) => operations));
  const wanted = docs.facts
    .filter(({ endpoints }) => endpoints.some(({ method, path }) => drafted.has(`${method.value} ${path.value}`)))
    .flatMap((page) => page.identity?.value ?? []);
  return docs.facts.flatMap((page) => {
    const identity = page.identity?.value;
    if (identity === undefined || page.state !== 'read') return [];
    const old = known.find((other) => other.identity?.value === identity);
    const isNew = old === undefined;
    if (isCut(page) && !(old && isCut(old))) return [];
    if (isNew && !(addPages && wanted.some((name) => name === identity || definesFor(page, name)))) return [];
    const file = old?.file ?? `${PLACES.docs}/${identity}.md`;
    return file === page.file || (old && saysTheSame(old, page)) ? [] : [{ file, from: page.file, isNew }];
  });
};

/** A page that was cut off says less than the whole one that the project may have. */
const isCut = ({ diagnostics }: PageFacts): boolean => diagnostics.some(({ code }) => code === 'docs/incomplete-page');

/** Pages all of whose endpoints were withdrawn: while they stand there, drift asks for what the spec rightly lacks. */
export const obsoletePages = (disk: FilePort, { findings }: Report): readonly string[] => {
  const gone = new Set(findings.filter(({ rule }) => rule === 'endpoint-removed').map(({ group }) => group));
  const isGone = ({ method, path }: EndpointFacts): boolean => gone.has(`${method.value} ${path.value}`);
  if (gone.size === 0) return [];
  return readKnown(disk)
    .filter(({ endpoints }) => endpoints.length > 0 && endpoints.every(isGone))
    .map(({ file }) => file);
};

/** Whether a page has the lists of values to which a page of its family may refer. */
const definesFor = ({ kind, identity }: PageFacts, other: string): boolean =>
  kind === 'definitions' && identity !== undefined && other.startsWith(identity.value.replace(/[^/]*$/, ''));

/** Whether two captures of a page differ in layout alone: such a copy would be noise under version control. */
const saysTheSame = (left: PageFacts, right: PageFacts): boolean => wordsOf(left) === wordsOf(right);

/** All that a page says, without where it says so; quotes as waivers compare them. */
const wordsOf = ({ file: _, updatedAt: _2, sourceUrl: _3, ...facts }: PageFacts): string =>
  JSON.stringify(facts, (key, value: unknown) => {
    if (PLACE_KEYS.has(key)) return undefined;
    return typeof value === 'string' ? comparable(value) : value;
  });

/** Values that were looked up on another page are that page's to say: the project may not have it. */
const PLACE_KEYS: ReadonlySet<string> = new Set(['at', 'file', 'updatedAt', 'diagnostics', 'definedValues']);

/** The pages that the project has. */
const readKnown = (disk: FilePort): readonly PageFacts[] => knownDocs(disk)?.facts ?? [];

const knownDocs = (disk: FilePort): ReadDocs | undefined => {
  const files = disk.list(PLACES.docs).filter(isPage);
  const docs = files.length === 0 ? undefined : readDocs(disk, { shown: PLACES.docs, files });
  return docs?.ok === true ? docs.value : undefined;
};

/**
 * Between the pages of the project and the newer ones: pages that the project never took are no news. They stay in
 * sight for what they say of the others: change logs, navigation.
 */
export const newsOf = (disk: FilePort, docs: ReadDocs): Report => {
  const known = knownDocs(disk);
  const older = known?.snapshot ?? { label: PLACES.docs, pages: [] };
  const identities = new Set(older.pages.map(({ identity }) => identity?.value));
  const pages = docs.snapshot.pages.map((page) =>
    identities.has(page.identity?.value) ? page : { ...page, endpoints: [], events: [], definitions: [], errors: [] },
  );
  return docsReport(compareDocs(older, { ...docs.snapshot, pages }, { findEvidence, findMoved, holdsEveryPage }));
};
