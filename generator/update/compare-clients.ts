import { byCodeUnit } from '../core/mutable-json.js';
import type { ApiModel, Declaration, OperationModel } from '../model/types.js';
import { addressOf, compareOperation, nameOf } from './compare-operation.js';
import type { Declarations } from './compare-types.js';
import type { ClientChange, ClientComparison, Impact, VersionBump } from './types.js';

/**
 * What users of the client notice when it is generated anew, and which part of the version number that asks for. Blind
 * to everything that does not reach them: wording, places, the order of operations.
 */
export const compareClients = (before: ApiModel, after: ApiModel): ClientComparison => {
  const changes = pairUp(before, after).flatMap(({ old, next }) => {
    if (old && next) {
      return compareOperation(
        { operation: old, declarations: declarationsOf(before, old) },
        { operation: next, declarations: declarationsOf(after, next) },
      );
    }
    return [...(next ? [added(next)] : []), ...(old ? [removed(old)] : [])];
  });
  const sorted = [...changes].sort(byWeight);
  return { changes: sorted, bump: bumpFor(sorted) };
};

const added = (operation: OperationModel): ClientChange => ({
  kind: 'feature',
  operation: nameOf(operation),
  what: 'operation-added',
  message: `new: ${addressOf(operation)}`,
});

const removed = (operation: OperationModel): ClientChange => ({
  kind: 'breaking',
  operation: nameOf(operation),
  what: 'operation-removed',
  message: 'is gone',
});

const IMPACTS: readonly Impact[] = ['breaking', 'feature', 'fix'];

const byWeight = (a: ClientChange, b: ClientChange): number =>
  IMPACTS.indexOf(a.kind) - IMPACTS.indexOf(b.kind) || byCodeUnit(a.operation, b.operation);

const bumpFor = (changes: readonly ClientChange[]): VersionBump => {
  const [first] = changes;
  return first === undefined ? 'none' : ({ breaking: 'major', feature: 'minor', fix: 'patch' } as const)[first.kind];
};

interface OperationPair {
  readonly old: OperationModel | undefined;
  readonly next: OperationModel | undefined;
}

/** By the name that users call, then by method and path: what has another name was renamed, not removed and added. */
const pairUp = (before: ApiModel, after: ApiModel): readonly OperationPair[] => {
  const byId = new Map(after.operations.map((operation) => [String(operation.id), operation]));
  const known = new Set(before.operations.map(({ id }) => String(id)));
  const unknown = after.operations.filter(({ id }) => !known.has(String(id)));
  const byAddress = new Map(unknown.map((operation) => [addressOf(operation), operation]));
  const pairs = before.operations.map((old) => ({
    old,
    next: byId.get(String(old.id)) ?? byAddress.get(addressOf(old)),
  }));
  const taken = new Set(pairs.map(({ next }) => next));
  return [...pairs, ...after.operations.filter((next) => !taken.has(next)).map((next) => ({ old: undefined, next }))];
};

/** What the types of an operation may refer to, by name: its own declarations hide those of the schemas. */
const declarationsOf = (model: ApiModel, operation: OperationModel): Declarations => {
  const all: readonly Declaration[] = [
    ...model.schemas.flatMap(({ declarations }) => declarations),
    ...operation.response.declarations,
  ];
  return new Map(all.map((declaration) => [String(declaration.name), declaration]));
};
