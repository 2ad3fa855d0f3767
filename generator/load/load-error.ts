import type { Diagnostic } from '../core/diagnostic.js';
import type { LineTable, Position } from '../core/position.js';
import { MAX_DEPTH } from './limits.js';

export interface Wording {
  readonly message: string;
  readonly hint: string;
}

export const loadError = (code: string, at: Position, wording: Wording): Diagnostic => ({
  code: `load/${code}`,
  severity: 'error',
  message: wording.message,
  at,
  hint: wording.hint,
});

export const tooDeep = (lines: LineTable, offset: number): Diagnostic =>
  loadError('too-deep', lines.at(offset), {
    message: `The document nests more than ${MAX_DEPTH} levels here.`,
    hint: 'Give the inner parts names under `components` and refer to them.',
  });
