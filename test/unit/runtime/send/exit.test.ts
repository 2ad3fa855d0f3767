import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RawAnswer, type RawServer, startRawServer } from '../../../exchange/raw.js';
import { CARRIERS, until } from './carriers.js';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n';

const FAULTS: Readonly<Record<string, RawAnswer>> = {
  '/ok': (socket) => socket.write(`${OK}{}`),
  '/hang': () => undefined,
  '/drip': (socket) => {
    const timer = setInterval(() => socket.write(socket.bytesWritten === 0 ? 'HTTP/1.1 200 OK\r\n\r\n' : 'x'), 20);
    socket.on('close', () => clearInterval(timer));
  },
  '/reset': (socket) => socket.resetAndDestroy(),
  '/half': (socket) => socket.end(`${OK}{`),
  '/endless': (socket) => {
    const timer = setInterval(() => socket.write(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(50_000)}`), 5);
    socket.on('close', () => clearInterval(timer));
  },
  '/garbage': (socket) => socket.write('\u0001\u0002\r\n\r\n'),
};

describe('a program that met every fault', () => {
  let folder: string;
  let server: RawServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'marginalia-exit-'));
    server = await startRawServer((socket, request) => FAULTS[request.head.split(' ')[1] ?? '']?.(socket, request));
    await build({
      entryPoints: [join(import.meta.dirname, 'exit-program.ts')],
      outfile: join(folder, 'program.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: 'error',
    });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  test.each(CARRIERS.map(([name]) => name))('with the %s transport comes to its end by itself', async (name) => {
    const program = promisify(execFile)(process.execPath, [join(folder, 'program.mjs'), name, server.origin], {
      timeout: 10_000,
    });
    const { stdout, stderr } = await program;
    expect(stdout.split('\n')).toEqual([
      '/ok 200',
      '/hang failed',
      '/drip failed',
      '/reset failed',
      '/half failed',
      '/endless 200',
      '/garbage failed',
    ]);
    expect(stderr).toBe('');
    await until(() => server.open() === 0);
    expect(server.requests.length % 7).toBe(0);
  });
});
