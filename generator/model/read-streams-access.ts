import type { ListenKeyModel, ListenTokenModel } from './read-streams-types.js';
import { show, type SpecNode } from './spec-node.js';
import type { OperationModel, ResponseKindModel } from './types.js';

/** How a stream is opened; undefined, with diagnostics, where that does not fit the operations. */
export const readAccess = (
  stream: SpecNode,
  operations: readonly OperationModel[],
): ListenKeyModel | ListenTokenModel | undefined => {
  const [key, token] = [stream.get('listenKey'), stream.get('listenToken')];
  if (key.isObject && !token.exists) return readKey(key, operations);
  if (token.isObject && !key.exists) return readToken(token, operations);
  return void stream.error(
    'stream',
    'a stream is opened by a "listenKey" or by a "listenToken"',
    'Give it one of the two; see "x-streams" in CONTEXT.md.',
  );
};

const readKey = (node: SpecNode, operations: readonly OperationModel[]): ListenKeyModel | undefined => {
  const [start, keepAlive, close] = ['start', 'keepAlive', 'close'].map((key) =>
    findOperation(node.get(key), operations),
  );
  const lifetimeMs = readLength(node.get('lifetimeMs'));
  const gone = readCodes(node.get('gone'));
  if (!start || !keepAlive || !close || lifetimeMs === undefined || !gone) return undefined;
  const field = readField(node.get('field'), start, 'string');
  const parameter = node.has('parameter') ? readParameter(node.get('parameter'), [keepAlive, close]) : undefined;
  if (field === undefined || (node.has('parameter') && parameter === undefined)) return undefined;
  return { kind: 'listenKey', start, keepAlive, close, field, parameter, lifetimeMs, gone };
};

const readToken = (node: SpecNode, operations: readonly OperationModel[]): ListenTokenModel | undefined => {
  const create = findOperation(node.get('create'), operations);
  const lifetimeMs = readLength(node.get('lifetimeMs'));
  const invalid = readCodes(node.get('invalid'));
  const [method, parameter] = [readText(node.get('method')), readText(node.get('parameter'))];
  if (!create || lifetimeMs === undefined || !invalid || !method || !parameter) return undefined;
  const field = readField(node.get('field'), create, 'string');
  const expires = readField(node.get('expires'), create, 'time');
  const validity = readParameter(node.get('validity'), [create]);
  if (field === undefined || expires === undefined || validity === undefined) return undefined;
  return { kind: 'listenToken', create, field, expires, validity, lifetimeMs, method, parameter, invalid };
};

const findOperation = (node: SpecNode, operations: readonly OperationModel[]): OperationModel | undefined => {
  const found = operations.find(({ area, member }) => `${area}.${member}` === node.text);
  if (found !== undefined) return found;
  return void node.error('stream', `there is no operation ${show(node.value)}`, 'Name one by its "x-client-name".');
};

/** A field that is always there; whoever opens the stream reads it. */
const readField = (node: SpecNode, { response }: OperationModel, wanted: ResponseKindModel): string | undefined => {
  const { kind } = response;
  const fields = typeof kind === 'object' && 'fields' in kind ? kind : undefined;
  const name = node.text ?? '';
  const found = fields?.fields.find(([field]) => field === name)?.[1];
  if (found === wanted && fields?.required.includes(name)) return name;
  return void node.error(
    'stream',
    `${show(node.value)} is no field of the answer that is always there and a ${wanted as string}`,
    'Name a field of the result, and list it as required.',
  );
};

const readParameter = (node: SpecNode, operations: readonly OperationModel[]): string | undefined => {
  const { text } = node;
  const names = operations.flatMap(({ params }) => params.parameters.map(({ name }) => name));
  if (text !== undefined && names.includes(text)) return text;
  return void node.error(
    'stream',
    `${show(node.value)} is no parameter of ${operations.map(({ area, member }) => `${area}.${member}`).join(' or ')}`,
    names.length === 0 ? 'They have none: leave it out.' : `Name one of ${names.join(', ')}.`,
  );
};

const readText = (node: SpecNode): string | undefined =>
  node.text === undefined || node.text === ''
    ? void node.error('stream', `${show(node.value)} is no text`, 'See "x-streams" in CONTEXT.md.')
    : node.text;

const readCodes = (node: SpecNode): readonly number[] | undefined => {
  const codes = node
    .items()
    .flatMap(({ number }) => (number !== undefined && Number.isSafeInteger(number) ? [number] : []));
  if (codes.length > 0 && codes.length === node.items().length) return codes;
  return void node.error('stream', `${show(node.value)} is no list of error codes`, 'Write a list such as [-1125].');
};

/** Milliseconds; undefined, with a diagnostic, for what is no length of time. */
export const readLength = (node: SpecNode): number | undefined => {
  const { number } = node;
  if (number !== undefined && Number.isSafeInteger(number) && number > 0) return number;
  return void node.error('stream', `${show(node.value)} is no number of milliseconds`, 'Write a whole number.');
};
