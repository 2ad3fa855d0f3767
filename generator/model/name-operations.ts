import { FileStem, typeName, valueName, type Identifier } from '../core/names.js';
import type { OperationRef } from '../merge/types.js';
import { readClientName, type ClientName } from './read-extensions.js';
import type { TypeNames } from './file-scope.js';
import { show, type Reading, type SpecNode } from './spec-node.js';

/** All the names an operation brings into the package. */
export interface OperationNames extends ClientName {
  readonly id: Identifier;
  readonly stem: FileStem;
  readonly paramsType: Identifier;
  readonly fieldsType: Identifier;
  readonly resultType: Identifier;
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
    for (const type of [names.paramsType, names.fieldsType, names.resultType]) typeNames.claim(type);
  }
  return found;
};

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const namesOf = (node: SpecNode): OperationNames | undefined => {
  const raw = node.get('operationId');
  const id = valueName(raw.text ?? '');
  const paramsType = typeName(`${raw.text ?? ''} params`);
  const fieldsType = typeName(`${raw.text ?? ''} params fields`);
  const resultType = typeName(`${raw.text ?? ''} result`);
  const client = readClientName(node);
  if (id === undefined || paramsType === undefined || fieldsType === undefined || resultType === undefined) {
    const place = raw.exists ? raw : node;
    place.error(
      'operation-id',
      `no name can be made of the operationId ${show(raw.value)}`,
      'Give the operation an operationId of ASCII letters and digits, at most 80 of them.',
    );
    return undefined;
  }
  return client === undefined
    ? undefined
    : { id, paramsType, fieldsType, resultType, stem: FileStem.for(id), ...client };
};

const refuseCollision = (node: SpecNode, before: SpecNode, names: OperationNames): void =>
  node.reading.report('error', {
    node,
    code: 'name-collision',
    message: `two operations would have the same name: ${names.id.text}, in the client ${names.area}.${names.member}`,
    hint: 'Give one of them another operationId and "x-client-name"; for upstream, in an overlay.',
    related: [{ at: before.origin, message: 'the other one' }],
  });
