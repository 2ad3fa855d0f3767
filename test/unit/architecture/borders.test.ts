import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const STAGES = [
  'load',
  'repair',
  'merge',
  'docs',
  'drift',
  'coverage',
  'draft',
  'pull',
  'update',
  'model',
  'emit',
  'package',
  'validate',
  'upstream',
];
/** What each room may import from npm; all others may import nothing. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  load: ['yaml'],
  repair: ['yaml'],
  merge: ['yaml', 'json-p3'],
  docs: [],
  drift: ['yaml'],
  draft: ['yaml'],
  pull: ['parse5', 'p-queue', 'p-retry', 'robots-parser'],
  emit: ['handlebars', 'ts-morph'],
  upstream: [],
  validate: ['yaml', 'virtual:validators'],
  core: ['yaml'],
};
/** Rooms that may read or write files or start processes. */
const MAY_TOUCH_THE_WORLD = new Set(['package', 'validate']);

interface Import {
  readonly file: string;
  readonly room: string;
  readonly from: string;
  readonly typesOnly: boolean;
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

const IMPORT = /^(?:import|export)\s+(type\s+)?([^;]*?)\s*from\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

const importsOf = (file: string): readonly Import[] =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map(([, type, names = '', fromStatic, fromDynamic]) => ({
    file,
    room: file.split('/')[1] ?? '',
    from: fromStatic ?? fromDynamic ?? '',
    typesOnly:
      type !== undefined ||
      (/^\{.*\}$/s.test(names) &&
        names
          .slice(1, -1)
          .split(',')
          .every((name) => name.trim() === '' || name.trim().startsWith('type '))),
  }));

const generator = filesBelow('generator').flatMap(importsOf);
const targetRoom = ({ file, from }: Import): string | undefined =>
  from.startsWith('.') ? relative('generator', join(file, '..', from)).split('/')[0] : undefined;

describe('borders', () => {
  it('reads the imports of every room, so that the rules below can fail', () => {
    const rooms = new Set(generator.map(({ room }) => room));
    expect(STAGES.filter((stage) => !rooms.has(stage))).toEqual([]);
    expect(generator.length).toBeGreaterThan(200);
  });

  it('no stage imports a function of another stage', () => {
    const crossing = generator.filter((one) => {
      const target = targetRoom(one);
      return (
        STAGES.includes(one.room) &&
        target !== undefined &&
        STAGES.includes(target) &&
        target !== one.room &&
        !one.typesOnly
      );
    });
    expect(crossing).toEqual([]);
  });

  it('a stage uses the libraries of its room and no others', () => {
    const foreign = generator.filter(({ room, from, typesOnly }) => {
      if (from.startsWith('.') || from.startsWith('node:') || typesOnly) return false;
      return (
        (STAGES.includes(room) || room === 'core') &&
        !(LIBRARIES[room] ?? []).some((name) => from === name || from.startsWith(`${name}/`))
      );
    });
    expect(foreign).toEqual([]);
  });

  it('only the package and the referee touch files and processes', () => {
    const touching = generator.filter(
      ({ room, from }) =>
        STAGES.includes(room) &&
        !MAY_TOUCH_THE_WORLD.has(room) &&
        /^node:(fs|child_process|net|http|https|os)/.test(from),
    );
    expect(touching).toEqual([]);
  });

  it('only the command line talks to the process; the referee and the package start and look at others', () => {
    const talking = filesBelow('generator').filter(
      (file) =>
        file !== 'generator/cli.ts' &&
        /\bprocess\.(?:argv|std\w+|exit\w*|on|once|off)\b/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(talking).toEqual(['generator/validate/run-command.ts']);
  });

  it('the runtime imports nothing outside itself, and Node only behind its Node entry', () => {
    const runtime = filesBelow('templates/runtime').flatMap(importsOf);
    expect(
      runtime.filter(
        ({ file, from }) =>
          !join(file, '..', from).startsWith('templates/runtime/') && !(from.startsWith('node:') && /\/node[-.]/.test(file)),
      ),
    ).toEqual([]);
    const web = reachableFrom('templates/runtime/web.ts', runtime);
    expect(web.filter((file) => /\/node[-.]/.test(file))).toEqual([]);
  });
});

const reachableFrom = (start: string, imports: readonly Import[]): readonly string[] => {
  const seen = new Set([start]);
  for (const file of seen) {
    for (const one of imports)
      if (one.file === file && !one.typesOnly) seen.add(join(file, '..', one.from.replace(/\.js$/, '.ts')));
  }
  return [...seen];
};
