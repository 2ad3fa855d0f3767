import type { UnknownOutcomeError } from '../errors/response-errors.js';
import type { Settlement } from '../operation.js';

type Rows = NonNullable<Settlement['rows']>;

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;

const NUMERAL = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/;

/** One text for all ways to write a number: `1.50` and `01.5` are `1.5`. */
const plain = (text: string): string => {
  const parts = NUMERAL.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return digits === '0' ? digits : sign + digits;
};

const isEqual = (row: unknown, field: string, wanted: string | undefined): boolean => {
  const value = fieldOf(row, field);
  // What the write did not say, its record may say as it likes.
  return wanted === undefined || (value !== undefined && value !== null && plain(String(value)) === plain(wanted));
};

/** The exchange's clock and its records may differ by a little. */
const MARGIN_MS = 1000;

const isSince = (row: unknown, rows: Rows, sentAt: number | undefined): boolean =>
  sentAt === undefined || Number(fieldOf(row, rows.time)) >= sentAt - MARGIN_MS;

/** The rows of an answer that say what the write asked for, and are no older than it. */
export const findRows = (rows: Rows, answer: unknown, error: UnknownOutcomeError): readonly unknown[] => {
  const list = rows.field === undefined ? answer : fieldOf(answer, rows.field);
  if (!Array.isArray(list)) return [];
  return list.filter(
    (row) =>
      isSince(row, rows, error.sentAt) &&
      Object.entries(rows.equal).every(([field, parameter]) => isEqual(row, field, error.parameters[parameter])),
  );
};
