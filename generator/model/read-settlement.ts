import type { Condition } from '../core/extensions.js';
import { fieldKinds, rowKinds, type FieldKinds } from './result-rows.js';
import { show, type SpecNode } from './spec-node.js';
import type { OperationModel, ParamsModel, ResponseKindModel, SettlementModel } from './types.js';

/** A write, and the query that is to tell what became of it. */
interface Pair {
  readonly write: OperationModel;
  readonly query: OperationModel;
}

/**
 * Reads `x-settled-by` when all operations are known; undefined, with diagnostics, where it does not fit them. Also
 * undefined where it says only why there is none.
 */
export const readSettlement = (
  node: SpecNode,
  write: OperationModel,
  operations: readonly OperationModel[],
): SettlementModel | undefined => {
  if (!node.exists) return undefined;
  if (write.effect !== 'write') return refuse(node, 'a query needs none', 'Only a write has an outcome to find out.');
  return node.has('none') ? undefined : readQuery(node, write, operations);
};

/** A part that may be left out: undefined if it is, and also, with diagnostics, if it does not fit. */
const readPart = <T>(node: SpecNode, read: () => T | undefined): { readonly part?: T } | undefined => {
  if (!node.exists) return {};
  const part = read();
  return part === undefined ? undefined : { part };
};

const readQuery = (
  node: SpecNode,
  write: OperationModel,
  operations: readonly OperationModel[],
): SettlementModel | undefined => {
  const query = findQuery(node.get('operation'), operations);
  if (query === undefined) return undefined;
  const pair = { write, query };
  const { kind } = query.response;
  const parameters = readParameters(node.get('parameters'), pair);
  const since = readPart(node.get('since'), () => readSince(node.get('since'), query));
  const rows = readPart(node.get('rows'), () => readRows(node.get('rows'), pair));
  const isAsked = isCovered(node, query.params) && rows !== undefined;
  if (parameters === undefined || since === undefined || !isAsked) return undefined;
  const state = readPart(node.get('state'), () => readState(node, kind));
  const time = readPart(node.get('time'), () => readTime(node.get('time'), kind));
  const equal = readPart(node.get('equal'), () => readEqual(node.get('equal'), fieldKinds(kind), write));
  const absent = readCodes(node.get('absent'));
  const absence = readAbsence(node);
  const otherwise = readPart(node.get('otherwise'), () => readQuery(node.get('otherwise'), write, operations));
  if (state === undefined || time === undefined || equal === undefined || absent === undefined) return undefined;
  if (absence === undefined || otherwise === undefined) return undefined;
  return {
    ...{ operation: query.id, stem: query.stem, parameters, absent, absence: absence.part },
    ...{ since: since.part, time: time.part, equal: equal.part ?? [], rows: rows.part, state: state.part },
    otherwise: otherwise.part,
  };
};

const readAbsence = (node: SpecNode): { readonly part?: 'done' | 'undecided' } | undefined => {
  const absence = node.get('absence');
  if (absence.text === 'done' || absence.text === 'undecided') return { part: absence.text };
  if (!node.has('rows') || node.get('rows').has('time')) return {};
  // What has no time is no record of the write: that it is not there does not say that it never was.
  return refuse(
    node.get('rows'),
    'rows without a time do not show what was carried out and undone again',
    'Add "time", or say in "absence" what it means that there is no such row: "done" or "undecided".',
  );
};

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
  const equal = readEqual(node.get('equal'), fields, write);
  const time = node.get('time');
  if (time.exists && (time.text === undefined || fields.get(time.text) !== 'time')) {
    return refuse(time, `${show(time.value)} is no time of a row`, listOf(timesOf(fields)));
  }
  return equal && { field, equal, time: time.text };
};

type Equal = SettlementModel['equal'];

/** Fields of a record, with the parameters of the write that they must equal. */
const readEqual = (node: SpecNode, fields: FieldKinds | undefined, write: OperationModel): Equal | undefined => {
  const pairs = node.entries();
  const equal = pairs.filter(([name, from]) => isField(from, name, fields ?? new Map()) && isOfWrite(from, write));
  return equal.length < pairs.length ? undefined : equal.map(([name, from]) => [name, from.text ?? '']);
};

const timesOf = (fields: FieldKinds): readonly string[] =>
  [...fields].flatMap(([name, kind]) => (kind === 'time' ? [name] : []));

/** `a.b` is a field within a field. */
const isField = (node: SpecNode, path: string, fields: FieldKinds): boolean => {
  const [name = '', ...below] = path.split('.');
  const inner = below.length === 0 ? undefined : fieldKinds(fields.get(name));
  if (below.length === 0 ? fields.has(name) : inner !== undefined) {
    return inner === undefined || isField(node, below.join('.'), inner);
  }
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
