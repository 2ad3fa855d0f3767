import { execFile } from 'node:child_process';
import type { CheckResult, World } from './world.js';

/** Starts a program with the world as its last argument, and reads the results from the last line that it prints. */
export const runProcess = (
  command: readonly [binary: string, ...args: readonly string[]],
  cwd: string,
  world: World,
): Promise<readonly CheckResult[]> =>
  new Promise((resolve, reject) => {
    const [binary, ...args] = command;
    // Nothing of the surroundings: the client reads nothing from them, and Deno would ask who it is.
    const env = { HOME: cwd, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' };
    const options = { cwd, env, timeout: 150_000, maxBuffer: 2 ** 25 };
    execFile(binary, [...args, JSON.stringify(world)], options, (error, stdout, stderr) => {
      if (error !== null) return reject(new Error(`${error.message}\n${stdout}${stderr}`));
      resolve(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    });
  });
