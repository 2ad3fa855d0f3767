import { byCodeUnit } from '../core/mutable-json.js';
import type { EndpointFacts } from '../docs/types.js';
import type { MergedSpec } from '../merge/types.js';
import { applyWaivers } from './apply-waivers.js';
import { compareGroup } from './compare-group.js';
import type { EndpointRef, Evidence } from './docs-report.js';
import { findByAddress, findByPage, groupFacts, type EndpointGroup } from './groups.js';
import { judgeOperation, type Judged } from './judge-operation.js';
import { readSpecValue } from './spec-value.js';
import { readOperations, type OperationView } from './spec-view.js';
import { DRIFT_SEVERITIES, type Coverage, type DriftReport, type Finding, type Waiver } from './types.js';
import { WORDING } from './wording.js';

/** What the docs say, and how they speak of endpoints that none of their pages documents. */
export interface Docs {
  readonly facts: readonly EndpointFacts[];
  /** Without it, nothing is ever said to be removed. */
  readonly findEvidence?: (endpoint: EndpointRef) => Evidence;
}

/**
 * Holds the merged spec against what the docs say, and the docs against themselves. An operation that no page documents
 * is "not checked"; only where the docs themselves say that its endpoint is gone is that a finding.
 */
export const compareSpec = (spec: MergedSpec, docs: Docs, waivers: readonly Waiver[]): DriftReport => {
  const { facts, findEvidence } = docs;
  const operations = readOperations(spec);
  const groups = groupFacts(facts);
  const pages = assignPages(operations, groups);
  const found = [...pages].flatMap(([operation, [newest, ...older]]) => [
    ...(newest ? compareGroup(operation, newest) : []),
    ...older.map((group) => duplicatePage(operation, group)),
  ]);
  const judged = operations.map((operation) => judgeOperation(operation, findEvidence));
  const unpaged = judged.filter(({ operation }) => !pages.has(operation));
  const removed = judged.flatMap(({ finding }) => finding ?? []);
  const findings = applyWaivers(
    [...found, ...removed].map((finding) => withSpecValue(operations, finding)),
    waivers,
    { unchecked: unpaged.flatMap(({ operation, finding }) => (finding ? [] : [operation])), cutOff: cutOffIn(pages) },
  );
  const unwaived = findings.filter((finding) => !finding.waived).length;
  return { findings: [...findings].sort(byWeight), unwaived, coverage: coverageOf(unpaged, groups, pages) };
};

const withSpecValue = (operations: readonly OperationView[], finding: Finding): Finding => {
  const specValue = readSpecValue(operations, finding.pointer);
  return specValue === undefined ? finding : { ...finding, specValue };
};

type Pages = ReadonlyMap<OperationView, readonly EndpointGroup[]>;

const cutOffIn = (pages: Pages): readonly OperationView[] =>
  [...pages].flatMap(([operation, [newest]]) => (newest?.halves.some((half) => half.incomplete) ? [operation] : []));

/**
 * The pages of each operation, the newest capture first. By address; what is left on a page belongs to the operation
 * that links to it, unless another endpoint of that page does already: then it is an endpoint that the spec lacks.
 */
const assignPages = (operations: readonly OperationView[], groups: readonly EndpointGroup[]): Pages => {
  const pages = new Map<OperationView, EndpointGroup[]>();
  const assign = (operation: OperationView, group: EndpointGroup): void => {
    const known = pages.get(operation);
    if (known) known.push(group);
    else pages.set(operation, [group]);
  };
  const left = groups.filter((group) => {
    const operation = findByAddress(group, operations);
    if (operation) assign(operation, group);
    return operation === undefined;
  });
  for (const group of left) {
    const operation = findByPage(group, operations);
    if (operation && !pages.get(operation)?.some(({ file }) => file === group.file)) assign(operation, group);
  }
  for (const known of pages.values()) known.sort((a, b) => byCodeUnit(capturedAt(b), capturedAt(a)));
  return pages;
};

const capturedAt = (group: EndpointGroup): string => group.halves[0]?.updatedAt ?? '';

const duplicatePage = (operation: OperationView, group: EndpointGroup): Finding => {
  const [half] = group.halves;
  const words = { kind: 'docs-only', subject: operation.label, docs: group.file, spec: '', place: '' } as const;
  return {
    rule: 'page-duplicate',
    severity: 'cosmetic',
    pointer: operation.pointer,
    operation: operation.label,
    spec: operation.at,
    ...(half ? { docs: half.path.at } : {}),
    places: group.halves.map(({ language, path: { at, quote } }) => ({ language, at, quote })),
    related: [],
    languages: group.halves.map(({ language }) => language),
    quotes: [half?.identity?.value ?? group.file],
    message: WORDING['page-duplicate'].message(words),
    change: WORDING['page-duplicate'].change(words),
  };
};

const coverageOf = (unpaged: readonly Judged[], groups: readonly EndpointGroup[], pages: Pages): Coverage => {
  const known = new Set([...pages.values()].flat());
  return {
    checked: [...pages].map(([{ label }, own]) => ({
      operation: label,
      files: own.map(({ file }) => file),
      languages: [...new Set(own.flatMap(({ halves }) => halves.map(({ language }) => language)))],
    })),
    notChecked: unpaged.flatMap(({ operation: { label, at }, finding, since }) =>
      finding ? [] : [{ operation: label, at, ...(since === undefined ? {} : { since }) }],
    ),
    notInSpec: groups
      .filter((group) => !known.has(group))
      .flatMap(({ halves: [half] }) =>
        half ? [{ operation: `${half.method.value} ${half.path.value}`, at: half.path.at }] : [],
      ),
  };
};

const byWeight = (left: Finding, right: Finding): number =>
  DRIFT_SEVERITIES.indexOf(left.severity) - DRIFT_SEVERITIES.indexOf(right.severity) ||
  byCodeUnit(left.operation ?? '', right.operation ?? '') ||
  (left.docs?.line ?? 0) - (right.docs?.line ?? 0) ||
  byCodeUnit(left.rule + left.pointer, right.rule + right.pointer);
