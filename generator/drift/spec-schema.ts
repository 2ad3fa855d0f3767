import { own, type JsonObject } from '../core/json.js';
import { partsOf, type Located } from '../core/schema-parts.js';

/** What a schema lets through, in the words in which the docs can be held against it. */
export type SpecKind =
  | 'string'
  | 'digits'
  | 'values'
  | 'decimal'
  | 'int64'
  | 'int32'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'array'
  | 'object';

/** All kinds that a schema and its parts let through. */
export const kindsOf = (document: JsonObject, schema: Located | undefined): ReadonlySet<SpecKind> =>
  new Set(
    (schema ? partsOf(document, schema) : []).flatMap((part) =>
      typesOf(part.node).map((type) => kindOf(part.node, type)),
    ),
  );

const typesOf = (schema: JsonObject): readonly string[] => {
  const type = own(schema, 'type');
  const types = Array.isArray(type) ? type : [type];
  return types.filter((each): each is string => typeof each === 'string' && each !== 'null');
};

const kindOf = (schema: JsonObject, type: string): SpecKind => {
  const format = own(schema, 'format');
  if (format === 'decimal') return 'decimal';
  if (type === 'integer') return format === 'int64' || format === 'int32' ? format : 'integer';
  // An identifier that the docs type String keeps that type, with `format: int64` for its digits.
  if (type === 'string' && format === 'int64') return 'digits';
  if (type === 'string') return Array.isArray(own(schema, 'enum')) ? 'values' : 'string';
  return type === 'number' || type === 'boolean' || type === 'array' ? type : 'object';
};
