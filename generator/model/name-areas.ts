import { FileStem, typeName, valueName } from '../core/names.js';
import type { TypeNames } from './file-scope.js';
import type { NamedOperation } from './name-operations.js';
import type { Reading } from './spec-node.js';
import type { AreaModel } from './types.js';

export type AreaNames = Omit<AreaModel, 'operations'>;

/** Names the parts of the client, sorted. Areas that differ by case alone, or collide with an operation, are errors. */
export const nameAreas = (
  named: readonly NamedOperation[],
  reading: Reading,
  types: TypeNames,
): readonly AreaNames[] => {
  const firsts = new Map<string, NamedOperation>(
    named.map((operation) => [operation.names.id.text.toLowerCase(), operation]),
  );
  const areas = new Map<string, AreaNames>();
  for (const operation of [...named].sort((left, right) => (left.names.area < right.names.area ? -1 : 1))) {
    const member = operation.names.area;
    if (areas.has(member)) continue;
    const area = namesFor(member);
    if (area === undefined) throw new RangeError(`no name for the area ${member}`);
    const keys = [area.factory.text.toLowerCase(), `file ${area.stem.text}`];
    const before = keys.map((key) => firsts.get(key)).find((first) => first !== undefined);
    if (before !== undefined) refuseArea(operation, before, reading);
    for (const key of keys) firsts.set(key, operation);
    types.claim(area.typeName);
    areas.set(member, area);
  }
  return [...areas.values()];
};

/** The pattern of `x-client-name` leaves nothing that could fail to be a name. */
const namesFor = (member: string): AreaNames | undefined => {
  const [type, factory] = [typeName(`${member} area`), valueName(`create ${member} area`)];
  return type && factory && { member, stem: FileStem.for(member), typeName: type, factory };
};

const refuseArea = (operation: NamedOperation, before: NamedOperation, reading: Reading): void =>
  reading.report('error', {
    node: reading.at(operation.ref.pointer),
    code: 'name-collision',
    message: `the area "${operation.names.area}" would share a name with "${before.names.area}.${before.names.member}"`,
    hint: 'Change "x-client-name", or the operationId of the other operation.',
    related: [{ at: reading.at(before.ref.pointer).origin, message: 'the other one' }],
  });
