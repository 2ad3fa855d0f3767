import type { SchemaError } from 'virtual:validators';
import { pointerTo, pointerTokens, type Json } from '../core/json.js';

/** One thing that is wrong with one value, in words. */
export interface Complaint {
  /** JSON Pointer below the value that was checked. */
  readonly pointer: string;
  readonly message: string;
}

/**
 * What a validator's errors amount to. One mistake makes a JSON Schema fail in many places: in every branch of a `oneOf`,
 * in the `if` around it, and in `unevaluatedProperties` of every object above. Only the causes are kept.
 */
export const summarize = (errors: readonly SchemaError[], root: Json): readonly Complaint[] => {
  const causes = errors.filter((error) => !isEcho(error, errors));
  const byPlace = new Map<string, SchemaError[]>();
  for (const error of causes) byPlace.set(error.instancePath, [...(byPlace.get(error.instancePath) ?? []), error]);
  return [...byPlace].flatMap(([pointer, group]) => describePlace(pointer, group, root));
};

/** Keywords that fail because something inside them failed. */
const ECHOES: readonly string[] = ['if', 'anyOf', 'oneOf', 'unevaluatedProperties', 'unevaluatedItems', 'dependentSchemas'];

const isEcho = (error: SchemaError, errors: readonly SchemaError[]): boolean => {
  if (!ECHOES.includes(error.keyword)) return false;
  // Fits two branches at once: that is the mistake itself.
  if (error.keyword === 'oneOf' && Array.isArray(error.params['passingSchemas'])) return false;
  return errors.some((other) => !ECHOES.includes(other.keyword) && isWithin(other.instancePath, error.instancePath));
};

const isWithin = (pointer: string, ancestor: string): boolean => pointer === ancestor || pointer.startsWith(`${ancestor}/`);

const describePlace = (pointer: string, errors: readonly SchemaError[], root: Json): readonly Complaint[] => {
  const branches = errors.filter(({ schemaPath }) => /\/(?:oneOf|anyOf)\/\d+\//.test(schemaPath));
  const others = errors.filter((error) => !branches.includes(error));
  const merged = others.some(({ keyword }) => keyword === 'enum') ? [] : describeBranches(branches, valueAt(root, pointer));
  const messages = new Set([...merged, ...others.map((error) => describe(error, valueAt(root, pointer)))]);
  return [...messages].map((message) => ({ pointer: placeOf(pointer, errors), message }));
};

/** A field that should not be there is shown where it stands, everything else at the value itself. */
const placeOf = (pointer: string, errors: readonly SchemaError[]): string => {
  const [error] = errors;
  const extra = error?.params['unevaluatedProperty'] ?? error?.params['additionalProperty'];
  return errors.length === 1 && typeof extra === 'string' ? pointerTo(pointer, extra) : pointer;
};

/** What several alternatives ask for, said as one choice. */
const describeBranches = (errors: readonly SchemaError[], value: Json | undefined): readonly string[] => {
  const missing = errors.flatMap(({ keyword, params }) => (keyword === 'required' ? [quote(params['missingProperty'])] : []));
  const types = errors.flatMap(({ keyword, params }) => (keyword === 'type' ? [String(params['type'])] : []));
  if (missing.length > 1) return [`Either ${missing.join(' or ')} is missing.`];
  if (types.length > 1 && types.length === errors.length) return [`Must be ${types.join(' or ')}, not ${shown(value)}.`];
  return errors.slice(0, 1).map((error) => describe(error, value));
};

const describe = (error: SchemaError, value: Json | undefined): string => {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
      return `${quote(params['missingProperty'])} is missing.`;
    case 'unevaluatedProperties':
    case 'additionalProperties':
      return `${quote(params['unevaluatedProperty'] ?? params['additionalProperty'])} is not a field that may stand here.`;
    case 'type':
      return `Must be ${typeName(params['type'])}, not ${shown(value)}.`;
    case 'enum':
      return `Must be one of ${listed(params['allowedValues'])}, not ${shown(value)}.`;
    case 'const':
      return `Must be ${shown(params['allowedValue'] as Json)}, not ${shown(value)}.`;
    case 'pattern':
      return `${shown(value)} does not match ${String(params['pattern'])}.`;
    case 'format':
      return `${shown(value)} is no ${String(params['format'])}.`;
    case 'oneOf':
      return 'Fits two alternatives that exclude each other.';
    case 'uniqueItems':
      return 'The same item stands twice in the list.';
    default:
      return `${capital(error.message ?? `fails ${keyword}`)}.`;
  }
};

const quote = (name: unknown): string => `\`${String(name)}\``;

const listed = (values: unknown): string => (Array.isArray(values) ? values.map((value) => shown(value as Json)).join(', ') : '');

const typeName = (type: unknown): string => {
  const name = Array.isArray(type) ? type.join(' or ') : String(type);
  return /^[aeio]/.test(name) ? `an ${name}` : `a ${name}`;
};

/** A value as it may stand in a sentence: long ones are cut, for a whole operation says nothing. */
const shown = (value: Json | undefined): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const valueAt = (root: Json, pointer: string): Json | undefined => {
  let node: unknown = root;
  for (const token of pointerTokens(pointer)) {
    node = typeof node === 'object' && node !== null && Object.hasOwn(node, token) ? Reflect.get(node, token) : undefined;
  }
  return node as Json | undefined;
};
