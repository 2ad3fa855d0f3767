import { readdirSync, readFileSync } from 'node:fs';
import { EXTENSIONS } from '../../../generator/core/extensions.js';
import { own, type Json } from '../../../generator/core/json.js';
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

/** The parameter of an operation. */
export const parameterOf = (operation: Json | undefined, name: string): Json | undefined =>
  listOf(own(operation, 'parameters')).find((parameter) => own(parameter, 'name') === name);

/** The schema that a reference leads to, or the schema itself. */
export const resolve = (spec: MergedSpec, schema: Json | undefined): Json | undefined => {
  const reference = own(schema, '$ref');
  if (typeof reference !== 'string') return schema;
  const steps = reference.slice(2).split('/');
  return steps.reduce<Json | undefined>((node, step) => own(node, step), spec.document);
};

/** The schema of what an operation answers. */
export const answerOf = (spec: MergedSpec, operation: Json | undefined): Json | undefined => {
  const content = own(own(own(operation, 'responses'), '200'), 'content');
  return resolve(spec, own(own(content, 'application/json'), 'schema'));
};

/** The schema of one row of what an operation answers; `field` is where the rows are, if not at the top. */
export const rowOf = (spec: MergedSpec, operation: Json | undefined, field: Json | undefined): Json | undefined => {
  const answer = answerOf(spec, operation);
  const list = field === undefined ? answer : own(own(answer, 'properties'), String(field));
  return resolve(spec, own(list, 'items'));
};
