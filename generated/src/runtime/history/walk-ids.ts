import { failWalk, numberOf } from './rows.js';
import type { Source } from './source.js';

const INT64_MAX = 2n ** 63n - 1n;

const compare = (one: bigint, other: bigint): number => Number(one > other) - Number(one < other);

/** Whether the exchange gave the latest rows there are instead of those that follow the id. */
const isDescending = (sorted: readonly { readonly row: unknown }[], answer: readonly unknown[]): boolean =>
  sorted.length > 1 && answer[0] === sorted.at(-1)?.row && answer.at(-1) === sorted[0]?.row;

/** The rows from an id on, ascending, until an answer is not full. */
export async function* walkIds<Row>(
  source: Source<Row>,
  parameter: string,
  first: bigint,
): AsyncGenerator<Row, void, undefined> {
  let next = first;
  while (next <= INT64_MAX) {
    const answer = await source.ask({ [parameter]: String(next) });
    const from = next;
    const rows = answer
      .map((row) => ({ row, id: numberOf(source, row) }))
      .filter(({ id }) => id >= from)
      .sort((one, other) => compare(one.id, other.id));
    for (const { row } of rows) yield row;
    if (answer.length < source.size) return;
    if (isDescending(rows, answer)) {
      return failWalk(
        source.operation,
        `full answers come newest first: rows after ${parameter} ${from} would be missed.`,
      );
    }
    const last = rows.at(-1);
    if (last === undefined) {
      return failWalk(source.operation, `no row of a full answer is from ${parameter} ${from} on.`);
    }
    next = last.id + 1n;
  }
}
