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
