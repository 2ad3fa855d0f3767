import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Command, runCommand } from '../../../generator/validate/run-command.js';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'marginalia-test-'));
});

afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const node = (code: string, more: Partial<Command> = {}): Command => ({
  program: process.execPath,
  args: ['-e', code],
  cwd,
  timeoutMs: 20_000,
  ...more,
});

/** A process that starts another, as the wrapper starts Java; the inner one writes its id and then sleeps. */
const NESTED = `
  const { spawn } = require('node:child_process');
  const inner = 'require("node:fs").writeFileSync("inner", String(process.pid)); setTimeout(() => 0, 60000)';
  spawn(process.execPath, ['-e', inner], { stdio: 'inherit' });
  setTimeout(() => 0, 60000);
`;

const innerId = async (): Promise<number> => {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      const text = readFileSync(join(cwd, 'inner'), 'utf8');
      if (text !== '') return Number(text);
    } catch {
      // Not started yet.
    }
    await wait(25);
  }
  throw new Error('the inner process did not start');
};

const isGone = async (id: number): Promise<boolean> => {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(id, 0);
      // A killed process whose parent is gone may wait for a moment to be collected.
      if (readFileSync(`/proc/${id}/stat`, 'utf8').includes(') Z ')) return true;
    } catch {
      return true;
    }
    await wait(25);
  }
  return false;
};

describe('a command', () => {
  it('tells its exit code and what it printed', async () => {
    const result = await runCommand(node('console.log("out 杠"); console.error("err"); process.exit(3)'));
    expect(result).toEqual({ kind: 'ended', code: 3, stdout: 'out 杠\n', stderr: 'err\n' });
  });

  it('gets the environment of this process with what the caller sets and takes away', async () => {
    vi.stubEnv('REFEREE_KEPT', 'kept');
    vi.stubEnv('REFEREE_GONE', 'here');
    const code = 'console.log(process.env.REFEREE_KEPT, process.env.REFEREE_GONE, process.env.REFEREE_SET)';
    const result = await runCommand(node(code, { env: { REFEREE_SET: 'set', REFEREE_GONE: undefined } }));
    vi.unstubAllEnvs();
    expect(result).toMatchObject({ stdout: 'kept undefined set\n' });
  });

  it('is not given to a shell', async () => {
    const result = await runCommand({ ...node(''), args: ['-p', 'process.argv[1]', '$(echo hi); "'] });
    expect(result).toMatchObject({ stdout: '$(echo hi); "\n' });
  });

  it('that does not exist is told apart from one that fails', async () => {
    expect(await runCommand({ ...node(''), program: 'no-such-program-here' })).toEqual({ kind: 'not-found' });
  });

  it('that cannot be started says why', async () => {
    expect(await runCommand({ ...node(''), program: cwd })).toEqual({ kind: 'not-started', reason: 'EACCES' });
  });

  it('that is killed says by which signal', async () => {
    const result = await runCommand(node('process.kill(process.pid, "SIGKILL")'));
    expect(result).toMatchObject({ kind: 'killed', signal: 'SIGKILL' });
  });

  it('cannot fill the memory with what it prints', async () => {
    const result = await runCommand(
      node('const x = "x".repeat(1e6); for (let i = 0; i < 20; i++) process.stdout.write(x)'),
    );
    expect(result.kind === 'ended' && result.stdout.length).toBe(8 * 1024 * 1024);
  });

  it('that takes too long is ended with everything it started', async () => {
    const running = runCommand(node(NESTED, { timeoutMs: 1_500 }));
    const id = await innerId();
    expect(await running).toMatchObject({ kind: 'timed-out' });
    expect(await isGone(id)).toBe(true);
  });

  it('is ended with everything it started when the user stops the program, which goes on to clean up', async () => {
    const running = runCommand(node(NESTED));
    const id = await innerId();
    const before = process.listenerCount('SIGTERM');
    process.emit('SIGTERM', 'SIGTERM');
    expect(await running).toEqual({ kind: 'interrupted', signal: 'SIGTERM' });
    expect(await isGone(id)).toBe(true);
    expect(process.listenerCount('SIGTERM')).toBe(before - 1);
  });

  it('that ends before what it started leaves nothing running', async () => {
    const code = NESTED.replace("stdio: 'inherit'", "stdio: 'ignore'").replace(
      /setTimeout\(\(\) => 0, 60000\);\s*$/,
      'setTimeout(() => process.exit(0), 1500);',
    );
    const running = runCommand(node(code));
    const id = await innerId();
    expect(await running).toMatchObject({ kind: 'ended', code: 0 });
    expect(await isGone(id)).toBe(true);
  });
});
