import { typeName } from '../core/names.js';
import { readDoc } from './read-doc.js';
import { UNKNOWN } from './read-scalar.js';
import { below, readSchema, refuse, type Place, type ReadSchema } from './read-schema.js';
import { show, type SpecNode } from './spec-node.js';
import type { FieldModel, ResponseKindModel } from './types.js';

/** An object with named properties becomes an interface, one without a record. */
export const readObject = (node: SpecNode, place: Place): ReadSchema => {
  const extra = node.get('additionalProperties');
  if (node.get('properties').entries().length > 0) {
    if (extra.isObject)
      return refuse(
        extra,
        'keyword',
        'named properties beside typed "additionalProperties" cannot be expressed',
        EXTRA_HINT,
      );
    return readInterface([node], node, place);
  }
  const values = extra.value === false ? undefined : readSchema(extra, below(place, 'value'));
  if (values === undefined)
    return { type: { kind: 'record', values: { kind: 'keyword', name: 'never' } }, kind: { fields: [], required: [] } };
  return { type: { kind: 'record', values: values.type }, kind: { record: values.kind } };
};

const EXTRA_HINT = 'Name all properties, or move the open part into a property of its own.';

/** Any object: nothing is known of its properties. */
const ANY_OBJECT: ReadSchema = { type: { kind: 'record', values: UNKNOWN }, kind: { record: 'any' } };

/** Makes an interface of the properties of one schema, or of several that an `allOf` joins. */
export const readInterface = (parts: readonly SpecNode[], node: SpecNode, place: Place): ReadSchema => {
  if (parts.every((part) => part.get('properties').entries().length === 0)) return ANY_OBJECT;
  const name = place.name ?? place.file.names.fresh(place.base, node.pointer);
  place.file.begin(name);
  const required = new Set(parts.flatMap((part) => part.get('required').texts()));
  const fields: FieldModel[] = [];
  const kinds: [string, ResponseKindModel][] = [];
  const properties = propertiesOf(parts);
  for (const key of required) if (!properties.has(key)) warnUndescribed(key, node);
  for (const [key, property] of properties) {
    const read = readSchema(property, below({ ...place, base: name.text }, wordFor(key)));
    fields.push({ name: key, required: required.has(key), type: read.type, doc: readDoc(property, read.kind) });
    kinds.push([key, read.kind]);
  }
  place.file.finish({ kind: 'interface', name, doc: readDoc(node, undefined), fields });
  const always = kinds.flatMap(([key]) => (required.has(key) ? [key] : []));
  return { type: { kind: 'reference', name, schema: place.file.schema }, kind: { fields: kinds, required: always } };
};

const warnUndescribed = (key: string, node: SpecNode): void =>
  node
    .get('required')
    .warn(
      'required',
      `"required" names ${show(key)}, which is no property of the schema`,
      'Describe the property, or take the name away.',
    );

/** Properties of all parts, each defined once. */
const propertiesOf = (parts: readonly SpecNode[]): ReadonlyMap<string, SpecNode> => {
  const found = new Map<string, SpecNode>();
  for (const [key, property] of parts.flatMap((part) => part.get('properties').entries())) {
    const before = found.get(key);
    if (before === undefined || before.pointer === property.pointer) found.set(key, property);
    else {
      property.reading.report('error', {
        node: property,
        code: 'property-twice',
        message: `two parts of an "allOf" define the property ${show(key)}`,
        hint: 'Define it in one of them.',
        related: [{ at: before.origin, message: 'defined here first' }],
      });
    }
  }
  return found;
};

/** A property's name as words, or nothing where no name can be made of it. */
const wordFor = (key: string): string => (typeName(key) === undefined ? 'field' : key);
