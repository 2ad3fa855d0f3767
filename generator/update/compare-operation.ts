import type { OperationModel } from '../model/types.js';
import { compareFields, objectOf, PARAMETERS, RESULTS, type FieldChange } from './compare-fields.js';
import { compareTypes, showType, type Declarations, type Typed } from './compare-types.js';
import { compareVariants } from './compare-variants.js';
import type { ClientChange, Impact } from './types.js';

/** An operation of one of the two clients, with what its types refer to. */
export interface Side {
  readonly operation: OperationModel;
  readonly declarations: Declarations;
}

/** What changed for the callers of one operation, told under the name that it has now. */
export const compareOperation = (before: Side, after: Side): readonly ClientChange[] =>
  [
    ...compareHead(before.operation, after.operation),
    ...compareParams(before, after),
    ...compareResult(before, after),
  ].map(({ kind, what, message }) => ({ kind, operation: nameOf(after.operation), what, message }));

/** What it calls: `POST /sapi/v1/margin/order`. */
export const addressOf = ({ method, path }: OperationModel): string => `${method} ${path}`;

/** As users call it: `margin.borrowRepay`. */
export const nameOf = ({ area, member }: OperationModel): string => `${area}.${member}`;

const compareHead = (old: OperationModel, next: OperationModel): readonly FieldChange[] => {
  const told: FieldChange[] = [];
  const tell = (kind: Impact, what: string, message: string): void => void told.push({ kind, what, message });
  if (String(old.id) !== String(next.id) || nameOf(old) !== nameOf(next))
    tell('breaking', 'operation-renamed', `was ${nameOf(old)} (${old.id}), now ${nameOf(next)} (${next.id})`);
  if (addressOf(old) !== addressOf(next))
    tell('fix', 'operation-moved', `calls ${addressOf(next)} instead of ${addressOf(old)}`);
  if (old.server !== next.server) tell('fix', 'server', `calls ${next.server} instead of ${old.server}`);
  if (old.securityType !== next.securityType || text(old.security) !== text(next.security))
    tell('fix', 'security', `needs ${securityOf(next)} instead of ${securityOf(old)}`);
  if (text(old.weight) !== text(next.weight))
    tell('fix', 'request-weight', `request weight ${weightOf(next)} instead of ${weightOf(old)}`);
  if (old.effect !== next.effect) tell('fix', 'effect', `counts as a ${next.effect} now, not a ${old.effect}`);
  if (!old.deprecated && next.deprecated) tell('feature', 'operation-deprecated', 'is deprecated');
  return [...told, ...compareErrors(old, next)];
};

const compareErrors = (old: OperationModel, next: OperationModel): readonly FieldChange[] => {
  const [olds, news] = [errorsOf(old), errorsOf(next)];
  const added = [...news].filter((error) => !olds.has(error));
  const removed = [...olds].filter((error) => !news.has(error));
  return [
    ...added.map((error) => ({ kind: 'fix', what: 'error-added', message: `documents error ${error}` }) as const),
    ...removed.map(
      (error) => ({ kind: 'fix', what: 'error-removed', message: `no longer documents error ${error}` }) as const,
    ),
  ];
};

const errorsOf = ({ errors }: OperationModel): ReadonlySet<string> =>
  new Set(errors.map(({ code, name }) => (name === undefined ? String(code) : `${code} ${name}`)));

/** Data as text that is equal when the data is; names and prose are objects of their own and count by their text. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.getPrototypeOf(part) === Object.prototype ? part : String(part);
  });

const securityOf = ({ securityType, security }: OperationModel): string => {
  const choices = security.map((all) => (all.length === 0 ? 'no key' : all.join(' and ')));
  return `${securityType} (${choices.join(' or ') || 'no key'})`;
};

const weightOf = ({ weight }: OperationModel): string =>
  weight.map(({ value, scope }) => `${value} ${scope}`).join(', ') || 'unknown';

const compareParams = (before: Side, after: Side): readonly FieldChange[] => {
  const [old, next] = [before.operation.params, after.operation.params];
  const declarations = { before: before.declarations, after: after.declarations };
  return [
    ...compareFields({ before: old.parameters, after: next.parameters, declarations, path: '' }, PARAMETERS),
    ...compareConditions(before.operation, after.operation),
  ];
};

/** Which combinations of parameters compile. One more rule can refuse what was fine before, one less never does. */
const compareConditions = (before: OperationModel, after: OperationModel): readonly FieldChange[] => {
  const [old, next] = [before.params, after.params];
  const [olds, news] = [old.groups.map(text), next.groups.map(text)];
  const hasNew = news.some((group) => !olds.includes(group));
  const hasLess = olds.some((group) => !news.includes(group));
  if (hasNew) {
    const rules = next.rules.map(String).join(' ');
    return [
      { kind: 'breaking', what: 'conditions', message: `other combinations of parameters are allowed: ${rules}` },
    ];
  }
  return hasLess
    ? [{ kind: 'feature', what: 'conditions', message: 'more combinations of parameters are allowed' }]
    : [];
};

const compareResult = (before: Side, after: Side): readonly FieldChange[] => {
  if (before.operation.response.variants || after.operation.response.variants) return compareVariants(before, after);
  const [old, next] = [resultOf(before), resultOf(after)];
  if (!old || !next) return [];
  const [a, b] = [objectOf(old), objectOf(next)];
  if (a && b && a.brackets === b.brackets) {
    const declarations = { before: before.declarations, after: after.declarations };
    const path = a.brackets === '' ? '' : `${a.brackets}.`;
    return compareFields({ before: a.fields, after: b.fields, declarations, path }, RESULTS);
  }
  if (compareTypes(old, next) === 'same' && !a === !b) return [];
  return [{ kind: 'breaking', what: 'result-type', message: `the result was ${shape(old)}, now ${shape(next)}` }];
};

/** The first declaration is the result type itself. */
const resultOf = ({ operation, declarations }: Side): Typed | undefined => {
  const [declared] = operation.response.declarations;
  return declared && { type: { kind: 'reference', name: declared.name, schema: undefined }, declarations };
};

const shape = (typed: Typed): string => {
  const found = objectOf(typed);
  if (!found) return showType(typed);
  return found.brackets === '' ? 'an object' : `a list of objects (${found.brackets})`;
};
