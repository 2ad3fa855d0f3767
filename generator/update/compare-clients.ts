import type { ApiModel, Declaration, OperationModel } from '../model/types.js';
import { compareFields, objectOf, PARAMETERS, RESULTS, type FieldChange } from './compare-fields.js';
import { compareTypes, showType, type Declarations, type Typed } from './compare-types.js';
import type { ChangeKind, ClientChange, ClientComparison, VersionBump } from './types.js';

/**
 * What users of the client notice when it is generated anew, and which part of the version number that asks for. Blind
 * to everything that does not reach them: wording, places, the order of operations.
 */
export const compareClients = (before: ApiModel, after: ApiModel): ClientComparison => {
  const pairs = pairUp(before, after);
  const changes = pairs.flatMap(({ old, next }) => {
    if (!old) return next ? [change('feature', next, 'operation-added', `new: ${next.method} ${next.path}`)] : [];
    if (!next) return [change('breaking', old, 'operation-removed', 'is gone')];
    return compareOperation({ operation: old, all: declarationsOf(before, old) }, { operation: next, all: declarationsOf(after, next) });
  });
  const sorted = [...changes].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.operation < b.operation ? -1 : a.operation > b.operation ? 1 : 0),
  );
  return { changes: sorted, bump: bumpFor(sorted) };
};

const KINDS: readonly ChangeKind[] = ['breaking', 'feature', 'fix'];

const bumpFor = (changes: readonly ClientChange[]): VersionBump => {
  const [first] = changes;
  return first === undefined ? 'none' : ({ breaking: 'major', feature: 'minor', fix: 'patch' } as const)[first.kind];
};

interface OperationPair {
  readonly old: OperationModel | undefined;
  readonly next: OperationModel | undefined;
}

/** By the name that users call, then by method and path: what has another name was renamed, not removed and added. */
const pairUp = (before: ApiModel, after: ApiModel): readonly OperationPair[] => {
  const byId = new Map(after.operations.map((operation) => [String(operation.id), operation]));
  const known = new Set(before.operations.map(({ id }) => String(id)));
  const byAddress = new Map(after.operations.filter(({ id }) => !known.has(String(id))).map((operation) => [addressOf(operation), operation]));
  const pairs = before.operations.map((old) => ({ old, next: byId.get(String(old.id)) ?? byAddress.get(addressOf(old)) }));
  const taken = new Set(pairs.map(({ next }) => next));
  return [...pairs, ...after.operations.filter((next) => !taken.has(next)).map((next) => ({ old: undefined, next }))];
};

const addressOf = ({ method, path }: OperationModel): string => `${method} ${path}`;

const nameOf = ({ area, member }: OperationModel): string => `${area}.${member}`;

const change = (kind: ChangeKind, operation: OperationModel, what: string, message: string): ClientChange => ({
  kind,
  operation: nameOf(operation),
  what,
  message,
});

interface Side {
  readonly operation: OperationModel;
  readonly all: Declarations;
}

const declarationsOf = (model: ApiModel, operation: OperationModel): Declarations => {
  const all: readonly Declaration[] = [...model.schemas.flatMap(({ declarations }) => declarations), ...operation.response.declarations];
  return new Map(all.map((declaration) => [String(declaration.name), declaration]));
};

const compareOperation = (before: Side, after: Side): readonly ClientChange[] =>
  [...compareHead(before.operation, after.operation), ...compareParams(before, after), ...compareResult(before, after)].map(
    ({ kind, what, message }) => change(kind, after.operation, what, message),
  );

const compareHead = (old: OperationModel, next: OperationModel): readonly FieldChange[] => {
  const told: FieldChange[] = [];
  const tell = (kind: ChangeKind, what: string, message: string): void => void told.push({ kind, what, message });
  if (String(old.id) !== String(next.id) || nameOf(old) !== nameOf(next))
    tell('breaking', 'operation-renamed', `was ${nameOf(old)} (${old.id}), now ${nameOf(next)} (${next.id})`);
  if (addressOf(old) !== addressOf(next)) tell('fix', 'operation-moved', `calls ${addressOf(next)} instead of ${addressOf(old)}`);
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
  const show = ({ errors }: OperationModel): readonly string[] => errors.map(({ code, name }) => `${code}${name === undefined ? '' : ` ${name}`}`);
  const [olds, news] = [new Set(show(old)), new Set(show(next))];
  return [
    ...[...news].filter((error) => !olds.has(error)).map((error) => ({ kind: 'fix', what: 'error-added', message: `documents error ${error}` }) as const),
    ...[...olds].filter((error) => !news.has(error)).map((error) => ({ kind: 'fix', what: 'error-removed', message: `no longer documents error ${error}` }) as const),
  ];
};

/** Data as text that is equal when the data is; names and prose are objects of their own and count by their text. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) && Object.getPrototypeOf(part) !== Object.prototype
      ? String(part)
      : part,
  );

const securityOf = ({ securityType, security }: OperationModel): string =>
  `${securityType} (${security.map((all) => (all.length === 0 ? 'no key' : all.join(' and '))).join(' or ') || 'no key'})`;

const weightOf = ({ weight }: OperationModel): string =>
  weight.map(({ value, scope }) => `${value} ${scope}`).join(', ') || 'unknown';

const compareParams = (before: Side, after: Side): readonly FieldChange[] => {
  const [old, next] = [before.operation.params, after.operation.params];
  return [
    ...compareFields(
      { before: old.parameters, after: next.parameters, declarations: { before: before.all, after: after.all }, path: '' },
      PARAMETERS,
    ),
    ...compareConditions(before.operation, after.operation),
  ];
};

/** Which combinations of parameters compile. One more rule can refuse what was fine before, one less never does. */
const compareConditions = ({ params: old }: OperationModel, { params: next }: OperationModel): readonly FieldChange[] => {
  const [olds, news] = [old.groups.map(text), next.groups.map(text)];
  const hasNew = news.some((group) => !olds.includes(group));
  const hasLess = olds.some((group) => !news.includes(group));
  const rules = next.rules.map(String).join(' ');
  if (hasNew) return [{ kind: 'breaking', what: 'conditions', message: `other combinations of parameters are allowed: ${rules}` }];
  return hasLess ? [{ kind: 'feature', what: 'conditions', message: 'more combinations of parameters are allowed' }] : [];
};

const compareResult = (before: Side, after: Side): readonly FieldChange[] => {
  const [old, next] = [resultOf(before), resultOf(after)];
  if (!old || !next) return [];
  const [a, b] = [objectOf(old), objectOf(next)];
  const sides = { before: before.all, after: after.all };
  if (a && b && a.brackets === b.brackets)
    return compareFields({ before: a.fields, after: b.fields, declarations: sides, path: a.brackets === '' ? '' : `${a.brackets}.` }, RESULTS);
  if (compareTypes(old, next) === 'same' && !a === !b) return [];
  return [{ kind: 'breaking', what: 'result-type', message: `the result was ${shape(old)}, now ${shape(next)}` }];
};

/** The first declaration is the result type itself. */
const resultOf = ({ operation, all }: Side): Typed | undefined => {
  const [declared] = operation.response.declarations;
  return declared && { type: { kind: 'reference', name: declared.name, schema: undefined }, declarations: all };
};

const shape = (typed: Typed): string => {
  const found = objectOf(typed);
  if (!found) return showType(typed);
  return found.brackets === '' ? 'an object' : `a list of objects (${found.brackets})`;
};
