import { CHOICES, type Condition, type Demands } from '../core/extensions.js';
import { HTTP_METHODS } from '../core/http-methods.js';
import { own, type Json, type JsonObject } from '../core/json.js';
import { sameJson, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import { comparable } from '../core/plain-text.js';
import { copyOf, listAt, type Handler } from './actions.js';
import { contradicts } from './condition-check.js';
import { correctSigning } from './correct-parameters.js';
import { memberPath, operationPath, quoteName } from './json-path.js';
import type { OperationDraft } from './operation.js';

const WEIGHT = 'x-request-weight';
const ERRORS = 'x-error-codes';

/** The operation at the address that the page gives, and no longer at the old one. Comes before all other actions. */
export const moveOperation: Handler = (finding, actions) => {
  const { draft, operation, ref, spec } = actions.correction;
  const { path, method } = draft.group;
  const paths = own(spec.document, 'paths');
  const item = own(paths, ref.path);
  const isTaken = path !== ref.path && own(paths, path) !== undefined;
  // What the operations of a path share would have to be taken apart.
  if (isTaken || own(item, 'parameters') !== undefined) return false;
  if (!actions.once('address')) return true;
  const servers = own(operation, 'servers') ?? own(item, 'servers');
  const moved = copyOf(operation) as MutableObject;
  if (servers !== undefined) moved['servers'] = copyOf(servers);
  actions.update('$.paths', finding, { [path]: { [method]: moved } });
  const alone = HTTP_METHODS.filter((each) => own(item, each) !== undefined).length === 1;
  actions.remove(alone && path !== ref.path ? memberPath('$.paths', ref.path) : actions.base, finding);
  actions.moveTo(operationPath(path, method));
  return true;
};

/** Callers are told where they read the code; what the page says of it stands on the page. */
export const setDeprecated: Handler = (finding, actions) => {
  actions.update(actions.base, finding, { deprecated: true });
  return true;
};

/** Security type and `security` go together: one without the other would be refused. */
export const setSecurity: Handler = (finding, actions) => {
  const { draft, operation } = actions.correction;
  const sends = own(operation, 'security');
  if (sameJson(sends, draft.security as Json)) {
    actions.update(actions.base, finding, { 'x-security-type': draft.securityType });
    return true;
  }
  if (sends !== undefined) actions.remove(`${actions.base}.security`, finding);
  actions.update(actions.base, finding, { 'x-security-type': draft.securityType, security: draft.security });
  correctSigning(finding, actions);
  return true;
};

/** The whole list anew. A scope that the page leaves out stays what it is. */
export const setWeights: Handler = (finding, actions) => {
  const { draft, operation } = actions.correction;
  if (draft.weights.length === 0) return false;
  if (!actions.once(WEIGHT)) return true;
  const scope = keptScope(draft, operation);
  const weights = draft.weights.map((weight): MutableObject => (scope === undefined ? weight : { ...weight, scope }));
  if (own(operation, WEIGHT) !== undefined) actions.remove(`${actions.base}['${WEIGHT}']`, finding);
  actions.update(actions.base, finding, { [WEIGHT]: weights });
  return true;
};

/** The scope that the spec has, where the page gives none at all. */
export const keptScope = ({ group }: Pick<OperationDraft, 'group'>, operation: JsonObject): string | undefined => {
  const said = group.halves.some(({ weights }) => weights.some(({ scope }) => scope !== undefined));
  const before = own(listAt(operation, WEIGHT)[0], 'scope');
  return said || typeof before !== 'string' ? undefined : before;
};

/** A drafted condition that names the parameter and can stand beside those of the spec. */
export const addCondition: Handler = (finding, actions, [, name = '']) => {
  const { draft, operation } = actions.correction;
  const known = listAt(operation, 'x-conditions') as unknown as readonly Condition[];
  const found = draft.conditions.filter((condition) => namesIn(condition).includes(name));
  const fitting = found.filter((condition) => !contradicts([...known, condition], draft.known));
  for (const condition of fitting) {
    if (!actions.once(JSON.stringify(condition))) continue;
    actions.update(actions.base, finding, { 'x-conditions': [condition as unknown as MutableJson] });
  }
  return fitting.length > 0;
};

/** Which parameters stand in for each other, in place of what the spec says of the same ones. */
export const addChoice: Handler = (finding, actions, [, names = '']) => {
  const { draft, operation } = actions.correction;
  const isSame = (condition: Condition): boolean =>
    !('when' in condition) && [...namesIn(condition)].sort().join() === names;
  const known = listAt(operation, 'x-conditions') as unknown as readonly Condition[];
  const choice = draft.conditions.find(isSame);
  const others = known.filter((condition) => !isSame(condition));
  if (!choice || contradicts([...others, choice], draft.known)) return false;
  if (!actions.once(JSON.stringify(choice))) return true;
  for (const condition of known.filter(isSame)) {
    const key = Object.keys(condition)[0] ?? '';
    const filter = namesIn(condition).map((name, index) => `@.${key}[${index}] == ${quoteName(name)}`);
    actions.remove(`${actions.base}['x-conditions'][?${filter.join(' && ')}]`, finding);
  }
  actions.update(actions.base, finding, { 'x-conditions': [choice as unknown as MutableJson] });
  return true;
};

const namesIn = (condition: Condition): readonly string[] => {
  const sides: readonly Demands[] = 'when' in condition ? [condition, condition.else ?? {}] : [condition];
  return sides.flatMap((side) => [
    ...[side.require, side.forbid].flatMap((names) => names ?? []),
    ...CHOICES.flatMap((choice) => side[choice] ?? []),
  ]);
};

/** All entries of a code anew, each with the description that the spec has for its message. */
export const setErrors: Handler = (finding, actions, [, code = '']) => {
  if (!/^-?\d+$/.test(code)) return false;
  if (!actions.once(`error ${code}`)) return true;
  const { draft, operation } = actions.correction;
  const before = listAt(operation, ERRORS).filter((entry) => String(own(entry, 'code')) === code);
  const after = draft.errors.filter((entry) => String(entry['code']) === code);
  if (before.length > 0) actions.remove(`${actions.base}['${ERRORS}'][?@.code == ${code}]`, finding);
  if (after.length > 0) {
    const entries = after.map((entry) => described(entry, before as readonly Json[]));
    actions.update(actions.base, finding, { [ERRORS]: entries });
  }
  return before.length + after.length > 0;
};

const described = (entry: MutableObject, before: readonly Json[]): MutableObject => {
  const message = (value: Json | undefined): string => (typeof value === 'string' ? comparable(value) : '');
  const same = before.find((known) => message(own(known, 'message')) === message(entry['message'])) ?? before[0];
  const description = own(same, 'description');
  return description === undefined ? entry : { ...entry, description: copyOf(description) };
};
