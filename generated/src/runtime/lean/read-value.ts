import type { ResponseKind } from '../operation.js';

type Scalar = Extract<ResponseKind, string>;
type Container = Exclude<ResponseKind, string | { readonly either: unknown }>;

const WHOLE = /^-?\d+(?:\.0+)?$/;

/** How a value looks as text; texts and decimals are whatever the exchange sends, also "" where there is no price. */
const FORMS: { readonly [Kind in Scalar]?: RegExp } = {
  id: /^-?\d+$/,
  time: WHOLE,
  int: WHOLE,
  bool: /^(?:true|false)$/i,
};

/** Undefined says that it is not of the kind. Numbers that `parseExact` leaves are whole and short: exact as text. */
const readScalar = (kind: Scalar, value: unknown): unknown => {
  if (kind === 'any') return value;
  const form = FORMS[kind];
  const text = `${typeof value === 'object' ? '' : value}`;
  if (typeof value === 'object' || (kind === 'decimal' && typeof value === 'boolean') || form?.test(text) === false) {
    return undefined;
  }
  if (form === WHOLE) return Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
  return kind === 'bool' ? text.length === 4 : text;
};

/** The kind of what stands in a list, a record or an object under this name; fields that nobody knows have none. */
const kindOf = (kind: Container, name: string): ResponseKind => {
  if ('fields' in kind) return (Object.hasOwn(kind.fields, name) && kind.fields[name]) || 'any';
  return 'list' in kind ? kind.list : kind.record;
};

/** Tells what was expected, and where. */
export type Refuse = (expected: string, path: string) => never;

/** Reads what `parseExact` gave by its kind, in place: what `readAs` gives, the shortest way instead of the fastest. */
export const createReader = (refuse: Refuse): ((kind: ResponseKind, value: unknown, path: string) => unknown) => {
  const read = (kind: ResponseKind, value: unknown, path: string): unknown => {
    if (value === null) return value;
    if (typeof kind === 'string') return readScalar(kind, value) ?? refuse(kind, path);
    if ('either' in kind) return read(kind.either[Array.isArray(value) ? 0 : 1], value, path);
    const isList = 'list' in kind;
    if (typeof value !== 'object' || Array.isArray(value) !== isList) refuse(isList ? 'list' : 'object', path);
    const data = value as Record<string, unknown>;
    for (const name of Object.keys(data)) {
      data[name] = read(kindOf(kind, name), data[name], isList ? `${path}[${name}]` : `${path}.${name}`);
    }
    return data;
  };
  return read;
};
