/** Kills a process that does nothing but replace one package by another, and looks at what it leaves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';
import type { Package } from '../../../generator/package/types.js';
import { writePackage } from '../../../generator/package/write-package.js';
import { packageOf, passing, put, scratch, treeOf } from './fixture.js';

const PACKAGE_FOLDER = fileURLToPath(new URL('../../../generator/package/', import.meta.url));

/** Thirty files each, some in common, some folders in one of them only. */
const filesOf = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `src/${index % 2 === 0 ? 'both' : name}/file-${index}.ts`,
      `${name} `.repeat(500),
    ]),
  );

const PACKAGES = { one: filesOf('one'), two: filesOf('two') };

/** Writes one package after the other until it is killed. */
const CHILD = `
import { packageFiles } from ${JSON.stringify(join(PACKAGE_FOLDER, 'package-files.ts'))};
import { writePackage } from ${JSON.stringify(join(PACKAGE_FOLDER, 'write-package.ts'))};
const [out, packages] = process.argv.slice(2);
const stamp = { generator: '1.0.0', inputs: { 'spec/a.yaml': 'aa' } };
const both = Object.values(JSON.parse(packages)).map((files) => {
  const copied = Object.entries(files).map(([path, text]) => ({ path, text }));
  return packageFiles({ emitted: [], runtime: [], copied }, stamp).value;
});
console.log('ready');
for (let turn = 0; ; turn += 1) {
  const written = await writePackage(out, both[turn % 2], async () => []);
  if (!written.ok) throw new Error(JSON.stringify(written.diagnostics));
}
`;

const bundleChild = async (folder: string): Promise<string> => {
  put(join(folder, 'child.ts'), CHILD);
  const bundle = await rolldown({
    input: join(folder, 'child.ts'),
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    logLevel: 'silent',
  });
  const file = join(folder, 'child.mjs');
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  return file;
};

const treeFor = (wanted: Package): string =>
  JSON.stringify(Object.fromEntries(wanted.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])));

it('a killed run leaves the old tree or the new one, and never a file of the user behind', async () => {
  const around = scratch();
  const out = join(around, 'work/generated');
  const child = await bundleChild(around);
  const wanted = Object.values(PACKAGES).map((files) => packageOf(files));
  const whole = new Set(wanted.map(treeFor));
  const first = wanted[0];
  if (first === undefined) throw new Error('there is no package');
  await writePackage(out, first, passing);
  const mine = { 'node_modules/a/index.js': 'mine', 'src/both/mine.txt': 'mine', 'esm/index.js': 'mine' };
  for (const [path, text] of Object.entries(mine)) put(join(out, path), text);

  for (let round = 0; round < 20; round += 1) {
    const running = spawn(process.execPath, [child, out, JSON.stringify(PACKAGES)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(running.stdout, 'data');
    await sleep(5 + Math.random() * 40);
    running.kill('SIGKILL');
    await once(running, 'exit');
    // Between its two renames a run leaves the old tree whole under another name; the next run begins by putting it
    // back.
    const left = existsSync(out) ? out : join(around, 'work/.generated.previous');
    expect(whole.has(JSON.stringify(generatedIn(left))), `round ${round}`).toBe(true);
    await writePackage(out, first, passing);
    expect(treeOf(join(around, 'work'))).toEqual(
      prefixed({ ...(JSON.parse(treeFor(first)) as Record<string, string>), ...mine }),
    );
  }
}, 60_000);

const generatedIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(treeOf(folder)).filter(([, text]) => text !== 'mine'));

const prefixed = (tree: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tree).map(([path, text]) => [`generated/${path}`, text]));
