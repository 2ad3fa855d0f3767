import { type Schema, SPEC } from './spec-operations.js';

/** Deeper than any answer of the exchange; ends schemas that contain themselves. */
const MAX_DEPTH = 12;

/** An answer by the schema, with all of its fields: ids beyond 2^53, decimals with more digits than a double has. */
export const makeAnswer = (schema: Schema, depth: number = 0): string => {
  const { type, format } = schema;
  const choice = (schema['oneOf'] ?? schema['anyOf']) as readonly Schema[] | undefined;
  if (choice !== undefined) return makeAnswer(SPEC.follow(choice.at(-1)), depth);
  const values = schema['enum'] as readonly unknown[] | undefined;
  if (values !== undefined) return JSON.stringify(values[0]);
  const kinds: readonly unknown[] = Array.isArray(type) ? type : [type];
  if (kinds.includes('array'))
    return depth > MAX_DEPTH ? '[]' : `[${makeAnswer(SPEC.follow(schema['items']), depth + 1)}]`;
  if (kinds.includes('object') || schema['properties'] !== undefined || schema['allOf'] !== undefined)
    return objectFor(schema, depth);
  if (format === 'decimal') return '"123456789012345678.123456789012345678"';
  if (format === 'int64') return integerFor(schema, kinds);
  if (kinds.includes('integer') || kinds.includes('number')) return '7';
  if (kinds.includes('boolean')) return 'true';
  return kinds.includes('string') ? '"a \\"text\\" \\u00fc"' : 'null';
};

const partsOf = (schema: Schema): readonly Schema[] => [
  schema,
  ...((schema['allOf'] ?? []) as readonly unknown[]).flatMap((part) => partsOf(SPEC.follow(part))),
];

const integerFor = (schema: Schema, kinds: readonly unknown[]): string => {
  const digits =
    { time: '1700000000123', count: '7', identifier: '9223372036854775807' }[String(schema['x-int64'])] ?? '7';
  return kinds.includes('string') ? `"${digits}"` : digits;
};

const objectFor = (schema: Schema, depth: number): string => {
  if (depth > MAX_DEPTH) return '{}';
  const parts = partsOf(schema);
  const properties = parts.flatMap((part) => Object.entries((part['properties'] ?? {}) as Record<string, unknown>));
  const more = parts
    .map((part) => part['additionalProperties'])
    .find((part) => typeof part === 'object' && part !== null);
  const fields = [...new Map(properties), ...(more === undefined ? [] : [['BTC', more] as const])];
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${makeAnswer(SPEC.follow(value), depth + 1)}`).join(',')}}`;
};
