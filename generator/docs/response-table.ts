import type { Diagnostic } from '../core/diagnostic.js';
import { plain } from '../core/plain-text.js';
import { cellOf, quoteRow, readColumns, type Columns } from './columns.js';
import { readType } from './parameters.js';
import { unreadTable } from './trouble.js';
import type { ExampleFact, ResponseRow, ResponseTable, Row, Section } from './types.js';

/** The tables that describe response fields, nested rows too: `→ groupId` below `rows`. */
export const readResponseTable = (
  sections: readonly Section[],
  examples: readonly ExampleFact[],
): { readonly table?: ResponseTable; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const fields = examples.flatMap((example) => example.fields);
  const known = fields.map((field) => field.path);
  const arrays = new Set(fields.filter((field) => field.kinds.includes('array')).map((field) => field.path));
  const root = examples[0]?.shape ?? '';
  const found = sections
    .flatMap((section) => section.blocks.filter((block) => block.kind === 'table'))
    .map((table) => ({ table, columns: readColumns(table) }));
  const tables = found.filter(listsFields);
  for (const each of found) if (!listsFields(each)) diagnostics.push(unreadTable(each.table, 'response'));
  const rows = tables.flatMap(({ table, columns }) =>
    readRows(table.rows, columns, { known, arrays, root, diagnostics }),
  );
  const at = tables[0]?.table.at;
  return { ...(at ? { table: { at, rows } } : {}), diagnostics };
};

const listsFields = ({ columns }: { readonly columns: Columns }): boolean =>
  columns.name !== undefined && (columns.type ?? columns.description) !== undefined;

interface Context {
  /** The paths of the example fields, and the paths of those that are arrays. */
  readonly known: readonly string[];
  readonly arrays: ReadonlySet<string>;
  /** What stands before the path of an outermost field: `[]` where the answer is a list. */
  readonly root: string;
  readonly diagnostics: Diagnostic[];
}

interface Parent {
  readonly name: string;
  readonly path: string;
  readonly isArray: boolean;
}

const readRows = (rows: readonly Row[], columns: Columns, context: Context): readonly ResponseRow[] => {
  const parents: Parent[] = [];
  return rows.flatMap((row) => {
    const cell = cellOf(row, columns.name);
    const written = plain(cell?.text ?? '');
    const name = written.replace(/^[→>\s-]+/, '');
    if (!cell || name === '') return [];
    parents.length = Math.min(parents.length, (written.match(/→/g) ?? []).length);
    const type = readType(cellOf(row, columns.type), context.diagnostics);
    const path = resolvePath(name, parents, context);
    parents.push({ name, path, isArray: context.arrays.has(path) || (type?.value.endsWith('ARRAY') ?? false) });
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

/** The arrows tell the nearest parents at best, so the path is that of the only example field that ends like it. */
const resolvePath = (name: string, parents: readonly Parent[], { known, root }: Context): string => {
  const names = [...parents.map((parent) => parent.name), name];
  for (let from = 0; from < names.length; from += 1) {
    const tail = names.slice(from).join('.');
    const fitting = new Set(known.filter((path) => endsWithNames(path.replaceAll('[]', ''), tail)));
    if (fitting.size === 1) return [...fitting][0] ?? tail;
    if (fitting.size > 1) break;
  }
  const parent = parents.at(-1);
  if (parent) return `${parent.path}${parent.isArray ? '[]' : ''}.${name}`;
  return root === '' ? name : `${root}.${name}`;
};

const endsWithNames = (path: string, tail: string): boolean =>
  path.replace(/^\./, '') === tail || path.endsWith(`.${tail}`);
