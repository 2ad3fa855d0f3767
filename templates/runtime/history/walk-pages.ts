import { failWalk } from './rows.js';
import { Seen } from './seen.js';
import type { Source, Values } from './source.js';

/** So many full pages without a new row are no coincidence any more. */
const MAX_IDLE = 20;

/**
 * The rows of one query, page by page until one is not full. A row that comes in at the front while this goes on pushes
 * the others to later pages: none is missed, and one that comes again is left out.
 */
export async function* walkPages<Row>(
  source: Source<Row>,
  parameter: string,
  values: Values,
): AsyncGenerator<Row, void, undefined> {
  const seen = new Seen(source);
  let idle = 0;
  for (let page = 1; ; page += 1) {
    const rows = await source.ask({ ...values, [parameter]: page });
    const fresh = seen.takeNew(rows);
    yield* fresh;
    if (rows.length < source.size) return;
    idle = fresh.length === 0 ? idle + 1 : 0;
    if (idle === MAX_IDLE) {
      failWalk(source.operation, `the last ${MAX_IDLE} pages up to ${parameter} ${page} had no row that was new.`);
    }
  }
}
