import { isObject, own, pointerTo, type Json, type JsonObject } from '../core/json.js';
import { partsOf, resolve, type Located } from '../core/schema-parts.js';
import { kindsOf, type SpecKind } from './spec-schema.js';

/** The fields of a successful answer by path, as examples name them: `rows[].amount`. */
export interface ResponseView {
  /** What the answer is: '' an object, `[]` a list of objects; undefined where the spec does not say. */
  readonly shape?: string;
  /** Where the schema of the answer stands, or would stand. */
  readonly pointer: string;
  readonly fields: ReadonlyMap<string, FieldView>;
  /** Paths of objects without any properties, '' for the answer itself: the spec says nothing of their fields. */
  readonly untyped: ReadonlyMap<string, string>;
  /** Paths of objects that hold values of one kind by names which the spec cannot know, such as those of assets. */
  readonly open: ReadonlySet<string>;
}

export interface FieldView {
  readonly pointer: string;
  readonly kinds: ReadonlySet<SpecKind>;
}

/** Deeper than any answer of the exchange; ends schemas that contain themselves. */
const MAX_DEPTH = 20;

export const readFields = (document: JsonObject, operation: Located): ResponseView => {
  const { schema, pointer } = findSchema(document, operation);
  const fields = new Map<string, FieldView>();
  const untyped = new Map<string, string>();
  const open = new Set<string>();
  const walk = (located: Located, path: string, depth: number): void => {
    const parts = depth > MAX_DEPTH ? [] : partsOf(document, located);
    let typed = false;
    for (const part of parts) typed = walkPart(part, path, depth) || typed;
    if (!typed && depth <= MAX_DEPTH && kindsOf(document, located).has('object')) untyped.set(path, located.pointer);
  };
  const walkPart = (part: Located, path: string, depth: number): boolean => {
    const items = resolve(document, own(part.node, 'items'), pointerTo(part.pointer, 'items'));
    if (items) walk(items, `${path}[]`, depth + 1);
    const properties = own(part.node, 'properties');
    for (const [name, value] of isObject(properties) ? Object.entries(properties) : []) {
      const pointer = pointerTo(pointerTo(part.pointer, 'properties'), name);
      visitField(value, { path: path === '' ? name : `${path}.${name}`, pointer, depth });
    }
    const isOpen = isObject(own(part.node, 'additionalProperties'));
    if (isOpen) open.add(path);
    return items !== undefined || isObject(properties) || isOpen;
  };
  const visitField = (value: Json, place: { path: string; pointer: string; depth: number }): void => {
    const located = resolve(document, value, place.pointer);
    if (!located) return;
    fields.set(place.path, { pointer: place.pointer, kinds: kindsOf(document, located) });
    walk(located, place.path, place.depth + 1);
  };
  if (schema) walk(schema, '', 0);
  const [first] = [...fields.keys(), ...untyped.keys()];
  return { pointer, fields, untyped, open, ...(first === undefined ? {} : { shape: shapeOf(first) }) };
};

const shapeOf = (path: string): string => /^(?:\[\])*/.exec(path)?.[0] ?? '';

/** The JSON schema of the first 2xx answer. */
const findSchema = (document: JsonObject, operation: Located): { schema: Located | undefined; pointer: string } => {
  const responses = own(operation.node, 'responses');
  const status = isObject(responses) ? Object.keys(responses).find((key) => /^2(?:\d\d|XX)$/i.test(key)) : undefined;
  const base = pointerTo(pointerTo(operation.pointer, 'responses'), status ?? '200');
  const response = status === undefined ? undefined : resolve(document, own(responses, status), base);
  const content = response && own(response.node, 'content');
  const type = isObject(content) ? Object.keys(content).find((key) => /\bjson\b/i.test(key)) : undefined;
  if (!response || type === undefined) return { schema: undefined, pointer: base };
  const pointer = pointerTo(pointerTo(pointerTo(response.pointer, 'content'), type), 'schema');
  return { schema: resolve(document, own(own(content, type), 'schema'), pointer), pointer };
};
