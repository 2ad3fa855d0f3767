import type { Condition } from '../core/extensions.js';
import { fieldKinds, rowKinds, type FieldKinds } from './result-rows.js';
import { show, type SpecNode } from './spec-node.js';
import type { OperationModel, ParamsModel, ResponseKindModel, SettlementModel } from './types.js';

/** A write, and the query that is to tell what became of it. */
interface Pair {
  readonly write: OperationModel;
  readonly query: OperationModel;
}

/** Reads `x-settled-by` when all operations are known; undefined, with diagnostics, where it does not fit them. */
export const readSettlement = (
  node: SpecNode,
  write: OperationModel,
  operations: readonly OperationModel[],
): SettlementModel | undefined => {
  if (!node.exists) return undefined;
  if (write.effect !== 'write') return refuse(node, 'a query needs none', 'Only a write has an outcome to find out.');
  const query = findQuery(node.get('operation'), operations);
  if (query === undefined) return undefined;
  const pair = { write, query };
  const parameters = readParameters(node.get('parameters'), pair);
  const since = node.has('since') ? readSince(node.get('since'), query) : undefined;
  const rows = node.has('rows') ? readRows(node.get('rows'), pair) : undefined;
  const hasAll =
    isCovered(node, query.params) && !isWrong(node.get('since'), since) && !isWrong(node.get('rows'), rows);
  if (parameters === undefined || !hasAll) return undefined;
  const state = node.has('state') ? readState(node, query.response.kind) : undefined;
  const time = node.has('time') ? readTime(node.get('time'), query.response.kind) : undefined;
  const absent = readCodes(node.get('absent'));
  if (absent === undefined || isWrong(node.get('state'), state) || isWrong(node.get('time'), time)) return undefined;
  return { operation: query.id, stem: query.stem, parameters, since, time, absent, rows, state };
};

const isWrong = (node: SpecNode, read: unknown): boolean => node.exists && read === undefined;

const findQuery = (node: SpecNode, operations: readonly OperationModel[]): OperationModel | undefined => {
  const found = operations.find(({ area, member }) => `${area}.${member}` === node.text);
  const queries = operations.flatMap(({ effect, area, member }) => (effect === 'read' ? [`${area}.${member}`] : []));
  if (found === undefined)
    return refuse(node, `there is no operation ${show(node.value)}`, listOf(queries, 'Name one by "x-client-name"'));
  if (found.effect === 'read') return found;
  return refuse(node, `${show(node.value)} is a write itself`, listOf(queries, 'Name a query'));
};

type Sources = SettlementModel['parameters'];

const readParameters = (node: SpecNode, { write, query }: Pair): Sources | undefined => {
  const read = node.entries().map(([name, source]): Sources[number] | undefined => {
    if (!hasParameter(query.params, name)) {
      return refuse(source, `${show(name)} is no parameter of the query`, listOf(namesOf(query.params)));
    }
    const [from, value] = [source.get('from'), source.get('value')];
    if (value.text !== undefined) return isValue(value, query.params, name) ? [name, { value: value.text }] : undefined;
    return isOfWrite(from.exists ? from : source, write) ? [name, { from: from.text ?? '' }] : undefined;
  });
  const known = read.flatMap((entry) => (entry === undefined ? [] : [entry]));
  return known.length === read.length ? known : undefined;
};

const isOfWrite = (node: SpecNode, { params }: OperationModel): boolean => {
  if (node.text !== undefined && hasParameter(params, node.text)) return true;
  refuse(node, `${show(node.value)} is no parameter of the write`, listOf(namesOf(params)));
  return false;
};

const isValue = (node: SpecNode, { parameters }: ParamsModel, name: string): boolean => {
  const parameter = parameters.find((one) => one.name === name);
  const values = parameter?.limits.values;
  const texts = typeof parameter?.kind === 'object' ? (node.text ?? '').split(',') : [node.text ?? ''];
  if (values === undefined || texts.every((text) => values.includes(text))) return true;
  refuse(node, `${show(node.value)} is no value of ${show(name)}`, listOf(values));
  return false;
};

const readSince = (node: SpecNode, { params }: OperationModel): string | undefined => {
  const found = params.parameters.find(({ name }) => name === node.text);
  if (found?.kind === 'time') return found.name;
  const times = params.parameters.flatMap(({ name, kind }) => (kind === 'time' ? [name] : []));
  return refuse(node, `${show(node.value)} is no time that the query takes`, listOf(times));
};

