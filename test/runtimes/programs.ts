import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { type Consumer, installInto, packGenerated } from '../consumer/package-under-test.js';

const PACKAGE = 'marginalia-binance';
const RUN = `import * as library from '${PACKAGE}';\nimport { runContract } from './contract.js';\n`;

export type End = 'process' | 'worker' | 'page' | 'moduleWorker';

/** The ends of the program, by where it runs: how the world comes in, and how the results go out. */
const ENDS: Readonly<Record<End, string>> = {
  process: `${RUN}
const world = JSON.parse(process.argv[process.argv.length - 1]);
runContract(library, world).then((results) => console.log(JSON.stringify(results)));`,
  worker: `${RUN}
export default { async fetch(request) { return Response.json(await runContract(library, await request.json())); } };`,
  page: `${RUN}
globalThis.runContract = (world) => runContract(library, world);`,
  moduleWorker: `${RUN}
addEventListener('message', async ({ data }) => postMessage(await runContract(library, data)));`,
};

/** A program as plain esbuild makes it: no shims, no definitions, no plug-ins. */
export interface Program {
  readonly file: string;
  /** What it imports when it runs. */
  readonly imports: readonly string[];
  readonly warnings: number;
}

/** Builds programs in the folder of a project that has installed the package. */
export class Workshop {
  readonly #consumer: Consumer;

  private constructor(consumer: Consumer) {
    this.#consumer = consumer;
  }

  static open(): Workshop {
    const packed = packGenerated();
    try {
      return new Workshop(installInto(packed.tarball));
    } finally {
      packed.remove();
    }
  }

  get folder(): string {
    return this.#consumer.folder;
  }

  close(): void {
    this.#consumer.remove();
  }

  async build(name: string, end: End, options: BuildOptions): Promise<Program> {
    // The entry lies where the package is installed, the checks where they are written.
    const entry = join(this.folder, 'programs', `entry-of-${name}.js`);
    mkdirSync(dirname(entry), { recursive: true });
    const contract = JSON.stringify(join(import.meta.dirname, 'contract.ts'));
    writeFileSync(entry, ENDS[end].replace("'./contract.js'", contract));
    const file = join(this.folder, 'programs', name);
    const told: BuildOptions = { ...options, bundle: true, metafile: true, logLevel: 'silent' };
    const { metafile, warnings } = await build({ ...told, entryPoints: [entry], outfile: file });
    const outputs = Object.values(metafile?.outputs ?? {});
    const imports = outputs.flatMap((output) => output.imports.map(({ path }) => path));
    return { file, imports, warnings: warnings.length };
  }

  /** The checks alone, which then import the installed package as it is. */
  unbundled(name: string, format: 'esm' | 'cjs'): Promise<Program> {
    return this.build(name, 'process', { format, platform: 'node', external: [PACKAGE] });
  }
}
