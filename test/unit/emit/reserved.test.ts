import { Project } from 'ts-morph';
import { expect, it } from 'vitest';
import { isReservedTypeName, isReservedValueName } from '../../../generator/core/reserved.js';
import { RUNTIME } from './package-of.js';

it('every public name of the runtime is reserved, so that no name from a spec can take its place', () => {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  for (const { path, text } of RUNTIME) project.createSourceFile(`/${path}`, text);
  const entries = ['/common.ts', '/node.ts', '/web.ts', '/lean/node.ts', '/lean/web.ts'].map((path) =>
    project.getSourceFileOrThrow(path),
  );
  const names = entries.flatMap((entry) => [...entry.getExportedDeclarations().keys()]);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !isReservedTypeName(name) && !isReservedValueName(name))).toEqual([]);
});
