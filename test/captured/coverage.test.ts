import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, marginalia, textOf } from '../cli/project.js';
import { SPEC } from '../every-operation/spec-operations.js';

const ROOT = join(import.meta.dirname, '../..');
const CAPTURE = process.env['MARGINALIA_DOCS'] ?? join(ROOT, '../shared/docs/2026-01-15');

test('the table in the README is what a whole capture, the spec, the client and the contract tests come to', () => {
  // That every operation passes is what `every-operation/` shows.
  const operations = SPEC.operations.map(({ method, path }) => ({ method, path, passed: true }));
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const folder = folderWith({ 'README.md': readme, 'contract.json': JSON.stringify({ operations }) });
  const places = ['--contract', join(folder, 'contract.json'), '--write', join(folder, 'README.md')];
  const { code, out } = marginalia(['coverage', '--project', ROOT, '--docs', CAPTURE, ...places], { cwd: folder });
  expect(out).toMatch(/\n(\d+) of \1 documented endpoints in the spec/);
  expect(code).toBe(0);
  expect(textOf(folder, 'README.md')).toBe(readme);
});
