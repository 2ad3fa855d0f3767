import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';

/** A real redis-server of this test's own, on this machine alone, that keeps nothing. */
export interface RedisServer {
  readonly port: number;
  /** Ends it as a crash would. */
  readonly kill: () => Promise<void>;
  /** Starts it anew, at the same port and without any data. */
  readonly restart: () => Promise<void>;
}

const findPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (data) => finish(data.toString() === '+PONG\r\n'));
    socket.once('error', () => finish(false));
  });

const HINT = 'Install it (apt-get install redis-server), or say where it is by REDIS_SERVER.';

const launch = async (port: number): Promise<ChildProcess> => {
  const program = process.env['REDIS_SERVER'] ?? 'redis-server';
  const keepNothing = ['--save', '', '--appendonly', 'no', '--dir', tmpdir()];
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', ...keepNothing], { stdio: 'ignore' });
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (let tries = 0; tries < 200; tries += 1) {
    if (failure !== undefined) throw new Error(`${program} could not be started: ${failure.message}. ${HINT}`);
    if (child.exitCode !== null) throw new Error(`${program} ended at once with code ${child.exitCode}.`);
    if (await answers(port)) return child;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill('SIGKILL');
  throw new Error(`${program} did not answer within 5 s.`);
};

export const startRedis = async (): Promise<RedisServer> => {
  const port = await findPort();
  let child = await launch(port);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const restart = async (): Promise<void> => {
    await kill();
    child = await launch(port);
  };
  return { port, kill, restart };
};
