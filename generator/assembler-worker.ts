/** The second thread: it loads ts-morph while the first one still reads and merges the sources, and then takes orders. */
import { parentPort } from 'node:worker_threads';
import type { Order } from './assembler.js';
import { assemble } from './emit/assemble.js';
import { renderMergedYaml } from './merge/render-merged-yaml.js';

// Only loaded here; `assemble` takes it from there.
void import('ts-morph');

parentPort?.on('message', (order: Order) => {
  if (order.kind === 'yaml') return parentPort?.postMessage({ kind: 'yaml', text: renderMergedYaml(order) });
  // The last order of a run: without its port the thread ends.
  return void assemble(order.plans).then((assembled) => {
    parentPort?.postMessage({ kind: 'assembled', assembled });
    parentPort?.close();
  });
});
