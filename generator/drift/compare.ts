import { byCodeUnit } from '../core/mutable-json.js';
import type { EndpointFacts } from '../docs/types.js';
import type { MergedSpec } from '../merge/types.js';
import { applyWaivers } from './apply-waivers.js';
import { compareGroup } from './compare-group.js';
import { findOperation, groupFacts, type EndpointGroup } from './groups.js';
import { readSpecValue } from './spec-value.js';
import { readOperations, type OperationView } from './spec-view.js';
import { DRIFT_SEVERITIES, type Coverage, type DriftReport, type Finding, type Waiver } from './types.js';
import { WORDING } from './wording.js';

/**
 * Holds the merged spec against what the docs say, and the docs against themselves. An operation that no page documents
 * is "not checked"; nothing here ever concludes that one was removed.
 */
export const compare = (spec: MergedSpec, facts: readonly EndpointFacts[], waivers: readonly Waiver[]): DriftReport => {
  const operations = readOperations(spec);
  const groups = groupFacts(facts);
  const pages = assignPages(operations, groups);
  const found = [...pages].flatMap(([operation, [newest, ...older]]) => [
    ...(newest ? compareGroup(operation, newest) : []),
    ...older.map((group) => duplicatePage(operation, group)),
  ]);
  const findings = applyWaivers(
    found.map((finding) => withSpecValue(operations, finding)),
    waivers,
    operations.filter((operation) => !pages.has(operation)),
  );
  const unwaived = findings.filter((finding) => !finding.waived).length;
  return { findings: [...findings].sort(byWeight), unwaived, coverage: coverageOf(operations, groups, pages) };
};

const withSpecValue = (operations: readonly OperationView[], finding: Finding): Finding => {
  const specValue = readSpecValue(operations, finding.pointer);
  return specValue === undefined ? finding : { ...finding, specValue };
};

type Pages = ReadonlyMap<OperationView, readonly EndpointGroup[]>;

/** The pages of each operation, the newest capture first. */
const assignPages = (operations: readonly OperationView[], groups: readonly EndpointGroup[]): Pages => {
  const pages = new Map<OperationView, EndpointGroup[]>();
  for (const group of groups) {
    const operation = findOperation(group, operations);
    if (!operation) continue;
    const known = pages.get(operation);
    if (known) known.push(group);
    else pages.set(operation, [group]);
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
    related: [],
    languages: group.halves.map(({ language }) => language),
    quotes: [group.file],
    message: WORDING['page-duplicate'].message(words),
    change: WORDING['page-duplicate'].change(words),
  };
};

const coverageOf = (operations: readonly OperationView[], groups: readonly EndpointGroup[], pages: Pages): Coverage => {
  const known = new Set([...pages.values()].flat());
  return {
    checked: [...pages].map(([{ label }, own]) => ({
      operation: label,
      files: own.map(({ file }) => file),
      languages: [...new Set(own.flatMap(({ halves }) => halves.map(({ language }) => language)))],
    })),
    notChecked: operations
      .filter((operation) => !pages.has(operation))
      .map(({ label, at }) => ({ operation: label, at })),
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
