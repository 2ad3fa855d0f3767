import type { Components } from './components.js';
import { rowKinds, rowType, type FieldKinds } from './result-rows.js';
import { show, type SpecNode } from './spec-node.js';
import type { HistoryModel, OperationModel, ParameterKindModel } from './types.js';

/** What a history is held against: the operation it belongs to. */
export type HistoryOwner = Pick<OperationModel, 'effect' | 'params' | 'response'>;

const CODE = 'history';

/** Reads `x-history`; undefined, with diagnostics, where it does not fit its operation. */
export const readHistory = (
  operation: SpecNode,
  owner: HistoryOwner,
  components: Components,
): HistoryModel | undefined => {
  const node = operation.get('x-history');
  if (!node.exists) return undefined;
  if (owner.effect !== 'read') return refuse(node, 'a write has no history', 'Only a query walks through rows.');
  const walk = readWalk(node, owner);
  const rows = readRows(node, owner, components);
  return walk && rows && { ...rows, ...walk };
};

type Rows = Pick<HistoryModel, 'rows' | 'id' | 'time' | 'row'>;
type Walk = Omit<HistoryModel, keyof Rows>;

const readRows = (node: SpecNode, { response }: HistoryOwner, components: Components): Rows | undefined => {
  const rows = node.get('rows').text;
  const [fields, row] = [rowKinds(response.kind, rows), rowType(response, rows, components)];
  if (fields === undefined || row === undefined) {
    const place = node.has('rows') ? node.get('rows') : node;
    const what = rows === undefined ? 'the result is no list of objects' : `${show(rows)} is no list of objects`;
    return refuse(place, what, 'Name in "rows" the field of the result that holds the rows; none where it is a list.');
  }
  const id = readField(node.get('id'), fields, ['string', 'id', 'int', 'time']);
  const time = node.has('time') ? readField(node.get('time'), fields, ['time']) : undefined;
  if (id === undefined || (node.has('time') && time === undefined)) return undefined;
  return { rows, id, time, row };
};

const readField = (node: SpecNode, fields: FieldKinds, kinds: readonly string[]): string | undefined => {
  const kind = fields.get(node.text ?? '');
  if (kind === undefined) return refuse(node, `${show(node.value)} is no field of a row`, listOf(fields.keys()));
  if (typeof kind === 'string' && kinds.includes(kind)) return node.text;
  return refuse(node, `the field ${show(node.value)} is no ${kinds.join(' or ')}`, KIND_HINT);
};

const KIND_HINT = 'A whole number says by "x-int64" what it is: "identifier", "time" or "count".';

const readWalk = (node: SpecNode, owner: HistoryOwner): Walk | undefined => {
  const [page, from, window] = [node.get('page'), node.get('from'), node.get('window')];
  if (![page, from, window].some(({ exists }) => exists))
    return refuse(node, 'it says no way to the next rows', 'Give one or more of "page", "from" and "window".');
  const walk = {
    page: page.exists ? readParameter(page.get('parameter'), owner, ['int']) : undefined,
    from: from.exists ? readParameter(from.get('parameter'), owner, ['id', 'int', 'string']) : undefined,
    window: window.exists ? readWindow(window, owner) : undefined,
  };
  const size = readSize(node.get('size'), owner);
  const isWhole = hasRead(page, walk.page) && hasRead(from, walk.from) && hasRead(window, walk.window);
  return size === undefined || !isWhole ? undefined : { size, ...walk };
};

const hasRead = (node: SpecNode, read: unknown): boolean => !node.exists || read !== undefined;

const readWindow = (node: SpecNode, owner: HistoryOwner): Walk['window'] => {
  const [start, end] = ['start', 'end'].map((key) => readParameter(node.get(key), owner, ['time']));
  const maxMs = readWhole(node.get('maxMs'));
  return start === undefined || end === undefined || maxMs === undefined ? undefined : { start, end, maxMs };
};

const readSize = (node: SpecNode, owner: HistoryOwner): Walk['size'] | undefined => {
  const parameter = readParameter(node.get('parameter'), owner, ['int']);
  const max = readWhole(node.get('max'));
  if (parameter === undefined || max === undefined) return undefined;
  const most = owner.params.parameters.find(({ name }) => name === parameter)?.limits.max;
  if (most === undefined || max <= most) return { parameter, max };
  // More rows than the parameter takes would be refused before they are asked for.
  return refuse(node.get('max'), `${max} rows are more than the parameter takes, ${most}`, 'Correct one of the two.');
};

type Kinds = readonly ParameterKindModel[];

const readParameter = (node: SpecNode, { params }: HistoryOwner, kinds: Kinds): string | undefined => {
  const found = params.parameters.find(({ name }) => name === node.text);
  if (found === undefined) {
    const names = params.parameters.map(({ name }) => name);
    return refuse(node, `${show(node.value)} is no parameter that a caller gives`, listOf(names));
  }
  if (kinds.includes(found.kind)) return found.name;
  return refuse(node, `the parameter ${show(found.name)} is no ${kinds.join(' or ')}`, KIND_HINT);
};

const readWhole = (node: SpecNode): number | undefined => {
  const { number } = node;
  if (number !== undefined && Number.isSafeInteger(number) && number > 0) return number;
  return refuse(node, `${show(node.value)} is no whole number above 0`, 'Write it in digits, as 604800000 for 7 days.');
};

const listOf = (names: Iterable<string>): string => `There are: ${[...names].map(show).join(', ') || 'none'}.`;

const refuse = (node: SpecNode, message: string, hint: string): undefined =>
  node.error(CODE, `"x-history": ${message}`, hint) as undefined;
