import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { installInto, packGenerated } from '../consumer/package-under-test.js';
import { ACCOUNT, startFaultyExchange } from './faulty-exchange.js';
import { type Balance, Ledger } from './ledger.js';
import type { LoadFigures, LoadOptions, Message } from './report.js';

export interface SoakOptions {
  readonly minutes: number;
  readonly inFlight: number;
  readonly seed: number;
  /** Where `load.ts` lies. */
  readonly sources: string;
}

/** All that a run brought to light. */
export interface Soak {
  readonly options: SoakOptions;
  readonly figures: LoadFigures;
  readonly balance: Balance;
  readonly arrived: number;
  readonly mishaps: ReadonlyMap<string, number>;
  /** Connections that the exchange still had half a second after the client was closed. */
  readonly openSockets: number;
  /** Whether the calling process ended by itself within five seconds. */
  readonly endedByItself: boolean;
}

/** The calling process runs the package as a stranger would have it: packed, and installed in an empty project. */
const installLoad = async (sources: string): Promise<{ readonly file: string; readonly remove: () => void }> => {
  const packed = packGenerated();
  const consumer = installInto(packed.tarball);
  packed.remove();
  const [entry, file] = [join(consumer.folder, 'entry.js'), join(consumer.folder, 'load.mjs')];
  const load = JSON.stringify(join(sources, 'load.ts'));
  const imports = `import * as library from 'marginalia-binance';\nimport { serve } from ${load};\n`;
  writeFileSync(entry, `${imports}serve(library);\n`);
  const external = ['marginalia-binance'];
  await build({ entryPoints: [entry], outfile: file, bundle: true, platform: 'node', format: 'esm', external });
  return { file, remove: consumer.remove };
};

/** The calling process, and what it reports at its end. */
interface Running {
  readonly child: ChildProcess;
  readonly figures: Promise<LoadFigures>;
}

const startLoad = (file: string, options: LoadOptions, ledger: Ledger): Running => {
  const child = fork(file, [], { execArgv: ['--expose-gc'] });
  const figures = new Promise<LoadFigures>((resolve, reject) => {
    child.on('message', (message: Message) => {
      if (message.type === 'end') return resolve(message.figures);
      for (const [write, outcome] of message.outcomes) ledger.conclude(write, outcome);
    });
    child.once('exit', (code) => reject(new Error(`the calling process ended with ${code} before it had reported`)));
  });
  child.send(options);
  return { child, figures };
};

/** Waits for a process to end; ends it when it does not. */
const waitForEnd = (child: ChildProcess): Promise<boolean> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve(child.exitCode === 0);
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets a client call an exchange at which things go wrong, for as long as told. */
export const runSoak = async (options: SoakOptions): Promise<Soak> => {
  const ledger = new Ledger();
  const { exchange, mishaps, arrived } = await startFaultyExchange(options.seed, ledger);
  // It remembers every request otherwise.
  const forgetting = setInterval(() => exchange.reset(), 250);
  const { file, remove } = await installLoad(options.sources);
  try {
    const { minutes, inFlight, seed } = options;
    const load = { origin: exchange.origin, account: ACCOUNT, durationMs: minutes * 60_000, inFlight, seed };
    const { child, figures } = startLoad(file, load, ledger);
    const found = await figures;
    const endedByItself = await waitForEnd(child);
    await pause(500);
    const openSockets = await exchange.openConnections();
    const balance = ledger.balance();
    return { options, figures: found, balance, arrived: arrived(), mishaps, openSockets, endedByItself };
  } finally {
    clearInterval(forgetting);
    await exchange.close();
    remove();
  }
};
