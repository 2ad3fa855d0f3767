import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const OPTIONS =
  '--ignoreConfig --noEmit --allowJs --checkJs --strict --noUncheckedIndexedAccess --target es2022 ' +
  '--lib es2022,dom,dom.iterable';

test('the script of the page type-checks as strictly as the program', () => {
  const args = [...OPTIONS.split(' '), '--types', '', join(ROOT, 'templates/report/report.js')];
  const { stdout, status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...args], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
