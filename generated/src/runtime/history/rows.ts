import { DecodeError } from '../errors/response-errors.js';
import type { History } from '../operation.js';

/** The id of a row, and its time where rows have one. */
export interface Mark {
  readonly id: string;
  readonly time: number | undefined;
}

/** What is looked at in a row. */
export interface Reader {
  readonly operation: string;
  readonly history: History;
}

/** The walk cannot go on without losing rows. What was given before it stays given. */
export const failWalk = (operation: string, message: string, path?: string): never => {
  const details = { operation, status: undefined, path, excerpt: '', usage: [] };
  throw new DecodeError(`${operation}: ${message}`, details);
};

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, field)
    ? (value as Readonly<Record<string, unknown>>)[field]
    : undefined;

/** The rows of one answer. */
export const rowsOf = ({ operation, history }: Reader, result: unknown): readonly unknown[] => {
  const rows = history.rows === undefined ? result : fieldOf(result, history.rows);
  if (Array.isArray(rows)) return rows;
  return failWalk(operation, 'the answer has no list of rows.', history.rows === undefined ? '$' : `$.${history.rows}`);
};

/** By what a row is told from others. The types promise it; a walk that relied on a row without it would lose rows. */
export const markOf = ({ operation, history }: Reader, row: unknown): Mark => {
  const id = fieldOf(row, history.id);
  if (typeof id !== 'string' && typeof id !== 'number') {
    return failWalk(operation, `a row has no ${history.id}, by which it is told from others.`, history.id);
  }
  const time = history.time === undefined ? undefined : fieldOf(row, history.time);
  return { id: String(id), time: typeof time === 'number' ? time : undefined };
};

/** The id as a number to go on from. */
export const numberOf = (reader: Reader, row: unknown): bigint => {
  const { id } = markOf(reader, row);
  if (/^-?\d{1,19}$/.test(id)) return BigInt(id);
  return failWalk(reader.operation, `a row's ${reader.history.id} is no integer, and the walk goes by it.`);
};
