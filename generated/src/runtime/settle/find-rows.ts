import type { AnyOperation } from '../call/request.js';
import type { UnknownOutcomeError } from '../errors/response-errors.js';
import type { Settlement } from '../operation.js';
import { isSameValue, type Likeness } from './is-same-value.js';
import { MARGIN_MS } from './settled-by.js';

type Rows = NonNullable<Settlement['rows']>;

/** What an answer has of a write. */
export interface Found {
  /** The records that say what the write asked for, and are no older than it. */
  readonly fitting: readonly unknown[];
  /** Records that may be the write's: they lack something, or say it in a way that nobody knows. */
  readonly doubtful: readonly unknown[];
  /** Whether what is not here is nowhere: false where an answer holds only a part, or is of another form. */
  readonly isWhole: boolean;
}

const ownOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;

/** A field, or `a.b` for one within another. */
export const fieldOf = (value: unknown, path: string): unknown => path.split('.').reduce(ownOf, value);

/** Between 2001 and 5138. Seconds and microseconds are beyond, and would look like any time but the right one. */
const isMilliseconds = (time: number): boolean => time >= 1e12 && time < 1e14;

/** Some records count whole seconds only, and are up to one older than they say. */
const latestOf = (time: number): number => (time % 1000 === 0 ? time + 999 : time);

/** The exchange takes no timestamp that is this much ahead of its clock, so no record is older by more. */
const AHEAD_MS = 1000;

const compareTime = (record: unknown, field: string, sentAt: number | undefined): Likeness => {
  const time = Number(fieldOf(record, field) ?? Number.NaN);
  if (!isMilliseconds(time) || sentAt === undefined) return 'maybe';
  if (latestOf(time) >= sentAt - AHEAD_MS) return 'yes';
  return latestOf(time) >= sentAt - MARGIN_MS ? 'maybe' : 'no';
};

const compareRecord = (
  record: unknown,
  { equal = {}, time }: Partial<Rows>,
  { parameters, sentAt }: UnknownOutcomeError,
): Likeness => {
  const all = Object.entries(equal).map(([field, parameter]) =>
    isSameValue(fieldOf(record, field), parameters[parameter]),
  );
  if (time !== undefined) all.push(compareTime(record, time, sentAt));
  if (all.includes('no')) return 'no';
  return all.includes('maybe') ? 'maybe' : 'yes';
};

/**
 * Whether the one record that a query gives is the write's: ids of one's own can be used again, and a setting may be
 * another one.
 */
export const findRecord = (settlement: Settlement, record: unknown, error: UnknownOutcomeError): Found => {
  const isOwn = compareRecord(record, settlement, error) === 'yes';
  return { fitting: isOwn ? [record] : [], doubtful: isOwn ? [] : [record], isWhole: true };
};

/** How many rows an answer can hold; undefined where nobody knows. */
const sizeOf = (operation: AnyOperation, asked: Readonly<Record<string, string>>): number | undefined => {
  const parameter = operation.history?.size.parameter;
  // A query without pages gives all that it has.
  if (parameter === undefined) return Infinity;
  return asked[parameter] === undefined ? undefined : Number(asked[parameter]);
};

const isWholeList = (list: readonly unknown[], answer: unknown, size: number | undefined): boolean => {
  const total = Number(fieldOf(answer, 'total') ?? 0);
  if (total > list.length) return false;
  return list.length === 0 || (size !== undefined && list.length < size);
};

/** What a query was answered, and what was asked. */
export interface Answered {
  readonly answer: unknown;
  readonly error: UnknownOutcomeError;
  /** The parameters of the query, as text. */
  readonly asked: Readonly<Record<string, string>>;
}

/** Looks in the answer of the query for the records that are the write's, or may be. */
export const findRows = (settlement: Settlement, rows: Rows, { answer, error, asked }: Answered): Found => {
  const list = rows.field === undefined ? answer : fieldOf(answer, rows.field);
  if (!Array.isArray(list)) return { fitting: [], doubtful: [], isWhole: false };
  const compared = list.map((row: unknown) => ({ row, likeness: compareRecord(row, rows, error) }));
  const rowsThat = (wanted: Likeness): readonly unknown[] =>
    compared.flatMap(({ row, likeness }) => (likeness === wanted ? [row] : []));
  const isWhole = isWholeList(list, answer, sizeOf(settlement.operation, asked));
  return { fitting: rowsThat('yes'), doubtful: rowsThat('maybe'), isWhole };
};
