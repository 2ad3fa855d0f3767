import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failed, type Diagnostic } from '../../../generator/core/diagnostic.js';
import { comparePackage, isUpToDate } from '../../../generator/package/compare-package.js';
import { readManifest } from '../../../generator/package/manifest.js';
import type { Package } from '../../../generator/package/types.js';
import { writePackage } from '../../../generator/package/write-package.js';
import { packageOf, passing, put, scratch, STAMP, treeOf } from './fixture.js';

const ONE = packageOf({ 'README.md': 'one', 'src/index.ts': 'one', 'src/old/gone.ts': 'old' });
const TWO = packageOf({ 'README.md': 'two', 'src/index.ts': 'one', 'src/new/added.ts': 'new' });

const textsOf = (wanted: Package) =>
  Object.fromEntries(wanted.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));

const codesOf = async (out: string, wanted: Package): Promise<readonly string[]> => {
  const outcome = await writePackage(out, wanted, passing);
  return outcome.diagnostics.map(({ code }) => code);
};

/** The output folder with package ONE in it, and the folder around it. */
const written = async (): Promise<{ readonly out: string; readonly around: string }> => {
  const around = scratch();
  const out = join(around, 'generated');
  const outcome = await writePackage(out, ONE, passing);
  if (!outcome.ok) throw new Error(outcome.diagnostics[0]?.message);
  return { out, around };
};

