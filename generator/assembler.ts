import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { JsonObject } from './core/json.js';
import { assemble, type Assembled } from './emit/assemble.js';
import type { Assemble } from './emit/emit.js';
import type { PlainModule } from './emit/plain-module.js';
import type { MergedProject } from './pipeline.js';

/** Where texts are put together, and how to let go of it when a run stops early. */
export interface Assembler {
  readonly assemble: Assemble;
  /** Asked before `assemble`, it is done while the model is made. */
  readonly renderYaml: (merged: MergedProject) => Promise<string>;
  readonly stop: () => void;
}

/** What the thread can be told to do; with `assemble` it ends. */
export type Order =
  | { readonly kind: 'yaml'; readonly document: JsonObject }
  | { readonly kind: 'assemble'; readonly plans: readonly PlainModule[] };

type Answer =
  { readonly kind: 'yaml'; readonly text: string } | { readonly kind: 'assembled'; readonly assembled: Assembled };

/**
 * Starts loading ts-morph at once in a thread of its own: that takes longer than all that comes before it is needed.
 * Where the program is not bundled (in tests) it is loaded here.
 */
export const startAssembler = (toolRoot: string): Assembler => {
  const launcher = join(toolRoot, 'dist/marginalia.cjs');
  if (!existsSync(launcher))
    return { assemble, renderYaml: async (merged) => merged.renderYaml(), stop: () => undefined };
  const worker = new Worker(launcher, { workerData: { entry: 'assembler-worker.cjs' } });
  let isLast = false;
  return {
    assemble: async (plans) => {
      isLast = true;
      const answer = await ask(worker, { kind: 'assemble', plans }, 'assembled');
      return answer.assembled;
    },
    renderYaml: async ({ spec }) => (await ask(worker, { kind: 'yaml', document: spec.document }, 'yaml')).text,
    // Having answered it ends by itself; ended by force it could not keep its code cache when the program is built.
    stop: () => (isLast ? undefined : void worker.terminate()),
  };
};

type AnswerOf<K extends Answer['kind']> = Extract<Answer, { readonly kind: K }>;

const ask = <K extends Answer['kind']>(worker: Worker, order: Order, wanted: K): Promise<AnswerOf<K>> =>
  new Promise((resolve, reject) => {
    const isWanted = (answer: Answer): answer is AnswerOf<K> => answer.kind === wanted;
    worker.on('message', (answer: Answer) => (isWanted(answer) ? resolve(answer) : undefined));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the assembling thread ended without an answer')));
    worker.postMessage(order);
  });
