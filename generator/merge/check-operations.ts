import { isMutableObject, type MutableObject } from '../core/mutable-json.js';
import type { SourceDoc } from '../core/source.js';
import type { OperationChanges } from './apply-overlay.js';
import type { Draft } from './draft.js';
import { countInTree, listOf, operationNames, operationsOf, own, pathItemsOf } from './operations.js';
import type { Origin } from './origins.js';
import { parameterId } from './push-down.js';

/**
 * Refuses what would make two operations one: the same operationId, or paths that differ only in the names of
 * parameters.
 */
export const checkOperations = (draft: Draft): void => {
  checkOperationIds(draft);
  checkEquivalentPaths(draft);
  for (const { pathItem, operation } of operationsOf(draft.root)) {
    checkParameters(draft, operation);
    checkParameters(draft, pathItem);
  }
};

const checkOperationIds = (draft: Draft): void => {
  const seen = new Map<string, Origin>();
  for (const { operation } of operationsOf(draft.root)) {
    const id = own(operation, 'operationId');
    if (typeof id !== 'string') continue;
    const at = draft.at(operation, 'operationId');
    const first = seen.get(id);
    if (first === undefined) seen.set(id, at);
    else {
      draft.refuse('duplicate-operation-id', at, {
        message: `The operationId ${JSON.stringify(id)} belongs to two operations.`,
        hint: 'Give one of them another operationId; an overlay can do so for upstream.',
        related: [[first, 'the other one']],
      });
    }
  }
};

const checkEquivalentPaths = (draft: Draft): void => {
  const paths = own(draft.root, 'paths');
  if (!isMutableObject(paths)) return;
  const seen = new Map<string, string>();
  for (const [path] of pathItemsOf(draft.root)) {
    const shape = path.replaceAll(/\{[^/{}]*\}/g, '{}');
    const first = seen.get(shape);
    if (first === undefined) seen.set(shape, path);
    else {
      draft.refuse('equivalent-paths', draft.at(paths, path), {
        message: `${path} and ${first} differ only in the names of their parameters, so they are the same path.`,
        hint: 'Use the same names in both.',
        related: [[draft.at(paths, first), 'the other one']],
      });
    }
  }
};

const checkParameters = (draft: Draft, holder: MutableObject): void => {
  const parameters = listOf(own(holder, 'parameters'));
  const seen = new Map<string, number>();
  parameters.forEach((parameter, index) => {
    const id = parameterId(draft.root, parameter);
    if (id === '') return;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, index);
    else {
      draft.refuse('duplicate-parameter', draft.at(parameters, index), {
        message: `The parameter ${(JSON.parse(id) as string[]).join(' in ')} stands twice in one list.`,
        hint: "Remove one. An overlay changes a parameter by a target such as `…parameters[?@.name=='asset']`.",
        related: [[draft.at(parameters, first), 'the other one']],
      });
    }
  });
};

export interface Ledger {
  readonly sources: readonly SourceDoc[];
  /** Operations of which a fragment brought another version. */
  readonly replaced: ReadonlySet<string>;
  readonly changes: OperationChanges;
}

/**
 * The books must balance: an operation counted in the tree of a source is in the result, unless a fragment replaced it
 * or an overlay removed it, and nothing is in the result that nobody wrote.
 */
export const checkNothingLost = (draft: Draft, { sources, replaced, changes }: Ledger): void => {
  const present = operationNames(draft.root);
  const counted = new Map<string, Origin[]>();
  for (const [name, at] of sources.flatMap(countInTree)) counted.set(name, [...(counted.get(name) ?? []), at]);
  for (const [name, places] of counted) {
    const surplus = places[replaced.has(name) ? 2 : 1];
    const [lost] = present.has(name) || changes.removed.has(name) ? [surplus] : places;
    if (lost !== undefined) refuseLoss(draft, `${name} is lost: it stands here and not in the merged document`, lost);
  }
  for (const name of present) {
    if (!counted.has(name) && !changes.added.has(name)) refuseLoss(draft, `${name} comes from no source`, draft.origin);
  }
};

const refuseLoss = (draft: Draft, problem: string, at: Origin): void =>
  draft.refuse('operation-lost', at, {
    message: `${problem}.`,
    hint: 'This is a defect in Marginalia. Please report it with the sources; nothing was written.',
  });
