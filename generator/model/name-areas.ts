import { FileStem, typeName, valueName } from '../core/names.js';
import type { TypeNames } from './file-scope.js';
import type { NamedOperation } from './name-operations.js';
import { joinedName } from './read-client-name.js';
import type { Reading } from './spec-node.js';
import type { AreaModel, OperationModel } from './types.js';

export type AreaNames = Omit<AreaModel, 'operations' | 'areas'>;

/** Names the parts of the client, sorted. What would share a name with another area or an operation is an error. */
export const nameAreas = (
  named: readonly NamedOperation[],
  reading: Reading,
  types: TypeNames,
): readonly AreaNames[] => {
  const firsts = firstUses(named);
  const areas: AreaNames[] = [];
  for (const [path, operation] of pathsOf(named)) {
    const area = namesFor(path);
    if (area === undefined) {
      refuseLength(operation, path, reading);
      continue;
    }
    const keys = [area.factory.text.toLowerCase(), `client ${path}`, `file ${area.stem.text}`];
    const before = keys.map((key) => firsts.get(key)).find((first) => first !== undefined);
    if (before !== undefined) refuseArea({ operation, before, path }, reading);
    for (const key of keys) firsts.set(key, operation);
    types.claim(area.typeName);
    areas.push(area);
  }
  return areas;
};

/** Puts areas and operations into each other, as the client has them: the areas at its top. */
export const nestAreas = (
  names: readonly AreaNames[],
  operations: readonly OperationModel[],
  above = '',
): readonly AreaModel[] =>
  names
    .filter(({ path, member }) => path === (above === '' ? member : `${above}.${member}`))
    .map((area) => ({
      ...area,
      areas: nestAreas(names, operations, area.path),
      operations: operations.filter(({ area: path }) => path === area.path).sort(byMember),
    }));

const byMember = (left: OperationModel, right: OperationModel): number => (left.member < right.member ? -1 : 1);

const firstUses = (named: readonly NamedOperation[]): Map<string, NamedOperation> =>
  new Map(
    named.flatMap((operation) => {
      const { id, area, member } = operation.names;
      return [[id.text.toLowerCase(), operation] as const, [`client ${area}.${member}`, operation] as const];
    }),
  );

/** Every area on the way to an operation, sorted, with the first operation that is below it. */
const pathsOf = (named: readonly NamedOperation[]): ReadonlyMap<string, NamedOperation> => {
  const found = new Map<string, NamedOperation>();
  for (const operation of named) {
    const parts = operation.names.area.split('.');
    for (const index of parts.keys()) {
      const path = parts.slice(0, index + 1).join('.');
      if (!found.has(path)) found.set(path, operation);
    }
  }
  return new Map([...found].sort(([left], [right]) => (left < right ? -1 : 1)));
};

const namesFor = (path: string): AreaNames | undefined => {
  const joined = joinedName(path);
  const [type, factory] = [typeName(`${joined} area`), valueName(`create ${joined} area`)];
  const member = path.slice(path.lastIndexOf('.') + 1);
  return type && factory && { path, member, stem: FileStem.for(joined), typeName: type, factory };
};

const refuseLength = ({ ref }: NamedOperation, path: string, reading: Reading): void =>
  reading
    .at(ref.pointer)
    .get('x-client-name')
    .error('client-name', `the area "${path}" has too long a name`, 'At most 80 characters, without the dots.');

interface Collision {
  readonly operation: NamedOperation;
  readonly before: NamedOperation;
  readonly path: string;
}

const refuseArea = ({ operation, before, path }: Collision, reading: Reading): void => {
  const other = `${before.names.area}.${before.names.member}`;
  reading.report('error', {
    node: reading.at(operation.ref.pointer),
    code: 'name-collision',
    message:
      other === path
        ? `"${path}" is an operation, so it cannot hold "${operation.names.area}.${operation.names.member}"`
        : `the area "${path}" would share a name with "${other}"`,
    hint: 'Change the "x-client-name" of one of them.',
    related: [{ at: reading.at(before.ref.pointer).origin, message: 'the other one' }],
  });
};
