import type { Diagnostic } from '../core/diagnostic.js';
import { plain } from '../core/plain-text.js';
import { cellOf, quoteRow, readColumns, type Columns } from './columns.js';
import { readType } from './parameters.js';
import type { ExampleFact, ResponseRow, ResponseTable, Row, Section } from './types.js';

/** The tables that describe response fields, nested rows too: `→ groupId` below `rows`. */
export const readResponseTable = (
  sections: readonly Section[],
  examples: readonly ExampleFact[],
): { readonly table?: ResponseTable; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const known = examples.flatMap((example) => example.fields.map((field) => field.path));
  const tables = sections
    .flatMap((section) => section.blocks.filter((block) => block.kind === 'table'))
    .map((table) => ({ table, columns: readColumns(table) }))
    .filter(({ columns }) => columns.name !== undefined && columns.type !== undefined);
  const rows = tables.flatMap(({ table, columns }) => readRows(table.rows, columns, { known, diagnostics }));
  const at = tables[0]?.table.at;
  return { ...(at ? { table: { at, rows } } : {}), diagnostics };
};

interface Context {
  readonly known: readonly string[];
  readonly diagnostics: Diagnostic[];
}

const readRows = (rows: readonly Row[], columns: Columns, context: Context): readonly ResponseRow[] => {
  const parents: string[] = [];
  return rows.flatMap((row) => {
    const cell = cellOf(row, columns.name);
    const written = plain(cell?.text ?? '');
    const name = written.replace(/^[→>\s-]+/, '');
    if (!cell || name === '') return [];
    const depth = (written.match(/→/g) ?? []).length;
    const type = readType(cellOf(row, columns.type), context.diagnostics);
    const path = resolvePath([...parents.slice(0, depth), name], context.known);
    parents.length = depth;
    parents.push(name);
    const description = plain(cellOf(row, columns.description)?.text ?? '');
    const at = cell.at;
    return [
      {
        name,
        path,
        quote: quoteRow(row),
        at,
        ...(type ? { type } : {}),
        ...(description === '' ? {} : { description: { value: description, quote: description, at } }),
      },
    ];
  });
};

/** The arrows tell the nearest parents at best, so the path is that of the only example field that ends like this row. */
const resolvePath = (names: readonly string[], known: readonly string[]): string => {
  for (let from = 0; from < names.length; from += 1) {
    const tail = names.slice(from).join('.');
    const fitting = new Set(known.filter((path) => endsWithNames(path.replaceAll('[]', ''), tail)));
    if (fitting.size === 1) return [...fitting][0] ?? tail;
    if (fitting.size > 1) break;
  }
  return names.join('.');
};

const endsWithNames = (path: string, tail: string): boolean =>
  path.replace(/^\./, '') === tail || path.endsWith(`.${tail}`);
