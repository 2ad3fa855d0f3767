import { LineCounter, isMap, isPair, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import { isObject, own, pointerTo, type Json, type JsonObject } from '../../generator/core/json.js';
import type { Position } from '../../generator/core/position.js';
import { HTTP_METHODS, type MergedSpec, type OperationRef } from '../../generator/merge/types.js';

/** A merged spec from one YAML text, with the origin of every node: for tests of what comes after merging. */
export const specFromYaml = (text: string, file: string = 'spec/fragments/test.yaml'): MergedSpec => {
  const counter = new LineCounter();
  const tree = parseDocument(text, { lineCounter: counter });
  if (tree.errors.length > 0) throw new Error(String(tree.errors[0]));
  const origins = new Map<string, Position>();
  const note = (pointer: string, offset: number): void => {
    const { line, col } = counter.linePos(offset);
    origins.set(pointer, { file, line, col });
  };
  collectOrigins(tree.contents, '', note);
  const document = tree.toJS() as JsonObject;
  const originOf = (pointer: string): Position => nearest(origins, pointer) ?? { file, line: 1, col: 1 };
  return { document, operations: operationsOf(document, originOf), originOf };
};

const collectOrigins = (node: Node | null, pointer: string, note: (pointer: string, offset: number) => void): void => {
  if (isMap(node)) {
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const child = pointerTo(pointer, String(pair.key.value));
      note(child, pair.key.range?.[0] ?? 0);
      collectOrigins(pair.value as Node | null, child, note);
    }
  }
  if (isSeq(node)) {
    node.items.forEach((item, index) => {
      note(pointerTo(pointer, index), (item as Node).range?.[0] ?? 0);
      collectOrigins(item as Node, pointerTo(pointer, index), note);
    });
  }
};

const nearest = (origins: ReadonlyMap<string, Position>, pointer: string): Position | undefined => {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = origins.get(at);
    if (origin) return origin;
  }
  return undefined;
};

const operationsOf = (document: JsonObject, originOf: (pointer: string) => Position): readonly OperationRef[] => {
  const paths: Json | undefined = own(document, 'paths');
  return Object.entries(isObject(paths) ? paths : {}).flatMap(([path, item]) =>
    HTTP_METHODS.filter((method) => own(item, method) !== undefined).map((method) => {
      const pointer = pointerTo(pointerTo('/paths', path), method);
      return { path, method, pointer, origin: originOf(pointer) };
    }),
  );
};
