import type { Diagnostic } from '../core/diagnostic.js';
import { narrow, plain } from '../core/plain-text.js';
import { cellOf, quoteRow, readColumns, type Columns } from './columns.js';
import { readDurations } from './durations.js';
import { readValues } from './enum-values.js';
import { readLengths } from './lengths.js';
import { withListsBelow } from './lists-below.js';
import { readMandatory } from './mandatory.js';
import { defaultAmong, readLimits } from './numbers.js';
import { readConditions as readOwnConditions } from './parameter-conditions.js';
import { unreadTable } from './trouble.js';
import type {
  Cell,
  ConditionFact,
  DocType,
  Fact,
  ParameterFact,
  ParameterTable,
  Row,
  Section,
  TableBlock,
} from './types.js';
import { readUnit } from './units.js';
import { lookedUpIn } from './values-from.js';
import { docType, saysNone } from './vocabulary.js';

export interface ReadParameters {
  readonly table?: ParameterTable;
  readonly conditions: readonly ConditionFact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The parameters of an endpoint: all tables of its parameter sections with a name and a type column. */
export const readParameters = (sections: readonly Section[]): ReadParameters => {
  const blocks = sections.flatMap((section) => section.blocks);
  const tables = blocks
    .filter((block) => block.kind === 'table')
    .map((table) => ({ table, columns: readColumns(table) }));
  const listing = tables.filter(({ columns }) => columns.name !== undefined && columns.type !== undefined);
  const diagnostics: Diagnostic[] = [];
  const rows = listing.flatMap(({ table, columns }) => table.rows.flatMap((row) => readRow(row, columns, diagnostics)));
  const none = blocks.find((block) => block.kind === 'text' && saysNone(block.text));
  const at = listing[0]?.table.at ?? none?.at;
  const section = sections[0];
  if (at === undefined && section) diagnostics.push(unreadSection(section));
  for (const { table, columns } of tables) {
    const isRead = columns.demands !== undefined || (columns.name !== undefined && columns.type !== undefined);
    if (!isRead && at !== undefined) diagnostics.push(unreadTable(table, 'parameters'));
  }
  return {
    ...(at ? { table: { at, rows: withListsBelow(rows, blocks) } } : {}),
    conditions: tables.flatMap(({ table, columns }) => readConditions(table, columns)),
    diagnostics,
  };
};

const readRow = (row: Row, columns: Columns, diagnostics: Diagnostic[]): readonly ParameterFact[] => {
  const nameCell = cellOf(row, columns.name);
  const name = plain(nameCell?.text ?? '').replaceAll('\\_', '_');
  if (!nameCell || !/^[A-Za-z_][\w.[\]-]*$/.test(name)) {
    diagnostics.push(rowTrouble(row, 'parameter-name', `"${name}" is no parameter name.`));
    return [];
  }
  const type = readType(cellOf(row, columns.type), diagnostics);
  const description = cellOf(row, columns.description);
  const mandatory = readMandatory(cellOf(row, columns.mandatory), description);
  const mandatoryText = plain(cellOf(row, columns.mandatory)?.text ?? '');
  if (!mandatory && mandatoryText !== '') {
    diagnostics.push(
      rowTrouble(row, 'mandatory', `"${mandatoryText}" says neither yes nor no to "is ${name} mandatory".`),
    );
  }
  const fact = {
    name,
    quote: quoteRow(row),
    at: nameCell.at,
    ...(type ? { type } : {}),
    ...(mandatory ? { mandatory } : {}),
  };
  const said = description ? readDescription(description, type?.value) : {};
  const valuesFrom = type?.value === 'ENUM' && !said.values ? lookedUpIn(description?.text ?? '', name) : undefined;
  return [{ ...fact, ...said, ...(valuesFrom === undefined ? {} : { valuesFrom }) }];
};

const readDescription = (cell: Cell, type: DocType | undefined): Partial<ParameterFact> => {
  const text = plain(cell.text);
  if (text === '') return {};
  const values = readValues(cell, type);
  const unit = readUnit(cell, type);
  const limits = { ...readDurations(cell, unit?.value), ...readLimits(cell, type) };
  const byDefault = limits.default ?? (values && defaultAmong(cell, values.value));
  const conditions = readOwnConditions(cell);
  return {
    description: { value: text, quote: text, at: cell.at },
    ...limits,
    ...(byDefault ? { default: byDefault } : {}),
    ...(type === undefined || type === 'STRING' ? readLengths(cell) : {}),
    ...(unit ? { unit } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(values ? { values } : {}),
  };
};

/** A type cell: a known spelling, or nothing and a word about it. */
export const readType = (cell: Cell | undefined, diagnostics: Diagnostic[]): Fact<DocType> | undefined => {
  const text = plain(cell?.text ?? '');
  if (!cell || text === '') return undefined;
  const type = docType(text);
  if (type) return { value: type, quote: text, at: cell.at };
  diagnostics.push({
    code: 'docs/unknown-type',
    severity: 'warning',
    message: `"${text.slice(0, 80)}" is a type this reader does not know.`,
    at: cell.at,
    hint: 'If it is a new spelling of a known type, add it to the vocabulary of the docs reader.',
  });
  return undefined;
};

const readConditions = (table: TableBlock, columns: Columns): readonly ConditionFact[] => {
  if (columns.demands === undefined) return [];
  const whenColumn = columns.condition ?? columns.type ?? columns.name ?? 0;
  return table.rows.flatMap((row) => {
    const when = cellOf(row, whenColumn);
    if (!when) return [];
    const demands = narrow(plain(cellOf(row, columns.demands)?.text ?? ''));
    const anyOf = demands
      .split(/[,、;]|\band\b(?! ?\/ ?or)|[和与](?! ?\/ ?或)/)
      .filter((part) => /\bor\b|或/.test(part))
      .map(namesIn)
      .filter((names) => names.length > 1);
    const text = plain(when.text);
    return [
      {
        when: { value: text, quote: quoteRow(row), at: when.at },
        require: namesIn(demands),
        ...(anyOf.length > 0 ? { anyOf } : {}),
      },
    ];
  });
};

const namesIn = (text: string): readonly string[] =>
  (text.match(/[A-Za-z_]\w*/g) ?? []).filter((name) => name.length > 3);

const rowTrouble = (row: Row, code: string, message: string): Diagnostic => ({
  code: `docs/${code}`,
  severity: 'warning',
  message,
  at: row.at,
  hint: 'This row was not read. Look at the page; if it is a new form, the docs reader has to learn it.',
});

const unreadSection = (section: Section): Diagnostic => ({
  code: 'docs/no-parameter-table',
  severity: 'warning',
  message: `Below "${plain(section.heading)}" stands neither a table with a name and a type column nor "None".`,
  at: section.at,
  hint: 'The parameters of this page were not checked. Look at the page.',
});
