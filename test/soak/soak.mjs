/*
 * `npm run soak`: ten minutes of calls to an exchange at which things go wrong. Node 20 reads no TypeScript, so the
 * program is bundled first.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

// Two folders below the root, as its sources are: they find the root from where they lie.
const outfile = join(import.meta.dirname, '../../.cache/soak/main.mjs');
const entryPoints = [join(import.meta.dirname, 'main.ts')];
const forNode = { bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' };
await build({ entryPoints, outfile, ...forNode });
const { main } = await import(pathToFileURL(outfile).href);
process.exitCode = await main(import.meta.dirname);