describe('writing a package', () => {
  it('makes the folder, and leaves nothing beside it', async () => {
    const { out, around } = await written();
    expect(treeOf(out)).toEqual(textsOf(ONE));
    expect(readdirSync(around)).toEqual(['generated']);
  });

  it('replaces what changed, adds what is new, and takes away what is no longer generated', async () => {
    const { out, around } = await written();
    const outcome = await writePackage(out, TWO, passing);
    expect(outcome.ok && outcome.value).toEqual([
      { path: '.marginalia.json', reason: 'changed' },
      { path: 'README.md', reason: 'changed' },
      { path: 'src/new/added.ts', reason: 'missing' },
      { path: 'src/old/gone.ts', reason: 'obsolete' },
    ]);
    expect(treeOf(out)).toEqual(textsOf(TWO));
    expect(existsSync(join(out, 'src/old'))).toBe(false);
    expect(readdirSync(around)).toEqual(['generated']);
  });

  it('touches nothing when nothing changed', async () => {
    const { out } = await written();
    const before = lstatSync(out);
    const outcome = await writePackage(out, ONE, () => Promise.reject(new Error('there is nothing to check')));
    expect(outcome.ok && outcome.value).toEqual([]);
    expect(lstatSync(out).ino).toBe(before.ino);
  });

  it('keeps every file that was never generated, links and empty folders included', async () => {
    const { out } = await written();
    put(join(out, 'node_modules/a/index.js'), 'mine');
    put(join(out, 'src/old/notes.txt'), 'mine');
    put(join(out, 'src/mine.ts'), 'mine');
    mkdirSync(join(out, 'empty'));
    symlinkSync('../elsewhere', join(out, 'link'));
    await writePackage(out, TWO, passing);
    expect(treeOf(out)).toEqual({
      ...textsOf(TWO),
      'node_modules/a/index.js': 'mine',
      'src/old/notes.txt': 'mine',
      'src/mine.ts': 'mine',
    });
    expect(lstatSync(join(out, 'link')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(out, 'empty'))).toBe(true);
  });

  it('puts a generated file back that somebody changed or deleted', async () => {
    const { out } = await written();
    writeFileSync(join(out, 'README.md'), 'edited');
    const outcome = await writePackage(out, ONE, passing);
    expect(outcome.ok && outcome.value).toEqual([{ path: 'README.md', reason: 'changed' }]);
    expect(treeOf(out)).toEqual(textsOf(ONE));
  });

  it('leaves the old tree alone when the new one does not type-check', async () => {
    const { out, around } = await written();
    const fault: Diagnostic = { code: 'package/type-error', severity: 'error', message: 'no', hint: 'no' };
    let staged: Readonly<Record<string, string>> = {};
    const outcome = await writePackage(out, TWO, async (folder) => {
      staged = treeOf(folder);
      return [fault];
    });
    expect(outcome).toEqual(failed(fault));
    expect(staged).toEqual(textsOf(TWO));
    expect(treeOf(out)).toEqual(textsOf(ONE));
    expect(readdirSync(around)).toEqual(['generated']);
  });

  it('refuses to overwrite a file that it did not generate', async () => {
    const out = join(scratch(), 'generated');
    put(join(out, 'README.md'), 'mine');
    expect(await codesOf(out, ONE)).toEqual(['package/not-ours']);
    expect(treeOf(out)).toEqual({ 'README.md': 'mine' });
  });

  it.each([
    ['a folder', 'src'],
    ['a file', 'README.md'],
  ])('writes nothing through a link in the place of %s', async (_name, path) => {
    const { out, around } = await written();
    const outside = join(around, 'outside');
    renameSync(join(out, path), outside);
    const before = path === 'src' ? treeOf(outside) : lstatSync(outside).mtimeMs;
    symlinkSync('../outside', join(out, path));
    const codes = await codesOf(out, TWO);
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(code).toMatch(/^package\/not-a-/);
    expect(path === 'src' ? treeOf(outside) : lstatSync(outside).mtimeMs).toEqual(before);
    expect(lstatSync(join(out, path)).isSymbolicLink()).toBe(true);
  });

  it('refuses an output folder that is a link or a file', async () => {
    const around = scratch();
    mkdirSync(join(around, 'real'));
    symlinkSync('real', join(around, 'link'));
    put(join(around, 'file'), 'mine');
    expect(await codesOf(join(around, 'link'), ONE)).toEqual(['package/not-a-folder']);
    expect(await codesOf(join(around, 'file'), ONE)).toEqual(['package/not-a-folder']);
    expect(readdirSync(join(around, 'real'))).toEqual([]);
  });

  it.each(['next', 'previous', 'gone', 'lock'])(
    'does not follow a link that waits beside the folder as %s',
    async (suffix) => {
      const { out, around } = await written();
      put(join(around, 'victim/file'), 'mine');
      symlinkSync(suffix === 'lock' ? 'victim/file' : 'victim', join(around, `.generated.${suffix}`));
      await writePackage(out, TWO, passing);
      expect(treeOf(join(around, 'victim'))).toEqual({ file: 'mine' });
      expect(treeOf(out)).toEqual(textsOf(TWO));
    },
  );

  it('lets only one run write at a time, and takes over from one that died', async () => {
    const { out, around } = await written();
    put(join(around, '.generated.lock'), String(process.ppid));
    expect(await codesOf(out, TWO)).toEqual(['package/in-use']);
    put(join(around, '.generated.lock'), '99999999');
    expect(await codesOf(out, TWO)).toEqual([]);
    expect(readdirSync(around)).toEqual(['generated']);
  });

  it('says so when it cannot write', async () => {
    const around = scratch();
    put(join(around, 'file'), '');
    const { diagnostics } = await writePackage(join(around, 'file/generated'), ONE, passing);
    expect(diagnostics.map(({ code }) => code)).toEqual(['package/not-written']);
    expect(diagnostics[0]?.message).toMatch(/^The package could not be written: [^:'/\\]+\.$/);
  });
});

describe('an interrupted run is repaired by the next', () => {
  it('that stopped while staging: the old tree stays', async () => {
    const { out, around } = await written();
    put(join(around, '.generated.next/README.md'), 'half');
    await writePackage(out, ONE, passing);
    expect(treeOf(out)).toEqual(textsOf(ONE));
    expect(readdirSync(around)).toEqual(['generated']);
  });

  it('that stopped between the two renames: the old tree is put back', async () => {
    const { out, around } = await written();
    put(join(out, 'mine'), 'mine');
    renameSync(out, join(around, '.generated.previous'));
    put(join(around, '.generated.next/README.md'), 'staged');
    await writePackage(out, ONE, passing);
    expect(treeOf(out)).toEqual({ ...textsOf(ONE), mine: 'mine' });
    expect(readdirSync(around)).toEqual(['generated']);
  });

  it('that stopped before everything had moved along: the rest follows, and nothing generated comes back', async () => {
    const { out, around } = await written();
    put(join(out, 'src/old/notes.txt'), 'mine');
    put(join(out, 'esm/index.js'), 'mine');
    renameSync(out, join(around, '.generated.previous'));
    await writePackage(join(around, 'other'), TWO, passing);
    renameSync(join(around, 'other'), out);
    await writePackage(out, TWO, passing);
    expect(treeOf(out)).toEqual({ ...textsOf(TWO), 'src/old/notes.txt': 'mine', 'esm/index.js': 'mine' });
    expect(readdirSync(around)).toEqual(['generated']);
  });
});

describe('checking without writing', () => {
  it('finds every difference', async () => {
    const { out } = await written();
    expect(comparePackage(out, ONE)).toEqual([]);
    expect(comparePackage(out, TWO).map(({ reason }) => reason)).toEqual(['changed', 'changed', 'missing', 'obsolete']);
    expect(comparePackage(join(out, 'nowhere'), ONE).every(({ reason }) => reason === 'missing')).toBe(true);
  });

  it('needs no generation when inputs, generator and files are what they were', async () => {
    const { out } = await written();
    expect(readManifest(out)).toMatchObject(STAMP);
    expect(isUpToDate(out, STAMP)).toBe(true);
    expect(isUpToDate(out, { ...STAMP, generator: '2' })).toBe(false);
    expect(isUpToDate(out, { ...STAMP, inputs: { 'spec/a.yaml': 'bb' } })).toBe(false);
    expect(isUpToDate(out, { ...STAMP, inputs: { ...STAMP.inputs, 'spec/b.yaml': 'aa' } })).toBe(false);
    writeFileSync(join(out, 'README.md'), 'edited');
    expect(isUpToDate(out, STAMP)).toBe(false);
  });

  it.each([
    '',
    '{',
    '[]',
    '{"generator": 1}',
    '{"generator": "1.0.0", "inputs": {"spec/a.yaml": "aa"}, "files": {"README.md": 1}}',
  ])('takes the broken manifest %j for none', async (text) => {
    const { out } = await written();
    writeFileSync(join(out, '.marginalia.json'), text);
    expect(readManifest(out)).toBeUndefined();
    expect(isUpToDate(out, STAMP)).toBe(false);
  });
});
