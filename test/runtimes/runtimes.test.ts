import { readFileSync } from 'node:fs';
import type { BuildOptions } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.js';
import { DIFFERENCES } from './differences.js';
import { findPlatforms, type Platform, requiredPlatforms } from './platforms.js';
import { type Program, Workshop } from './programs.js';
import { runChromium } from './run-chromium.js';
import { runProcess } from './run-process.js';
import { runWorkerd } from './run-workerd.js';
import { openScene } from './scene.js';
import { Summary } from './summary.js';
import type { CheckResult } from './world.js';

const PLATFORMS = findPlatforms();
const REQUIRED = requiredPlatforms([...PLATFORMS.map(({ name }) => name), 'Chromium']);
const summary = new Summary();

let workshop: Workshop;
beforeAll(() => {
  workshop = Workshop.open();
}, 120_000);
afterAll(() => {
  workshop?.close();
  process.stdout.write(summary.print(DIFFERENCES));
});

const judge = (platform: string, how: string, results: readonly CheckResult[]): void => {
  summary.add(platform, how, results);
  expect(results.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`)).toEqual([]);
  expect(results.length).toBeGreaterThan(50);
};

/** What somebody tells esbuild who bundles for a platform, and no more. */
const FOR_NODE: BuildOptions = { format: 'esm', platform: 'node' };
const FOR_BROWSERS: BuildOptions = { format: 'esm', platform: 'browser' };
const FOR_WORKERS: BuildOptions = { format: 'esm', conditions: ['workerd', 'worker', 'browser'] };
const forNeutral = (condition: string): BuildOptions => ({
  format: 'esm',
  platform: 'neutral',
  conditions: [condition],
});

/** How a program comes to a platform that starts files: the package imported, required, or bundled with it. */
interface Way {
  readonly how: string;
  readonly program: () => Promise<Program>;
}

const waysOf = ({ place }: Platform): readonly Way[] => [
  { how: 'import', program: () => workshop.unbundled('import.mjs', 'esm') },
  { how: 'require', program: () => workshop.unbundled('require.cjs', 'cjs') },
  {
    how: 'bundle',
    program: () => workshop.build(`${place}.mjs`, 'process', place === 'node' ? FOR_NODE : forNeutral(place)),
  },
];

const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  deno: ['run', '--quiet', '--no-prompt', '--allow-net=127.0.0.1', '--allow-read'],
};

/** Why it cannot run here, if it cannot. Fails if it has to run. */
const whyNot = (name: string, missing: string): string | undefined => {
  if (missing === '') return undefined;
  summary.miss(name, missing);
  expect(REQUIRED.has(name), `${name} is required: ${missing}`).toBe(false);
  return missing;
};

const titled = (platforms: readonly Platform[]): readonly (readonly [title: string, platform: Platform])[] =>
  platforms.map((platform) => [`${platform.name} ${platform.version}`.trim(), platform]);

describe.each(titled(PLATFORMS.filter(({ place }) => place !== 'workerd')))('%s', (title, platform) => {
  it.for(waysOf(platform).map((way) => [way.how, way] as const))('%s', async ([how, { program }], { skip }) => {
    const { name, place, binary = '', missing } = platform;
    const reason = whyNot(name, missing);
    if (reason !== undefined) return skip(reason);
    const { file } = await program();
    const scene = await openScene(place === 'deno' && how === 'require' ? 'deno (Node entry)' : place);
    try {
      const results = await runProcess([binary, ...(ARGUMENTS[place] ?? []), file], workshop.folder, scene.world);
      judge(title, how, results);
    } finally {
      await scene.close();
    }
  });
});

describe.each(titled(PLATFORMS.filter(({ place }) => place === 'workerd')))('%s', (title, platform) => {
  it('bundle', async ({ skip }) => {
    const { name, place, binary = '', missing } = platform;
    const reason = whyNot(name, missing);
    if (reason !== undefined) return skip(reason);
    const { file } = await workshop.build('worker.js', 'worker', FOR_WORKERS);
    const scene = await openScene(place);
    try {
      judge(title, 'bundle', await runWorkerd(binary, file, scene.world));
    } finally {
      await scene.close();
    }
  });
});

/** A browser, or the reason why there is none. */
const findChromium = async (): Promise<Browser | string> => {
  try {
    return await launchChromium();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('Chromium', () => {
  let browser: Browser | string = '';
  beforeAll(async () => {
    browser = await findChromium();
  }, 60_000);
  afterAll(() => (typeof browser === 'string' ? undefined : browser.close()));

  it.for([
    ['page', 'chromium', 'page'],
    ['page, exchange elsewhere', 'chromium (another origin)', 'page'],
    ['module worker', 'chromium', 'moduleWorker'],
  ] as const)('%s', async ([how, place, start], { skip }) => {
    if (typeof browser === 'string') return skip(whyNot('Chromium', browser));
    const { file } = await workshop.build(`${start}.js`, start, FOR_BROWSERS);
    judge(`Chromium ${browser.version()}`, how, await runChromium(browser, file, { start, place }));
  });
});

describe('plain esbuild', () => {
  it.for([
    ['browsers', 'page', FOR_BROWSERS],
    ['workers', 'worker', FOR_WORKERS],
    ['Bun', 'process', forNeutral('bun')],
    ['Deno', 'process', forNeutral('deno')],
  ] as const)('makes a bundle for %s that imports nothing', async ([name, end, options]) => {
    const { imports, warnings, file } = await workshop.build(`of-${name}.js`, end, options);
    expect({ imports, warnings }).toEqual({ imports: [], warnings: 0 });
    expect(readFileSync(file, 'utf8')).not.toMatch(/\bnode:|\brequire\(|\bprocess\.env\b|\bBuffer\b/);
  });

  it('makes a bundle for Node that imports built-in modules alone', async () => {
    const { imports, warnings } = await workshop.build('of-Node.mjs', 'process', FOR_NODE);
    const foreign = imports.filter((name) => !name.startsWith('node:'));
    expect({ foreign, warnings }).toEqual({ foreign: [], warnings: 0 });
    expect(imports).toContain('node:https');
  });
});
