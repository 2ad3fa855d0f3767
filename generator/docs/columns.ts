import { plain } from '../core/plain-text.js';
import type { Cell, Row, TableBlock } from './types.js';
import { columnRole, mandatoryWord, type ColumnRole } from './vocabulary.js';

/** Which column of a table plays which role. */
export type Columns = Readonly<Partial<Record<ColumnRole, number>>>;

/** By the headers. Where a header stands twice (`名称|类型|类型|描述`), the second counts by what its cells hold. */
export const readColumns = (table: TableBlock): Columns => {
  const columns: Partial<Record<ColumnRole, number>> = {};
  table.columns.forEach((header, index) => {
    const role = columnRole(header.text);
    if (role === undefined) return;
    if (columns[role] === undefined) columns[role] = index;
    else if (columns.mandatory === undefined && holdsMandatory(table, index)) columns.mandatory = index;
  });
  return columns;
};

const holdsMandatory = (table: TableBlock, column: number): boolean =>
  table.rows.length > 0 && table.rows.every((row) => mandatoryWord(row.cells[column]?.text ?? '') !== undefined);

export const cellOf = (row: Row, column: number | undefined): Cell | undefined =>
  column === undefined ? undefined : row.cells[column];

/** The row as a reader sees it. */
export const quoteRow = (row: Row): string =>
  row.cells
    .map((cell) => plain(cell.text))
    .join(' | ')
    .trimEnd();