/** Whether nothing that the query needs is left without a source. */
const isCovered = (node: SpecNode, { parameters, conditions }: ParamsModel): boolean => {
  const covered = new Set([
    ...node
      .get('parameters')
      .entries()
      .map(([name]) => name),
    node.get('since').text ?? '',
  ]);
  const missing = parameters.filter(({ name, required }) => required && !covered.has(name)).map(({ name }) => name);
  const choice = conditions
    .map(choiceOf)
    .find((names) => names !== undefined && !names.some((name) => covered.has(name)));
  if (missing.length === 0 && choice === undefined) return true;
  const needed = missing.length > 0 ? missing.map(show).join(' and ') : (choice ?? []).map(show).join(' or ');
  refuse(node.has('parameters') ? node.get('parameters') : node, `the query needs ${needed}`, COVER_HINT);
  return false;
};

const COVER_HINT = 'Say where it comes from: "{ from: <parameter of the write> }" or "{ value: <text> }".';

const choiceOf = (condition: Condition): readonly string[] | undefined =>
  'atLeastOne' in condition ? condition.atLeastOne : 'exactlyOne' in condition ? condition.exactlyOne : undefined;

const readRows = (node: SpecNode, { write, query }: Pair): SettlementModel['rows'] => {
  const field = node.get('field').text;
  const fields = rowKinds(query.response.kind, field);
  if (fields === undefined) {
    const what = field === undefined ? 'the result of the query' : show(field);
    const place = node.has('field') ? node.get('field') : node;
    return refuse(
      place,
      `${what} is no list of objects`,
      'Name in "field" the field of the result that holds the rows.',
    );
  }
  const pairs = node.get('equal').entries();
  const equal = pairs.filter(([name, from]) => isField(from, name, fields) && isOfWrite(from, write));
  const time = node.get('time');
  if (time.text === undefined || fields.get(time.text) !== 'time') {
    return refuse(time, `${show(time.value)} is no time of a row`, listOf(timesOf(fields)));
  }
  if (equal.length < pairs.length) return undefined;
  return { field, equal: equal.map(([name, from]) => [name, from.text ?? '']), time: time.text };
};

const timesOf = (fields: FieldKinds): readonly string[] =>
  [...fields].flatMap(([name, kind]) => (kind === 'time' ? [name] : []));

const isField = (node: SpecNode, name: string, fields: FieldKinds): boolean => {
  if (fields.has(name)) return true;
  refuse(node, `${show(name)} is no field that the query answers with`, listOf(fields.keys()));
  return false;
};

/** Of an answer that is the record itself; rows say where theirs is. */
const readTime = (node: SpecNode, result: ResponseKindModel): string | undefined => {
  const fields: FieldKinds = fieldKinds(result) ?? new Map();
  if (node.text !== undefined && fields.get(node.text) === 'time') return node.text;
  return refuse(node, `${show(node.value)} is no time that the query answers with`, listOf(timesOf(fields)));
};

/** Of a row where there are rows, else of the answer itself. */
const readState = (settlement: SpecNode, result: ResponseKindModel): SettlementModel['state'] => {
  const [node, rows] = [settlement.get('state'), settlement.get('rows')];
  const fields = rows.exists ? rowKinds(result, rows.get('field').text) : fieldKinds(result);
  const field = node.get('field');
  if (!isField(field, field.text ?? '', fields ?? new Map())) return undefined;
  const [done, failed] = [node.get('done').texts(), node.get('failed').texts()];
  const both = done.find((text) => failed.includes(text));
  if (both === undefined) return { field: field.text ?? '', done, failed };
  return refuse(node, `${show(both)} is said to be done and failed`, 'Let it stand in one of the two lists.');
};

const readCodes = (node: SpecNode): readonly number[] | undefined => {
  const codes = node.items().map((item) => item.number);
  const known = codes.filter((code) => code !== undefined && Number.isSafeInteger(code));
  if (known.length === codes.length) return known.flatMap((code) => code ?? []);
  return refuse(node, 'an error code is no whole number', 'Write the codes that the API sends, as -2013.');
};

const hasParameter = ({ parameters }: ParamsModel, wanted: string): boolean =>
  parameters.some(({ name }) => name === wanted);

const namesOf = ({ parameters }: ParamsModel): readonly string[] => parameters.map(({ name }) => name);

const listOf = (names: Iterable<string>, start = 'There are'): string =>
  `${start}: ${[...names].map(show).join(', ') || 'none'}.`;

const refuse = (node: SpecNode, message: string, hint: string): undefined =>
  node.error('settlement', `"x-settled-by": ${message}`, hint) as undefined;
