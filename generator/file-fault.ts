import type { Diagnostic } from './core/diagnostic.js';
import { reasonOf } from './core/reason.js';

/**
 * What the disk refused, as something to tell the user. Thrown at the border where files are listed and written, and
 * caught in one place, so that no command has to carry it through.
 */
export class FileFault extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

export const notWritten = (shown: string, error: unknown): FileFault =>
  new FileFault({
    code: 'cli/not-written',
    severity: 'error',
    message: `"${shown}" could not be written: ${reasonOf(error)}.`,
    hint:
      'Check that its folder may be written and that nothing else has that name. ' +
      'What was there before is unchanged.',
  });

export const notRemoved = (shown: string, error: unknown): FileFault =>
  new FileFault({
    code: 'cli/not-removed',
    severity: 'error',
    message: `"${shown}" could not be removed: ${reasonOf(error)}.`,
    hint: 'Remove it yourself: another file stands in its place.',
  });

export const notListed = (shown: string, error: unknown): FileFault =>
  new FileFault({
    code: 'load/unreadable',
    severity: 'error',
    message: `The folder "${shown}" could not be read: ${reasonOf(error)}.`,
    hint: 'Check that it is a folder and that you may read it: what it holds must not be left out in silence.',
  });
