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

/** Empty cells say nothing, and one odd word among many is no reason to lose the column: it is told about by itself. */
const holdsMandatory = (table: TableBlock, column: number): boolean => {
  const filled = table.rows.map((row) => row.cells[column]?.text ?? '').filter((text) => plain(text) !== '');
  const known = filled.filter((text) => mandatoryWord(text) !== undefined);
  return known.length > 0 && known.length * 2 > filled.length;
};

export const cellOf = (row: Row, column: number | undefined): Cell | undefined =>
  column === undefined ? undefined : row.cells[column];

/** The row as a reader sees it. */
export const quoteRow = (row: Row): string =>
  row.cells
    .map((cell) => plain(cell.text))
    .join(' | ')
    .trimEnd();
