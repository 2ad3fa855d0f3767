import type { Condition } from '../core/extensions.js';
import { isObject, own, type Json, type JsonObject } from '../core/json.js';
import { isMutableObject, sameJson, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import type { Finding } from '../drift/types.js';
import { copyOf, listAt, type Actions, type Handler } from './actions.js';
import { contradicts } from './condition-check.js';
import { quoteName } from './json-path.js';
import { referToShared, sharedParameter, SIGNING } from './shared-parameters.js';

const targetOf = ({ base }: Actions, name: string): string => `${base}.parameters[?@.name == ${quoteName(name)}]`;

/** The parameter where it stands at the operation itself. One that several share is no matter of one page. */
const ownParameter = ({ correction }: Actions, name: string): JsonObject | undefined =>
  listAt(correction.operation, 'parameters').find((each) => own(each, 'name') === name);

const drafted = ({ correction }: Actions, name: string): MutableObject | undefined =>
  correction.draft.parameters.find((each) => each['name'] === name);

export const addParameter: Handler = (finding, actions, [, name = '']) => {
  const parameter = drafted(actions, name);
  if (!parameter) return false;
  if (actions.once(`parameter ${name}`)) insert(actions, finding, parameter);
  return true;
};

const insert = (actions: Actions, finding: Finding, parameter: MutableObject): void => {
  const written = copyOf(referToShared(parameter, actions.correction.spec));
  actions.update(actions.base, finding, { parameters: [written] });
};

/** The reference by which the operation has a parameter that several share: that alone goes. */
const referenceTo = ({ base, correction }: Actions, name: string): string | undefined => {
  const reference = listAt(correction.operation, 'parameters')
    .map((each) => own(each, '$ref'))
    .find((ref) => own(sharedParameter(correction.spec, ref), 'name') === name);
  return typeof reference === 'string' ? `${base}.parameters[?@['$ref'] == ${quoteName(reference)}]` : undefined;
};

/** Where the operation has the parameter, as its own or by reference. */
const entryOf = (actions: Actions, name: string): string | undefined =>
  ownParameter(actions, name) ? targetOf(actions, name) : referenceTo(actions, name);

export const removeParameter: Handler = (finding, actions, [, name = '']) => {
  const target = entryOf(actions, name);
  // A condition, a weight or a history that asks for it is a person's judgement: whether it goes too is one as well.
  if (target === undefined || isAskedFor(actions.correction.operation, name)) return false;
  if (actions.once(`parameter ${name}`)) actions.remove(target, finding);
  return true;
};

const WITHOUT_PARAMETERS: readonly string[] = ['x-error-codes', 'x-client-name', 'x-security-type', 'x-effect'];

/** Whether one of the operation's extensions names the parameter. */
const isAskedFor = (operation: JsonObject, name: string): boolean =>
  Object.entries(operation).some(
    ([key, value]) => key.startsWith('x-') && !WITHOUT_PARAMETERS.includes(key) && names(value, name),
  );

const names = (value: Json, name: string): boolean => {
  if (typeof value !== 'object' || value === null) return value === name;
  return Object.entries(value).some(([key, child]) => key === name || names(child as Json, name));
};

export const setRequired: Handler = (finding, actions, [, name = '']) => {
  const parameter = drafted(actions, name);
  if (!parameter || !ownParameter(actions, name)) return false;
  // With "one of these" or "never with that", a parameter that is always given would leave the others out of reach.
  const { draft, operation } = actions.correction;
  const conditions = listAt(operation, 'x-conditions').filter((condition) => names(condition, name));
  if (contradicts(conditions as unknown as readonly Condition[], draft.known)) return false;
  actions.update(targetOf(actions, name), finding, { required: parameter['required'] === true });
  return true;
};

/** The whole schema anew: what an update leaves standing beside it would belong to the old type. */
export const replaceSchema: Handler = (finding, actions, [, name = '']) => {
  const [parameter, known] = [drafted(actions, name), ownParameter(actions, name)];
  if (!parameter || !known) return false;
  if (!actions.once(`schema ${name}`)) return true;
  const { schema, explode } = parameter;
  if (own(known, 'schema') !== undefined) actions.remove(`${targetOf(actions, name)}.schema`, finding);
  const update: MutableObject = { schema: schema ?? {} };
  if (explode !== undefined) update['explode'] = explode;
  actions.update(targetOf(actions, name), finding, update);
  return true;
};

/** One keyword of a schema: what the page says, or nothing where it says nothing. */
const setKeyword =
  (key: string): Handler =>
  (finding, actions, where) => {
    const [, name = ''] = where;
    const known = ownParameter(actions, name);
    const schema = own(known, 'schema');
    const rewritten = actions.correction.findings.some((other) => isTypeOf(other, finding));
    if (rewritten || !isObject(schema) || own(schema, '$ref') !== undefined) {
      return replaceSchema(finding, actions, where);
    }
    const value = keywordOf(drafted(actions, name), key);
    if (sameJson(own(schema, key), value)) return false;
    const target = `${targetOf(actions, name)}.schema`;
    if (own(schema, key) !== undefined && (value === undefined || Array.isArray(value))) {
      actions.remove(`${target}.${key}`, finding);
    }
    if (value !== undefined) actions.update(target, finding, { [key]: value });
    return value !== undefined || own(schema, key) !== undefined;
  };

const keywordOf = (parameter: MutableObject | undefined, key: string): MutableJson | undefined => {
  const schema = parameter?.['schema'];
  return isMutableObject(schema) ? schema[key] : undefined;
};

/** Whether the type of the same parameter is corrected as well. */
const isTypeOf = (other: Finding, finding: Finding): boolean =>
  other.rule === 'parameter-type' && other.pointer === finding.pointer.replace(/\/\w+$/, '/type');

export const setValues: Handler = setKeyword('enum');
export const setMaximum: Handler = setKeyword('maximum');
export const setMinimum: Handler = setKeyword('minimum');
export const setDefault: Handler = setKeyword('default');

/** Both ends of a length are one finding. */
export const setLength: Handler = (finding, actions, where) =>
  ['minLength', 'maxLength'].map((key) => setKeyword(key)(finding, actions, where)).includes(true);

/** What a signed request carries, added or taken away with the signature. */
export const correctSigning = (finding: Finding, actions: Actions): void => {
  const { draft } = actions.correction;
  for (const name of SIGNING) {
    const [parameter, entry] = [drafted(actions, name), entryOf(actions, name)];
    if (parameter && entry === undefined && actions.once(`parameter ${name}`)) insert(actions, finding, parameter);
    if (!parameter && entry !== undefined && !draft.signed && actions.once(`parameter ${name}`)) {
      actions.remove(entry, finding);
    }
  }
};
