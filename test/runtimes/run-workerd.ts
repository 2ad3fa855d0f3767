import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckResult, World } from './world.js';

const configFor = (program: string, port: number): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "${program}", esModule = embed "${program}")],
      compatibilityDate = "2025-09-01",
    )),
    # The exchange of the test is on this machine; a worker would otherwise reach public addresses alone.
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;

const findPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Asks until somebody answers. */
const ask = async (url: string, world: World): Promise<readonly CheckResult[]> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(world) });
      if (!response.ok) throw new Error(`workerd answered HTTP ${response.status}`, { cause: 'answered' });
      return (await response.json()) as readonly CheckResult[];
    } catch (error) {
      if (attempt === 50 || (error instanceof Error && error.cause === 'answered')) throw error;
      await sleep(100);
    }
  }
};

/** Serves the program as a worker, sends it the world, and gets the results. */
export const runWorkerd = async (binary: string, program: string, world: World): Promise<readonly CheckResult[]> => {
  const port = await findPort();
  const config = join(dirname(program), 'worker.capnp');
  writeFileSync(config, configFor(basename(program), port));
  const server = spawn(binary, ['serve', config], { stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    return await ask(`http://127.0.0.1:${port}/`, world);
  } finally {
    server.kill();
  }
};
