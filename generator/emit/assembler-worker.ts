/** The thread that assembles: it loads ts-morph while the main thread still reads and merges the sources. */
import { parentPort } from 'node:worker_threads';
import { assemble } from './assemble.js';
import type { PlainModule } from './plain-module.js';

const loaded = import('ts-morph');

parentPort?.once('message', (plans: readonly PlainModule[]) => {
  void loaded.then(() => assemble(plans)).then((assembled) => parentPort?.postMessage(assembled));
});
