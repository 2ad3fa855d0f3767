import type { Diagnostic } from './core/diagnostic.js';

/**
 * What the disk refused, as something to tell the user. Thrown at the border where files are listed and written, and caught in
 * one place, so that no command has to carry it through.
 */
export class FileFault extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** `EACCES: permission denied, open '…'` without the system call and path, which the message names itself. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/^[A-Z]+: /, '').replace(/, \w+(?: '.*')?$/s, '') : String(error);

export const notWritten = (shown: string, error: unknown): FileFault =>
  new FileFault({
    code: 'cli/not-written',
    severity: 'error',
    message: `"${shown}" could not be written: ${reasonOf(error)}.`,
    hint: 'Check that its folder may be written and that nothing else has that name. What was there before is unchanged.',
  });

export const notListed = (shown: string, error: unknown): FileFault =>
  new FileFault({
    code: 'load/unreadable',
    severity: 'error',
    message: `The folder "${shown}" could not be read: ${reasonOf(error)}.`,
    hint: 'Check that it is a folder and that you may read it: what it holds must not be left out in silence.',
  });
