import { spawn, type ChildProcess } from 'node:child_process';
import process from 'node:process';

/** One process to run to its end, without a shell and without input. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Set over the environment of this process; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
}

interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** How a process ended. Nothing here is an exception: each kind is something to tell the user. */
export type CommandResult =
  | ({ readonly kind: 'ended'; readonly code: number } & Printed)
  | ({ readonly kind: 'killed'; readonly signal: string } & Printed)
  | ({ readonly kind: 'timed-out' } & Printed)
  | { readonly kind: 'interrupted'; readonly signal: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-started'; readonly reason: string };

/** The port through which the referee starts processes; tests hand in one that fails as they please. */
export type CommandRunner = (command: Command) => Promise<CommandResult>;

/** Output beyond this many bytes is read and dropped, so that a babbling process cannot fill the memory. */
const KEPT_OUTPUT = 8 * 1024 * 1024;

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command for real. Whatever it started is gone when this returns: time-out and Ctrl-C end its whole process
 * group.
 */
export const runCommand: CommandRunner = (command) =>
  new Promise((resolve) => {
    const child = start(command);
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    let cut: 'timed-out' | NodeJS.Signals | undefined;
    const stop = (why: 'timed-out' | NodeJS.Signals): void => {
      cut ??= why;
      killGroup(child);
    };
    const timer = setTimeout(stop, command.timeoutMs, 'timed-out');
    const release = onStopSignal(stop);
    const settle = (result: CommandResult): void => {
      clearTimeout(timer);
      release();
      killGroup(child);
      resolve(result);
    };
    child.once('error', (error) => settle(failureToStart(error)));
    child.once('close', (code, signal) => {
      const printed = { stdout: stdout(), stderr: stderr() };
      if (cut === 'timed-out') settle({ kind: 'timed-out', ...printed });
      else if (cut !== undefined) settle({ kind: 'interrupted', signal: cut });
      else if (code === null) settle({ kind: 'killed', signal: signal ?? 'unknown', ...printed });
      else settle({ kind: 'ended', code, ...printed });
    });
  });

const start = ({ program, args, cwd, env }: Command): ChildProcess =>
  spawn(program, args, {
    cwd,
    env: withoutUndefined({ ...process.env, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });

const withoutUndefined = (env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));

const collect = (stream: NodeJS.ReadableStream | null): (() => string) => {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (size < KEPT_OUTPUT) chunks.push(chunk.subarray(0, KEPT_OUTPUT - size));
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
};

/**
 * The child leads its own group, because it starts a shell that starts Java: killing the child alone would leave Java
 * behind.
 */
const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended by itself.
  }
};

/** Being in its own group, the child does not hear the terminal's Ctrl-C: we pass it on. */
const onStopSignal = (stop: (signal: NodeJS.Signals) => void): (() => void) => {
  for (const signal of STOP_SIGNALS) process.once(signal, stop);
  return () => {
    for (const signal of STOP_SIGNALS) process.removeListener(signal, stop);
  };
};

const failureToStart = (error: NodeJS.ErrnoException): CommandResult =>
  error.code === 'ENOENT' ? { kind: 'not-found' } : { kind: 'not-started', reason: error.code ?? error.message };
