import type { EndpointFacts, Language } from '../docs/types.js';
import type { OperationView } from './spec-view.js';

/** What one page says of one endpoint, in its languages. */
export interface EndpointGroup {
  readonly file: string;
  readonly halves: readonly EndpointFacts[];
}

/**
 * The halves of each endpoint: those of one page with the same method and path, and what is left in its order, so that
 * a method or a path that one language has wrong does not part them.
 */
export const groupFacts = (facts: readonly EndpointFacts[]): readonly EndpointGroup[] => {
  const pages = new Map<string, EndpointFacts[]>();
  for (const each of facts) {
    const known = pages.get(each.file);
    if (known) known.push(each);
    else pages.set(each.file, [each]);
  }
  return [...pages].flatMap(([file, all]) => groupPage(file, all));
};

const groupPage = (file: string, facts: readonly EndpointFacts[]): readonly EndpointGroup[] => {
  const [language] = facts.map((each) => each.language);
  const firsts = facts.filter((each) => each.language === language);
  const others = facts.filter((each) => each.language !== language);
  const twins = new Map<EndpointFacts, EndpointFacts>();
  const take = (fits: (first: EndpointFacts, other: EndpointFacts) => boolean): void => {
    for (const first of firsts) {
      const at = twins.has(first) ? -1 : others.findIndex((other) => fits(first, other));
      const [twin] = at === -1 ? [] : others.splice(at, 1);
      if (twin) twins.set(first, twin);
    }
  };
  take((first, other) => first.method.value === other.method.value && samePath(first.path.value, other.path.value));
  take(() => true);
  return [
    ...firsts.map((first) => ({ file, halves: [first, twins.get(first)].filter((half) => half !== undefined) })),
    ...others.map((other) => ({ file, halves: [other] })),
  ];
};

export const halfIn = (group: EndpointGroup, language: Language): EndpointFacts | undefined =>
  group.halves.find((half) => half.language === language);

/** The operation with the method and path of either half. */
export const findByAddress = (
  { halves }: EndpointGroup,
  operations: readonly OperationView[],
): OperationView | undefined => {
  for (const half of halves) {
    const operation = operations.find(
      ({ method, path }) => method === half.method.value && samePath(path, half.path.value),
    );
    if (operation) return operation;
  }
  return undefined;
};

/**
 * The one operation that links to the page. A page whose method or path changed is found that way, and an operation is
 * never "removed" for it.
 */
export const findByPage = (
  { halves }: EndpointGroup,
  operations: readonly OperationView[],
): OperationView | undefined => {
  const identities = halves.flatMap((half) => (half.identity ? [half.identity.value] : []));
  const linked = operations.filter((operation) => operation.page !== undefined && identities.includes(operation.page));
  return linked.length === 1 ? linked[0] : undefined;
};

const samePath = (left: string, right: string): boolean => left.replace(/\/$/, '') === right.replace(/\/$/, '');
