import type { ResponseKind } from '../operation.js';
import { SCALARS } from '../read/kinds.js';
import { Mismatch, type Step } from '../read/mismatch.js';

const readAt = (kind: ResponseKind, value: unknown, step: Step): unknown => {
  try {
    return readValue(kind, value);
  } catch (error) {
    (error as Mismatch).path.unshift(step);
    throw error;
  }
};

/** The kind of what stands in a list, a record or an object under this name; fields that nobody knows have none. */
const kindOf = (
  kind: Exclude<ResponseKind, string | { readonly either: unknown }>,
  name: string,
): ResponseKind | undefined => {
  if ('fields' in kind) return Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
  return 'list' in kind ? kind.list : kind.record;
};

/** Reads what `parseExact` gave by its kind, in place: what `readAs` gives, by the shortest way instead of the fastest. */
export const readValue = (kind: ResponseKind, value: unknown): unknown => {
  if (value === null) return value;
  if (typeof kind === 'string') {
    const { read, expected, takesText } = SCALARS[kind];
    const result = takesText && typeof value === 'string' ? value : read(value, true);
    if (result === undefined) throw new Mismatch(expected);
    return result;
  }
  if ('either' in kind) return readValue(kind.either[Array.isArray(value) ? 0 : 1], value);
  if (typeof value !== 'object' || Array.isArray(value) !== 'list' in kind) {
    throw new Mismatch('list' in kind ? 'a list' : 'an object');
  }
  const data = value as Record<string, unknown>;
  for (const name of Object.keys(data)) {
    const each = kindOf(kind, name);
    if (each !== undefined) data[name] = readAt(each, data[name], 'list' in kind ? Number(name) : name);
  }
  return data;
};
