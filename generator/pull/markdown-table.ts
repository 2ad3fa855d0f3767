import { isDropped, inlineText } from './markdown-inline.js';
import { textLine } from './markdown-lines.js';
import type { Selectors } from './compile-layout.js';
import { elementsBelow, holdersOf, isElement, type Element, type Node } from './html-tree.js';

/**
 * `Name| Type| Mandatory| Description`, the form that captured pages have. The text of the last cell may go on in the
 * lines below; that of any other cell has to stay in one line, or nobody could tell where the row goes on.
 */
export const writeTable = (table: Element, select: Selectors): string | undefined => {
  const context = { select, holders: holdersOf(table, BLOCKS) };
  const rows = rowsOf(table, select).map((row) => cellsOf(row, context));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0 || width > 100) return undefined;
  const lines = rows.map((row) => writeRow(row, width));
  if (!hasHeader(table, select)) lines.unshift(writeRow([], width));
  // `---` alone is the line between the two languages of a page.
  lines.splice(1, 0, width === 1 ? '|---|  ' : `${Array.from({ length: width }, () => '---').join('|')}  `);
  return `${lines.join('\n')}\n  `;
};

interface CellContext {
  readonly select: Selectors;
  /** What has paragraphs or lists in it. */
  readonly holders: ReadonlySet<Element>;
}

const nested = (element: Element): boolean => element.tagName === 'table';

const rowsOf = (table: Element, select: Selectors): readonly Element[] =>
  [...elementsBelow(table, (element) => nested(element) || isDropped(element, select))].filter(
    (element) => element.tagName === 'tr',
  );

const hasHeader = (table: Element, select: Selectors): boolean => {
  const first = rowsOf(table, select)[0];
  return first?.childNodes.some((cell) => isElement(cell) && cell.tagName === 'th') ?? false;
};

const cellsOf = (row: Element, context: CellContext): readonly string[] =>
  row.childNodes
    .filter(isElement)
    .filter((cell) => (cell.tagName === 'td' || cell.tagName === 'th') && !isDropped(cell, context.select))
    .map((cell) => cellText(cell.childNodes, context).replaceAll(/(?<!\\)\|/g, '\\|'));

/**
 * A row may have fewer cells than the table has columns. It is seen as a row nevertheless while its first cell is a
 * name; any other has to be filled up. A single column needs bars around it to be seen as a table.
 */
const writeRow = (row: readonly string[], width: number): string => {
  const count = row.length > 1 && /^[`*]{0,3}[A-Za-z_][\w.-]*[`*]{0,3}$/.test(row[0] ?? '') ? row.length : width;
  const cells = Array.from({ length: count }, (_, column) => row[column] ?? '');
  const written = cells.map((cell, column) => (column === count - 1 ? lastCell(cell) : cell.replaceAll('\n', ' ')));
  return width === 1 ? `| ${written[0]} |  ` : `${textLine(written[0] ?? '')}| ${written.slice(1).join('| ')}  `;
};

const lastCell = (cell: string): string => {
  const [first = '', ...more] = cell.split('\n').filter((line) => line.trim() !== '');
  return [first, ...more.map(textLine)].join('  \n');
};

const BLOCKS = new Set(['p', 'div', 'ul', 'ol', 'li', 'pre', 'blockquote', 'table', 'tr', 'dl', 'dt', 'dd', 'details']);

/** All text of a cell; each paragraph and each item of a list is a line. */
const cellText = (nodes: readonly Node[], context: CellContext): string => {
  const lines: string[] = [];
  let run: Node[] = [];
  const flush = (): void => {
    const text = inlineText(run, context);
    if (text !== '') lines.push(text);
    run = [];
  };
  for (const node of nodes) {
    if (!isElement(node) || !context.holders.has(node)) {
      run.push(node);
      continue;
    }
    flush();
    if (isDropped(node, context.select)) continue;
    const text = cellText(node.childNodes, context);
    if (text !== '') lines.push(node.tagName === 'li' ? `• ${text}` : text);
  }
  flush();
  return lines.join('\n');
};
