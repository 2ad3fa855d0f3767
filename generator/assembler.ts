import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { assemble, type Assembled } from './emit/assemble.js';
import type { Assemble } from './emit/emit.js';
import type { PlainModule } from './emit/plain-module.js';

/** Where modules are put together, and how to let go of it when a run stops early. */
export interface Assembler {
  readonly assemble: Assemble;
  readonly stop: () => void;
}

/**
 * Starts loading ts-morph at once in a thread of its own: that takes longer than all that comes before it is needed.
 * Where the program is not bundled (in tests) it is loaded here.
 */
export const startAssembler = (toolRoot: string): Assembler => {
  const launcher = join(toolRoot, 'dist/marginalia.cjs');
  if (!existsSync(launcher)) return { assemble, stop: () => undefined };
  const worker = new Worker(launcher, { workerData: { entry: 'assembler-worker.cjs' } });
  let isAsked = false;
  return {
    assemble: (plans) => {
      isAsked = true;
      return askWorker(worker, plans);
    },
    // Having answered it ends by itself; ended by force it could not keep its code cache when the program is built.
    stop: () => (isAsked ? undefined : void worker.terminate()),
  };
};

const askWorker = (worker: Worker, plans: readonly PlainModule[]): Promise<Assembled> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the assembling thread ended without an answer')));
    worker.postMessage(plans);
  });
