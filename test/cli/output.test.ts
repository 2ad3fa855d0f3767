import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { document, folderWith, marginalia, operation, project, put, textOf, UPSTREAM } from './project.js';

const DIST = resolve(import.meta.dirname, '../../dist');
const ESCAPES = /[\u001b\u009b\u0007]/;

describe('what is printed', () => {
  it('merge prints a YAML document and nothing else, in a sub-folder as well', () => {
    const root = project({ 'some/where/file.txt': '' });
    const { code, out } = marginalia(['merge'], { cwd: join(root, 'some/where') });
    expect(code).toBe(0);
    expect(Object.keys((parse(out) as { paths: object }).paths)).toEqual(['/a', '/b']);
  });

  it('puts the merged document where it is told, from where the user stands, whole or not at all', () => {
    const root = project();
    expect(marginalia(['merge', '-o', 'new/merged.yaml'], { cwd: join(root, 'spec') })).toMatchObject({ code: 0 });
    expect(textOf(root, 'spec/new/merged.yaml')).toBe(marginalia(['merge'], { cwd: root }).out);
    const onFolder = marginalia(['merge', '-o', 'spec/new'], { cwd: root });
    expect([onFolder.code, onFolder.err]).toEqual([
      2,
      expect.stringContaining('"spec/new" could not be written: it is a folder'),
    ]);
  });

  it('colours nothing in a pipe, all with FORCE_COLOR, and nothing against NO_COLOR or --no-color', () => {
    const root = folderWith({});
    const isColoured = (args: readonly string[], env: Readonly<Record<string, string>>): boolean =>
      ESCAPES.test(marginalia(['merge', ...args], { cwd: root, env }).err);
    expect(isColoured([], {})).toBe(false);
    expect(isColoured([], { FORCE_COLOR: '1' })).toBe(true);
    expect(isColoured([], { FORCE_COLOR: '0' })).toBe(false);
    expect(isColoured([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(isColoured(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
    expect(isColoured(['--json'], { FORCE_COLOR: '1' })).toBe(false);
  });

  it('lets no control character of an input through, wherever it stands', () => {
    const evil = '\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m';
    const root = project({
      'spec/fragments/\u001b[2Jx.yaml': document(
        `  "/${evil}":\n${operation('get', 'x', `      "x-${evil}": 1\n`)}  "/${evil}y":\n    $ref: "#/${evil}"\n`,
      ),
    });
    put(
      root,
      'spec/overlays/o.yaml',
      `overlay: 1.0.0\ninfo: { title: t, version: '1' }\nactions:\n  - target: "$['${evil}']"\n    description: "${evil}"\n    update: { a: 1 }\n`,
    );
    const { code, out, err } = marginalia(['generate', '--no-color'], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('owned');
    expect(`${out}${err}`).not.toMatch(ESCAPES);
    expect(marginalia(['generate', '--json'], { cwd: root }).out).not.toMatch(ESCAPES);
    expect(marginalia([`--${'\u001b[2J'}`], { cwd: root }).err).not.toMatch(ESCAPES);
  });

  it('ends in silence, with its own exit code, when the reader goes away', () => {
    const root = project();
    const { status, stderr } = spawnSync(
      'sh',
      [
        '-c',
        `{ "${process.execPath}" "${join(DIST, 'marginalia.cjs')}" merge --json; echo "code $?" >&2; } | head -1 >/dev/null`,
      ],
      { cwd: root, encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, 'code 0\n']);
  });

  it.skipIf(!existsSync('/dev/full'))('fails when the disk is full', () => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${join(DIST, 'marginalia.cjs')}" merge --json >/dev/full`],
      { cwd: project(), encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([2, 'marginalia: the output could not be written: no space left on device.\n']);
  });

  it('shows the first of many errors, and says how many there are', () => {
    const bare = Array.from({ length: 30 }, (_, index) => `  /p${index}:\n    get:\n      responses: {}\n`).join('');
    const { code, err } = marginalia(['merge'], { cwd: folderWith({ [UPSTREAM]: document(bare) }) });
    expect(code).toBe(2);
    expect(err.match(/^error /gm)).toHaveLength(20);
    expect(err).toMatch(/\d+ errors\. The first 20 messages are shown; --json prints all\./);
  });
});

describe('speed', () => {
  it('only generate loads the TypeScript compiler of ts-morph', () => {
    const copy = join(folderWith({}), 'dist');
    cpSync(DIST, copy, { recursive: true });
    for (const file of ['ts-morph.cjs', 'ts-morph.cjs.cache']) rmSync(join(copy, 'program', file), { force: true });
    const root = project();
    const program = join(copy, 'marginalia.cjs');
    expect(marginalia(['merge'], { cwd: root, program }).code).toBe(0);
    expect(marginalia(['validate', '--schema-only'], { cwd: root, program }).code).toBe(0);
    expect(marginalia(['--help'], { cwd: root, program }).code).toBe(0);
  });
});
