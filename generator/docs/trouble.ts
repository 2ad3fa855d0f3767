import type { Diagnostic, DiagnosticCode } from '../core/diagnostic.js';
import { plain } from '../core/plain-text.js';
import type { Position } from '../core/position.js';
import type { TableBlock } from './types.js';

/** What could not be read, said in one way: nothing is skipped silently. */
export const warn = (code: string, message: string, { at, hint }: { at: Position; hint: string }): Diagnostic => ({
  code: `docs/${code}` satisfies DiagnosticCode,
  severity: 'warning',
  message,
  at,
  hint,
});

/** A table in a part of the page that is read, with columns that nobody knows. */
export const unreadTable = (table: TableBlock, part: string): Diagnostic => {
  const columns = table.columns.map((cell) => `"${plain(cell.text).slice(0, 40)}"`).join(', ');
  const message = `This table of the ${part} was not read: nothing is known of its columns ${columns.slice(0, 200)}.`;
  const hint = 'Look at the page. If the table matters, the vocabulary of the docs reader has to learn its headers.';
  return warn('unread-table', message, { at: table.at, hint });
};
