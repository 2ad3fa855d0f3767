import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { marginalia, project, put, snapshot, start, textOf, UPSTREAM } from './project.js';

let root = '';
beforeAll(() => {
  root = project();
  const { code, err } = marginalia(['generate'], { cwd: root });
  if (code !== 0) throw new Error(err);
});

const check = (): string => {
  const { code, out } = marginalia(['generate', '--check'], { cwd: root });
  return `${code} ${out.trim().split('\n').slice(-1)[0]?.trim() ?? ''}`;
};

describe('generate --check', () => {
  it('exits 0 on a fresh folder, and writes nothing', () => {
    const before = snapshot(root);
    expect(check()).toBe('0 up to date: generated/ is what the sources say.');
    expect(snapshot(root)).toEqual(before);
  });

  it('exits 1 for a file that was edited or deleted, and names it', () => {
    const readme = textOf(root, 'generated/README.md');
    put(root, 'generated/README.md', `${readme}\nmine`);
    expect(check()).toBe('1 changed generated/README.md');
    rmSync(join(root, 'generated/README.md'));
    expect(check()).toBe('1 missing generated/README.md');
    put(root, 'generated/README.md', readme);
    expect(check()).toMatch(/^0 /);
  });

  it('exits 1 when a source changed, 0 when it is changed back', () => {
    const text = textOf(root, UPSTREAM);
    put(root, UPSTREAM, text.replace('Does getB', 'Does something else'));
    expect(check()).toMatch(/^1 changed generated\//);
    put(root, UPSTREAM, text);
    expect(check()).toMatch(/^0 /);
  });

  it('leaves files alone that were never generated', () => {
    put(root, 'generated/mine.txt', 'mine');
    expect(check()).toMatch(/^0 /);
    put(root, UPSTREAM, `${textOf(root, UPSTREAM)}# a comment\n`);
    expect(marginalia(['generate'], { cwd: root }).code).toBe(0);
    expect(textOf(root, 'generated/mine.txt')).toBe('mine');
  });
});

describe('generate --out', () => {
  it.each(['.', '..', 'spec', 'spec/new', 'link-to-me'])(
    '%s is refused: it would replace the project or its sources',
    (out) => {
      if (!existsSync(join(root, 'link-to-me'))) symlinkSync(root, join(root, 'link-to-me'));
      const before = snapshot(join(root, 'spec'));
      const { code, err } = marginalia(['generate', '--out', out], { cwd: root });
      expect([code, err]).toEqual([2, expect.stringContaining('error cli/output-folder')]);
      expect(err).toContain('Nothing was written.');
      expect(snapshot(join(root, 'spec'))).toEqual(before);
    },
  );

  it('is refused where a file or a link has that name', () => {
    const before = textOf(root, UPSTREAM);
    put(root, 'a-file', 'x');
    if (!existsSync(join(root, 'a-link'))) symlinkSync('generated', join(root, 'a-link'));
    for (const out of ['a-file', 'a-link']) {
      expect(marginalia(['generate', '--out', out], { cwd: root })).toMatchObject({
        code: 2,
        err: expect.stringContaining('error package/not-a-folder'),
      });
    }
    expect([textOf(root, 'a-file'), textOf(root, UPSTREAM)]).toEqual(['x', before]);
  });

  it('writes elsewhere, from where the user stands', () => {
    mkdirSync(join(root, 'sub'), { recursive: true });
    expect(marginalia(['generate', '--out', 'client'], { cwd: join(root, 'sub') }).code).toBe(0);
    expect(textOf(root, 'sub/client/package.json')).toContain('"name"');
  });
});

describe('generate, disturbed', () => {
  it('two at once: one writes, the other says who does or finds it done; the folder is whole', async () => {
    const both = project();
    const codes = await Promise.all([start(['generate'], both).ended, start(['generate'], both).ended]);
    expect(codes.every((code) => code === 0 || code === 2) && codes.includes(0)).toBe(true);
    expect(marginalia(['generate', '--check', '--full'], { cwd: both }).code).toBe(0);
    expect(readdirSync(both).filter((name) => name.startsWith('.generated'))).toEqual([]);
  });

  it('killed in the middle: the next run finishes, and nothing is left behind', async () => {
    const victim = project();
    for (const after of [150, 350]) {
      const run = start(['generate'], victim);
      await new Promise((done) => setTimeout(done, after));
      run.kill();
      await run.ended;
    }
    expect(marginalia(['generate'], { cwd: victim }).code).toBe(0);
    expect(marginalia(['generate', '--check', '--full'], { cwd: victim }).code).toBe(0);
    expect(
      readdirSync(victim)
        .filter((name) => name !== '.cache')
        .sort(),
    ).toEqual(['generated', 'spec']);
  });
});
