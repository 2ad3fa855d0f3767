import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/** Runs the work while holding the lock; gives the id of the process that holds it when that is another one. */
export const withLock = async <T>(
  path: string,
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly heldBy: number }> => {
  const holder = acquire(path) ?? acquire(path);
  if (holder !== process.pid) return { heldBy: holder ?? 0 };
  try {
    return { value: await work() };
  } finally {
    rmSync(path, { force: true });
  }
};

/**
 * Own id when taken, the holder's when it lives, undefined when a dead holder's lock was removed and another try is
 * due.
 */
const acquire = (path: string): number | undefined => {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return process.pid;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const holder = Number(readFileSync(path, 'utf8'));
    if (Number.isInteger(holder) && holder > 0 && holder !== process.pid && isAlive(holder)) return holder;
    rmSync(path, { force: true });
    return undefined;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
};

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
