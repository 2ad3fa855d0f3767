import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { Route } from '../exchange/types.js';
import type { Place } from './differences.js';
import { openScene } from './scene.js';
import type { CheckResult, World } from './world.js';

const HTML = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';

const serve = (path: string, type: string, body: string): Route => ({
  method: 'GET',
  path,
  security: [],
  answer: { body, headers: { 'content-type': `${type};charset=utf-8` } },
});

const pagesOf = (program: string): readonly Route[] => [
  serve('/page', 'text/html', HTML),
  serve('/program.js', 'text/javascript', readFileSync(program, 'utf8')),
];

/** What the page does with the program: run it itself, or have a module worker do so. */
const START = {
  page: `async (world) => { await import('/program.js'); return globalThis.runContract(world); }`,
  moduleWorker: `(world) => new Promise((resolve, reject) => {
    const worker = new Worker('/program.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error('the worker failed: ' + event.message));
    worker.postMessage(world);
  })`,
} as const;

/** Loads the program in a page from the exchange's own origin, or from another one that the exchange permits. */
export const runChromium = async (
  browser: Browser,
  program: string,
  how: { readonly start: keyof typeof START; readonly place: Place },
): Promise<readonly CheckResult[]> => {
  const host = await openScene('chromium', pagesOf(program));
  const scene = how.place === 'chromium' ? host : await openScene(how.place);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${host.world.exchange}/page`);
    const run = `(${START[how.start]})(${JSON.stringify(scene.world satisfies World)})`;
    return await page.evaluate<readonly CheckResult[]>(run);
  } finally {
    await context.close();
    await Promise.all([host.close(), ...(scene === host ? [] : [scene.close()])]);
  }
};
