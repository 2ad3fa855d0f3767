/** `EACCES: permission denied, open '…'` without the system call and path, which a message names itself. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/^[A-Z]+: /, '').replace(/, \w+(?: '.*')?$/s, '') : String(error);
