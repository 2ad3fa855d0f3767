import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { folderWith, marginalia, project, put, textOf } from './project.js';

const SPEC = resolve(import.meta.dirname, '../../spec');
const WAIVERS = 'spec/waivers.yaml';
let root = '';
let waivers = '';

beforeAll(() => {
  root = folderWith({});
  cpSync(SPEC, join(root, 'spec'), { recursive: true });
  waivers = textOf(root, WAIVERS);
});

/** A waiver that one of the committed pages proves to be needed. */
const provable = (list: YAMLSeq): number =>
  list.items.findIndex((item) => String((item as YAMLMap).get('pointer')).endsWith('/REPAY_EXCEED_LIABILITY'));

const withWaivers = (change: (list: YAMLSeq) => void): void => {
  const tree = parseDocument(waivers);
  change(tree.get('waivers') as YAMLSeq);
  put(root, WAIVERS, tree.toString({ lineWidth: 0 }));
};

describe('drift on the committed sources', () => {
  it('exits 0 with the waivers as they are, from anywhere', () => {
    put(root, WAIVERS, waivers);
    const { code, out, err } = marginalia(['drift', '--project', root], { cwd: join(root, '..') });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^No drift, \d+ waived; \d+ operations checked/);
  });

  it('exits 1 without one of them, and says in both files where', () => {
    withWaivers((list) => list.delete(provable(list)));
    const { code, out } = marginalia(['drift'], { cwd: root });
    expect(code).toBe(1);
    expect(out).toMatch(/ {2}at spec\/overlays\/.*:\d+:\d+[^]* {2}at spec\/docs\/.*:\d+:\d+[^]*what to do:/);
    expect((JSON.parse(marginalia(['drift', '--json'], { cwd: root }).out) as { unwaived: number }).unwaived).toBe(1);
  });

  it('exits 1 for a waiver whose docs text has changed, and for one that matches nothing', () => {
    withWaivers((list) => list.setIn([provable(list), 'docs'], 'something else'));
    expect(marginalia(['drift'], { cwd: root })).toMatchObject({
      code: 1,
      out: expect.stringContaining('waiver-stale'),
    });
    withWaivers((list) => list.setIn([provable(list), 'pointer'], '/paths/nothing'));
    expect(marginalia(['drift'], { cwd: root })).toMatchObject({
      code: 1,
      out: expect.stringContaining('waiver-unused'),
    });
  });
});

describe('drift without pages', () => {
  it.each([[[]], [['--docs', 'nowhere']], [['--docs', 'spec/upstream']], [['--docs', 'spec/upstream/up.yml']]])(
    '%j never says that there is none',
    (args) => {
      const { code, out, err } = marginalia(['drift', ...args], { cwd: project() });
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('what to do:');
    },
  );

  it('takes another folder, named from where the user stands or absolutely', () => {
    const pages = { 'other/pages/p.md': '# Something else\n\nText.\n' };
    const here = project({ ...pages, 'sub/x': '' });
    for (const docs of ['../other/pages', join(here, 'other/pages')]) {
      expect(marginalia(['drift', '--docs', docs], { cwd: join(here, 'sub') }).err).not.toContain('docs/no-pages');
    }
  });
});
