import { FROM, PAGE, type Query, queryWith, type Row, windowOf } from './simulated.js';

export const DAY = 86_400_000;
export const NOW = 1_700_000_000_000;

/** So many rows, one every `gap` milliseconds, the first at `time`. */
export const rowsFrom = (time: number, { count, gap = 1 }: { count: number; gap?: number }): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: String(index + 1), time: time + index * gap }));

export const idsOf = (rows: readonly Row[]): readonly string[] => rows.map(({ id }) => id);

export const PAGED: Query = queryWith({ rows: 'rows', page: PAGE });
export const BY_ID: Query = queryWith({ from: FROM });
export const BY_WINDOW: Query = queryWith({ window: windowOf(DAY) });
export const PAGED_WINDOWS: Query = queryWith({ page: PAGE, window: windowOf(DAY) });
export const EITHER: Query = queryWith({ from: FROM, window: windowOf(DAY) });
