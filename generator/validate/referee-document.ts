import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import { type Diagnostic, failed, ok, type Outcome } from '../core/diagnostic.js';
import { pointerTo, pointerTokens } from '../core/json.js';
import { LineTable, type Position } from '../core/position.js';

/** Plain data of a spec in which no digit is lost: integers are bigints. */
export type SpecValue = null | boolean | number | bigint | string | readonly SpecValue[] | SpecMap;

export interface SpecMap {
  readonly [key: string]: SpecValue;
}

/** The document the referee is to judge, and where each of its nodes stands in the file. */
export interface RefereeDocument {
  readonly root: SpecMap;
  /** The place of the node at a JSON Pointer, or of its nearest existing ancestor. */
  readonly positionOf: (pointer: string) => Position;
}

export const isSpecMap = (value: SpecValue | undefined): value is SpecMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isSpecList = (value: SpecValue | undefined): value is readonly SpecValue[] => Array.isArray(value);

/** An own property of a map, never one inherited from `Object.prototype`. */
export const at = (value: SpecValue | undefined, key: string): SpecValue | undefined =>
  isSpecMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;

export const textAt = (value: SpecValue | undefined, key: string): string | undefined => {
  const found = at(value, key);
  return typeof found === 'string' ? found : undefined;
};

export const entriesAt = (value: SpecValue | undefined, key: string): readonly (readonly [string, SpecValue])[] => {
  const found = at(value, key);
  return isSpecMap(found) ? Object.entries(found) : [];
};

export const listAt = (value: SpecValue | undefined, key: string): readonly SpecValue[] => {
  const found = at(value, key);
  return isSpecList(found) ? found : [];
};

/** What a reference within the document (`#/…`) points to. */
export const pointedTo = (root: SpecMap, reference: string): SpecValue | undefined => {
  if (!reference.startsWith('#/')) return undefined;
  return pointerTokens(reference).reduce<SpecValue | undefined>(
    (node, token) => (isSpecList(node) ? node[Number(token)] : at(node, token)),
    root,
  );
};

/** The longest chain of references that is followed; a longer one is a circle. */
const LONGEST_CHAIN = 32;

/** A node and the pointer at which it stands. */
export interface Located {
  readonly node: SpecValue | undefined;
  readonly pointer: string;
}

/** A node after following its `$ref`, within this document only, and where it stands. */
export const dereference = (root: SpecMap, node: SpecValue | undefined, pointer = ''): Located => {
  let found: Located = { node, pointer };
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const reference = textAt(found.node, '$ref');
    if (reference === undefined) return found;
    found = { node: pointedTo(root, reference), pointer: reference.slice(1) };
  }
  return { node: undefined, pointer };
};

/** One node of a document on the way through all of them. */
export interface VisitedNode {
  readonly value: SpecValue;
  readonly pointer: string;
  readonly depth: number;
}

/** Every node, data and extensions included, without recursion: the depth of a document must not be ours. */
export function* everyNode(root: SpecMap): Generator<VisitedNode> {
  const waiting: VisitedNode[] = [{ value: root, pointer: '', depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    const { value, pointer, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      waiting.push({ value: child, pointer: pointerTo(pointer, key), depth: depth + 1 });
    }
  }
}

/** Reads the merged spec; `file` is how diagnostics name it. */
export const readRefereeDocument = (file: string, text: string): Outcome<RefereeDocument> => {
  const lines = new LineTable(file, text);
  try {
    const tree = parseDocument(text, { intAsBigInt: true, merge: false });
    const [problem] = tree.errors;
    if (problem !== undefined)
      return failed(unreadable(problem.message.split('\n')[0] ?? '', lines.at(problem.pos[0])));
    const root: SpecValue = tree.toJS({ maxAliasCount: 100 });
    if (!isSpecMap(root)) return failed(unreadable('it is not a mapping', lines.at(0)));
    return ok({ root, positionOf: (pointer) => lines.at(offsetOf(tree, pointer)) });
  } catch (error) {
    return failed(unreadable(error instanceof Error ? error.message : String(error), lines.at(0)));
  }
};

const unreadable = (reason: string, at: Position): Diagnostic => ({
  code: 'validate/referee-unreadable-spec',
  severity: 'error',
  message: `The referee was not asked: the spec cannot be read: ${reason}`,
  at,
  hint: 'Write it anew with `marginalia generate`, then validate again.',
});

/**
 * Follows a pointer through the tree and stops where it leads nowhere. For a map entry the place is that of its key.
 */
const offsetOf = (tree: Document.Parsed, pointer: string): number => {
  let node: unknown = tree.contents;
  let offset = startOf(tree.contents) ?? 0;
  for (const token of pointerTokens(pointer)) {
    const step = childOf(isAlias(node) ? node.resolve(tree) : node, token);
    if (step === undefined) break;
    offset = step.offset ?? offset;
    node = step.node;
  }
  return offset;
};

const childOf = (node: unknown, token: string): { node: unknown; offset: number | undefined } | undefined => {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === token);
    return pair && { node: pair.value, offset: isScalar(pair.key) ? startOf(pair.key) : undefined };
  }
  if (!isSeq(node)) return undefined;
  const item = node.items[Number(token)];
  return item === undefined ? undefined : { node: item, offset: startOf(item) };
};

const startOf = (node: unknown): number | undefined => (node as Partial<Node> | null)?.range?.[0];
