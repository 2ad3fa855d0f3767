import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './package-under-test.js';

/**
 * TypeScript compilers that the development dependencies bring along: the newest, and an old one that users still have.
 */
export const compilers = (): readonly { readonly version: string; readonly bin: string }[] =>
  ['node_modules/typescript', 'node_modules/@arethetypeswrong/core/node_modules/typescript'].map((folder) => ({
    version: String(JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')).version),
    bin: join(ROOT, folder, 'bin/tsc'),
  }));

/** The strictest settings that a stranger's project may have; the package's own declarations are checked too. */
export const STRICTEST = {
  target: 'es2022',
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noEmit: true,
} as const;
