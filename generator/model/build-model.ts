import { formatPosition } from '../core/position.js';
import { outcomeOf, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import type { MergedSpec } from '../merge/types.js';
import { Components } from './components.js';
import { TypeNames } from './file-scope.js';
import { nameAreas, nestAreas } from './name-areas.js';
import { nameOperations } from './name-operations.js';
import { readErrorNames } from './read-error-names.js';
import { readOperation } from './read-operation.js';
import { readSettlement } from './read-settlement.js';
import { readStreams } from './read-streams.js';
import { Reading, type SpecNode } from './spec-node.js';
import type { ApiModel, OperationModel } from './types.js';

/** Reads the merged spec into what the emitters know. Names are given in an order that does not depend on the files. */
export const buildModel = (spec: MergedSpec): Outcome<ApiModel> => {
  const reading = new Reading(spec);
  const names = new TypeNames();
  const named = nameOperations(reading, names);
  const areaNames = nameAreas(named, reading, names);
  const components = new Components(reading, names);
  const context = { reading, names, components };
  const operations = settle(
    named.flatMap(({ ref, names: own }) => {
      const operation = readOperation(ref, own, context);
      return operation === undefined ? [] : [[reading.at(ref.pointer), operation] as const];
    }),
  );
  const errorNames = readErrorNames(reading.root, operations);
  const streams = readStreams(reading.root, { names, components, operations });
  const areas = nestAreas(areaNames, operations);
  return outcomeOf(
    { areas, operations, schemas: components.models, errorNames, streams },
    distinct(reading.diagnostics),
  );
};

const settle = (read: readonly (readonly [SpecNode, OperationModel])[]): readonly OperationModel[] => {
  const operations = read.map(([, operation]) => operation);
  return read.map(([node, operation]) => {
    const settlement = readSettlement(node.get('x-settled-by'), operation, operations);
    return settlement === undefined ? operation : { ...operation, settlement };
  });
};

/** A shared node is read once for every operation that uses it, but what is wrong with it is said once. */
const distinct = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(
    diagnostics.map((one) => [`${one.code} ${one.at ? formatPosition(one.at) : ''} ${one.message}`, one]),
  ).values(),
];
