import type { Diagnostic } from '../core/diagnostic.js';
import type { LineTable, Position } from '../core/position.js';
import type { SourceRole } from '../core/source.js';
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

const EXPECTED: Readonly<Record<SourceRole, string>> = {
  upstream: 'the OpenAPI document as received; `marginalia upstream <file>` stores one',
  fragment: 'a hand-written OpenAPI 3.1 document with the operations that upstream lacks',
  overlay: 'an OpenAPI Overlay 1.0 document with corrections',
  waivers: 'the list of disagreements that are kept on purpose',
};

/** For the pipeline, which reads the files: the one that `role` needs is not there. */
export const missingFile = (file: string, role: SourceRole): Diagnostic =>
  loadError(
    'missing-file',
    { file, line: 1, col: 1 },
    {
      message: `There is no file ${file}.`,
      hint: `It should hold ${EXPECTED[role]}. Check the path, and that it is relative to the project folder.`,
    },
  );
