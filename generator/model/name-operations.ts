import { FileStem, typeName, valueName, type Identifier } from '../core/names.js';
import type { OperationRef } from '../merge/types.js';
import type { TypeNames } from './file-scope.js';
import { joinedName, readClientName, type ClientName } from './read-client-name.js';
import { show, type Reading, type SpecNode } from './spec-node.js';

/** All the names an operation brings into the package. */
export interface OperationNames extends ClientName {
  readonly id: Identifier;
  readonly stem: FileStem;
  readonly paramsType: Identifier;
  readonly fieldsType: Identifier;
  readonly resultType: Identifier;
  readonly variantsType: Identifier;
}

export interface NamedOperation {
  readonly ref: OperationRef;
  readonly names: OperationNames;
}

/**
 * Names every operation, in the order of the names. Two operations that would share one are an error with both places.
 */
export const nameOperations = (reading: Reading, typeNames: TypeNames): readonly NamedOperation[] => {
  const found = reading.spec.operations.flatMap((ref) => {
    const node = reading.at(ref.pointer);
    const names = namesOf(node);
    return names === undefined ? [] : [{ ref, names, node }];
  });
  found.sort(
    (left, right) => compare(left.names.id.text, right.names.id.text) || compare(left.ref.pointer, right.ref.pointer),
  );
  const firsts = new Map<string, SpecNode>();
  for (const { names, node } of found) {
    const keys = [
      `file ${names.stem.text}`,
      `type ${names.paramsType.text}`,
      `export ${names.id.text.toLowerCase()}`,
      `client ${names.area}.${names.member}`,
    ];
    const before = keys.map((key) => firsts.get(key)).find((first) => first !== undefined);
    if (before !== undefined) refuseCollision(node, before, names);
    for (const key of keys) if (!firsts.has(key)) firsts.set(key, node);
    for (const type of typesOf(names)) typeNames.claim(type);
  }
  return found;
};

const typesOf = ({ paramsType, fieldsType, resultType, variantsType }: OperationNames): readonly Identifier[] => [
  paramsType,
  fieldsType,
  resultType,
  variantsType,
];

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const namesOf = (node: SpecNode): OperationNames | undefined => {
  const hasId = checkOperationId(node);
  const client = readClientName(node);
  if (client === undefined || !hasId) return undefined;
  const joined = joinedName(`${client.area}.${client.member}`);
  const id = valueName(joined);
  const paramsType = typeName(`${joined} params`);
  const fieldsType = typeName(`${joined} params fields`);
  const resultType = typeName(`${joined} result`);
  const variantsType = typeName(`${joined} variants`);
  if (id && paramsType && fieldsType && resultType && variantsType)
    return { id, paramsType, fieldsType, resultType, variantsType, stem: FileStem.for(id), ...client };
  node
    .get('x-client-name')
    .error('client-name', `"x-client-name" is too long: ${show(joined)}`, 'At most 80 characters, without the dots.');
  return undefined;
};

/** Nothing of ours is called after it, but every other reader of the merged spec goes by it. */
const checkOperationId = (node: SpecNode): boolean => {
  const id = node.get('operationId');
  if (id.text !== undefined && id.text !== '') return true;
  const place = id.exists ? id : node;
  place.error('operation-id', `the operationId is ${show(id.value)}`, 'Give the operation one of its own.');
  return false;
};

const refuseCollision = (node: SpecNode, before: SpecNode, { id, area, member }: OperationNames): void => {
  const [own, other] = [`${area}.${member}`, before.get('x-client-name').text];
  node.reading.report('error', {
    node,
    code: 'name-collision',
    message:
      own === other
        ? `two operations are "${own}" in the client`
        : `"${own}" and ${show(other)} would both be exported as ${id.text}, or differ by case alone`,
    hint: 'Give one of them another "x-client-name"; for upstream, in an overlay.',
    related: [{ at: before.origin, message: 'the other one' }],
  });
};
