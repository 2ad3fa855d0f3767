import { byCodeUnit } from '../core/mutable-json.js';
import { DocText } from '../core/prose.js';
import { show, type SpecNode } from './spec-node.js';
import type { ErrorModel, ErrorNameModel, OperationModel } from './types.js';

/**
 * Everything that the exchange's names for errors stand for: what the catalogue says, and what operations say beyond
 * it.
 */
export const readErrorNames = (root: SpecNode, operations: readonly OperationModel[]): readonly ErrorNameModel[] => {
  const byName = new Map<string, ErrorModel[]>();
  for (const error of [
    ...readCatalogue(root.get('x-error-catalogue')),
    ...operations.flatMap(({ errors }) => errors),
  ]) {
    if (error.name === undefined) continue;
    const known = byName.get(error.name) ?? [];
    if (!known.some((other) => coversMeaning(other, error))) known.push(error);
    byName.set(error.name, known);
  }
  return [...byName]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([name, meanings]) => ({ name, meanings: [...meanings].sort(inOrder) }));
};

/** An operation that gives no message adds nothing to a code that is known under the name. */
const coversMeaning = (known: ErrorModel, { code, message }: ErrorModel): boolean =>
  known.code === code && (message === undefined || known.message === message);

/** From -1000 downwards, as the pages list them. */
const inOrder = (left: ErrorModel, right: ErrorModel): number =>
  right.code - left.code || byCodeUnit(left.message ?? '', right.message ?? '');

const readCatalogue = (list: SpecNode): readonly ErrorModel[] => {
  const seen = new Map<string, SpecNode>();
  return list.items().flatMap((node) => {
    const error = readEntry(node);
    if (error === undefined) return [];
    const key = JSON.stringify([error.code, error.name, error.message]);
    const before = seen.get(key);
    if (before !== undefined) refuseTwice(node, before, error);
    seen.set(key, node);
    return [error];
  });
};

const readEntry = (node: SpecNode): ErrorModel | undefined => {
  const [code, name, description] = [node.get('code').number, node.get('name').text, node.get('description').text];
  if (code !== undefined && Number.isSafeInteger(code) && name !== undefined && description !== undefined) {
    return { code, name, message: node.get('message').text, description: DocText.from(description) };
  }
  node.error(
    'error-catalogue',
    'an entry of "x-error-catalogue" needs a whole "code", a "name" and a "description"',
    'See "x-error-catalogue" in CONTEXT.md.',
  );
  return undefined;
};

const refuseTwice = (node: SpecNode, before: SpecNode, { code, name }: ErrorModel): void =>
  node.reading.report('error', {
    node,
    code: 'error-catalogue',
    message: `the catalogue has ${code} ${show(name)} twice with the same message`,
    hint: 'Keep one of them, with all its families.',
    related: [{ at: before.origin, message: 'the first one' }],
  });
