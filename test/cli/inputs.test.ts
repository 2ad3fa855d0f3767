import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { document, folderWith, marginalia, operation, project, put, UPSTREAM, programForAll } from './project.js';

const up = (text: string): Readonly<Record<string, string>> => ({ [UPSTREAM]: text });
const overlay = (action: string): string => `overlay: 1.0.0\ninfo: { title: t, version: '1' }\nactions:\n${action}`;
const A = document(`  /a:\n${operation('get', 'getA')}`);
const FRAGMENT = 'spec/fragments/f.yaml';

describe('bad inputs: exit 2, with the file, the line, what is wrong and what to do', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
    ['no spec/ at all', {}, 'load/no-upstream', 'marginalia upstream <file>'],
    ['an empty file', up(''), 'load/empty', `${UPSTREAM}:1:1`],
    ['not YAML', up('openapi: 3.1.0\ninfo: [a\n'), 'load/not-yaml', `${UPSTREAM}:3:1`],
    ['tabs', up('openapi: 3.1.0\ninfo:\n\ttitle: x\n'), 'load/tab-indentation', `${UPSTREAM}:3:1`],
    ['not OpenAPI', up('name: x\n'), 'load/not-openapi', `${UPSTREAM}:1:1`],
    ['Swagger 2.0', up('swagger: "2.0"\npaths: {}\n'), 'load/unsupported-version', 'Swagger 2.0'],
    ['OpenAPI 3.0', up('openapi: 3.0.3\npaths: {}\n'), 'load/unsupported-version', 'OpenAPI 3.0.3'],
    ['a web page', up('<!doctype html>\n'), 'load/', 'what to do'],
    [
      'an external $ref',
      up(A.replace('{ type: object', '{ $ref: "http://127.0.0.1/x.json", type: object')),
      'merge/external-reference',
      `${UPSTREAM}:19:25`,
    ],
    [
      'a dangling $ref',
      up(A.replace('{ type: object', '{ $ref: "#/components/schemas/No", type: object')),
      'merge/dangling-reference',
      `${UPSTREAM}:19:25`,
    ],
    [
      'an unknown extension',
      up(A.replace('x-effect: read', 'x-effect: read\n      x-speed: high')),
      'merge/unknown-extension',
      `${UPSTREAM}:13:7`,
    ],
    [
      'a schema that stands twice',
      up(`${A}components:\n  schemas:\n    S: { type: string }\n    S: { type: number }\n`),
      'repair/duplicate-key',
      `${UPSTREAM}:23:5`,
    ],
    [
      'a path that stands twice with different methods of one name',
      up(document(`  /a:\n${operation('get', 'getA')}  /a:\n${operation('get', 'other')}`)),
      'repair/conflicting-operation',
      `${UPSTREAM}:21:5`,
    ],
    ['an operation in two sources', { ...up(A), [FRAGMENT]: A }, 'merge/same-operation', `${FRAGMENT}:6:5`],
    [
      'an overlay action that matches nothing',
      {
        ...up(A),
        'spec/overlays/o.yaml': overlay(
          `  - target: $.paths['/no']\n    description: why\n    update: { summary: x }\n`,
        ),
      },
      'merge/overlay-no-match',
      'spec/overlays/o.yaml:4:5',
    ],
    [
      'an overlay action without a reason',
      { ...up(A), 'spec/overlays/o.yaml': overlay(`  - target: $.paths['/a'].get\n    update: { summary: x }\n`) },
      'merge/overlay-no-reason',
      'spec/overlays/o.yaml:4:5',
    ],
    [
      'waivers that are no list',
      { ...up(A), 'spec/waivers.yaml': 'waivers: 3\n', 'spec/docs/p.md': '# Page\n' },
      'drift/waiver-list',
      'spec/waivers.yaml:1:10',
    ],
  ];

  it.each(cases)('%s', (_name, files, code, detail) => {
    const root = folderWith(files);
    const command = code.startsWith('drift/') ? 'drift' : 'merge';
    const ran = marginalia([command], { cwd: root });
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain(`error ${code}`);
    expect(ran.err).toContain(detail);
    expect(ran.err).toContain('what to do:');
    const json = JSON.parse(marginalia([command, '--json'], { cwd: root }).out) as {
      diagnostics: readonly { code: string; hint?: string }[];
    };
    expect(
      json.diagnostics.some((diagnostic) => diagnostic.code.startsWith(code) && diagnostic.hint !== undefined),
    ).toBe(true);
  });

  it('loses no operation of a JSON document whose path stands twice', () => {
    const one = (method: string, name: string): string =>
      `"/a": {"${method}": {"operationId": "${name}", "x-client-name": "margin.${name}", "x-security-type": "NONE", "x-request-weight": [], "x-effect": "read", "security": [], "responses": {"200": {"description": "ok"}}}}`;
    const root = folderWith({
      'spec/upstream/up.json': `{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {\n${one('get', 'a')},\n${one('post', 'b')}}}`,
    });
    const { operations } = JSON.parse(marginalia(['merge', '--json'], { cwd: root }).out) as {
      operations: readonly { method: string; origin: { line: number } }[];
    };
    expect(operations.map(({ method, origin }) => `${method} ${origin.line}`)).toEqual(['get 2', 'post 3']);
  });
});

describe('sources that cannot be read are never left out in silence', () => {
  it('a symbolic link', () => {
    const root = project({ 'elsewhere.yaml': A });
    mkdirSync(join(root, 'spec/fragments'));
    symlinkSync(join(root, 'elsewhere.yaml'), join(root, FRAGMENT));
    const { code, err } = marginalia(['merge'], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining(`"${FRAGMENT}" could not be read: it is a symbolic link`)]);
  });

  it('a file where the folder should be', () => {
    const { code, err } = marginalia(['merge'], { cwd: project({ 'spec/fragments': 'x' }) });
    expect([code, err]).toEqual([2, expect.stringContaining('The folder "spec/fragments" could not be read')]);
  });

  it('a folder or a file without permission', () => {
    const root = project({ [FRAGMENT]: A });
    const program = programForAll();
    chmodSync(root, 0o755);
    for (const path of [FRAGMENT, 'spec/fragments']) {
      chmodSync(join(root, path), 0);
      expect(marginalia(['merge'], { cwd: root, program, asNobody: true })).toMatchObject({
        code: 2,
        err: expect.stringContaining(`"${path}" could not be read: permission denied`),
      });
    }
    chmodSync(join(root, 'spec/fragments'), 0o700);
  });

  it('but what editors leave behind is no source', () => {
    const root = project({ 'spec/fragments/.f.yaml.swp': 'x', 'spec/fragments/._f.yaml': '\u0000' });
    expect(marginalia(['merge'], { cwd: root }).code).toBe(0);
  });

  it('says so when the current folder is gone', () => {
    const root = folderWith({ 'sub/x': '' });
    const sub = join(root, 'sub');
    const script = `process.chdir(${JSON.stringify(sub)}); require('fs').rmSync(${JSON.stringify(sub)}, { recursive: true });`;
    put(root, 'leave.cjs', script);
    const { code, err } = marginalia(['merge'], {
      cwd: root,
      env: { NODE_OPTIONS: `--require ${JSON.stringify(join(root, 'leave.cjs'))}` },
    });
    expect([code, err]).toEqual([
      2,
      'marginalia: the current folder does not exist any more. Change to another one and run again.\n',
    ]);
    rmSync(root, { recursive: true });
  });
});
