import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findCompiler, typeCheckWith } from '../../../generator/package/check-types.js';
import { put, scratch } from './fixture.js';

const PROJECT_ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const projectWith = (text: string): string => {
  const folder = scratch();
  put(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { strict: true, types: ['node'], module: 'nodenext' }, include: ['src'] }),
  );
  put(join(folder, 'src/a.ts'), text);
  return folder;
};

describe('the type check', () => {
  const check = typeCheckWith(findCompiler(PROJECT_ROOT));

  it('passes what compiles, types of Node included, wherever the folder lies', async () => {
    expect(
      await check(
        projectWith(
          "import { readFileSync } from 'node:fs';\nexport const read: typeof readFileSync = readFileSync;\n",
        ),
      ),
    ).toEqual([]);
  });

  it('gives each error with its place', async () => {
    expect(await check(projectWith('export const a: string = 1;\n'))).toMatchObject([
      {
        code: 'package/type-error',
        at: { file: 'src/a.ts', line: 1, col: 14 },
        message: expect.stringContaining('TS2322') as string,
      },
    ]);
  });

  it('passes nothing when there is no compiler, or none that starts', async () => {
    expect(findCompiler('/no/such/folder')).toBeUndefined();
    expect(await typeCheckWith(undefined)(scratch())).toMatchObject([{ code: 'package/no-compiler' }]);
    expect(await typeCheckWith({ command: join(scratch(), 'nothing'), args: [] })(scratch())).toMatchObject([
      { code: 'package/no-compiler' },
    ]);
  });
});
