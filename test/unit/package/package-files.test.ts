import { describe, expect, it } from 'vitest';
import { packageFiles } from '../../../generator/package/package-files.js';
import { STAMP, packageOf } from './fixture.js';

const faultsOf = (...paths: readonly string[]) =>
  packageFiles({ emitted: paths.map((path) => ({ path, text: '' })), runtime: [], copied: [] }, STAMP).diagnostics.map(
    ({ code }) => code,
  );

describe('the package', () => {
  it('holds the emitted files, the runtime below src/runtime, the copied ones and a manifest of all', () => {
    const outcome = packageFiles(
      {
        emitted: [{ path: 'src/index.ts', text: 'a' }],
        runtime: [{ path: 'call.ts', text: 'b' }],
        copied: [{ path: 'LICENSE', text: 'c' }],
      },
      STAMP,
    );
    expect(outcome.ok && outcome.value.files.map(({ path }) => path)).toEqual([
      '.marginalia.json',
      'LICENSE',
      'src/index.ts',
      'src/runtime/call.ts',
    ]);
    expect(outcome.ok && Object.keys(outcome.value.manifest.files)).toEqual([
      'LICENSE',
      'src/index.ts',
      'src/runtime/call.ts',
    ]);
  });

  it('holds the names of errors that were emitted, in place of the file of the runtime that stands for them', () => {
    const runtime = [
      { path: 'error-name.ts', text: 'any' },
      { path: 'call/error-name.ts', text: 'own' },
    ];
    const textsOf = (emitted: readonly { readonly path: string; readonly text: string }[]) => {
      const outcome = packageFiles({ emitted, runtime, copied: [] }, STAMP);
      if (!outcome.ok) throw new Error('refused');
      const texts = outcome.value.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]);
      return Object.fromEntries(texts.filter(([path]) => path?.startsWith('src/'))) as Record<string, string>;
    };
    const own = { 'src/runtime/call/error-name.ts': 'own' };
    const emitted = { path: 'src/runtime/error-name.ts', text: 'some' };
    expect(textsOf([emitted])).toEqual({ ...own, 'src/runtime/error-name.ts': 'some' });
    expect(textsOf([])).toEqual({ ...own, 'src/runtime/error-name.ts': 'any' });
  });

  it('refuses an emitted file in place of any other of the runtime', () => {
    const emitted = [{ path: 'src/runtime/call.ts', text: 'a' }];
    const outcome = packageFiles({ emitted, runtime: [{ path: 'call.ts', text: 'b' }], copied: [] }, STAMP);
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['package/path-twice']);
  });

  it('has the same bytes whatever the order of what it is made of', () => {
    const one = packageOf({ a: '1', b: '2' }, { generator: '1', inputs: { x: '1', y: '2' } });
    const two = packageOf({ b: '2', a: '1' }, { generator: '1', inputs: { y: '2', x: '1' } });
    expect(two).toEqual(one);
    const texts = one.files.map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(texts[0]).toContain('"generator": "1"');
  });

  it.each([
    '../escaped',
    'a/../../b',
    '/etc/passwd',
    'C:/windows',
    'c:evil',
    'a\\b',
    'a//b',
    './a',
    'a/.',
    'a/..',
    '',
    'a\0b',
    'a\nb',
    'a b',
    'con',
    'a/NUL.txt',
    'com1.ts',
    'trailing.',
    'a/',
    '~/x',
    '$HOME',
    'a:stream',
    '.marginalia.json',
    'ünïcode',
    'x'.repeat(300),
  ])('refuses the path %j', (path) => {
    expect(faultsOf(path)).toEqual(['package/path']);
  });

  it.each([
    ['README.md', 'readme.md'],
    ['src/a.ts', 'src/a.ts'],
    ['src', 'src/a.ts'],
    ['SRC', 'src/a.ts'],
  ])('refuses %s beside %s', (left, right) => {
    expect(faultsOf(left, right)).toEqual(['package/path-twice']);
  });
});
