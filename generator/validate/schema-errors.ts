import type { SchemaError } from 'virtual:validators';
import { pointerTo, pointerTokens, type Json } from '../core/json.js';

/** One thing that is wrong with one value, in words. */
export interface Complaint {
  /** JSON Pointer below the value that was checked. */
  readonly pointer: string;
  readonly message: string;
}

/**
 * What a validator's errors amount to. One mistake makes a JSON Schema fail in many places: in every branch of a
 * `oneOf`, in the `if` around it, and in `unevaluatedProperties` of every object above. Only the causes are kept.
 */
export const summarize = (errors: readonly SchemaError[], root: Json): readonly Complaint[] => {
  const causes = withoutRejectedBranches(withoutEchoes(errors));
  const byPlace = new Map<string, SchemaError[]>();
  for (const error of causes) byPlace.set(error.instancePath, [...(byPlace.get(error.instancePath) ?? []), error]);
  return [...byPlace].flatMap(([pointer, group]) => describePlace(pointer, group, root));
};

const CHOICES: readonly string[] = ['if', 'anyOf', 'oneOf', 'dependentSchemas'];
const LEFTOVERS: readonly string[] = ['unevaluatedProperties', 'unevaluatedItems'];

/**
 * A choice fails when anything inside it fails. A field counts as left over when the rule that knows it failed on the
 * same object; so one that is left over beside another mistake is told only once that mistake is gone.
 */
const withoutEchoes = (errors: readonly SchemaError[]): readonly SchemaError[] => {
  const around = new Set<string>();
  const beside = new Set<string>();
  for (const { keyword, instancePath, params } of errors) {
    if (LEFTOVERS.includes(keyword) || (CHOICES.includes(keyword) && !fitsSeveral(keyword, params))) continue;
    beside.add(instancePath).add(parentOf(instancePath));
    for (let place = instancePath; !around.has(place); place = parentOf(place)) around.add(place);
  }
  return errors.filter(({ keyword, instancePath, params }) => {
    if (LEFTOVERS.includes(keyword)) return !beside.has(instancePath);
    return !CHOICES.includes(keyword) || fitsSeveral(keyword, params) || !around.has(instancePath);
  });
};

/** An alternative that failed at the value itself was not meant where another one failed only further inside. */
const withoutRejectedBranches = (errors: readonly SchemaError[]): readonly SchemaError[] => {
  const above = new Set<string>();
  for (const { instancePath } of errors) {
    for (let place = instancePath; place !== '';) above.add((place = parentOf(place)));
  }
  return errors.filter((error) => branchOf(error) === undefined || !above.has(error.instancePath));
};

/** Fitting two branches at once is a mistake of its own. */
const fitsSeveral = (keyword: string, params: SchemaError['params']): boolean =>
  keyword === 'oneOf' && Array.isArray(params['passingSchemas']);

const parentOf = (pointer: string): string => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

const describePlace = (pointer: string, errors: readonly SchemaError[], root: Json): readonly Complaint[] => {
  const value = valueAt(root, pointer);
  const others = withoutRepetition(errors.filter((error) => branchOf(error) === undefined));
  const branches = others.some(({ keyword }) => keyword === 'enum')
    ? []
    : errors.filter((error) => branchOf(error) !== undefined);
  const complaints = [
    ...describeBranches(branches, value).map((message) => ({ pointer, message })),
    ...describeMissing(others).map((message) => ({ pointer, message })),
    ...others
      .filter(({ keyword }) => keyword !== 'required')
      .map((error) => ({ pointer: placeOf(error), message: describe(error, value) })),
  ];
  return [...new Map(complaints.map((complaint) => [`${complaint.pointer} ${complaint.message}`, complaint])).values()];
};

/** The official schema asks twice for at least one status code: by their number, and by the only way to require any. */
const withoutRepetition = (errors: readonly SchemaError[]): readonly SchemaError[] =>
  errors.some(lacksResponse) ? errors.filter(({ keyword }) => keyword !== 'minProperties') : errors;

const lacksResponse = ({ keyword, params }: SchemaError): boolean =>
  keyword === 'required' && params['missingProperty'] === 'default';

/** All that is missing at one place, in one sentence: it is written there in one go. */
const describeMissing = (errors: readonly SchemaError[]): readonly string[] => {
  const required = errors.filter(({ keyword }) => keyword === 'required');
  const names = required.filter((error) => !lacksResponse(error)).map(({ params }) => quote(params['missingProperty']));
  return [
    ...(names.length === 0 ? [] : [`${joined([...new Set(names)])} ${names.length === 1 ? 'is' : 'are'} missing.`]),
    ...(required.some(lacksResponse) ? [NO_RESPONSE] : []),
  ];
};

const NO_RESPONSE = 'Has no response: neither a status code such as `200` nor `default`.';

const joined = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The alternative that an error belongs to. */
const branchOf = ({ schemaPath }: SchemaError): string | undefined =>
  /\/(?:oneOf|anyOf)\/\d+(?=\/)/.exec(schemaPath)?.[0];

/** A field that should not be there is shown where it stands, everything else at the value itself. */
const placeOf = (error: SchemaError): string => {
  const extra = extraField(error);
  return typeof extra === 'string' ? pointerTo(error.instancePath, extra) : error.instancePath;
};

const extraField = ({ params }: SchemaError): unknown => params['unevaluatedProperty'] ?? params['additionalProperty'];

/** What the alternatives that come closest ask for, said as one choice. */
const describeBranches = (errors: readonly SchemaError[], value: Json | undefined): readonly string[] => {
  const groups = new Map<string, SchemaError[]>();
  for (const error of errors) groups.set(branchOf(error) ?? '', [...(groups.get(branchOf(error) ?? '') ?? []), error]);
  const fewest = Math.min(...[...groups.values()].map(({ length }) => length));
  const closest = [...groups.values()].filter(({ length }) => length === fewest).flat();
  const missing = closest.flatMap(({ keyword, params }) =>
    keyword === 'required' ? [quote(params['missingProperty'])] : [],
  );
  const types = closest.flatMap(({ keyword, params }) => (keyword === 'type' ? [typeName(params['type'])] : []));
  if (missing.length > 1 && missing.length === closest.length) return [`Either ${missing.join(' or ')} is missing.`];
  if (types.length > 1 && types.length === closest.length)
    return [`Must be ${types.join(' or ')}, not ${shown(value)}.`];
  return closest.slice(0, 1).map((error) => describe(error, value));
};

const describe = (error: SchemaError, value: Json | undefined): string => {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
      return `${quote(params['missingProperty'])} is missing.`;
    case 'unevaluatedProperties':
    case 'additionalProperties':
      return `${quote(extraField(error))} is not a field that may stand here.`;
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

const listed = (values: unknown): string =>
  Array.isArray(values) ? values.map((value) => shown(value as Json)).join(', ') : '';

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
    node =
      typeof node === 'object' && node !== null && Object.hasOwn(node, token) ? Reflect.get(node, token) : undefined;
  }
  return node as Json | undefined;
};
