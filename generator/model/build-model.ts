import { formatPosition } from '../core/position.js';
import { outcomeOf, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import type { MergedSpec } from '../merge/types.js';
import { Components } from './components.js';
import { TypeNames } from './file-scope.js';
import { nameAreas } from './name-areas.js';
import { nameOperations } from './name-operations.js';
import { readOperation } from './read-operation.js';
import { Reading } from './spec-node.js';
import type { ApiModel, OperationModel } from './types.js';

/** Reads the merged spec into what the emitters know. Names are given in an order that does not depend on the files. */
export const buildModel = (spec: MergedSpec): Outcome<ApiModel> => {
  const reading = new Reading(spec);
  const names = new TypeNames();
  const named = nameOperations(reading, names);
  const areaNames = nameAreas(named, reading, names);
  const components = new Components(reading, names);
  const context = { reading, names, components };
  const operations = named.flatMap(({ ref, names: own }) => readOperation(ref, own, context) ?? []);
  const areas = areaNames.map((area) => ({ ...area, operations: membersOf(area.member, operations) }));
  return outcomeOf({ areas, operations, schemas: components.models }, distinct(reading.diagnostics));
};

const membersOf = (area: string, operations: readonly OperationModel[]): readonly OperationModel[] =>
  operations
    .filter((operation) => operation.area === area)
    .sort((left, right) => (left.member < right.member ? -1 : 1));

/** A shared node is read once for every operation that uses it, but what is wrong with it is said once. */
const distinct = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(
    diagnostics.map((one) => [`${one.code} ${one.at ? formatPosition(one.at) : ''} ${one.message}`, one]),
  ).values(),
];
