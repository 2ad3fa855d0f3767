import type { CoverageReport, CoverageSources, CoveredOperation, DocumentedEndpoint, FamilyCoverage } from './types.js';

/** Holds documentation, spec, client and contract tests against each other, endpoint by endpoint. */
export const countCoverage = ({ endpoints, operations, generated, called }: CoverageSources): CoverageReport => {
  const documented = new Map<string, DocumentedEndpoint>(
    [...endpoints].reverse().map((endpoint) => [endpoint.request, endpoint]),
  );
  const covered = operations
    .map(({ request, name }) => ({
      request,
      name,
      isDocumented: documented.has(request),
      isGenerated: generated.has(request),
      isCalled: called.has(request),
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const known = new Set(operations.map(({ request }) => request));
  return {
    families: countFamilies(covered),
    operations: covered,
    documented: documented.size,
    missing: [...documented.values()]
      .filter(({ request }) => !known.has(request))
      .sort((left, right) => (left.request < right.request ? -1 : 1)),
  };
};

const countFamilies = (operations: readonly CoveredOperation[]): readonly FamilyCoverage[] => {
  const families = new Map<string, CoveredOperation[]>();
  for (const operation of operations) {
    const family = operation.name.split('.')[0] ?? '';
    families.set(family, [...(families.get(family) ?? []), operation]);
  }
  return [...families].map(([family, members]) => ({
    family,
    operations: members.length,
    documented: members.filter(({ isDocumented }) => isDocumented).length,
    generated: members.filter(({ isGenerated }) => isGenerated).length,
    called: members.filter(({ isCalled }) => isCalled).length,
  }));
};

/** Whether every documented endpoint is in the spec, and every operation of the spec is generated and called. */
export const isWhole = ({ missing, operations }: CoverageReport): boolean =>
  missing.length === 0 && operations.every(({ isGenerated, isCalled }) => isGenerated && isCalled);
