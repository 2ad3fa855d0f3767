import type { EndpointFacts, Language } from '../docs/types.js';
import type { OperationView } from './spec-view.js';

/** What one page says of one endpoint, in its languages. */
export interface EndpointGroup {
  readonly file: string;
  readonly halves: readonly EndpointFacts[];
}

/** The first endpoint of the English half belongs to the first one of the Chinese half, and so on. */
export const groupFacts = (facts: readonly EndpointFacts[]): readonly EndpointGroup[] => {
  const groups = new Map<string, { file: string; halves: EndpointFacts[] }>();
  const counts = new Map<string, number>();
  for (const each of facts) {
    const half = `${each.file}\n${each.language}`;
    const order = counts.get(half) ?? 0;
    counts.set(half, order + 1);
    const key = `${each.file}\n${order}`;
    const group = groups.get(key) ?? { file: each.file, halves: [] };
    group.halves.push(each);
    groups.set(key, group);
  }
  return [...groups.values()];
};

export const halfIn = (group: EndpointGroup, language: Language): EndpointFacts | undefined =>
  group.halves.find((half) => half.language === language);

/**
 * The operation a page is about: by method and path in either language, or else by the page that the operation links
 * to. A page whose method or path changed is found that way, and an operation is never "removed" for it.
 */
export const findOperation = (
  group: EndpointGroup,
  operations: readonly OperationView[],
): OperationView | undefined => {
  const byAddress = (half: EndpointFacts): OperationView | undefined =>
    operations.find((operation) => operation.method === half.method.value && samePath(operation.path, half.path.value));
  for (const half of group.halves) {
    const operation = byAddress(half);
    if (operation) return operation;
  }
  const identities = group.halves.flatMap((half) => (half.identity ? [half.identity.value] : []));
  const linked = operations.filter((operation) => operation.page !== undefined && identities.includes(operation.page));
  return linked.length === 1 ? linked[0] : undefined;
};

const samePath = (left: string, right: string): boolean => left.replace(/\/$/, '') === right.replace(/\/$/, '');
