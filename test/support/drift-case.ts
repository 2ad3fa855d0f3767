import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Capture } from '../../generator/core/capture.js';
import { formatPosition } from '../../generator/core/position.js';
import { readFacts } from '../../generator/docs/page-facts.js';
import { readPage } from '../../generator/docs/read-page.js';
import { findEvidence, findMoved, holdsEveryPage } from '../../generator/docs/removal.js';
import type { PageFacts, PageSource } from '../../generator/docs/types.js';
import { compareSpec } from '../../generator/drift/compare.js';
import { compareDocs } from '../../generator/drift/compare-docs.js';
import type { DocsFinding, DocsReport, Snapshot } from '../../generator/drift/docs-report.js';
import { readWaivers } from '../../generator/drift/read-waivers.js';
import type { DriftReport, Finding, Waiver } from '../../generator/drift/types.js';
import { loadSources } from '../../generator/load/load-sources.js';
import { specFromYaml } from './spec-from-yaml.js';

const CASES = join(import.meta.dirname, '../cases/drift');

export const pageFacts = (page: PageSource): PageFacts => readFacts(readPage(page));

/** One page of each kind that the cases have: an endpoint, an event, a list of values. */
export const casePages = (): readonly PageSource[] =>
  ['parameter-added/older.md', 'event-removed/older-2.md', 'definition-removed/older.md'].map((file) => ({
    file,
    text: readFileSync(join(CASES, file), 'utf8'),
  }));

/** The pages of a case whose names start like `name`, and its `capture.json` if it has one. */
const readSnapshot = (folder: string, name: string): Snapshot => {
  const files = readdirSync(folder).filter((file) => file.startsWith(name) && file.endsWith('.md'));
  const capture = join(folder, `${name}-capture.json`);
  return {
    label: name,
    pages: files.sort().map((file) => pageFacts({ file, text: readFileSync(join(folder, file), 'utf8') })),
    ...(existsSync(capture) ? { capture: JSON.parse(readFileSync(capture, 'utf8')) as Capture } : {}),
  };
};

/** Whether a case holds two captures against each other; the others hold pages against a spec. */
export const isDocsCase = (folder: string): boolean => existsSync(join(folder, 'older.md'));

/**
 * Compares one case: its spec with the pages whose names start like `pages`, under its waivers if it has any. A spec of
 * its own for those pages goes before the spec of the case.
 */
export const runDriftCase = (folder: string, pages: string): DriftReport => {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const snapshot = readSnapshot(folder, pages);
  const waivers = existsSync(join(folder, 'waivers.yaml')) ? waiversFrom(read('waivers.yaml')) : [];
  const spec = existsSync(join(folder, `${pages}-spec.yaml`)) ? `${pages}-spec.yaml` : 'spec.yaml';
  const docs = {
    facts: snapshot.pages.flatMap(({ endpoints }) => endpoints),
    findEvidence: (endpoint: Parameters<typeof findEvidence>[0]) => findEvidence(endpoint, snapshot),
  };
  return compareSpec(specFromYaml(read(spec), spec), docs, waivers);
};

export const diffPages = (older: readonly PageFacts[], newer: readonly PageFacts[]): DocsReport =>
  compareDocs(
    { label: 'older', pages: older },
    { label: 'newer', pages: newer },
    { findEvidence, findMoved, holdsEveryPage },
  );

/** Compares the pages of a case whose names start with `older` with those that start like `pages`. */
export const runDocsCase = (folder: string, pages: string): DocsReport =>
  compareDocs(readSnapshot(folder, 'older'), readSnapshot(folder, pages), { findEvidence, findMoved, holdsEveryPage });

export const waiversFrom = (text: string): readonly Waiver[] => {
  const bytes = new TextEncoder().encode(text);
  const loaded = loadSources([{ file: 'waivers.yaml', role: 'waivers', bytes }]);
  const doc = loaded.ok ? loaded.value[0] : undefined;
  const waivers = doc && readWaivers(doc);
  if (!waivers?.ok) throw new Error(JSON.stringify(waivers?.diagnostics ?? loaded.diagnostics));
  return waivers.value;
};

/** A finding in few words, for comparing with a file. */
export const condenseFinding = (finding: Finding): unknown => ({
  rule: finding.rule,
  severity: finding.severity,
  pointer: finding.pointer,
  docs: finding.docs && formatPosition(finding.docs),
  spec: finding.spec && formatPosition(finding.spec),
  languages: finding.languages.join(' '),
  message: finding.message,
  change: finding.change,
});

export const condenseDocsFinding = (finding: DocsFinding): unknown => ({
  rule: finding.rule,
  severity: finding.severity,
  pointer: finding.pointer,
  places: finding.places.map(({ language, at }) => `${language} ${formatPosition(at)}`),
  message: finding.message,
  change: finding.change,
});
