import { readdirSync, readFileSync } from 'node:fs';
import { EXTENSIONS } from '../../../generator/core/extensions.js';
import { isObject, own, type Json } from '../../../generator/core/json.js';
import type { SourceFileRef, SourceRole } from '../../../generator/core/source.js';
import { loadSources } from '../../../generator/load/load-sources.js';
import { merge } from '../../../generator/merge/merge.js';
import type { MergedSpec, OperationRef } from '../../../generator/merge/types.js';
import { repair } from '../../../generator/repair/repair.js';

const FOLDERS: readonly (readonly [SourceRole, string])[] = [
  ['upstream', 'spec/upstream'],
  ['fragment', 'spec/fragments'],
  ['overlay', 'spec/overlays'],
];

const filesOf = (role: SourceRole, folder: string): readonly SourceFileRef[] =>
  readdirSync(folder)
    .filter((name) => name !== 'source.yaml')
    .map((name) => ({ file: `${folder}/${name}`, role, bytes: readFileSync(`${folder}/${name}`) }));

/** The committed spec, merged without a word of complaint. */
export const mergeCommitted = (): MergedSpec => {
  const loaded = loadSources(FOLDERS.flatMap(([role, folder]) => filesOf(role, folder)));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics, null, 2));
  const repaired = loaded.value.map((doc) => {
    const outcome = repair(doc);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics, null, 2));
    return outcome.value.doc;
  });
  const merged = merge(repaired);
  // An overlay action that matches nothing, an unknown extension, an int64 without its kind: each is told here.
  if (!merged.ok || merged.diagnostics.length > 0) throw new Error(JSON.stringify(merged.diagnostics, null, 2));
  return merged.value;
};

export const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

export const operationAt = (spec: MergedSpec, { path, method }: OperationRef): Json | undefined =>
  own(own(own(spec.document, 'paths'), path), method);

/** The operations of the committed spec by their names in the client. */
export const operationsByName = (spec: MergedSpec): ReadonlyMap<string, Json> =>
  new Map(
    spec.operations.flatMap((ref) => {
      const operation = operationAt(spec, ref);
      return operation === undefined ? [] : [[String(own(operation, EXTENSIONS.clientName)), operation] as const];
    }),
  );

/** The schema, parameter or other part that a reference leads to, or what is there itself. */
export const resolve = (spec: MergedSpec, node: Json | undefined): Json | undefined => {
  const reference = own(node, '$ref');
  if (typeof reference !== 'string') return node;
  const steps = reference.slice(2).split('/');
  return resolve(
    spec,
    steps.reduce<Json | undefined>((at, step) => own(at, step), spec.document),
  );
};

/** The parameters of an operation, those that stand elsewhere included. */
export const parametersOf = (spec: MergedSpec, operation: Json | undefined): readonly Json[] =>
  listOf(own(operation, 'parameters')).flatMap((parameter) => resolve(spec, parameter) ?? []);

/** The parameter of an operation. */
export const parameterOf = (spec: MergedSpec, operation: Json | undefined, name: string): Json | undefined =>
  parametersOf(spec, operation).find((parameter) => own(parameter, 'name') === name);

/** The schema of what an operation answers. */
export const answerOf = (spec: MergedSpec, operation: Json | undefined): Json | undefined => {
  const content = own(own(own(operation, 'responses'), '200'), 'content');
  return resolve(spec, own(own(content, 'application/json'), 'schema'));
};

/** What an object is known to have: its fields, and which of them it always has. */
export interface Fields {
  readonly schemas: ReadonlyMap<string, Json>;
  readonly required: ReadonlySet<string>;
}

const together = (parts: readonly Fields[]): Fields => ({
  schemas: new Map(parts.flatMap(({ schemas }) => [...schemas])),
  required: new Set(parts.flatMap(({ required }) => [...required])),
});

/** Of several answers only what all of them have can be relied upon. */
const inCommon = (parts: readonly Fields[]): Fields => {
  const { schemas, required } = together(parts);
  return {
    schemas: new Map([...schemas].filter(([name]) => parts.every((part) => part.schemas.has(name)))),
    required: new Set([...required].filter((name) => parts.every((part) => part.required.has(name)))),
  };
};

/** The fields of an object, of one that is put together of several, or those that all alternatives share. */
export const fieldsOf = (spec: MergedSpec, schema: Json | undefined): Fields => {
  const object = resolve(spec, schema);
  const properties = own(object, 'properties');
  const itself: Fields = {
    schemas: new Map(isObject(properties) ? (Object.entries(properties) as [string, Json][]) : []),
    required: new Set(listOf(own(object, 'required')).map(String)),
  };
  const alternatives = listOf(own(object, 'oneOf')).map((part) => fieldsOf(spec, part));
  const parts = listOf(own(object, 'allOf')).map((part) => fieldsOf(spec, part));
  return together([itself, ...parts, ...(alternatives.length > 0 ? [inCommon(alternatives)] : [])]);
};

/** A field of an object, or `a.b` for one within another. */
export const fieldAt = (spec: MergedSpec, schema: Json | undefined, path: string): Json | undefined =>
  path.split('.').reduce((at, name) => resolve(spec, fieldsOf(spec, at).schemas.get(name)), schema);

/** The schema of one row of what an operation answers; `field` is where the rows are, if not at the top. */
export const rowOf = (spec: MergedSpec, operation: Json | undefined, field: Json | undefined): Json | undefined => {
  const answer = answerOf(spec, operation);
  return resolve(spec, own(field === undefined ? answer : fieldAt(spec, answer, String(field)), 'items'));
};
